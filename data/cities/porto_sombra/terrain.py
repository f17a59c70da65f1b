"""The ground of Porto Sombra before anybody lives on it: hills, and areas that fit without gaps.

Local metres as in `coast.py`. Areas are one coverage: neighbours share all of their border.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from data.cities.porto_sombra.coast import land, to_the_ocean
from data.cities.porto_sombra.waves import Bend, Floats, Waves

# East and north of the top (km), half length, half width (km), direction (degrees), height (m).
_HILLS = (
    (-5.6, -3.6, 3.9, 1.15, 14, 640),
    (-10.3, -3.1, 2.4, 1.3, -24, 520),
    (-0.6, -3.2, 1.7, 0.75, 24, 330),
    (2.0, -2.6, 0.9, 0.55, 60, 220),
    (1.8, -5.2, 0.55, 0.5, 0, 190),
    (-4.5, -7.6, 0.7, 0.5, 30, 210),
    (4.9, -1.0, 0.8, 0.45, -35, 170),
    (-12.6, 8.4, 2.6, 1.5, 58, 540),
    (-8.0, 3.4, 1.2, 0.7, -20, 190),
    (-3.9, 7.4, 1.1, 0.6, 35, 160),
    (8.6, 11.2, 1.5, 0.9, 70, 240),
    (-13.9, -9.7, 0.9, 0.6, 45, 200),
)
_CELLS, _AREAS = 360, 214
_LEAST_M2, _MOST_M2, _MOST_CELLS = 220_000, 10_000_000, 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terrain:
    """Land, hills and areas. `areas` is a coverage; `centre` (n, 2) lies inside each."""

    areas: NDArray[np.object_]
    centre: Floats
    relief: Waves

    def height(self, x: Floats, y: Floats) -> Floats:
        """Metres above the sea, roughly; same shape as `x`."""
        return _height(x, y, self.relief)


def draw_terrain(rng: np.random.Generator) -> Terrain:
    """Land, hills and about two hundred areas, smaller where the city is denser."""
    ground = land(rng)
    relief = Waves.draw(rng, 1800)
    faces = _faces(ground, _cell_centres(ground, relief, rng), rng)
    areas = _merged(faces, rng)
    inside = shapely.point_on_surface(areas)
    centre = shapely.centroid(areas)
    # The centroid of a crescent lies in its neighbour.
    centre = np.where(shapely.contains_properly(areas, centre), centre, inside)
    return Terrain(areas=areas, centre=shapely.get_coordinates(centre), relief=relief)


def _height(x: Floats, y: Floats, relief: Waves) -> Floats:
    total = np.zeros(np.shape(x))
    for east, north, half_length, half_width, degrees, top in _HILLS:
        turn = np.radians(degrees)
        dx, dy = x / 1000 - east, y / 1000 - north
        along = dx * np.cos(turn) + dy * np.sin(turn)
        across = -dx * np.sin(turn) + dy * np.cos(turn)
        total = total + top * np.exp(-((along / half_length) ** 2) - (across / half_width) ** 2)
    return np.asarray(np.clip(total * (1 + 0.25 * relief.at(x, y)), 0, None))


def _cell_centres(ground: shapely.MultiPolygon, relief: Waves, rng: np.random.Generator) -> Floats:
    """More points where areas are small: near the harbour, along the beaches, not uphill."""
    west, south, east, north = ground.bounds
    x, y = rng.uniform(west, east, 60_000), rng.uniform(south, north, 60_000)
    radius = np.hypot(x, y) / 1000
    wanted = 0.13 + 1.3 * np.exp(-((radius / 3.8) ** 2)) + 0.42 * np.exp(-((radius / 9.0) ** 2))
    wanted = wanted + 0.55 * np.exp(-to_the_ocean(x, y) / 900)
    wanted = wanted * (0.3 + 0.7 * np.exp(-_height(x, y, relief) / 130))
    keep = rng.uniform(0, 1.9, len(x)) < wanted
    x, y = x[keep], y[keep]
    on_land = shapely.contains_xy(ground, x, y)
    points = np.column_stack([x, y])[on_land]
    centres = points[rng.choice(len(points), _CELLS, replace=False)]
    for _ in range(6):  # Lloyd's steps; more would make a honeycomb
        nearest = cKDTree(centres).query(points)[1]
        count = np.bincount(nearest)
        sums = [np.bincount(nearest, points[:, axis]) for axis in (0, 1)]
        centres = np.column_stack(sums)[count > 0] / count[count > 0, None]
    return np.asarray(centres)


def _faces(
    ground: shapely.MultiPolygon, centres: Floats, rng: np.random.Generator
) -> NDArray[np.object_]:
    """Voronoi cells with crooked borders, cut at the shore: made as lines, so that they fit."""
    around = ground.buffer(4000).envelope
    cells = shapely.voronoi_polygons(shapely.MultiPoint(centres), extend_to=around, only_edges=True)
    edges = shapely.segmentize(shapely.union_all(shapely.get_parts(cells)), 120)
    bend = Bend.draw(rng, (165, 1700), (38, 520))
    bent = shapely.transform(edges, bend.apply)
    lines = shapely.union_all([shapely.intersection(bent, ground), shapely.boundary(ground)])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.node(lines))))
    return np.asarray(faces[shapely.contains(ground, shapely.point_on_surface(faces))])


def _merged(faces: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.object_]:
    """Faces joined with a neighbour, crumbs first, until as many areas are left as wanted.

    Real neighbourhoods are not convex; joining cells makes them so without breaking the coverage.
    """
    groups: dict[int, list[int]] = {index: [index] for index in range(len(faces))}
    size = dict(enumerate(shapely.area(faces)))
    # A small face joins early; chance decides among the others.
    haste = dict(enumerate(shapely.area(faces) * rng.uniform(0.3, 3.0, len(faces))))
    border = _borders(faces)
    while True:
        crumbs = [index for index in groups if size[index] < _LEAST_M2 and border[index]]
        if not crumbs and len(groups) <= _AREAS:
            break
        joining = min(crumbs or groups, key=lambda index: haste[index])
        roomy = [
            other
            for other in border[joining]
            if size[other] + size[joining] < _MOST_M2
            and len(groups[other]) + len(groups[joining]) <= _MOST_CELLS
        ]
        if roomy:
            host = max(roomy, key=lambda other: border[joining][other])
        elif joining in crumbs:
            host = min(border[joining], key=lambda other: size[other])
        else:
            haste[joining] = np.inf
            continue
        groups[host] += groups.pop(joining)
        size[host] += size.pop(joining)
        haste[host] += haste.pop(joining)
        for other, length in border.pop(joining).items():
            del border[other][joining]
            if other != host:
                border[host][other] = border[host].get(other, 0.0) + length
                border[other][host] = border[host][other]
    joined = [shapely.coverage_union_all(faces[members]) for members in groups.values()]
    return np.asarray(joined, dtype=object)


def _borders(faces: NDArray[np.object_]) -> dict[int, dict[int, float]]:
    """Face -> neighbour -> length of the border that they share, in metres."""
    left, right = shapely.STRtree(faces).query(faces, predicate="touches")
    length = shapely.length(shapely.intersection(faces[left], faces[right]))
    border: dict[int, dict[int, float]] = {index: {} for index in range(len(faces))}
    for one, other, metres in zip(left.tolist(), right.tolist(), length.tolist(), strict=True):
        if metres > 0:
            border[one][other] = metres
    return border
