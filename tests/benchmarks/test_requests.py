"""One million requests to the areas they were made in."""

from collections.abc import Callable
from functools import cache

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pytest_benchmark.fixture import BenchmarkFixture

from data.checks.places import Ground
from data.cities.porto_sombra.ground import draw_ground

POINTS = 1_000_000


@cache
def outlines() -> np.ndarray:
    """The areas of Porto Sombra, each with about as many corners as one of Rio's."""
    land = draw_ground(1)
    whole = [
        shapely.union_all(land.pieces[land.piece_area == i]) for i in range(len(land.area_ids))
    ]
    return np.asarray(shapely.segmentize(np.array(whole, dtype=object), 40.0), dtype=object)


@cache
def points() -> tuple[np.ndarray, np.ndarray]:
    left, bottom, right, top = shapely.total_bounds(outlines())
    rng = np.random.default_rng(5)
    x, y = rng.uniform(left, right, 3 * POINTS), rng.uniform(bottom, top, 3 * POINTS)
    inside = ours_of(x, y) >= 0
    return x[inside][:POINTS], y[inside][:POINTS]


def ours_of(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    own = Ground(
        area_ids=tuple(map(str, range(len(outlines())))),
        names=("",) * len(outlines()),
        polygons=outlines(),
        tree=shapely.STRtree(outlines()),
        edge_m=0,
    )
    return own.locate(x, y)[0]


def ours() -> np.ndarray:
    return ours_of(*points())


def sjoin() -> np.ndarray:
    left = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*points()), crs=31983)
    right = gpd.GeoDataFrame(geometry=outlines(), crs=31983)
    joined = gpd.sjoin(left, right, how="left", predicate="intersects")
    first = joined["index_right"].groupby(level=0).min().fillna(-1)
    return np.asarray(first.to_numpy(int))


@pytest.mark.parametrize(("name", "run"), [("ours", ours), ("geopandas sjoin", sjoin)])
@pytest.mark.benchmark(group="a million requests to their areas")
def test_requests(benchmark: BenchmarkFixture, name: str, run: Callable[[], np.ndarray]) -> None:
    expected = ours()
    benchmark.extra_info["who"] = name
    found = benchmark.pedantic(run, rounds=3, warmup_rounds=1)
    assert (found == expected).all()
