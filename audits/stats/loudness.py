"""How few voices can stand behind a count of reports, and on which days did a place shout?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FALSE_DISCOVERIES = 0.05
LEAST_BURST, FAR_MORE = 3, 3.0
"""Fewer reports a day than this are no burst, nor less than so many times what was expected."""


def effective_number(counts: Floats, sum_of_squares: Floats) -> Floats:
    """Inverse Simpson number `1/Σp²` of equally loud reporters, `n²/Σn_k²`; NaN without reports.

    Ten reports by ten people are ten; ten of which nine are one person's are 1.2.
    """
    number: Floats = np.full(np.shape(counts), np.nan)
    np.divide(
        np.asarray(counts, dtype=float) ** 2, sum_of_squares, out=number, where=sum_of_squares > 0
    )
    return number


def top_share(people: Floats, held: Floats, top: float) -> float:
    """Share of the thing that the last `top` share of people hold, on a concentration curve."""
    return float(1 - np.interp(1 - top, people, held))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bursts:
    """Days on which an area reported far more than itself and the rest of the city would do."""

    area: NDArray[np.int64]
    day: NDArray[np.int64]
    reports: Floats
    expected: Floats


def bursts(counts: Floats) -> Bursts:
    """Cells of `counts` (areas, days) that stand out, with false discoveries kept under 5 %.

    Expected is what the area's other days and the day's other areas lead to, were the two
    independent: `(N_a − n)(M_d − n)/(N − N_a − M_d + n)`. Each cell's Poisson tail is one test;
    cells of fewer than `LEAST_BURST` reports have no say but are counted among the tests.
    """
    from scipy.stats import poisson  # noqa: PLC0415  (slow to import)

    area, day = np.nonzero(counts >= LEAST_BURST)
    here = counts[area, day]
    of_area, of_day, all_of = counts.sum(axis=1)[area], counts.sum(axis=0)[day], counts.sum()
    rest = all_of - of_area - of_day + here
    expected = np.zeros(len(here))
    np.divide((of_area - here) * (of_day - here), rest, out=expected, where=rest > 0)
    # Where nothing else ever happened nothing can be expected, and nothing stands out.
    told = expected > 0
    chance = np.ones(len(here))
    chance[told] = poisson.sf(here[told] - 1, expected[told])
    found = discoveries(chance, counts.size) & (here >= FAR_MORE * expected)
    return Bursts(area=area[found], day=day[found], reports=here[found], expected=expected[found])


def discoveries(
    chance: Floats, tests: int, false_discoveries: float = FALSE_DISCOVERIES
) -> NDArray[np.bool_]:
    """Which of `tests` are discoveries (Benjamini-Hochberg), the p of those not given being 1.

    The same as `scipy.stats.false_discovery_control` on all of them, without a value for each.
    """
    order = np.argsort(chance, kind="stable")
    limit = false_discoveries * np.arange(1, len(chance) + 1) / tests
    below = np.flatnonzero(chance[order] <= limit)
    found = np.zeros(len(chance), dtype=bool)
    if len(below):
        found[order[: below[-1] + 1]] = True
    return found
