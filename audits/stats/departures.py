"""Sensors placed again: how far a city's values would move, told by its areas' departures.

People and land stay as they are, so what a fifth, its density and its settlements lead one to
expect of an area is no matter of chance; what is left of the area, its departure, is. Departures
are given a random size and sign, alike in neighbours that share sensors. This is the dependent wild
bootstrap (Shao 2010) of regression residuals, stretched for their leverage, in space (Conley
1999).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from audits.finding import Interval
from audits.stats.bootstrap import (
    LEAST_UNITS,
    MOST_DEFINED,
    RESAMPLES,
    SEED,
    Draws,
    Floats,
    defined,
    words,
)
from audits.words import bare, say

# Weights of areas stay near 1, and above 0: sorted sums, logarithms and ranks of them then make
# sense, and values move as little as makes no matter of their being curved.
_SPREAD = 0.1
# What is believed of a share before it is looked at weighs as much as this many departures.
_PRIOR = 2.0
# Slopes of density and of settlements are told within a stratum of at least so many areas.
_LEAST_AREAS = 15
# How much a residual that the fit bends towards itself is stretched: HC2 has 1/2, HC3 has 1. With
# neighbours alike HC2 is a little short (decision 0009).
_STRETCH = 0.75
_LEVEL = 0.95


@dataclass(frozen=True, kw_only=True, eq=False)
class Departures(Draws):
    """Weights of areas around 1, shape (resamples, areas)."""

    people: Floats
    """Residents of each area."""
    alike: Floats
    """(areas, areas): how much of the chance of being within reach two areas share."""
    together: Floats
    """(areas, areas): how alike the departures of two areas vary."""

    @property
    def spread(self) -> float:
        """Values are to be spread out by the inverse of this."""
        return _SPREAD

    def interval(
        self, replicates: Floats, weights: Floats | None = None, share: float | None = None
    ) -> Interval | None:
        """Student's t around the middle of the replicates; None without enough departures.

        `weights` say how the value adds up shares of areas that are about `share`. With them, an
        interval knows that a thing which was seen everywhere need not be so again.
        """
        known = defined(replicates)
        if known is None or self.units < LEAST_UNITS:
            return None
        variance = float(known.var()) / _SPREAD**2
        if weights is not None and share is not None:
            likely = float(_plus_four(np.array(share), np.array(self._places())))
            variance = self._steadied(variance, weights, likely, self.units)
        off = float(_t(np.array(self.units))) * float(np.sqrt(variance))
        middle = float(known.mean())
        return Interval(low=middle - off, high=middle + off, level=_LEVEL)

    def intervals(self, replicates: Floats) -> tuple[Interval | None, ...]:
        """The same for each column."""
        return tuple(self.interval(column) for column in np.ascontiguousarray(replicates.T))

    def share_intervals(
        self, shares: Floats, replicates: Floats, weights: Floats
    ) -> tuple[Interval | None, ...]:
        """Wilson's intervals, with as many people as would be independent."""
        people = weights.sum(axis=0)
        told = (np.isfinite(replicates).mean(axis=0) >= MOST_DEFINED) & (people > 0)
        if self.units < LEAST_UNITS or not told.any():
            return (None,) * len(shares)
        even = weights[:, told] / people[told]
        places = 1 / (even * (self.alike @ even)).sum(axis=0)
        free = np.maximum(_freedoms(self._squared, np.diag(self.together), even), 1.0)
        likely = _plus_four(shares[told], places)
        expected = likely * (1 - likely) / places
        variance = np.nanvar(replicates[:, told], axis=0) / _SPREAD**2
        variance = (free * variance + _PRIOR * expected) / (free + _PRIOR)
        of, z = likely * (1 - likely) / variance, _t(np.minimum(free, self.units))
        each = zip(shares[told].tolist(), of.tolist(), z.tolist(), strict=True)
        found = (wilson_by(*one) for one in each)
        return tuple(next(found) if yes else None for yes in told)

    @cached_property
    def _squared(self) -> Floats:
        return np.asarray(self.together**2)

    def _places(self) -> float:
        """As how many independent places all residents together are."""
        even = self.people / self.people.sum()
        return 1 / float(even @ self.alike @ even)

    def _steadied(self, variance: float, weights: Floats, likely: float, free: float) -> float:
        """The variance drawn towards that of independent sensors, as if by few more departures."""
        expected = likely * (1 - likely) * float(weights @ self.alike @ weights)
        return (free * variance + _PRIOR * expected) / (free + _PRIOR)


