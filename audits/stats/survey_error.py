"""How far a sampled count may be from the true one, and from which error on it carries nothing.

Margins of error (MOE) are half-widths of 90 % intervals, as statistical offices publish them; a
margin of 0 belongs to a count of everybody (a controlled total). Source: MEASURES M18, after the
rules of the U.S. Census Bureau.
"""

import numpy as np
from numpy.typing import NDArray

from data.said import say

Floats = NDArray[np.float64]

Z90 = 1.645
"""Half-widths of 90 % intervals are this many standard errors."""
BANDS = (0.12, 0.40)
"""Coefficient of variation: reliable up to the first, to be used with care up to the second."""
OTHER_BANDS = (0.15, 0.30)
"""The bands of the Housing Assistance Council; that there are two conventions is the point."""
BAND_WORDS = (say("reliable"), say("use with care"), say("not reliable"))


def standard_error(moe: Floats | float) -> Floats:
    """The standard error behind a 90 % margin."""
    return np.asarray(moe, dtype=float) / Z90


def moe_of_proportion(
    part: Floats | float, whole: Floats | float, moe_part: Floats | float, moe_whole: Floats | float
) -> Floats:
    """MOE of `part / whole`, part of whole: `√(MOE_x² − p² MOE_y²) / y`.

    Where the root would be of a negative number the part and the whole are treated as apart:
    `√(MOE_x² + p² MOE_y²) / y`, the rule for ratios. NaN where the whole is 0.
    """
    x, y, mx, my = (np.asarray(v, dtype=float) for v in (part, whole, moe_part, moe_whole))
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = (x / y * my) ** 2
        inside = np.where(mx**2 - spread >= 0, mx**2 - spread, mx**2 + spread)
        return np.asarray(np.where(y > 0, np.sqrt(inside) / y, np.nan))


def moe_of_sum(moe: Floats, estimate: Floats) -> float:
    """MOE of a sum of counts: `√Σ MOE²`, of all that are zero only the largest margin.

    Every zero of one sample has the same upper bound; adding them all would overstate the error.
    """
    zero = estimate == 0
    kept = [*moe[~zero], *([moe[zero].max()] if zero.any() else [])]
    return float(np.sqrt(np.sum(np.square(kept))))


def coefficient_of_variation(estimate: Floats, moe: Floats) -> Floats:
    """Standard error ÷ estimate; NaN where the estimate is 0, which has none."""
    shape = np.broadcast_shapes(np.shape(estimate), np.shape(moe))
    found = np.full(shape, np.nan)
    np.divide(standard_error(moe), estimate, out=found, where=np.asarray(estimate) > 0)
    return found


def band(variation: Floats, bands: tuple[float, float] = BANDS) -> NDArray[np.int64]:
    """0 reliable, 1 with care, 2 not reliable (see `BAND_WORDS`); −1 where nothing is known."""
    index = np.searchsorted(np.asarray(bands), variation, side="left")
    return np.asarray(np.where(np.isnan(variation), -1, index), dtype=np.int64)
