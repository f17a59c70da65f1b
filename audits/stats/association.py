"""How two quantities of areas go together among people."""

import numpy as np

from audits.stats.bootstrap import Floats
from audits.stats.rank import fractional_ranks


def rank_correlations(x: Floats, y: Floats, weights: Floats) -> Floats:
    """Spearman's ρ with people as weights, −1 to 1, for each row of weights.

    The same as the plain one over people who each have their area's values. `x` and `y` have shape
    (areas,), `weights` (areas,) or (replicates, areas); NaN where one of both does not vary.
    """
    rows = np.atleast_2d(weights).astype(float)
    total = rows.sum(axis=1)
    one = fractional_ranks(x, rows) - 0.5  # weighted fractional ranks have mean one half
    other = fractional_ranks(y, rows) - 0.5
    spread = ((rows * one**2).sum(axis=1) / total) * ((rows * other**2).sum(axis=1) / total)
    together = (rows * one * other).sum(axis=1) / total
    some = spread > 1e-18  # below it is the rounding of a constant
    return np.where(some, together / np.sqrt(np.where(some, spread, 1.0)), np.nan)
