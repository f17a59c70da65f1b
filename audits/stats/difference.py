"""Is one group really worse off than another? Told by the difference within each draw.

Two groups share areas and sensors, so what is drawn for one is drawn for the other: the interval of
their difference is not what the overlap of their two intervals would say.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audits.finding import Interval
from audits.stats.bootstrap import Draws

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A group's value against that of a reference. None: nobody knows."""

    value: float | None
    """The group's minus the reference's; None where either has nobody."""
    interval: Interval | None
    chance: float | None
    """Two-sided p: how likely one this large is, if there were none but by chance."""
    ratio: float | None
    """The group's over the reference's; None where the reference's is 0."""
    ratio_interval: Interval | None

    @property
    def told_apart(self) -> bool | None:
        """Whether the interval leaves out zero; None without an interval."""
        if self.interval is None:
            return None
        return not self.interval.low <= 0 <= self.interval.high


def differences(
    draws: Draws,
    value: Floats,
    reference: Floats,
    drawn: Floats,
    reference_drawn: Floats,
    weights: Floats | None = None,
    share: float | None = None,
) -> tuple[Difference, ...]:
    """Every value against its reference, shape (k,); `drawn` are they in the same draws.

    The two sets of replicates have shape (resamples, k). NaN is a group with nobody. Where the
    values are shares of people, `weights` (areas, k) say how each difference adds up the shares of
    areas, which are about `share`.
    """
    apart, over = _apart(value, reference), quotient(value, reference)
    apart_drawn = _apart(drawn, reference_drawn)
    between = intervals(draws, apart_drawn, weights, share)
    ratio_between = intervals(draws, quotient(drawn, reference_drawn))
    return tuple(
        Difference(
            value=_known(apart[i]),
            interval=between[i],
            chance=None if between[i] is None else chance(apart[i], apart_drawn[:, i], draws),
            ratio=_known(over[i]),
            ratio_interval=ratio_between[i] if np.isfinite(over[i]) else None,
        )
        for i in range(len(apart))
    )


def gaps(
    draws: Draws, value: Floats, reference: Floats, drawn: Floats, reference_drawn: Floats
) -> tuple[tuple[float | None, Interval | None], ...]:
    """Only the differences and their intervals, for where many are asked for."""
    between = intervals(draws, _apart(drawn, reference_drawn))
    return tuple(zip(map(_known, _apart(value, reference)), between, strict=True))


def chance(value: float, replicates: Floats, draws: Draws) -> float:
    """Two-sided p of a difference: Student's t by the spread of its draws, one per unit drawn.

    The share of draws on the other side of zero would be the plainer p, but it is far too sure
    where a group is within reach everywhere: then no draw at all can lie on the other side.
    """
    from scipy.special import stdtr  # noqa: PLC0415  (slow to import)

    known = replicates[np.isfinite(replicates)]
    spread = float(known.std()) / draws.spread
    if spread < 1e-12:
        return 1.0 if value == 0 else 0.0
    return float(2 * stdtr(draws.units - 1, -abs(value) / spread))


def standing(chances: tuple[float | None, ...], level: float = 0.05) -> tuple[bool, ...]:
    """Which differences stand after Benjamini-Hochberg over all of those that were tested."""
    from scipy.stats import false_discovery_control  # noqa: PLC0415  (slow to import)

    tested = {i: p for i, p in enumerate(chances) if p is not None}
    if not tested:
        return (False,) * len(chances)
    adjusted = dict(zip(tested, false_discovery_control(list(tested.values())), strict=True))
    return tuple(i in adjusted and bool(adjusted[i] <= level) for i in range(len(chances)))


def intervals(
    draws: Draws,
    replicates: Floats,
    weights: Floats | None = None,
    share: float | None = None,
) -> list[Interval | None]:
    """`draws.interval` of every column of replicates; `weights` have shape (areas, k)."""
    return [
        draws.interval(replicates[:, i], None if weights is None else weights[:, i], share)
        for i in range(replicates.shape[1])
    ]


def quotient(one: Floats, other: Floats) -> Floats:
    """`one / other`; NaN where the other is 0 or unknown."""
    found: Floats = np.full(np.shape(one), np.nan)
    np.divide(one, other, out=found, where=other > 0)
    return found


def _apart(one: Floats, other: Floats) -> Floats:
    """A rounding error is no difference."""
    apart: Floats = one - other
    return np.where(np.abs(apart) < 1e-12, 0.0, apart)


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
