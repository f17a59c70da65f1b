"""A city's outlines as SVG paths, simplified once and kept.

Neighbours are simplified together, as a coverage, so that no gap opens between them. Path
coordinates are whole tenths of the picture's unit; pictures draw them inside `scale(.1)`.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from audits.geography import Geography

_PRECISION_M = 0.01
"""Source coverages are rarely exactly valid, by float noise; snapping to a centimetre mends it."""
_SMALLEST = 2.0
"""An informal settlement narrower than this many picture units is too small to be outlined."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shapes:
    """Outlines on a sheet `width` by `height` picture units."""

    width: float
    height: float
    metres_per_unit: float
    left: float
    top: float
    areas: tuple[str, ...]
    """One path per area, in the geography's order; empty where it has no outline."""
    settlements: str
    """All settlements as one path."""

    def place(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int64]:
        """Points in metres as (n, 2) whole tenths of a picture unit, y downwards."""
        tenths = 10 / self.metres_per_unit
        return np.rint(np.column_stack([(x - self.left), (self.top - y)]) * tenths).astype(np.int64)


@lru_cache(maxsize=16)
def shapes(geography: Geography, width: int, coarse: float = 1) -> Shapes:
    """The outlines of a city at this width. Kept per geography, which compares by identity.

    `coarse` says how many times the detail is left out that a screen may show when magnified.

    Raises ValueError where no area has an outline.
    """
    areas = np.array(geography.polygons, dtype=object)
    left, bottom, right, top = shapely.total_bounds(areas)
    if not np.isfinite([left, bottom, right, top]).all() or left == right:
        raise ValueError(
            "found no area with an outline, expected at least one; check the city's areas"
        )
    metres = (right - left) / width
    sheet = Shapes(
        width=width,
        height=float((top - bottom) / metres),
        metres_per_unit=float(metres),
        left=float(left),
        top=float(top),
        areas=(),
        settlements="",
    )
    # Half a unit is less than the eye sees at this width.
    simple = shapely.coverage_simplify(
        shapely.set_precision(areas, _PRECISION_M), coarse * metres / 2
    )
    small = [
        shapely.simplify(one, coarse * metres)
        for one in geography.settlements
        if one.area > (_SMALLEST * metres) ** 2
    ]
    return Shapes(
        width=sheet.width,
        height=sheet.height,
        metres_per_unit=sheet.metres_per_unit,
        left=sheet.left,
        top=sheet.top,
        areas=tuple(_path(one, sheet) for one in simple),
        settlements="".join(_path(one, sheet) for one in small),
    )


def _path(geometry: BaseGeometry, sheet: Shapes) -> str:
    rings = [
        ring
        for part in shapely.get_parts(geometry)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    return "".join(_ring(np.asarray(ring.coords, dtype=np.float64), sheet) for ring in rings)


def _ring(corners: NDArray[np.float64], sheet: Shapes) -> str:
    """A closed ring in relative steps; nothing where it is too small to be drawn."""
    points = sheet.place(corners[:-1, 0], corners[:-1, 1])
    steps = np.diff(points, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < 2:
        return ""
    moves = "".join(f"{_after(dx)}{dx}{_after(dy)}{dy}" for dx, dy in steps.tolist())
    return f"M{points[0, 0]} {points[0, 1]}l{moves.lstrip()}z"


def _after(number: int) -> str:
    """A minus sign separates by itself."""
    return "" if number < 0 else " "
