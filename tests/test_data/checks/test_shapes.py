"""Polygons: mended where they can be, refused with the right reason where not."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pyproj import Transformer

from data.checks.shapes import polygonal, repair, to_metric
from data.errors import SourceError

SQUARE = shapely.box(0, 0, 1, 1)
BOW_TIE = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
LINE = shapely.LineString([(0, 0), (1, 1)])


def array(*shapes: shapely.Geometry | None) -> NDArray[np.object_]:
    out = np.empty(len(shapes), dtype=object)
    out[:] = shapes
    return out


def rules(*shapes: shapely.Geometry | None) -> list[list[str]]:
    _, marks = repair(array(*shapes))
    return [[mark.rule for mark in marks if mark.rows[i]] for i in range(len(shapes))]


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (SQUARE, []),
        (shapely.MultiPolygon([SQUARE]), []),
        (BOW_TIE, ["invalid_geometry"]),
        (None, ["missing_geometry"]),
        (shapely.Polygon(), ["missing_geometry"]),
        (shapely.Point(1, 1), ["no_polygon"]),
        (LINE, ["no_polygon"]),
        (shapely.Polygon([(0, 0), (1, 1), (2, 2)]), ["no_polygon"]),
        (shapely.Polygon([(0, 0), (1, 0), (np.inf, 1)]), ["bad_coordinates"]),
        (shapely.Polygon([(0, 0), (1, 0), (1e300, 1)]), ["bad_coordinates"]),
        (shapely.GeometryCollection([SQUARE, LINE]), []),
        (shapely.GeometryCollection([LINE]), ["no_polygon"]),
        (shapely.GeometryCollection([shapely.GeometryCollection([BOW_TIE])]), ["invalid_geometry"]),
    ],
)
def test_each_shape_has_one_fate(shape: shapely.Geometry | None, expected: list[str]) -> None:
    assert rules(shape) == [expected]


def test_a_mended_outline_keeps_its_ground_and_is_valid() -> None:
    mended, marks = repair(array(BOW_TIE, SQUARE))
    assert shapely.is_valid(mended).all()
    assert shapely.area(mended).tolist() == [0.5, 1.0]
    (repairs,) = [mark for mark in marks if mark.action == "repaired"]
    assert repairs.rows.tolist() == [True, False]


def test_only_polygons_are_left_of_a_collection() -> None:
    deep = shapely.GeometryCollection([LINE, shapely.GeometryCollection([SQUARE, SQUARE])])
    (left,) = polygonal(array(deep))
    assert left.equals(SQUARE)


def test_coordinates_are_taken_as_longitude_and_latitude() -> None:
    # EPSG:4326 by its authority is latitude first: ST_Transform and pyproj both turn it round.
    rio = shapely.Point(-43.2, -22.9)
    (moved,) = to_metric(array(rio), "EPSG:4326", "EPSG:31983", "areas.geojson")
    expected = Transformer.from_crs(4326, 31983, always_xy=True).transform(-43.2, -22.9)
    assert (moved.x, moved.y) == expected
    assert 600_000 < moved.x < 700_000
    assert 7_400_000 < moved.y < 7_500_000


def test_heights_are_dropped_and_nothing_stays_nothing() -> None:
    high = shapely.Polygon([(0, 0, 9), (1, 0, 9), (1, 1, 9)])
    flat, none = to_metric(array(high, None), "EPSG:31983", "EPSG:31983", "areas.geojson")
    assert not flat.has_z
    assert none is None


@pytest.mark.parametrize("crs", ["EPSG:1", "rubbish", 'LOCAL_CS["attic",UNIT["metre",1]]'])
def test_an_unknown_crs_is_told_with_the_file(crs: str) -> None:
    with pytest.raises(SourceError, match=r"areas\.geojson: found the CRS"):
        to_metric(array(SQUARE), crs, "EPSG:31983", "areas.geojson")


COORDINATE = st.integers(-2, 2) | st.floats(-1e6, 1e6) | st.sampled_from([1e300, -1e308])
POINTS = st.lists(st.tuples(COORDINATE, COORDINATE), min_size=3, max_size=7)


def _shape(
    rings: list[list[tuple[float, float]]], lines: bool, poison: float | None
) -> shapely.Geometry:
    shape: shapely.Geometry = shapely.MultiPolygon([(ring, []) for ring in rings])
    if lines:
        shape = shapely.GeometryCollection([*map(shapely.LineString, rings), shape, BOW_TIE])
    points = shapely.get_coordinates(shape)
    if poison is not None and len(points):
        points[1, 0] = poison
        shape = shapely.set_coordinates(shape, points)
    return shape


POISON = st.sampled_from([None, None, np.inf, np.nan])
SHAPES = st.none() | st.builds(_shape, st.lists(POINTS, max_size=3), st.booleans(), POISON)


@settings(deadline=None)
@given(st.lists(SHAPES, max_size=4))
def test_what_is_kept_is_a_valid_polygon_and_the_rest_has_a_reason(
    shapes: list[shapely.Geometry | None],
) -> None:
    mended, marks = repair(array(*shapes))
    refused = np.zeros(len(shapes), dtype=int)
    for mark in marks:
        if mark.action == "quarantined":
            refused += mark.rows
    assert set(refused) <= {0, 1}
    for shape, out in zip(mended, refused, strict=True):
        assert (shape is None) == bool(out)
        if shape is not None:
            assert shape.is_valid
            assert shape.area > 0
            assert shape.geom_type in ("Polygon", "MultiPolygon")
