"""The land of Porto Sombra: an open coast to the south, a bay to the east, islands, a lagoon.

Local metres: the old harbour is (0, 0), x runs east, y north. Control points are hand-drawn.
"""

import numpy as np
import shapely
from numpy.typing import NDArray

from data.cities.porto_sombra.waves import Bend, Floats

# Kilometres, clockwise from the north-eastern end of the municipal limit; the third number says how
# crooked nature made that stretch: 0 a beach or a drawn limit, 1 rocks and mangrove.
_MAINLAND = (
    (9.8, 15.2, 0.3), (10.6, 13.0, 0.7), (9.9, 11.0, 1.0), (10.9, 9.4, 1.0), (9.6, 8.2, 0.9),
    (10.3, 6.6, 1.0), (9.2, 5.1, 1.0), (8.2, 5.0, 1.0), (7.9, 6.3, 1.0), (6.6, 7.3, 1.0),
    (5.2, 7.1, 1.0), (4.6, 8.6, 1.0), (3.4, 9.6, 1.0), (2.9, 8.2, 1.0), (1.7, 7.4, 1.0),
    (0.4, 7.6, 1.0), (-0.3, 6.2, 1.0), (0.5, 4.7, 0.9), (-0.1, 3.2, 0.9), (-1.2, 2.3, 1.0),
    (-0.9, 1.2, 0.5), (0.2, 0.7, 0.3), (1.0, -0.1, 0.2), (2.0, -0.2, 0.3), (2.9, 0.4, 0.8),
    (3.7, -0.3, 0.9), (4.5, -0.2, 0.9), (5.6, 0.6, 1.0), (6.3, 0.0, 1.0), (6.2, -1.2, 0.9),
    (5.5, -1.9, 0.6), (5.2, -2.9, 0.1), (4.5, -3.8, 0.0), (3.4, -4.4, 0.0), (2.5, -4.5, 0.3),
    (2.2, -5.6, 0.8), (1.5, -5.9, 0.8), (0.9, -5.0, 0.3), (0.1, -4.9, 0.0),
    (-1.2, -5.4, 0.0), (-2.6, -6.0, 0.0), (-3.6, -6.7, 0.2), (-4.0, -7.9, 0.8),
    (-4.9, -8.5, 0.8), (-5.5, -7.6, 0.4), (-6.6, -7.3, 0.0), (-8.2, -7.7, 0.0),
    (-10.4, -8.3, 0.0), (-12.4, -9.3, 0.0), (-13.9, -10.5, 0.3), (-14.6, -11.4, 1.0),
    (-15.5, -10.7, 0.9), (-15.9, -9.0, 0.4), (-15.2, -6.9, 0.4), (-16.4, -4.6, 0.5),
    (-15.8, -1.7, 0.5), (-16.9, 1.2, 0.5), (-15.4, 4.1, 0.4), (-15.9, 7.0, 0.5),
    (-13.6, 9.6, 0.5), (-12.7, 12.3, 0.5), (-9.8, 13.4, 0.4), (-7.4, 12.8, 0.5),
    (-4.4, 14.3, 0.5), (-1.2, 13.9, 0.4), (1.6, 15.3, 0.5), (4.6, 14.6, 0.4), (7.2, 15.7, 0.4),
)  # fmt: skip
_ISLANDS = (
    ((3.0, 3.9, 1.0), (4.4, 4.8, 1.0), (5.4, 4.2, 0.8), (5.2, 2.9, 1.0), (4.0, 2.4, 1.0),
     (2.9, 2.8, 0.8)),
    ((7.2, 3.4, 0.5), (8.0, 3.5, 0.5), (8.3, 2.8, 0.5), (7.8, 2.2, 0.5), (7.2, 2.5, 0.5)),
)  # fmt: skip
_LAGOON = (
    (-9.6, -5.6, 0.7), (-8.3, -5.2, 0.7), (-7.2, -5.5, 0.6), (-6.6, -6.2, 0.6), (-7.6, -6.6, 0.3),
    (-9.3, -6.7, 0.3), (-10.6, -7.1, 0.4), (-10.9, -6.3, 0.7),
)  # fmt: skip

# The open ocean's shore, from the cape at the mouth of the bay to the last beach in the west.
_OCEAN = shapely.LineString(
    [(east * 1000, north * 1000) for east, north, _ in _MAINLAND if north <= -1.2 and east > -15]
)


def to_the_ocean(x: Floats, y: Floats) -> Floats:
    """Metres to the open coast in the south; same shape as `x`. The bay is no open coast."""
    return np.asarray(shapely.distance(_OCEAN, shapely.points(x, y)))


def land(rng: np.random.Generator) -> shapely.MultiPolygon:
    """Mainland and islands without the lagoon, in local metres."""
    bend = Bend.draw(rng, (330, 2600), (140, 1000), (42, 400))
    parts = [_closed(_MAINLAND, bend), *(_closed(island, bend) for island in _ISLANDS)]
    whole = shapely.union_all(parts).difference(_closed(_LAGOON, bend))
    # A cove that closes on itself leaves specks; they are no islands.
    pieces = [part for part in shapely.get_parts(whole) if part.area > 150_000]
    return shapely.MultiPolygon([shapely.Polygon(p.exterior, _big_holes(p)) for p in pieces])


def _big_holes(part: shapely.Polygon) -> list[shapely.LinearRing]:
    return [ring for ring in part.interiors if shapely.Polygon(ring).area > 150_000]


def _closed(control: tuple[tuple[float, float, float], ...], bend: Bend) -> shapely.Geometry:
    points = _curve(np.array(control), per_span=24)
    moved = bend.apply(points[:, :2] * 1000, np.clip(points[:, 2], 0.04, 1))
    return shapely.make_valid(shapely.Polygon(moved))


def _curve(control: Floats, per_span: int) -> Floats:
    """A closed Catmull-Rom curve through `control` (n, k), `per_span` points for each span."""
    before, here = np.roll(control, 1, axis=0), control
    after, beyond = np.roll(control, -1, axis=0), np.roll(control, -2, axis=0)
    t: NDArray[np.float64] = np.linspace(0, 1, per_span, endpoint=False)[None, :, None]
    a, b, c, d = (part[:, None, :] for part in (before, here, after, beyond))
    curve = 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
    return np.asarray(curve.reshape(-1, control.shape[1]))
