"""Does a thing lie where another is high or low around it, more than chance would put it there?

Bivariate Moran's I and its local form, after Anselin, Syabri and Smirnov 2002, with the guards that
esda leaves to its users: a value that is not finite or does not vary is refused, an area without
neighbours is taken out and named, ties count for both tails, and the permutations are enough for
the strictest cut-off of the false discovery control. esda is the peer it is tested against.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.stats import false_discovery_control

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEVEL = 0.05
SEED = 20160711
_OVERALL_ORDERS = 1999
"""One test needs fewer permutations than one per area."""
_TIE = 1e-9
"""Sums that differ by less are equal: prefix sums round in their last digits."""


class NoVariationError(ValueError):
    """A constant has no deviations from its mean, so nothing can lie with them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LocalMoran:
    """Per area: the local I, its two-sided p and that p under false discovery control.

    All NaN for an area without neighbours, which is taken out before anything is computed. `need`
    and `thing` are standardised, `around` is the mean thing of the neighbours.
    """

    overall: float
    """Bivariate Moran's I: the mean of the local ones over areas with neighbours."""
    overall_p: float
    local: Floats
    need: Floats
    thing: Floats
    around: Floats
    p: Floats
    p_controlled: Floats
    alone: NDArray[np.bool_]
    """Areas without neighbours."""
    permutations: int


def standardised(values: Floats) -> Floats:
    """Deviations from the mean in standard deviations (ddof 0).

    Raises ValueError on a value that is not finite, NoVariationError where all are the same.
    """
    if not np.isfinite(values).all():
        missing = int((~np.isfinite(values)).sum())
        raise ValueError(f"found {missing} values that are not finite: take them out first")
    away = values - values.mean() if len(values) else values
    spread = float(np.sqrt((away**2).mean())) if len(values) else 0.0
    if spread <= 1e-12 * max(1.0, float(np.abs(values).max(initial=0.0))):
        raise NoVariationError("found the same value everywhere, expected values that vary")
    return away / spread


def row_weights(one: Ints, other: Ints, areas: int) -> csr_array:
    """Row-standardised weights of neighbour pairs, shape (areas, areas)."""
    many = np.bincount(one, minlength=areas)
    return csr_array((1.0 / many[one], (one, other)), shape=(areas, areas))


