"""Is a gradient more than what shuffling would give? A second opinion that knows no bootstrap.

Values of areas change places within regions, so that what regions have by their place stays theirs.
It answers a narrower question than an interval: "could this be, if within a region wealth did not
matter?" Neighbours that share sensors are alike, so where a reach spans many areas it is too sure.
"""

import numpy as np
from numpy.typing import NDArray

from audits.stats.bootstrap import SEED
from audits.stats.rank import fractional_ranks

Floats = NDArray[np.float64]
SHUFFLES = 999


def orders(regions: NDArray[np.int64], shuffles: int = SHUFFLES) -> NDArray[np.int64]:
    """Permutations of areas that keep each in its region, (shuffles, areas)."""
    rng = np.random.default_rng(SEED)
    keys = rng.random((shuffles, len(regions))) + regions
    # The k-th area of a region, in the order of regions, gets the k-th of the shuffled ones.
    places = np.argsort(regions, kind="stable")
    shuffled = np.empty_like(keys, dtype=np.int64)
    shuffled[:, places] = np.argsort(keys, axis=1, kind="stable")
    return shuffled


def gradient_chance(
    thing: Floats, rank_value: Floats, weights: Floats, regions: NDArray[np.int64]
) -> float:
    """Two-sided p of the gradient of `thing` by rank, all of shape (areas,).

    The statistic is the weighted covariance with fractional rank, to which Erreygers' index is
    proportional; what is shuffled are departures from the region's mean, so that areas stay with
    their people. NaN where no region has two areas that differ. Exact p: the order that is counts
    as one of them.
    """
    mean = np.bincount(regions, weights * thing) / np.maximum(np.bincount(regions, weights), 1e-300)
    off = thing - mean[regions]
    if np.allclose(off, 0):
        return float("nan")
    leaning = weights * (fractional_ranks(rank_value, weights) - 0.5)
    fixed = float(leaning @ mean[regions])
    seen = abs(fixed + float(leaning @ off) - _expected(leaning, off, regions, fixed))
    drawn = fixed + off[orders(regions)] @ leaning
    apart = np.abs(drawn - _expected(leaning, off, regions, fixed))
    return float((np.sum(apart >= seen - 1e-12) + 1) / (len(drawn) + 1))


def _expected(leaning: Floats, off: Floats, regions: NDArray[np.int64], fixed: float) -> float:
    """Mean of the statistic over all orders."""
    many = np.maximum(np.bincount(regions), 1)
    return fixed + float((np.bincount(regions, leaning) * np.bincount(regions, off) / many).sum())
