"""Concentration of a thing along a ranking of people, with people as weights."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fractional_ranks(rank_value: Floats, weights: Floats) -> Floats:
    """`r_i = (Σ_{k<i} w_k + w_i/2)/W`, ties averaged, for each row of weights.

    `rank_value` has shape (n,), `weights` (n,) or (replicates, n); the result has the shape of
    `weights`. Rows of weights must not sum to zero. Source: MEASURES M9.
    """
    rows = np.atleast_2d(weights)
    order = np.argsort(rank_value, kind="stable")
    _, first, block = np.unique(rank_value[order], return_index=True, return_inverse=True)
    mass = np.add.reduceat(rows[:, order], first, axis=1)
    middle = (np.cumsum(mass, axis=1) - mass / 2) / mass.sum(axis=1, keepdims=True)
    ranks = np.empty_like(rows, dtype=float)
    ranks[:, order] = middle[:, block]
    return ranks[0] if weights.ndim == 1 else ranks


def concentration_index(thing: Floats, rank_value: Floats, weights: Floats) -> Floats:
    """`C = (2/μ) cov_w(h, r)`, −1 to 1; above 0: the thing leans to those ranked high.

    One value per row of `weights`; NaN where the mean of the thing is 0 and C is undefined.
    Source: MEASURES M9, after Wagstaff et al.
    """
    mean, covariance = _moments(thing, rank_value, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(mean == 0, np.nan, 2 * covariance / mean)


def erreygers(
    thing: Floats, rank_value: Floats, weights: Floats, low: float = 0.0, high: float = 1.0
) -> Floats:
    """`4 μ C/(b − a)` with the theoretical bounds a, b of the thing; −1 to 1. MEASURES M9.

    Defined also where nobody has any: then it is 0, since nothing is unequally spread.
    """
    _, covariance = _moments(thing, rank_value, weights)
    index = 8 * covariance / (high - low)
    # Rounding must not lean to anybody: what is equally spread has no gradient.
    return np.where(np.abs(index) < 1e-12, 0.0, index)


def _moments(thing: Floats, rank_value: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Weighted mean of the thing and its covariance with rank, per row of weights."""
    rows = np.atleast_2d(weights).astype(float)
    ranks = np.atleast_2d(fractional_ranks(rank_value, rows))
    total = rows.sum(axis=1)
    mean = rows @ thing / total
    covariance = (rows * ranks) @ thing / total - mean * (rows * ranks).sum(axis=1) / total
    return mean, covariance


def concentration_curve(
    thing: Floats, rank_value: Floats, weights: Floats
) -> tuple[Floats, Floats]:
    """Cumulative share of people and of the thing, lowest rank first, from (0, 0) to (1, 1).

    Ties are joined into one step. Shares of the thing are NaN when there is none of it.
    """
    order = np.argsort(rank_value, kind="stable")
    _, first = np.unique(rank_value[order], return_index=True)
    people = np.add.reduceat(weights[order], first)
    held = np.add.reduceat((weights * thing)[order], first)
    with np.errstate(invalid="ignore", divide="ignore"):
        return (
            np.concatenate([[0.0], np.cumsum(people) / people.sum()]),
            np.concatenate([[0.0], np.cumsum(held) / held.sum()]),
        )
