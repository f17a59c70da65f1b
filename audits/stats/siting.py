"""Which sites add most: greedy choice with gains worked out again only where they may have changed.

One kernel serves both aims of the literature. `K_ji` is how well site j would see cell i: 1 within
reach and else nothing (maximal coverage; Church and ReVelle 1974), or exp(−d/θ) (nearness, as in
SPINEQ). The worth of a set of sites is `Σ_i w_i max(b_i, max_j K_ji)`, b what is there already.
It never falls when a site is added, and a site adds ever less; so what a site would have added
earlier is never less than what it adds now (the lazy greedy choice of Minoux 1978), no n sites can
gain more than what is gained plus the n largest gains that are left, and the greedy
choice reaches at least 1 − 1/e of the best possible gain (Nemhauser, Wolsey and Fisher 1978).
"""

from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BOUND_EVERY = 4
"""The bound holds whenever it is worked out; to sort all gains at each choice would be slow."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picked:
    """Sites in the order of choosing, and what each added when it was chosen."""

    sites: tuple[int, ...]
    gains: tuple[float, ...]
    at_most: Floats
    """No choice of 1, 2, … sites can gain more than this; one value for each number of sites."""

    def sure(self, sites: int) -> float:
        """What the first `sites` gain, as a share of what is possible at most (0 to 1).

        1 where nothing is to gain.
        """
        most = float(self.at_most[sites - 1]) if 0 < sites <= len(self.at_most) else 0.0
        return min(1.0, sum(self.gains[:sites]) / most) if most > 0 else 1.0


def kernel(
    sites: tuple[Floats, Floats],
    cells: cKDTree,
    limit_m: float,
    theta_m: float | None = None,
) -> sparse.csr_array:
    """1 (or exp(−d/θ), if `theta_m` is given) where a cell lies within `limit_m`; (sites, cells).

    `sites` are x and y in metres, `cells` a tree of the same. A cell at the limit is within it.
    """
    shape = (len(sites[0]), cells.n)
    if 0 in shape:
        return sparse.csr_array(shape, dtype=float)
    pairs = cKDTree(np.column_stack(sites)).sparse_distance_matrix(
        cells, limit_m, output_type="ndarray"
    )
    metres = pairs["v"]
    values = np.ones(len(metres)) if theta_m is None else np.exp(-metres / theta_m)
    return sparse.csr_array((values, (pairs["i"], pairs["j"])), shape=shape)


def greedy(seen: sparse.csr_array, weights: Floats, most: int, already: Floats) -> Picked:
    """The site that adds most, then the one that adds most to it, up to `most` sites.

    `seen` is a kernel (sites, cells); `weights` people per cell; `already` per cell what is seen
    now, 0 to 1. Of equal sites the first is taken. Stops where no site adds anything. Raises
    ValueError on weights that are negative or not numbers.
    """
    _check(weights)
    best = already.copy()
    upper = marginal_gains(seen, weights, best)
    at_most = _tops(upper, most)
    order = np.argsort(-upper, kind="stable")
    untried = 0
    tried: list[tuple[float, int, int]] = []
    sites: list[int] = []
    gains: list[float] = []
    pointer, cells, values = seen.indptr, seen.indices, seen.data
    while len(sites) < min(most, seen.shape[0]):
        # A gain worked out before the last choice is an upper bound of what it is now. As soon as
        # the largest of them is of now, it is the largest gain.
        known = -1
        while known != len(sites):
            first = order[untried] if untried < len(order) else None
            if first is not None and not (tried and tried[0][:2] < (-upper[first], first)):
                site, known, untried = int(first), 0, untried + 1
            else:
                _, site, known = heappop(tried)
            if known != len(sites):
                own = slice(pointer[site], pointer[site + 1])
                at = cells[own]
                upper[site] = np.maximum(values[own] - best[at], 0.0) @ weights[at]
                heappush(tried, (-float(upper[site]), site, len(sites)))
        if upper[site] <= 0:
            break
        sites.append(site)
        gains.append(float(upper[site]))
        own = slice(pointer[site], pointer[site + 1])
        best[cells[own]] = np.maximum(best[cells[own]], values[own])
        upper[site] = -np.inf
        if len(sites) % BOUND_EVERY == 0:
            at_most = np.minimum(at_most, sum(gains) + _tops(np.maximum(upper, 0.0), most))
    at_most = np.minimum(at_most, sum(gains) + _tops(np.maximum(upper, 0.0), most))
    return Picked(sites=tuple(sites), gains=tuple(gains), at_most=at_most)


def marginal_gains(seen: sparse.csr_array, weights: Floats, best: Floats) -> Floats:
    """What each site alone would add to what is seen already: `Σ_i w_i max(K_ji − b_i, 0)`."""
    data = np.maximum(seen.data - best[seen.indices], 0.0)
    more = sparse.csr_array((data, seen.indices, seen.indptr), shape=seen.shape)
    return np.asarray(more @ weights, dtype=float)


def greedy_removal(seen: sparse.csr_array, weights: Floats, most: int) -> Picked:
    """The sensor whose removal frees most people from being watched, then the next.

    `seen` is a kernel of reach (sensors, cells), all its values 1. A person is free once the last
    sensor that watches them is gone, so a removal frees more, not less, after another: there is no
    sure share of the best possible. But every person watched by k sensors can be charged to them,
    1/k each, and `most` sensors can never free more than the largest charges add up to. Of sensors
    that free equally many, the one with the largest charge is taken, then the first.
    """
    _check(weights)
    watching = np.asarray(seen.sum(axis=0), dtype=float)
    left = np.ones(seen.shape[0], dtype=bool)
    sites: list[int] = []
    gains: list[float] = []
    at_most = np.zeros(most)
    while len(sites) < min(most, seen.shape[0]):
        charge = seen @ np.divide(weights, watching, out=np.zeros_like(weights), where=watching > 0)
        if not sites:
            at_most = _tops(charge, most)
        frees = np.where(left, seen @ (weights * (watching == 1)), -np.inf)
        charge = np.where(left & (frees == frees.max()), charge, -np.inf)
        site = int(np.argmax(charge))
        if charge[site] <= 0:
            break
        sites.append(site)
        gains.append(float(frees[site]))
        left[site] = False
        watching[seen.indices[seen.indptr[site] : seen.indptr[site + 1]]] -= 1
    return Picked(sites=tuple(sites), gains=tuple(gains), at_most=at_most)


def seen_from(seen: sparse.csr_array, sites: tuple[int, ...], already: Floats) -> Ints:
    """Per cell, the rank (from 1) of the first of these sites that sees it.

    0 where it is seen already, `len(sites) + 1` where it stays unseen.
    """
    rank = np.full(seen.shape[1], len(sites) + 1, dtype=np.int64)
    for number in range(len(sites), 0, -1):
        site = sites[number - 1]
        rank[seen.indices[seen.indptr[site] : seen.indptr[site + 1]]] = number
    rank[already > 0] = 0
    return rank


def free_from(seen: sparse.csr_array, sites: tuple[int, ...]) -> Ints:
    """Per cell, the rank (from 1) of the removal after which nothing watches it any more.

    0 where nothing watches it now, `len(sites) + 1` where something still does.
    """
    watching = np.asarray(seen.sum(axis=0), dtype=float)
    rank = np.where(watching == 0, 0, len(sites) + 1)
    for number, site in enumerate(sites, start=1):
        at = seen.indices[seen.indptr[site] : seen.indptr[site + 1]]
        watching[at] -= 1
        rank[at[watching[at] == 0]] = number
    return rank


def left_over(rank: Ints, people: Floats, steps: int) -> Floats:
    """People not changed yet after 0, 1, … `steps` sites; shape (steps + 1,)."""
    changed = np.bincount(rank, weights=people, minlength=steps + 2)[: steps + 2]
    # From the end, so that nobody left is an exact zero.
    return np.asarray(np.cumsum(changed[::-1])[::-1][1:], dtype=float)


def _tops(gains: Floats, most: int) -> Floats:
    """Sums of the 1, 2, … `most` largest gains; flat where there are no more of them."""
    largest = np.sort(gains)[::-1][:most]
    return np.cumsum(np.concatenate([largest, np.zeros(most - len(largest))]))


def _check(weights: Floats) -> None:
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise ValueError(
            "found a weight that is negative or not a number, expected people per cell"
        )
