"""From how little on a number is shown with care, and when it is not shown at all.

Source: MEASURES M26; the bands are those of EJAM's report.
"""

from itertools import product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Band = Literal["withheld", "strong care", "care", "firm"]

CARE_BELOW, STRONG_CARE_BELOW = 30, 10
LEAST_AREAS = 2
"""On fewer areas than this no value is shown for a group."""
LEAST_PEOPLE = 10.0
"""Of fewer people than this no value is shown: it would be a statement about persons."""


def band(rests_on: float) -> Band:
    """The band of a number that rests on so many areas, sensors or incidents."""
    if rests_on < LEAST_AREAS:
        return "withheld"
    if rests_on < STRONG_CARE_BELOW:
        return "strong care"
    return "care" if rests_on < CARE_BELOW else "firm"


def too_few(people: Floats, least: float = LEAST_PEOPLE) -> NDArray[np.bool_]:
    """Which cells of a table of head counts are hidden, so that its totals do not reveal them.

    Hidden is each cell with somebody but fewer than `least`; then, along every axis, the smallest
    others until a line hides none, or at least two cells with `least` people together. `people`
    has one axis per crossed dimension. A cell with nobody has nothing to hide.
    """
    hidden = (people > 0) & (people < least)
    changed = bool(hidden.any())
    while changed:
        changed = False
        for line in _lines(people.shape):
            own, who = people[line], hidden[line]
            while who.any() and (who.sum() < 2 or own[who].sum() < least):
                free = np.flatnonzero(~who & (own > 0))
                if len(free) == 0:
                    break
                who[free[np.argmin(own[free])]] = True
                changed = True
    return np.asarray(hidden)


def _lines(shape: tuple[int, ...]) -> list[tuple[int | slice, ...]]:
    """Every line of a table, as an index that gives a view of it."""
    return [
        (*at[:axis], slice(None), *at[axis:])
        for axis in range(len(shape))
        for at in product(*(range(n) for i, n in enumerate(shape) if i != axis))
    ]
