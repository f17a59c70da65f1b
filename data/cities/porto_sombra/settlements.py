"""Informal settlements: on slopes above the beaches, along the bay's mud, at the city's edge."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.cities.porto_sombra.coast import to_the_ocean
from data.cities.porto_sombra.terrain import Terrain
from data.cities.porto_sombra.waves import Floats

_ON_SLOPES, _AT_THE_BAY, _AT_THE_EDGE = 13, 5, 19
_UNCOUNTED_AT = (-14_200.0, 5_200.0)
_UNCOUNTED_M2 = 340_000.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Settlements:
    """Outlines in local metres, none touching another; the last is the one nobody counted."""

    polygons: NDArray[np.object_]
    area: NDArray[np.int64]
    """Index of the one area that holds each."""
    people: NDArray[np.int64]
    """Counted residents; 0 for the last, where nobody counted."""


def draw_settlements(terrain: Terrain, rng: np.random.Generator) -> Settlements:
    """Some forty outlines, each inside one area, with the people who live there."""
    tree = shapely.STRtree(terrain.areas)
    placed: list[shapely.Polygon] = []
    areas: list[int] = []
    spots = _spots(terrain, rng)
    kinds = np.repeat([0, 1, 2], [_ON_SLOPES, _AT_THE_BAY, _AT_THE_EDGE])
    for kind in kinds.tolist():
        size = float(np.clip(rng.lognormal(np.log(170_000), 0.75), 40_000, 700_000))
        while True:
            x, y = rng.choice(spots[kind])
            outline, area = _within(terrain, tree, _blob(x, y, size, rng))
            if outline.area > 0.55 * size and not _near(outline, placed):
                break
        placed.append(outline)
        areas.append(area)
    uncounted, area = _within(terrain, tree, _blob(*_UNCOUNTED_AT, _UNCOUNTED_M2, rng))
    km2 = shapely.area(placed) / 1e6
    people = np.round(km2 * rng.lognormal(np.log(34_000), 0.3, len(placed))).astype(np.int64)
    return Settlements(
        polygons=np.array([*placed, uncounted], dtype=object),
        area=np.array([*areas, area]),
        people=np.append(people, 0),
    )


def _spots(terrain: Terrain, rng: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """Places on slopes near the beaches, near the bay's shore, and on the city's edge."""
    west, south, east, north = shapely.total_bounds(terrain.areas)
    x, y = rng.uniform(west, east, 9000), rng.uniform(south, north, 9000)
    on_land = np.isin(
        np.arange(len(x)), shapely.STRtree(terrain.areas).query(shapely.points(x, y), "within")[0]
    )
    x, y = x[on_land], y[on_land]
    height, ocean = terrain.height(x, y), to_the_ocean(x, y)
    slope = (height > 45) & (height < 300) & (ocean < 4200) & (x > -9000)
    shore = shapely.boundary(shapely.coverage_union_all(terrain.areas))
    bay = (shapely.distance(shore, shapely.points(x, y)) < 550) & (y > 1500) & (x > -1500)
    bay &= np.hypot(x - 3500, y - 5500) < 6500
    edge = ((y > 4000) | (x < -7500)) & (height < 260) & (ocean > 5000) & ~bay
    where = [np.column_stack([x[chosen], y[chosen]]) for chosen in (slope, bay, edge)]
    return where[0], where[1], where[2]


def _blob(x: float, y: float, size_m2: float, rng: np.random.Generator) -> shapely.Polygon:
    """A crooked, longish outline of about this size around a point."""
    turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    radius = np.ones(48)
    for order, strength in ((2, 0.22), (3, 0.16), (5, 0.09), (8, 0.05)):
        radius += strength * np.cos(order * turn + rng.uniform(0, 2 * np.pi)) * rng.uniform(0.4, 1)
    radius *= np.sqrt(size_m2 / np.pi)
    around = np.column_stack([x + radius * np.cos(turn), y + radius * np.sin(turn)])
    return shapely.Polygon(around)


def _within(
    terrain: Terrain, tree: shapely.STRtree, outline: shapely.Polygon
) -> tuple[shapely.Polygon, int]:
    """The part of an outline inside the area that holds most of it, a little off its border."""
    near = tree.query(outline, predicate="intersects")
    shared = shapely.area(shapely.intersection(terrain.areas[near], outline))
    area = int(near[int(np.argmax(shared))])
    part = shapely.intersection(outline, shapely.buffer(terrain.areas[area], -20))
    return max(shapely.get_parts(part), key=shapely.area), area


def _near(outline: shapely.Polygon, placed: list[shapely.Polygon]) -> bool:
    spot = shapely.Point(_UNCOUNTED_AT)
    if shapely.distance(outline, spot) < 1500:
        return True
    return bool(placed) and float(np.min(shapely.distance(outline, placed))) < 120
