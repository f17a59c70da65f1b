"""Two quantities of areas, each cut into three: least, middle, most, by thirds of the people."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audits.stats.bootstrap import Floats
from data.said import say

WORDS = (say("least"), say("middle"), say("most"))
NOWHERE = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Thirds:
    """Which third each area lies in, and between which values each third lies."""

    of: NDArray[np.int64]
    """0 least, 1 middle, 2 most; `NOWHERE` where there is no value or nobody lives."""
    spans: tuple[tuple[float, float] | None, ...]
    """Lowest and highest value of each third; None where no area lies in it."""


def thirds(values: Floats, people: Floats) -> Thirds:
    """Areas cut where one and two thirds of the people have less or as much; shapes (areas,).

    Equal values stay together, whatever that does to the sizes: the lowest value is always in the
    least third and, where values differ, the highest in the most. So where most people have
    nothing of a thing there may be no middle.
    """
    use = np.isfinite(values) & (people > 0)
    found = np.full(len(values), NOWHERE, dtype=np.int64)
    if use.any():
        held = values[use]
        low, high = _cuts(held, people[use])
        place = (held > low).astype(np.int64) + (held > high)
        if held.min() < held.max():
            place[held == held.max()] = 2
        found[use] = place
    return Thirds(
        of=found,
        spans=tuple(
            (float(values[found == n].min()), float(values[found == n].max()))
            if (found == n).any()
            else None
            for n in range(len(WORDS))
        ),
    )


def _cuts(values: Floats, people: Floats) -> tuple[float, float]:
    """The values at which a third and two thirds of the people have less or as much."""
    order = np.argsort(values, kind="stable")
    run = np.cumsum(people[order])
    at = [int(np.searchsorted(run, run[-1] * part * (1 - 1e-12))) for part in (1 / 3, 2 / 3)]
    low, high = (float(values[order][one]) for one in at)
    return low, high
