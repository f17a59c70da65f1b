"""Where points lie: in an area, just outside, outside, swapped, nowhere on Earth, or unsaid."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from data.checks.places import Ground, Placed, place

TO_METRIC = Transformer.from_crs("EPSG:4326", "EPSG:31983", always_xy=True)
BACK = Transformer.from_crs("EPSG:31983", "EPSG:4326", always_xy=True)
X, Y = 700_000.0, 7_500_000.0
METRIC = Transformer.from_crs("EPSG:31983", "EPSG:31983", always_xy=True)


def ground(edge_m: float = 300) -> Ground:
    polygons = np.array([shapely.box(X, Y, X + 1000, Y + 1000),
                         shapely.box(X + 1000, Y, X + 2000, Y + 1000)])  # fmt: skip
    return Ground(
        area_ids=("west", "east"),
        names=("West", "East"),
        polygons=polygons,
        tree=shapely.STRtree(polygons),
        edge_m=edge_m,
    )


def degrees(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude of a point given in metres from the city's south-west corner."""
    lon, lat = BACK.transform(X + x, Y + y)
    return lat, lon


def placed(
    *points: tuple[float | None, float | None],
    required: bool = True,
    edge_m: float = 300,
    via: Transformer = TO_METRIC,
) -> Placed:
    lat, lon = (pd.Series([p[i] for p in points], dtype=object) for i in (0, 1))
    return place(lat, lon, ground(edge_m), via, required=required)


def fate(done: Placed) -> list[tuple[str, str] | None]:
    """The one rule that speaks of each row."""
    out: list[tuple[str, str] | None] = []
    for row in range(len(done.area)):
        rules = [(mark.rule, mark.action) for mark in done.marks if mark.rows[row]]
        assert len(rules) < 2
        out.append(rules[0] if rules else None)
    return out


def test_points_inside_have_an_area_and_metres() -> None:
    done = placed(degrees(500, 500), degrees(1500, 500))
    assert done.area.tolist() == [0, 1]
    assert done.x == pytest.approx([X + 500, X + 1500], abs=1e-3)
    assert fate(done) == [None, None]


def test_a_point_on_a_shared_border_has_the_first_area() -> None:
    done = placed((Y + 500, X + 1000.0), via=METRIC)
    assert done.area.tolist() == [0]
    assert fate(done) == [None]


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        (degrees(-299, 500), ("near_edge", "noted")),
        (degrees(-301, 500), ("outside_city", "quarantined")),
        ((0.0, 0.0), ("outside_city", "quarantined")),
        ((89.9, 10.0), ("outside_city", "quarantined")),
        (degrees(500, 500)[::-1], ("swapped_coordinates", "quarantined")),
        (degrees(-299, 500)[::-1], ("swapped_coordinates", "quarantined")),
        ((90.1, 10.0), ("bad_coordinates", "quarantined")),
        ((-22.0, 181.0), ("bad_coordinates", "quarantined")),
        ((-22910.0, -43030.0), ("bad_coordinates", "quarantined")),
        ((None, None), ("missing_coordinates", "quarantined")),
        ((None, -43.0), ("half_coordinates", "quarantined")),
        ((-22.0, None), ("half_coordinates", "quarantined")),
    ],
)
def test_each_point_has_one_fate(
    point: tuple[float | None, float | None], expected: tuple[str, str]
) -> None:
    assert fate(placed(point)) == [expected]


def test_near_means_nearest_and_is_told_apart_from_inside() -> None:
    done = placed(degrees(2100, 500), degrees(500, 500))
    assert done.area.tolist() == [1, 0]
    (mark,) = [mark for mark in done.marks if mark.rule == "near_edge"]
    assert mark.rows.tolist() == [True, False]
    assert "less than 300 m" in mark.reason


def test_without_a_margin_nothing_is_near() -> None:
    assert fate(placed(degrees(-1, 500), edge_m=0)) == [("outside_city", "quarantined")]


def test_where_coordinates_are_not_required_their_absence_is_noted() -> None:
    done = placed((None, None), (0.0, 0.0), required=False)
    assert fate(done) == [("missing_coordinates", "noted"), ("outside_city", "quarantined")]


def test_metres_are_no_impossible_degrees() -> None:
    done = placed((Y + 500, X + 500), (Y + 9000, X), (X + 500, Y + 500), via=METRIC)
    assert done.area.tolist()[0] == 0
    assert fate(done)[1:] == [
        ("outside_city", "quarantined"),
        ("swapped_coordinates", "quarantined"),
    ]


def test_a_shape_that_touches_no_area_is_outside() -> None:
    shapes = np.array([shapely.box(X - 5, Y, X + 5, Y + 5), shapely.box(0, 0, 1, 1), None])
    assert ground().untouched(shapes).rows.tolist() == [False, True, False]


NUMBERS = st.none() | st.floats(allow_nan=False) | st.sampled_from([-22.6, -43.06, 0.0, 90.0])


@settings(deadline=None)
@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=6), st.booleans())
def test_a_point_is_placed_or_has_a_reason(
    points: Sequence[tuple[float | None, float | None]], required: bool
) -> None:
    done = placed(*points, required=required)
    for area, x, y, why in zip(done.area, done.x, done.y, fate(done), strict=True):
        if area >= 0:
            assert why in (None, ("near_edge", "noted"))
            assert np.isfinite([x, y]).all()
        else:
            assert why is not None
