"""Ninety days of rain over Porto Sombra: what gauges measure and what floods follow."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.cities.porto_sombra.planted import DAYS
from data.cities.porto_sombra.waves import Floats

_STORMS = 42
_DRY = 0.4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Storms:
    """Cloudbursts: when each peaks (days), how long (days), where (metres), how wide, how hard."""

    day: Floats
    length: Floats
    centre: Floats
    radius: Floats
    peak_mm_per_hour: Floats

    def flood_days(self, count: int, rng: np.random.Generator) -> Floats:
        """Moments (days) at which floods begin: soon after storms, more after the worse ones.

        Some come in dry weather, from tides and burst mains, so that no day is without any.
        """
        weight = self.peak_mm_per_hour * self.length
        storm = rng.choice(len(self.day), count, p=weight / weight.sum())
        after = rng.exponential(0.12, count)
        dry = rng.uniform(0, DAYS, count)
        start = np.where(rng.uniform(0, 1, count) < _DRY, dry, self.day[storm] + after)
        return np.asarray(np.clip(start, 0, DAYS - 0.01))

    def rain_mm(self, places: Floats, days: Floats, step_days: float) -> Floats:
        """(places, days): millimetres in the step before each moment, in tips of 0.2 mm."""
        total = np.zeros((len(places), len(days)))
        for index in range(len(self.day)):
            reach = 3.5 * self.length[index]
            first, last = np.searchsorted(days, self.day[index] + np.array([-reach, reach]))
            away = np.hypot(*(places - self.centre[index]).T) / self.radius[index]
            course = (days[first:last] - self.day[index]) / self.length[index]
            total[:, first:last] += self.peak_mm_per_hour[index] * np.outer(
                np.exp(-(away**2)), np.exp(-(course**2))
            )
        return np.asarray(np.round(total * step_days * 24 / 0.2) * 0.2)


def draw_storms(around: NDArray[np.float64], rng: np.random.Generator) -> Storms:
    """Storms over a box (west, south, east, north) in metres; two of them are severe."""
    peak = rng.gamma(1.2, 4.0, _STORMS) + 1.0
    peak[rng.choice(_STORMS, 2, replace=False)] = (64.0, 83.0)
    return Storms(
        day=np.sort(rng.uniform(0.2, DAYS - 0.5, _STORMS)),
        length=rng.uniform(0.03, 0.15, _STORMS),
        centre=rng.uniform(around[:2], around[2:], (_STORMS, 2)),
        radius=rng.uniform(6_000, 22_000, _STORMS),
        peak_mm_per_hour=peak,
    )
