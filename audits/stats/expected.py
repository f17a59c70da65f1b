"""How many events should have been heard, and how surprising is it that so few were?

What is expected of an area in a week follows from three things: its residents, its own past (the
weeks around, without the one in question) and the state of the city (what all other areas sent in
that very week). A negative binomial tells how surprising a low count is; Poisson where the counts
scatter no more than chance would have them.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammaincc

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

# Bounds of the prior's shape: below, an area's own past is everything; above, it is nothing.
_SHAPE = (0.05, 1e6)


def around(values: Floats, half: int) -> Floats:
    """Sums over the periods within `half` of each period, without itself; shape (areas, periods).

    Where the record ends there is no more to sum: on a live board only the past is there.
    """
    periods = values.shape[1]
    run = np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)
    at = np.arange(periods)
    low, high = np.maximum(at - half, 0), np.minimum(at + half + 1, periods)
    return np.asarray(run[:, high] - run[:, low] - values)


def trailing(values: Floats, length: int) -> Floats:
    """Sums over each period and the `length` − 1 before it; shape (areas, periods)."""
    run = np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)
    at = np.arange(values.shape[1])
    return np.asarray(run[:, at + 1] - run[:, np.maximum(at + 1 - length, 0)])


def prior_shape(heard: Floats, by_people: Floats) -> float:
    """Shape of the gamma spread of areas' rates about the city's rate, by the moments of counts.

    `heard` and `by_people` (what each area's residents would send at the city's rate) have shape
    (areas,). Small: areas differ much, so an area's own past counts at once. Source: gamma-Poisson
    smoothing (Clayton and Kaldor 1987), method of moments.
    """
    excess = float(((heard - by_people) ** 2 - by_people).sum())
    squares = float((by_people**2).sum())
    if squares == 0:
        return _SHAPE[1]
    return float(np.clip(squares / excess if excess > 0 else _SHAPE[1], *_SHAPE))


def relative_rate(heard: Floats, by_people: Floats, shape: float) -> Floats:
    """An area's rate per resident over the city's, drawn towards 1 where little was heard.

    `(k + heard) / (k + by_people)`, any shape; 1 where nobody lives and nothing was heard.
    """
    return np.asarray((shape + heard) / (shape + by_people))


def expected_of_others(heard: Floats, weight: Floats) -> Floats:
    """What each area should have sent, from what all others sent in the same period.

    `heard` and `weight` have shape (areas, periods); weight is residents × relative rate. An area
    that holds all the weight expects nothing of others, which is NaN: not known.
    """
    others = heard.sum(axis=0) - heard
    rest = weight.sum(axis=0) - weight
    found = np.full(heard.shape, np.nan)
    np.divide(others * weight, rest, out=found, where=rest > 1e-12 * np.maximum(weight, 1e-300))
    return found


def dispersion(heard: Floats, expected: Floats, use: Bools) -> float:
    """α of `var = μ + α μ²`, by moments over the cells of `use`; 0 is Poisson."""
    mean = expected[use]
    squares = float((mean**2).sum())
    if squares == 0:
        return 0.0
    return max(0.0, float(((heard[use] - mean) ** 2 - mean).sum()) / squares)


def surprise(heard: Floats, expected: Floats, alpha: Floats | float) -> Floats:
    """P(N ≤ heard), N negative binomial with this mean and α; Poisson where α is 0.

    Any shape; NaN where nothing is known to be expected. Where nothing at all is expected, nothing
    heard is no surprise: 1.
    """
    known = np.isfinite(expected) & (expected > 0)
    mean = np.where(known, expected, 1.0)
    spread = np.broadcast_to(np.asarray(alpha, dtype=float), mean.shape)
    many = spread > 1e-9
    size = 1 / np.where(many, spread, 1.0)
    negative = betainc(size, heard + 1, size / (size + mean))
    found = np.where(many, negative, gammaincc(heard + 1, mean))
    return np.where(known, found, np.where(expected == 0, 1.0, np.nan))
