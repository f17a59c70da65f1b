"""A raster answers for most points; the answers must be those of asking each point."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.opened import OpenedCity
from data.checks.faces import WORTH_IT, faces_of
from data.checks.places import Ground

MANY = WORTH_IT + 10_000


def ground(polygons: list[shapely.Geometry]) -> Ground:
    outlines = np.array(polygons, dtype=object)
    return Ground(
        area_ids=tuple(str(i) for i in range(len(outlines))),
        names=("",) * len(outlines),
        polygons=outlines,
        tree=shapely.STRtree(outlines),
        edge_m=0,
    )


def one_by_one(own: Ground, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The area of every point, asked in lots too small for the raster."""
    lots = range(0, len(x), WORTH_IT - 1)
    parts = [own.locate(x[i : i + WORTH_IT - 1], y[i : i + WORTH_IT - 1])[0] for i in lots]
    return np.concatenate(parts)


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    shape=st.lists(st.tuples(st.floats(0, 900), st.floats(0, 900)), min_size=4, max_size=9),
)
def test_every_point_of_any_shapes_gets_the_same_area(
    seed: int, shape: list[tuple[float, float]]
) -> None:
    hull = shapely.MultiPoint(shape).convex_hull
    polygons: list[shapely.Geometry] = [
        shapely.box(0, 0, 1000, 500),
        shapely.box(0, 500, 1000, 1000),
    ]
    if hull.area > 1:
        polygons.append(hull)
    rng = np.random.default_rng(seed)
    own = ground(polygons)
    x, y = rng.uniform(-50, 1050, MANY), rng.uniform(-50, 1050, MANY)
    x[:300], y[:100], x[300:310] = np.round(x[:300], -2), 500.0, np.nan
    assert (own.locate(x, y)[0] == one_by_one(own, x, y)).all()


def test_a_hole_and_a_lake_between_areas_stay_outside() -> None:
    ring = shapely.box(0, 0, 1000, 1000) - shapely.box(400, 400, 600, 600)
    own = ground([ring, shapely.box(450, 450, 550, 550)])
    x, y = np.linspace(-10, 1010, MANY), np.full(MANY, 500.0)
    found = own.locate(x, y)[0]
    assert (found == one_by_one(own, x, y)).all()
    assert set(found.tolist()) == {-1, 0, 1}


def test_most_points_need_not_be_asked() -> None:
    faces = faces_of(np.array([shapely.box(0, 0, 1000, 1000)], dtype=object))
    rng = np.random.default_rng(1)
    asked = faces.of(rng.uniform(0, 1000, 10_000), rng.uniform(0, 1000, 10_000)) == 0
    assert 0 < asked.mean() < 0.02
    assert len(faces.middle_x) == 2


@pytest.mark.rio
def test_rio_agrees(rio: OpenedCity) -> None:
    own = ground(list(rio.geography.polygons))
    low_x, low_y, high_x, high_y = shapely.total_bounds(own.polygons)
    rng = np.random.default_rng(3)
    x, y = rng.uniform(low_x, high_x, MANY), rng.uniform(low_y, high_y, MANY)
    assert (own.locate(x, y)[0] == one_by_one(own, x, y)).all()
