"""The wealth gradient with two thousand resamples of areas."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from audits.stats.rank import erreygers

AREAS, RESAMPLES = 200, 2_000


@cache
def city() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(6)
    wealth = np.round(rng.lognormal(1, 0.6, AREAS), 1)
    share = np.clip(0.2 + 0.05 * wealth + rng.normal(0, 0.1, AREAS), 0, 1)
    counts = rng.multinomial(AREAS, np.full(AREAS, 1 / AREAS), RESAMPLES).astype(float)
    return share, wealth, rng.gamma(3, 9_000, AREAS), counts


def ours() -> np.ndarray:
    share, wealth, people, counts = city()
    return erreygers(share, wealth, counts * people)


def plain_loop() -> np.ndarray:
    """One resample after the other, each with its ranks by sorting and its weighted sums."""
    share, wealth, people, counts = city()
    found = []
    for drawn in counts:
        weights = drawn * people
        total = weights.sum()
        ranks = np.empty(AREAS)
        below = 0.0
        for value in np.unique(wealth):
            own = wealth == value
            mass = weights[own].sum()
            ranks[own] = (below + mass / 2) / total
            below += mass
        mean = (weights * share).sum() / total
        middle = (weights * ranks).sum() / total
        covariance = (weights * (share - mean) * (ranks - middle)).sum() / total
        found.append(8 * covariance)
    return np.array(found)


@pytest.mark.parametrize(("name", "run"), [("ours", ours), ("a numpy loop", plain_loop)])
@pytest.mark.benchmark(group="wealth gradient, 2,000 resamples of 200 areas")
def test_gradient(benchmark: BenchmarkFixture, name: str, run: Callable[[], np.ndarray]) -> None:
    benchmark.extra_info["who"] = name
    assert benchmark.pedantic(run, rounds=3, warmup_rounds=1) == pytest.approx(ours(), abs=1e-12)
