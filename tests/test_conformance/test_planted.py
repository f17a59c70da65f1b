"""Are the planted effects of Porto Sombra found, and how often do the intervals hold them?

Each seed places the sensors by the planted process again, just what the intervals speak of.
The short version of the truth-recovery report: a 95 % interval of forty histories should hold the
truth in 38; fewer than 33 would come once in two hundred if the intervals were right.
"""

from collections.abc import Iterator
from types import ModuleType

import numpy as np
import pytest

from audits.finding import Draft, Interval
from audits.frame import CityFrame
from audits.measures import m00_sensors_per_10k, m03_radius_coverage, m09_wealth_gradient
from audits.opened import OpenedCity
from audits.stats.rank import erreygers
from data.cities.porto_sombra.planted import PLANTED
from data.cities.porto_sombra.truth import (
    expected_uptime,
    per_10k_by_fifth,
    seen_by_simulation,
    seen_probability,
)
from tests.test_conformance.planted_city import frames

SEEDS = range(1, 41)
LEAST = 33


@pytest.fixture(scope="module")
def cities() -> tuple[CityFrame, ...]:
    return tuple(frames(SEEDS))


def drafts(city: CityFrame, measure: ModuleType, network: str) -> Draft:
    found: Iterator[Draft] = measure.compute(city)
    return next(draft for draft in found if draft.subject == network)


def fifths(draft: Draft, city: CityFrame) -> list[tuple[float, Interval]]:
    return [
        (value.value, value.interval)
        for value in draft.by_group
        if value.dimension == city.city.wealth and value.value is not None and value.interval
    ]


def chance(city: CityFrame, network: str) -> np.ndarray:
    """The chance that each cell is within reach, over the planted process."""
    reach = city.city.network(network).reach_m
    if network == "rain_gauges":
        return seen_by_simulation(network, city.cell_x, city.cell_y, reach, runs=60)
    return seen_probability(network, city.cell_x, city.cell_y, reach)


@pytest.mark.slow
@pytest.mark.parametrize("network", ["cameras", "microphones"])
def test_sensors_per_10k_by_fifth(cities: tuple[CityFrame, ...], network: str) -> None:
    truth = per_10k_by_fifth(network)
    values, held = np.zeros((len(cities), 5)), np.zeros(5)
    for index, city in enumerate(cities):
        found = fifths(drafts(city, m00_sensors_per_10k, network), city)
        values[index] = [value for value, _ in found]
        held += [i.low <= t <= i.high for (_, i), t in zip(found, truth, strict=True)]
    # The richest fifth has two microphones on average: too few for a bootstrap of areas.
    enough = truth > 0.1
    assert (held[enough] >= LEAST).all(), held
    assert values.mean(axis=0) == pytest.approx(truth, rel=0.08, abs=0.02)


@pytest.mark.slow
@pytest.mark.parametrize("network", ["cameras", "air_stations", "rain_gauges"])
def test_radius_coverage_and_wealth_gradient(cities: tuple[CityFrame, ...], network: str) -> None:
    first = cities[0]
    seen = chance(first, network)
    coverage = float(first.cell_people @ seen) / first.people
    residents = first.by_area(first.cell_people)
    use = np.isfinite(first.wealth) & (residents > 0)
    share = first.by_area(first.cell_people * seen)[use] / residents[use]
    gradient = float(erreygers(share, first.wealth[use], residents[use])[0])
    held = {"coverage": 0, "gradient": 0}
    estimates: dict[str, list[float]] = {"coverage": [], "gradient": []}
    for city in cities:
        for name, measure, truth in (
            ("coverage", m03_radius_coverage, coverage),
            ("gradient", m09_wealth_gradient, gradient),
        ):
            draft = drafts(city, measure, network)
            assert draft.estimate is not None
            assert draft.interval is not None
            estimates[name].append(draft.estimate)
            held[name] += draft.interval.low <= truth <= draft.interval.high
    assert np.mean(estimates["coverage"]) == pytest.approx(coverage, abs=0.02)
    assert np.mean(estimates["gradient"]) == pytest.approx(gradient, abs=0.02)
    assert min(held.values()) >= LEAST, held


def test_the_control_shows_no_gradient(cities: tuple[CityFrame, ...]) -> None:
    called = 0
    for city in cities:
        interval = drafts(city, m09_wealth_gradient, "rain_gauges").interval
        assert interval is not None
        called += not interval.low <= 0 <= interval.high
    assert called <= 12


def test_uptime_is_recovered(porto_sombra: OpenedCity) -> None:
    for network in ("cameras", "air_stations", "microphones"):
        draft = porto_sombra.finding("M22", network).draft
        assert draft.interval is not None
        truth = expected_uptime(network)
        assert draft.interval.low - 0.01 <= truth <= draft.interval.high + 0.01, network


def test_gauges_fail_more_in_the_failing_region(porto_sombra: OpenedCity) -> None:
    draft = porto_sombra.finding("M22", "rain_gauges").draft
    ground = porto_sombra.geography
    region = dict(zip(ground.area_ids, ground.regions, strict=True))
    values: dict[bool, list[float]] = {True: [], False: []}
    for item in draft.by_area:
        if item.value is not None:
            values[region[item.area] == PLANTED.failing_region].append(item.value)
    ratio = (1 - np.mean(values[True])) / (1 - np.mean(values[False]))
    assert ratio > 1.5
    assert np.mean(values[True]) == pytest.approx(
        expected_uptime("rain_gauges", failing_region=True), abs=0.06
    )


def test_effective_coverage_loses_what_downtime_takes(porto_sombra: OpenedCity) -> None:
    reading = porto_sombra.finding("M4", "cameras").draft
    everything = porto_sombra.finding("M3", "cameras").draft
    assert reading.estimate is not None
    assert everything.estimate is not None
    fifths_of = [v.value for v in reading.by_group if v.dimension == "income_fifth"]
    assert all(value is not None for value in fifths_of)
    assert fifths_of == sorted(fifths_of, key=lambda value: value or 0)


def test_the_losses_of_whole_networks_are_found(porto_sombra: OpenedCity) -> None:
    gauges = [c for c in porto_sombra.finding("M22", "rain_gauges").caveats if "gap" in c.code]
    stations = [c for c in porto_sombra.finding("M22", "air_stations").caveats if "gap" in c.code]
    assert [c.code for c in gauges] == ["unexpected_gap"]
    assert "7 March 2026" in gauges[0].text
    assert [c.code for c in stations] == ["expected_gap"]
