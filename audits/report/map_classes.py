"""Which step of the ramp a value falls in, and what the steps mean in words.

A measured zero is a step of its own. Shares are cut at every 20 %, so that two maps of shares can
be compared; anything else is cut into fifths of the areas, at rounded limits.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from audits import words

_TOKENS = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """Steps of value, lowest first: the token each is filled with and what it means."""

    limits: tuple[float, ...]
    """Upper limits, inclusive, of all steps but the last; a zero step has the limit 0."""
    tokens: tuple[str, ...]
    labels: tuple[str, ...]

    def token(self, value: float) -> str:
        """The fill of a value."""
        return self.tokens[bisect_left(self.limits, value)]


def classify(values: Sequence[float], unit: str) -> Classes:
    """Steps for these values, of which every one must be finite; none where there are none."""
    if not values:
        return Classes(limits=(), tokens=(), labels=())
    low, high = min(values), max(values)
    zero = low == 0
    others = [value for value in values if value != 0] if zero else list(values)
    if not others:
        return Classes(limits=(), tokens=("map-0",), labels=(words.figure(0, unit),))
    inner = _limits(others, unit)
    limits = ([0.0] if zero else []) + inner
    steps = [f"map-{n}" for n in _TOKENS[len(inner) + 1]]
    labels = _labels(inner, min(others), high, unit)
    if zero and inner:
        labels[0] = words.say("over 0 to {high}", high=words.figure(inner[0], unit))
    return Classes(
        limits=tuple(limits),
        tokens=tuple((["map-0"] if zero else []) + steps),
        labels=tuple(([words.figure(0, unit)] if zero else []) + labels),
    )


def _limits(values: list[float], unit: str) -> list[float]:
    """Inner limits: above the lowest value or at it, and below the highest."""
    low, high = min(values), max(values)
    if words.is_share(unit) and low >= 0 and high <= 1:
        cuts = [0.2, 0.4, 0.6, 0.8]
    else:
        cuts = [_rounded(float(q)) for q in np.quantile(values, [0.2, 0.4, 0.6, 0.8])]
    return sorted({cut for cut in cuts if low <= cut < high and cut != 0})


def _rounded(value: float) -> float:
    return float(f"{value:.2g}")


def _labels(limits: list[float], low: float, high: float, unit: str) -> list[str]:
    said = [words.figure(limit, unit) for limit in limits]
    if not said:
        least, most = words.figure(low, unit), words.figure(high, unit)
        if least == most:
            return [least]
        return [words.say("{first} to {last}", first=least, last=most)]
    between = [words.say("over {low} to {high}", low=a, high=b) for a, b in pairwise(said)]
    return [
        words.say("up to {high}", high=said[0]),
        *between,
        words.say("over {low}", low=said[-1]),
    ]
