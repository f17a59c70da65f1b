"""Are the planted effects of Porto Sombra found, and how often do the intervals hold them?

The short version of `truth_recovery.py`, whose report over 200 histories decision 0009 sums up.
Bounds are what would come less than about once in five hundred if intervals were as sure as they
say; networks and fifths are placed for themselves, so that they may be counted together.
"""

from collections.abc import Iterator

import numpy as np
import pytest

from audits.opened import OpenedCity
from data.cities.porto_sombra.planted import PLANTED
from data.cities.porto_sombra.truth import expected_uptime
from tests.test_conformance.recovery import FIFTHS, Found, Name, histories, truths

SEEDS = 12
BY_CHANCE = ("cameras", "air_stations", "microphones")
"""Networks that were placed by chance alone; gauges stand more evenly, see decision 0009."""


@pytest.fixture(scope="module")
def planted() -> list[list[Found]]:
    return list(histories("planted", range(1001, 1001 + SEEDS), ("M0", "M3", "M9", "M1", "M24")))


@pytest.fixture(scope="module")
def without() -> list[list[Found]]:
    return list(histories("none", range(1001, 1001 + SEEDS), ("M9", "M1", "M24")))


def held(found: list[list[Found]], names: list[Name], true: dict[Name, float]) -> tuple[int, int]:
    """How many intervals of these values hold the truth, of how many."""
    those = [f for history in found for f in history if f.name in names]
    return sum(f.interval.low <= true[f.name] <= f.interval.high for f in those), len(those)


def widths(found: list[list[Found]], names: list[Name]) -> Iterator[float]:
    """Mean width of each value's intervals over that of one which knew how the estimate varies."""
    for name in names:
        own = [f for history in found for f in history if f.name == name]
        width = np.mean([f.interval.high - f.interval.low for f in own])
        yield float(width / (2 * 1.96 * np.std([f.estimate for f in own], ddof=1)))


@pytest.mark.slow
def test_sensors_per_10k_by_fifth(planted: list[list[Found]]) -> None:
    names: list[Name] = [("M0", network, fifth) for network in BY_CHANCE for fifth in FIFTHS]
    count, of = held(planted, names, truths("planted"))
    assert of == 15 * SEEDS
    assert 0.89 * of <= count <= 0.995 * of, (count, of)
    assert 0.85 < np.mean(list(widths(planted, names))) < 1.25


@pytest.mark.slow
def test_reach_and_its_gradient(planted: list[list[Found]]) -> None:
    names: list[Name] = [(code, n, "city") for code in ("M3", "M9") for n in BY_CHANCE]
    count, of = held(planted, names, truths("planted"))
    assert of == 6 * SEEDS
    assert count >= 0.84 * of, (count, of)
    assert 0.8 < np.mean(list(widths(planted, names))) < 1.35


@pytest.mark.slow
def test_estimates_are_not_off(planted: list[list[Found]]) -> None:
    true = truths("planted")
    for code in ("M0", "M3", "M9"):
        for network in (*BY_CHANCE, "rain_gauges"):
            own = [f.estimate for h in planted for f in h if f.name == (code, network, "city")]
            error = np.std(own, ddof=1) / np.sqrt(len(own))
            off = (np.mean(own) - true[code, network, "city"]) / error
            assert abs(off) < 4, (code, network, off)


@pytest.mark.slow
def test_what_is_done_where_it_is_seen_and_who_reports(planted: list[list[Found]]) -> None:
    names: list[Name] = [("M1", "floods", "city"), ("M24", "requests", "city")]
    names += [("M24", "requests", fifth) for fifth in FIFTHS]
    count, of = held(planted, names, truths("planted"))
    assert of == 7 * SEEDS
    assert 0.86 * of <= count, (count, of)


@pytest.mark.slow
def test_a_city_without_bias_is_seldom_called_biased(without: list[list[Found]]) -> None:
    networks = ("cameras", "rain_gauges")
    names: list[Name] = [("M9", network, "city") for network in networks]
    names += [("M1", "floods", "city"), ("M24", "requests", "city")]
    count, of = held(without, names, truths("none", networks))
    assert of == 4 * SEEDS
    assert of - count <= 0.17 * of, (of - count, of)


@pytest.mark.slow
def test_the_control_shows_no_gradient(planted: list[list[Found]]) -> None:
    gauges = [f.interval for h in planted for f in h if f.name == ("M9", "rain_gauges", "city")]
    assert len(gauges) == SEEDS
    assert sum(not i.low <= 0 <= i.high for i in gauges) <= 3


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
