"""Two quantities per area cut into four corners, with people as weights."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audits.stats.rank import fractional_ranks

Floats = NDArray[np.float64]
NOWHERE = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Corners:
    """Which corner each area lies in, and where the cuts are."""

    of: NDArray[np.int64]
    """0 upper left, 1 upper right, 2 lower left, 3 lower right; `NOWHERE` where one is missing."""
    x_cut: float
    y_cut: float


def weighted_median(values: Floats, people: Floats) -> float:
    """The value at which half of the people live in areas with less or as much.

    Areas without a value or without people are left out; NaN where none is left. Where the half
    falls exactly between two areas it is the lower one.
    """
    use = np.isfinite(values) & (people > 0)
    if not use.any():
        return float("nan")
    order = np.argsort(values[use], kind="stable")
    run = np.cumsum(people[use][order])
    at = np.searchsorted(run, run[-1] / 2 * (1 - 1e-12))
    return float(values[use][order][at])


def usual_supply(values: Floats, people: Floats) -> float:
    """The people-weighted median of a good; where that is none at all, the least there is of it.

    So where half of the people have none, to have none is still to have little.
    """
    usual = weighted_median(values, people)
    some = values[np.isfinite(values) & (people > 0) & (values > 0)]
    return float(some.min()) if usual <= 0 and len(some) else usual


def corners(x: Floats, y: Floats, x_cut: float, y_cut: float) -> Corners:
    """Right is more than the cut of x, upper is as much as the cut of y or more.

    So an area without any burden is never called burdened, and one that has the usual service is
    served. A missing value has no corner.
    """
    found = np.where(y >= y_cut, 0, 2) + (x > x_cut)
    found = np.where(np.isfinite(x) & np.isfinite(y), found, NOWHERE)
    return Corners(of=found.astype(np.int64), x_cut=x_cut, y_cut=y_cut)


def rank_correlation(x: Floats, y: Floats, people: Floats) -> float:
    """Spearman's ρ with people as weights; NaN where one of both does not vary.

    The same as the plain one over people who each have their area's values. Shapes (areas,), no
    NaN, people above zero.
    """
    total = people.sum()
    one = fractional_ranks(x, people) - 0.5  # weighted fractional ranks have mean one half
    other = fractional_ranks(y, people) - 0.5
    spread = float((people @ one**2) * (people @ other**2)) / total**2
    if spread <= 1e-18:  # rounding of a constant
        return float("nan")
    return float((people @ (one * other)) / total / np.sqrt(spread))
