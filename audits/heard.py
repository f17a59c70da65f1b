"""Is a quiet feed a calm city? What was heard of each area, and what silence there means.

Four words, and no other: *calm* (it was heard as it should be: what is not reported is not there),
*unknown* (too little is expected to tell), *blind* (nobody listens there, or hardly anybody speaks)
and *cut off* (it was heard before and stopped: the whole feed, or this area). An area that is not
heard is never calm.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from audits.stats.gaps import Run
from audits.words import say

Codes = NDArray[np.int8]
Floats = NDArray[np.float64]


class Silence(IntEnum):
    """What is to be made of one area in one period; a higher one is graver."""

    CALM = 0
    UNKNOWN = 1
    BLIND = 2
    CUT_OFF = 3

    @property
    def word(self) -> str:
        """The word on screen."""
        return WORDS[self]


WORDS: tuple[str, ...] = (say("calm"), say("unknown"), say("blind"), say("cut off"))
NOBODY = -1
"""In an array of codes: nobody lives there, so there is nobody to hear."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heard:
    """One feed: what each area's silence meant in each period."""

    feed: str
    """Id of the network, or name of the dataset."""
    title: str
    start: date
    """First day of the first period."""
    days: int
    """Days of a period."""
    codes: Codes
    """Shape (areas, periods): a `Silence`, or `NOBODY`."""
    parts: Floats
    """Shape (4, cells): share of the periods that each cell of people spent in each state."""
    cuts: tuple[Run, ...]
    """Days on which the whole feed was silent, found in its daily counts."""
    until: date
    """Last day of the last period."""
    events: int
    """Rows that were counted."""
    expected: Floats = field(default_factory=lambda: np.zeros(0))
    """Per area, events expected in the last period; empty for sensors, NaN where not known."""
    heard: Floats = field(default_factory=lambda: np.zeros(0))
    """Per area, events heard in the last period; empty for sensors."""

    @property
    def not_calm(self) -> Floats:
        """Per cell, the share of the periods that was anything but calm."""
        return np.asarray(1 - self.parts[Silence.CALM])

    def period(self, index: int) -> date:
        """First day of a period."""
        return self.start + timedelta(days=self.days * index)


def in_run(runs: tuple[Run, ...], first: date, days: int) -> NDArray[np.bool_]:
    """Which of `days` days from `first` lie in any of the runs."""
    mask = np.zeros(days, dtype=bool)
    for run in runs:
        a, b = (run.start - first).days, (run.end - first).days + 1
        mask[max(a, 0) : max(b, 0)] = True
    return mask


def over_periods(codes: Codes, length: int) -> Codes:
    """Words over longer periods (the last may be shorter): the commonest; of a tie, the graver.

    `codes` has shape (rows, periods).
    """
    rows, periods = codes.shape
    wide = -(-periods // length) * length
    padded = np.full((rows, wide), NOBODY, dtype=np.int8)
    padded[:, :periods] = codes
    return commonest(padded.reshape(rows, -1, length), np.ones((1, 1, length)))


def commonest(codes: Codes, weights: Floats) -> Codes:
    """The state of most weight along the last axis; of a tie, the graver; NOBODY where none is."""
    mass = np.stack([((codes == state) * weights).sum(axis=-1) for state in Silence])
    # Turned about, so that of equal ones the gravest comes first.
    found = len(Silence) - 1 - np.argmax(mass[::-1], axis=0)
    return np.where(mass.sum(axis=0) > 0, found, NOBODY).astype(np.int8)
