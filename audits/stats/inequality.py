"""How unequally a thing is spread over people, whoever they are. Every index is weighted by people.

`thing` has shape (n,), 0 or above; `weights` (n,) or (rows, n), one result per row. An index is NaN
where nobody has any of the thing: there is nothing then that could be spread.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def gini(thing: Floats, weights: Floats) -> Floats:
    """`Σ_i Σ_k w_i w_k |c_i − c_k| / (2 W² μ)`, 0 (all have as much) to 1. Source: MEASURES M10.

    Computed in the order of the thing, which needs no pairs; ties cannot change it.
    """
    _refuse(thing)
    order = np.argsort(thing, kind="stable")
    rows, held = np.atleast_2d(weights)[:, order], thing[order]
    has = rows * held
    middle = np.cumsum(rows, axis=1) - rows / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        index = 2 * np.einsum("ij,ij->i", has, middle) / (rows.sum(axis=1) * has.sum(axis=1)) - 1
    return _zero(index)


def theil(thing: Floats, weights: Floats) -> Floats:
    """`T = Σ (w_i/W)(c_i/μ) ln(c_i/μ)`, 0 and above, with 0 ln 0 = 0. Source: MEASURES M11."""
    _refuse(thing)
    rows = np.atleast_2d(weights)
    log = np.log(thing, out=np.zeros_like(thing), where=thing > 0)
    held = rows @ thing
    with np.errstate(invalid="ignore", divide="ignore"):
        return _zero(rows @ (thing * log) / held - np.log(held / rows.sum(axis=1)))


def theil_split(
    thing: Floats, weights: Floats, part: NDArray[np.int64]
) -> tuple[Floats, Floats, Floats]:
    """Theil's T, what of it lies between the parts, and what within them; they add up.

    `part` numbers the part of each place from 0. Between is `Σ s_k ln(μ_k/μ)`, within `Σ s_k T_k`,
    with s_k the share of the thing that part k holds. Source: MEASURES M11.
    """
    rows = np.atleast_2d(weights)
    whole = theil(thing, rows)
    member = np.eye(int(part.max()) + 1)[part]
    people, held = rows @ member, rows @ (member * thing[:, None])
    with np.errstate(invalid="ignore", divide="ignore"):
        share = held / held.sum(axis=1, keepdims=True)
        above = (held / people) / (held.sum(axis=1) / people.sum(axis=1))[:, None]
        between = np.where(held > 0, share * np.log(above), 0.0).sum(axis=1)
    between = _zero(np.where(np.isnan(whole), np.nan, between))
    return whole, between, _zero(whole - between)


def atkinson(thing: Floats, weights: Floats, aversion: float) -> Floats:
    """`1 − (Σ (w_i/W) c_i^{1−ε})^{1/(1−ε)} / μ`, 0 to 1; for ε = 1 by the geometric mean.

    For ε = 1 it is 1 as soon as anybody has nothing; a zero is never floored. Raises ValueError on
    ε outside (0, 1]. Source: MEASURES M12.
    """
    _refuse(thing)
    if not 0 < aversion <= 1:
        raise ValueError(f"found an aversion of {aversion}, expected above 0 and at most 1")
    rows = np.atleast_2d(weights)
    total = rows.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = rows @ thing / total
        if aversion < 1:
            even = (rows @ thing ** (1 - aversion) / total) ** (1 / (1 - aversion))
        else:
            some = thing > 0
            even = np.exp(rows[:, some] @ np.log(thing[some]) / total)
            even = np.where(rows[:, ~some].sum(axis=1) > 0, 0.0, even)
        return _zero(np.where(mean > 0, 1 - even / mean, np.nan))


def _refuse(thing: Floats) -> None:
    if not (np.isfinite(thing) & (thing >= 0)).all():
        raise ValueError("found a value that is missing or below 0, expected known amounts only")


def _zero(index: Floats) -> Floats:
    """Rounding must not make inequality of what is equally spread."""
    return np.where(np.abs(index) < 1e-12, 0.0, index)
