"""Is a polygon one?"""

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

from data.checks import Mark
from data.errors import SourceError
from data.said import say

_FARTHEST_M = 1e8


def to_metric(
    geometry: NDArray[np.object_], crs: str, metric: str, place: str
) -> NDArray[np.object_]:
    """Shapes in the metric CRS, in two dimensions. Raises SourceError for an unknown CRS."""
    try:
        transformer = Transformer.from_crs(CRS(crs), CRS(metric), always_xy=True)
    except ProjError as error:
        raise SourceError(
            f"{place}: found the CRS `{crs[:80]}`, expected an EPSG code. Correct the file or the "
            f"manifest."
        ) from error

    def project(points: NDArray[np.float64]) -> NDArray[np.float64]:
        moved = np.column_stack(transformer.transform(points[:, 0], points[:, 1]))
        # A ring must close; infinity equals itself, as no NaN does.
        return np.where(np.isfinite(moved), moved, np.inf)

    moved: NDArray[np.object_] = shapely.transform(shapely.force_2d(geometry), project)
    return moved


def repair(geometry: NDArray[np.object_]) -> tuple[NDArray[np.object_], list[Mark]]:
    """(Multi)polygons, made valid where they were not; what has no area even then is refused.

    A refused row holds None. Lines and points beside a polygon are left out of it.
    """
    empty = np.asarray(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    lost = ~empty & ~_finite(geometry)
    usable = ~empty & ~lost
    broken = usable & ~shapely.is_valid(geometry)
    mended = geometry.copy()
    mended[~usable] = None
    mended[broken] = shapely.make_valid(geometry[broken], method="structure")
    mended[usable] = polygonal(mended[usable])
    flat = usable & ~(shapely.area(mended) > 0)
    mended[flat] = None
    found = (
        ("missing_geometry", empty, say("no geometry, or one that cannot be read")),
        ("bad_coordinates", lost, say("no place in the city's projection has these coordinates")),
        ("no_polygon", flat, say("a shape without area")),
    )
    marks = [
        Mark(rule=rule, action="quarantined", rows=rows, reason=reason)
        for rule, rows, reason in found
    ]
    mark = Mark(
        rule="invalid_geometry",
        action="repaired",
        rows=broken & ~flat,
        reason=say("the outline crosses or touches itself: rebuilt"),
    )
    return mended, [*marks, mark]


def _finite(geometry: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Whether every coordinate is a number of metres on Earth; outside the projection none is."""
    points, owner = shapely.get_coordinates(geometry, return_index=True)
    finite = np.ones(len(geometry), dtype=bool)
    finite[owner[~(np.abs(points) < _FARTHEST_M).all(axis=1)]] = False
    return finite


def polygonal(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """The (multi)polygons of valid shapes; lines and points that a collection also holds go."""
    out = shapes.copy()
    for index in np.flatnonzero(~np.isin(shapely.get_type_id(shapes), (3, 6))):
        parts = shapes[index : index + 1]
        while (shapely.get_type_id(parts) == 7).any():
            parts = shapely.get_parts(parts)
        out[index] = shapely.union_all(parts[np.isin(shapely.get_type_id(parts), (3, 6))])
    return out
