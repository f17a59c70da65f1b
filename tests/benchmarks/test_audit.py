"""A whole audit of a city, warm: every measure, every network, every caveat rule.

No library does this, so there is no peer: the aim is 2 s for Rio and 3 s for Porto Sombra.
"""

from dataclasses import replace

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from audits.frame import CityFrame
from audits.opened import OpenedCity
from audits.run import findings


def fresh(opened: OpenedCity) -> tuple[tuple[CityFrame], dict[str, object]]:
    """The city's frame with nothing remembered of earlier audits."""
    return (replace(opened.frame),), {}


@pytest.mark.benchmark(group="a whole audit, warm")
@pytest.mark.parametrize("city", ["porto_sombra", pytest.param("rio", marks=pytest.mark.rio)])
def test_audit(benchmark: BenchmarkFixture, request: pytest.FixtureRequest, city: str) -> None:
    opened: OpenedCity = request.getfixturevalue(city)
    benchmark.extra_info["who"] = city
    found = benchmark.pedantic(findings, setup=lambda: fresh(opened), rounds=3, warmup_rounds=1)
    assert len(found) == len(opened.findings())