def _t(free: Floats) -> Floats:
    from scipy.special import stdtrit  # noqa: PLC0415  (slow to import)

    return np.asarray(stdtrit(free, (1 + _LEVEL) / 2))


def _plus_four(share: Floats, of: Floats) -> Floats:
    """Never quite 0 or 1. Source: Agresti and Coull 1998."""
    return (share * of + 2) / (of + 4)


def wilson_by(share: float, of: float, z: float) -> Interval:
    """Wilson's score interval of a share of `of` independent units, not needed to be whole."""
    middle = (share + z**2 / (2 * of)) / (1 + z**2 / of)
    off = z / (1 + z**2 / of) * np.sqrt(share * (1 - share) / of + z**2 / (4 * of**2))
    # Rounding leaves a little below 0 and above 1.
    return Interval(
        low=min(max(0.0, float(middle - off)), share),
        high=max(min(1.0, float(middle + off)), share),
        level=_LEVEL,
    )


def sharing(x: Floats, y: Floats, ground_m2: Floats, reach_m: float) -> Floats:
    """Correlation of being within reach, mean over the points of two areas, (areas, areas).

    Two points share as much of their discs as a normal curve of equal area says; areas are spread
    as a square of their ground would be.
    """
    disc, own = reach_m**2 / 2, ground_m2 / 12
    apart = (x[:, None] - x[None, :]) ** 2 + (y[:, None] - y[None, :]) ** 2
    wide = disc + own[:, None] + own[None, :]
    return np.asarray(disc / wide * np.exp(-apart / (2 * wide)))


def expectations(
    people: Floats, strata: NDArray[np.int64], ground_m2: Floats, settled: Floats
) -> Floats:
    """What a sum over areas is explained by, (areas, k): each stratum's people, and how densely,
    and which share (0 to 1) of them in settlements, they live, where it has areas enough to tell.
    """
    dense = np.log1p(people / ground_m2 * 1e6)
    of_strata = [strata == stratum for stratum in np.unique(strata[strata >= 0])]
    if min((own.sum() for own in of_strata), default=0) < _LEAST_AREAS:
        of_strata = [np.ones(len(people), dtype=bool)]
    columns = []
    for own in of_strata:
        columns.append(people * own)
        if own.sum() >= _LEAST_AREAS:
            columns += [people * own * (dense - dense[own].mean()), people * own * settled]
    return np.column_stack(columns)


def draw_departures(
    expected: Floats,
    people: Floats,
    alike: Floats,
    near: Floats,
    reach_m: float,
    resamples: int = RESAMPLES,
) -> Departures:
    """Weights that leave sums explained by `expected` alone and move what departs from them.

    `alike` and `near`, (areas, areas), are `sharing` within reach, and the wider one along which
    departures vary together.
    """
    left, size, _ = np.linalg.svd(expected / people.sum(), full_matrices=False)
    columns = left[:, size > 1e-9 * size[0]]
    explained = np.minimum((columns**2).sum(axis=1), 0.9)
    scale = 1 / np.sqrt(np.diag(near))
    together = near * scale[:, None] * scale[None, :] + 1e-6 * np.eye(len(people))
    root = np.linalg.cholesky(together) / ((1 - explained) ** _STRETCH)[:, None]
    root -= columns @ (columns.T @ root)
    varied = root @ root.T
    half = np.random.default_rng(SEED).standard_normal((resamples // 2, len(people)))
    moved = half @ root.T
    return Departures(
        counts=1 + _SPREAD * np.concatenate([moved, -moved]),
        units=int(freedom(varied, people)),
        together=varied,
        people=people,
        alike=alike,
        meaning=words(
            say(
                "each area's departure from what its income fifth, density and settlements lead to "
                "expect, alike in neighbours that share sensors with a reach of {reach} m,",
                reach=bare(reach_m),
            ),
            resamples,
        ),
    )


def freedom(together: Floats, weights: Floats) -> float:
    """On how many independent departures the variance of a weighted sum rests (Satterthwaite)."""
    return float(_freedoms(together**2, np.diag(together), weights[:, None])[0])


def _freedoms(squared: Floats, own: Floats, weights: Floats) -> Floats:
    """The same for each column of weights; `squared` and `own` are of the same matrix."""
    light = weights**2
    below = (light * (squared @ light)).sum(axis=0)
    above = (own @ light) ** 2
    found: Floats = np.divide(above, below, out=np.zeros_like(above), where=below > 0)
    return found