def neighbours_of(keep: NDArray[np.bool_], one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """The pairs among the areas that are kept, numbered anew from 0."""
    number = np.cumsum(keep) - 1
    both = keep[one] & keep[other]
    return number[one[both]], number[other[both]]


def bivariate_moran(need: Floats, thing: Floats, one: Ints, other: Ints) -> float:
    """`I = Σ z_need,i (W z_thing)_i / n` (ddof 0) of areas that all have neighbours."""
    return weighted_moran(need, thing, row_weights(one, other, len(need)))


def weighted_moran(need: Floats, thing: Floats, weights: csr_array) -> float:
    """The same with the weights that `row_weights` makes, for those who ask more than once."""
    return float(standardised(need) @ (weights @ standardised(thing)) / len(need))


def least_permutations(areas: int, level: float = LEVEL) -> int:
    """Enough that the smallest two-sided p, 2/(m + 1), meets the strictest cut-off, level/areas."""
    return int(np.ceil(2 * areas / level))


@lru_cache(maxsize=8)
def shuffles(areas: int, permutations: int | None = None, seed: int = SEED) -> NDArray[np.int64]:
    """Orders of the areas drawn at random, shape (permutations, areas).

    The same number of areas gives the same orders, so that networks can be compared.
    """
    many = permutations or least_permutations(areas)
    return np.random.default_rng(seed).random((many, areas), dtype=np.float32).argsort(axis=1)


def local_moran(
    need: Floats, thing: Floats, one: Ints, other: Ints, orders: NDArray[np.int64] | None = None
) -> LocalMoran:
    """Local bivariate Moran of an area's need and the thing in the areas around it.

    Conditional permutations: an area keeps its own values while those of the others are dealt to
    its neighbours. For an area with k neighbours these are the first k of a shuffled order, leaving
    the area itself out, so one order serves all areas. Raises as `standardised`, and ValueError
    where no two areas are neighbours. Source: MEASURES M14.
    """
    alone = np.bincount(one, minlength=len(need)) == 0
    if alone.all():
        raise ValueError("found no two neighbouring areas, expected some")
    kept = ~alone
    one, other = neighbours_of(kept, one, other)
    # An island has no part in what lies around, so it has none in the means either.
    z_need, z_thing = standardised(need[kept]), standardised(thing[kept])
    areas = len(z_need)
    orders = shuffles(areas) if orders is None else orders
    weights = row_weights(one, other, areas)
    around, pull = weights @ z_thing, weights.T @ z_need
    p = _local_p(z_thing, around, np.bincount(one, minlength=areas), orders)

    def over_all(values: Floats) -> Floats:
        placed = np.full(len(need), np.nan)
        placed[kept] = values
        return placed

    return LocalMoran(
        overall=float(pull @ z_thing / areas),
        overall_p=_overall_p(z_thing, pull, orders[:_OVERALL_ORDERS]),
        local=over_all(z_need * around),
        need=over_all(z_need),
        around=over_all(around),
        thing=over_all(z_thing),
        p=over_all(p),
        p_controlled=over_all(false_discovery_control(p)),
        alone=alone,
        permutations=len(orders),
    )


def _local_p(thing: Floats, around: Floats, many: Ints, orders: NDArray[np.int64]) -> Floats:
    """Two-sided pseudo p of the sum over each area's neighbours; NaN without neighbours.

    The sums of the first k of an order serve all areas with k neighbours; only where an area is
    itself among its first k, the next one takes its place there, and the count is mended.
    """
    areas, permutations = len(thing), len(orders)
    most = min(int(many.max()) + 1, areas)
    first = orders[:, :most]
    sums = np.zeros((most + 1, permutations))
    np.cumsum(thing[first.T], axis=0, out=sums[1:])
    high, low = many * around - _TIE, many * around + _TIE
    above, below = np.zeros(areas, dtype=np.int64), np.zeros(areas, dtype=np.int64)
    for k in np.unique(many[many > 0]):
        at, dealt = np.flatnonzero(many == k), np.sort(sums[k])
        above[at] = permutations - np.searchsorted(dealt, high[at], side="left")
        below[at] = np.searchsorted(dealt, low[at], side="right")
    row, column = np.nonzero(np.arange(most) < many[first])
    own = first[row, column]
    k = many[own]
    wrong, right = sums[k, row], sums[np.minimum(k + 1, most), row] - thing[own]
    above += np.bincount(own, (right >= high[own]) * 1.0 - (wrong >= high[own]), areas).astype(int)
    below += np.bincount(own, (right <= low[own]) * 1.0 - (wrong <= low[own]), areas).astype(int)
    return np.where(many > 0, _two_sided(above, below, permutations), np.nan)


def _overall_p(thing: Floats, pull: Floats, orders: NDArray[np.int64]) -> float:
    dealt, seen = thing[orders] @ pull, float(thing @ pull)
    above, below = (dealt >= seen - _TIE).sum(), (dealt <= seen + _TIE).sum()
    return float(_two_sided(np.asarray(above), np.asarray(below), len(orders)))


def _two_sided(above: Ints, below: Ints, permutations: int) -> Floats:
    """Twice the smaller tail, at most 1. A tie counts for both tails: equal is not extreme."""
    return np.minimum(1.0, 2 * (np.minimum(above, below) + 1) / (permutations + 1))


def moran_replicates(found: LocalMoran, counts: Floats) -> Floats:
    """The overall I with areas drawn `counts` times, shape (resamples,); NaN where none varies.

    Each area keeps its neighbours, so what is drawn are areas with what lies around them; means
    and spreads are those of the draw. `counts` has shape (resamples, areas).
    """
    kept = ~found.alone
    x, y, around = found.need[kept], found.thing[kept], found.around[kept]
    columns = np.column_stack([np.ones_like(x), x, y, around, x * x, y * y, x * around])
    total, *sums = (counts[:, kept] @ columns).T
    with np.errstate(invalid="ignore", divide="ignore"):
        mx, my, ma, xx, yy, xa = (part / total for part in sums)
        spread = np.sqrt(np.maximum(xx - mx**2, 0) * np.maximum(yy - my**2, 0))
        # Less than this is what rounding leaves of a draw in which nothing varies.
        return np.where(spread > 1e-9, (xa - mx * ma) / spread, np.nan)
