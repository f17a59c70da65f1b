"""The best possible sites, exactly: mixed-integer programs for instances that are small enough."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

Floats = NDArray[np.float64]


def best_sites(
    seen: sparse.csr_array, weights: Floats, most: int, already: Floats
) -> tuple[tuple[int, ...], float]:
    """At most `most` sites that see the most people not seen yet, and how many people those are.

    Maximal covering location (Church and ReVelle 1974): `max Σ w_i y_i` with `y_i ≤ Σ_j x_j` over
    the sites j that see i, and `Σ x_j ≤ most`. `seen` is a kernel of reach (sites, cells).
    """
    sites = seen.shape[0]
    wanted = np.flatnonzero((weights > 0) & (already == 0))
    cells = len(wanted)
    own = sparse.csr_array(seen.T)[wanted]
    rows = sparse.csr_array(sparse.hstack([-own, sparse.eye_array(cells)]))
    rest = LinearConstraint(rows, -np.inf, 0) if cells else None
    return _solve(sites, weights[wanted], most, rest)


def best_removals(
    seen: sparse.csr_array, weights: Floats, most: int
) -> tuple[tuple[int, ...], float]:
    """At most `most` sensors whose removal frees most people from being watched, and how many.

    `max Σ w_i u_i` with `u_i ≤ r_j` for every sensor j that watches i, and `Σ r_j ≤ most`.
    """
    sensors = seen.shape[0]
    wanted = np.flatnonzero((weights > 0) & (np.asarray(seen.sum(axis=0)) > 0))
    cells = len(wanted)
    of_cell, sensor = sparse.csr_array(seen.T)[wanted].nonzero()
    row = np.arange(len(of_cell))
    ones = np.ones(len(of_cell))
    rows = sparse.csr_array(
        sparse.hstack(
            [
                sparse.csr_array((-ones, (row, sensor)), shape=(len(row), sensors)),
                sparse.csr_array((ones, (row, of_cell)), shape=(len(row), cells)),
            ]
        )
    )
    rest = LinearConstraint(rows, -np.inf, 0) if cells else None
    return _solve(sensors, weights[wanted], most, rest)


def _solve(
    sites: int, weights: Floats, most: int, rest: LinearConstraint | None
) -> tuple[tuple[int, ...], float]:
    """Sites are yes or no; a person then is seen or not by itself."""
    if rest is None:
        return (), 0.0
    cells = len(weights)
    budget = LinearConstraint(
        np.concatenate([np.ones(sites), np.zeros(cells)])[None, :], -np.inf, most
    )
    found = milp(
        c=np.concatenate([np.zeros(sites), -weights]),
        constraints=[rest, budget],
        integrality=np.concatenate([np.ones(sites), np.zeros(cells)]),
        bounds=Bounds(0, 1),
    )
    if not found.success:
        raise RuntimeError(f"no exact choice of sites was found: {found.message}")
    return tuple(int(j) for j in np.flatnonzero(found.x[:sites] > 0.5)), float(-found.fun)
