"""An interval told by a spread can reach beyond what is possible; it is cut there."""

import math
from dataclasses import replace

from audits.finding import Interval


def possible(
    interval: Interval | None, low: float = 0.0, high: float = math.inf
) -> Interval | None:
    """The part of an interval between the least and the greatest possible value."""
    if interval is None:
        return None
    return replace(
        interval,
        low=min(max(interval.low, low), high),
        high=max(min(interval.high, high), low),
    )
