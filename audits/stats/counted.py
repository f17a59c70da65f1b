"""Intervals of rates that rest on few counted things: two microphones are not minus one to five."""

import numpy as np
from numpy.typing import NDArray

from audits.finding import Interval
from audits.stats.bootstrap import LEAST_UNITS, Draws, defined

Floats = NDArray[np.float64]

# The draws' own spread of a count is drawn towards that of things placed one by one (Poisson), as
# if by so many more areas: where a group holds two sensors, the draws know little of their spread.
_PRIOR = 4.0


def count_interval(
    draws: Draws, count: float, exposure: float, replicates: Floats, areas: int, level: float = 0.95
) -> Interval | None:
    """Of `count / exposure`, by Jeffreys' interval for as many things as come by themselves.

    `replicates` of the same rate tell by how much more (or less) than its number the count varies,
    over `areas`. A count of 0 has an interval too. Source: Brown, Cai and DasGupta 2003.
    """
    from scipy.special import gammaincinv  # noqa: PLC0415  (slow to import)

    known = defined(replicates)
    if known is None or draws.units < LEAST_UNITS or not exposure > 0:
        return None
    expected = max(count, 1.0)
    variance = float(known.var()) * (exposure / draws.spread) ** 2
    free = min(areas, count)
    excess = (free * variance / expected + _PRIOR) / (free + _PRIOR)
    tail, alone = (1 - level) / 2, count / excess + 0.5
    low, high = (float(gammaincinv(alone, p)) * excess / exposure for p in (tail, 1 - tail))
    rate = float(count / exposure)
    return Interval(low=0.0 if count == 0 else min(low, rate), high=max(high, rate), level=level)
