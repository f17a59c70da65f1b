"""Axes: a stretch of values laid on a stretch of paper, with ticks at round numbers."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from audits import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From `low` to `high` in values, from `start` to `end` on paper."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]

    def __call__(self, value: float) -> float:
        """Where a value lies on paper."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def scale(values: Iterable[float], start: float, end: float, most_ticks: int = 4) -> Scale:
    """An axis that holds zero and all values, its ends at round numbers.

    Zero is always on it: a difference drawn on a cut axis looks larger than it is.
    """
    held = [0.0, *values]
    low, high = min(held), max(held)
    if low == high:
        high = low + 1
    step = _step((high - low) / most_ticks)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(n * step, 10) for n in range(first, last + 1))
    return Scale(low=ticks[0], high=ticks[-1], start=start, end=end, ticks=ticks)


def span(values: Iterable[float], start: float, end: float, most_ticks: int = 4) -> Scale:
    """An axis for places rather than lengths: it holds all values, and zero only if it is near.

    For years, ages, or two quantities against each other, where nothing is drawn from zero.
    """
    held = list(values) or [0.0]
    low, high = min(held), max(held)
    if 0 <= low <= (high - low) or (low < 0 < high):
        return scale(held, start, end, most_ticks)
    if low == high:
        low, high = low - abs(low) / 10, high + abs(high) / 10
    step = _step((high - low) / most_ticks)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(n * step, 10) for n in range(first, last + 1))
    return Scale(low=ticks[0], high=ticks[-1], start=start, end=end, ticks=ticks)


def tick_words(axis: Scale, unit: str) -> tuple[str, ...]:
    """What stands at each tick: no more decimals than the step between them needs."""
    if unit == "year":  # a name of a year, not a count
        return tuple(f"{tick:g}" for tick in axis.ticks)
    shares = words.is_share(unit)
    factor = 100 if shares else 1
    steps = [tick * factor for tick in axis.ticks]
    digits = next(
        (n for n in range(9) if all(abs(round(step, n) - step) < 1e-9 for step in steps)), 9
    )
    figures = [words.number(step, digits) for step in steps]
    return tuple(words.say("{n} %", n=figure) if shares else figure for figure in figures)


def _step(rough: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten that is not smaller."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * (1 - 1e-9))
