"""Nearness and radius coverage for ten thousand cells and five thousand sensors."""

from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from audits.stats.nearest import nearest_m

CELLS, SENSORS, REACH, THETA = 10_000, 5_000, 500.0, 500.0


def places() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(4)
    return (
        rng.uniform(0, 40_000, (CELLS, 2)),
        rng.uniform(0, 40_000, (SENSORS, 2)),
        rng.gamma(2, 150, CELLS),
    )


def ours() -> tuple[float, float]:
    cells, sensors, people = places()
    metres = nearest_m(cells[:, 0], cells[:, 1], sensors[:, 0], sensors[:, 1])
    near = np.exp(-metres / THETA)
    return float(people @ near / people.sum()), float(people @ (metres <= REACH) / people.sum())


def geopandas() -> tuple[float, float]:
    cells, sensors, people = places()
    left = gpd.GeoDataFrame(
        {"people": people}, geometry=gpd.points_from_xy(cells[:, 0], cells[:, 1]), crs=31983
    )
    right = gpd.GeoDataFrame(geometry=gpd.points_from_xy(sensors[:, 0], sensors[:, 1]), crs=31983)
    joined = gpd.sjoin_nearest(left, right, distance_col="metres")
    joined = joined[~joined.index.duplicated()]
    near = np.exp(-joined["metres"] / THETA)
    whole = joined["people"].sum()
    seen = joined.loc[joined["metres"] <= REACH, "people"].sum()
    return float((joined["people"] * near).sum() / whole), float(seen / whole)


def plain_loop() -> tuple[float, float]:
    cells, sensors, people = places()
    near, seen = 0.0, 0.0
    for (x, y), many in zip(cells, people, strict=True):
        metres = np.sqrt((sensors[:, 0] - x) ** 2 + (sensors[:, 1] - y) ** 2).min()
        near += many * np.exp(-metres / THETA)
        seen += many * (metres <= REACH)
    return float(near / people.sum()), float(seen / people.sum())


@pytest.mark.parametrize(
    ("name", "run"), [("ours", ours), ("geopandas", geopandas), ("a numpy loop", plain_loop)]
)
@pytest.mark.benchmark(group="nearness and radius coverage, 10,000 cells and 5,000 sensors")
def test_reach(
    benchmark: BenchmarkFixture, name: str, run: Callable[[], tuple[float, float]]
) -> None:
    benchmark.extra_info["who"] = name
    assert benchmark(run) == pytest.approx(ours())
