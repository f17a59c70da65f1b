"""What must not change a measure: how the city is told. And what must never raise it: a failure."""

from collections.abc import Callable, Iterable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.finding import Draft
from audits.frame import CityFrame
from audits.measures import (
    m00_sensors_per_10k,
    m02_proximity,
    m03_radius_coverage,
    m04_effective_coverage,
    m08_gap_between_groups,
    m09_wealth_gradient,
    m10_gini,
    m11_theil,
    m12_atkinson,
    m13_dissimilarity,
)
from tests.test_conformance.random_city import (
    in_other_units,
    killed,
    random_city,
    reordered,
    split,
)

Compute = Callable[[CityFrame], Iterable[Draft]]

MEASURES = [
    m00_sensors_per_10k,
    m02_proximity,
    m03_radius_coverage,
    m08_gap_between_groups,
    m09_wealth_gradient,
    m10_gini,
    m11_theil,
    m12_atkinson,
    m13_dissimilarity,
]
EVERY = pytest.mark.parametrize(
    "compute", [m.compute for m in MEASURES], ids=[m.MEASURE.code for m in MEASURES]
)
SEEDS = st.integers(0, 2**31 - 10)
FEW = settings(deadline=None, max_examples=8, suppress_health_check=list(HealthCheck))


def told(compute: Compute, city: CityFrame) -> dict[str, float | None]:
    """The estimate, the value of every group, and the estimate under every setting."""
    (draft,) = compute(city)
    values = {"estimate": draft.estimate}
    values |= {f"{v.dimension} {v.group}": v.value for v in draft.by_group}
    return values | {f"setting {i}": s.estimate for i, s in enumerate(draft.stability.settings)}


def alike(one: dict[str, float | None], other: dict[str, float | None]) -> None:
    assert one.keys() == other.keys()
    for name, value in one.items():
        assert (value is None) == (other[name] is None), name
        if value is not None:
            assert other[name] == pytest.approx(value, rel=1e-7, abs=1e-9), name


@EVERY
@FEW
@given(seed=SEEDS)
def test_the_order_of_rows_does_not_matter(compute: Compute, seed: int) -> None:
    city = random_city(seed)
    alike(told(compute, city), told(compute, reordered(city, seed)))


@EVERY
@FEW
@given(seed=SEEDS, which=st.integers(0, 11))
def test_an_area_split_in_two_alike_changes_nothing(
    compute: Compute, seed: int, which: int
) -> None:
    city = random_city(seed)
    one, other = told(compute, city), told(compute, split(city, f"a{which}"))
    # A group of one area is withheld, of two halves it is not: what is shown must be alike.
    shown = {name for name, value in one.items() if value is not None}
    alike({n: one[n] for n in shown}, {n: other[n] for n in shown})


@EVERY
@FEW
@given(seed=SEEDS)
def test_units_do_not_matter(compute: Compute, seed: int) -> None:
    city = random_city(seed)
    # A power of two: reaches stay exactly on the same side of each distance.
    alike(told(compute, city), told(compute, in_other_units(city, 2.0**-10, 3.7)))


@FEW
@given(seed=SEEDS)
def test_kilometres_do_not_matter_to_nearness(seed: int) -> None:
    city = random_city(seed)
    alike(
        told(m02_proximity.compute, city),
        told(m02_proximity.compute, in_other_units(city, 0.001, 1.0)),
    )


def of_working(compute: Compute, city: CityFrame) -> list[float]:
    """Estimates under every setting that leaves out sensors known to be dead."""
    (draft,) = compute(city)
    return [
        s.estimate
        for s in draft.stability.settings
        if s.parameters["sensors counted"] == "not known to be dead" and s.estimate is not None
    ]


@pytest.mark.parametrize(
    "compute", [m02_proximity.compute, m03_radius_coverage.compute], ids=["M2", "M3"]
)
@FEW
@given(seed=SEEDS, which=st.integers(0, 100))
def test_a_dead_sensor_never_raises_reach(compute: Compute, seed: int, which: int) -> None:
    city = random_city(seed)
    before, after = of_working(compute, city), of_working(compute, killed(city, which))
    assert len(before) == len(after) > 0
    assert all(a <= b + 1e-12 for a, b in zip(after, before, strict=True))


@FEW
@given(seed=SEEDS, which=st.integers(0, 100))
def test_a_dead_sensor_never_lowers_the_unseen(seed: int, which: int) -> None:
    city = random_city(seed)
    own = city.city.networks[0]
    after = killed(city, which)
    assert after.blind_spot(own).people >= city.blind_spot(own).people - 1e-9


@FEW
@given(seed=SEEDS, which=st.integers(0, 100))
def test_a_dead_sensor_never_raises_effective_coverage(seed: int, which: int) -> None:
    city = random_city(seed)
    own = city.city.networks[0]
    (before,) = m04_effective_coverage.compute(city)
    (after,) = m04_effective_coverage.compute(killed(city, which))
    points = city.sensors(own)
    if np.isnan(points.working[which % len(points.ids)]):
        return  # a sensor of unknown state was counted as not working before
    assert before.estimate is not None
    assert after.estimate is not None
    assert after.estimate <= before.estimate + 1e-12
