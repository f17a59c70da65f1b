"""Intervals for a few: how far a share of some areas, or a rate of some sensors, could be off.

Both are "as if": as if each area, and each sensor, came by itself. Source: MEASURES M19.
"""

import numpy as np
from numpy.typing import NDArray

from audits.finding import Interval


def wilson(hits: int, of: int, level: float = 0.95) -> Interval:
    """Wilson's score interval for a share. Raises ValueError where there is nothing to share."""
    from statsmodels.stats.proportion import proportion_confint  # noqa: PLC0415  (slow to import)

    if of == 0:
        raise ValueError("found a share of 0 areas, expected at least one")
    low, high = proportion_confint(hits, of, alpha=1 - level, method="wilson")
    # Rounding leaves a little on either side of none and of all.
    return Interval(
        low=0.0 if hits == 0 else float(low),
        high=1.0 if hits == of else float(high),
        level=level,
    )


def exact_rate(count: int, exposure: float, level: float = 0.95) -> Interval:
    """Exact (Garwood) Poisson interval for `count / exposure`; 0 is a count like others.

    Raises ValueError where the exposure is not positive.
    """
    from scipy.stats import chi2  # noqa: PLC0415  (slow to import)

    if not exposure > 0:
        raise ValueError(f"found exposure {exposure}, expected people")
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else float(chi2.ppf(tail, 2 * count)) / 2
    high = float(chi2.ppf(1 - tail, 2 * count + 2)) / 2
    return Interval(low=low / exposure, high=high / exposure, level=level)


def shuffled_gap(
    has: NDArray[np.bool_],
    first: NDArray[np.bool_],
    last: NDArray[np.bool_],
    orders: NDArray[np.int64],
) -> float:
    """How often shuffled labels give two groups of areas a gap in share as wide as the true one.

    `orders` has shape (shuffles, areas): each row a permutation of area indices.
    The true order counts as one of them. All of `has`, `first`, `last` have shape (areas,).
    """
    true = abs(has[first].mean() - has[last].mean())
    shuffled = has[orders]
    gap = np.abs(shuffled[:, first].mean(axis=1) - shuffled[:, last].mean(axis=1))
    return float(((gap >= true - 1e-12).sum() + 1) / (len(orders) + 1))
