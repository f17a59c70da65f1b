"""How far apart two kinds of people live: here those within reach of a sensor and those not."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def dissimilarity(members: Floats, everybody: Floats, counts: Floats | None = None) -> Floats:
    """`D = ½ Σ |x_i/X − (t_i − x_i)/(T − X)|`, 0 (same mix everywhere) to 1 (apart).

    `members` x and `everybody` t have shape (places,); `counts` says how often each place counts,
    shape (rows, places), once each where it is None. One value per row; NaN where either kind has
    nobody. Raises ValueError where members outnumber everybody. Source: MEASURES M13.
    """
    # Sums of cells leave a rounding error, which is nobody.
    others = everybody - members
    others = np.where(np.abs(others) <= 1e-9 * np.maximum(everybody, 1), 0.0, others)
    if not (np.isfinite(members) & (members >= 0) & (others >= 0)).all():
        raise ValueError("found members missing, below 0 or above everybody in a place")
    rows = np.ones((1, len(members))) if counts is None else np.atleast_2d(counts)
    with np.errstate(invalid="ignore", divide="ignore"):
        apart = members / (rows @ members)[:, None] - others / (rows @ others)[:, None]
        return np.asarray(np.einsum("ij,ij->i", rows, np.abs(apart)) / 2)
