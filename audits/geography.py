"""Where a city's areas, settlements and sensors are, as arrays, in the city's metric CRS."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SensorPoints:
    """The placed sensors of one network. `published` is False where the city hides the place."""

    ids: tuple[str, ...]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    working: NDArray[np.float64]
    """1 working, 0 not working, NaN nobody knows."""
    published: NDArray[np.bool_]
    area: NDArray[np.int64]
    """Index of the area each one stands in."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Geography:
    """Areas in the order of `area_ids`; everything else refers to them by index or id."""

    crs: str
    area_ids: tuple[str, ...]
    names: tuple[str, ...]
    regions: tuple[str | None, ...]
    people: NDArray[np.float64]
    """Residents per area; NaN where the statistics hold none."""
    polygons: tuple[BaseGeometry, ...]
    settlements: tuple[BaseGeometry, ...]
    sensors: dict[str, SensorPoints]

    def name_of(self, area_id: str) -> str:
        """The area's name, as people say it."""
        return self.names[self.area_ids.index(area_id)]
