"""What others do for the same question, to be timed beside ours and compared with it."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def spineq_loop(near: Floats, people: Floats, most: int) -> tuple[tuple[int, ...], float]:
    """SPINEQ's greedy placement, from its formula: try each free site beside the placed ones.

    `near` (cells, sites) is exp(−d/θ). The coverage of a cell is the largest over the placed
    sites, that of the city its mean weighted by people.
    """
    placed = np.zeros(near.shape[1])
    order: list[int] = []
    best = 0.0
    for _ in range(most):
        best, chosen = -1.0, -1
        for site in range(near.shape[1]):
            if placed[site]:
                continue
            trial = placed.copy()
            trial[site] = 1
            coverage = np.average((near * trial).max(axis=1), weights=people)
            if coverage > best:
                best, chosen = float(coverage), site
        placed[chosen] = 1
        order.append(chosen)
    return tuple(order), best
