import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from audits.stats.loudness import bursts, discoveries, effective_number, top_share


def test_equally_loud_reporters_count_each_and_one_loud_voice_counts_once() -> None:
    found = effective_number(np.array([10.0, 10.0, 10.0]), np.array([10.0, 82.0, 100.0]))
    assert found == pytest.approx([10, 100 / 82, 1])


def test_without_reports_nothing_is_known_of_voices() -> None:
    assert np.isnan(effective_number(np.array([0.0]), np.array([0.0]))).all()


def test_top_share_of_equal_reports_is_its_share_of_people() -> None:
    line = np.linspace(0, 1, 11)
    assert top_share(line, line, 0.1) == pytest.approx(0.1)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.integers(0, 200))
def test_discoveries_are_those_of_scipy_with_the_rest_at_one(
    chance: list[float], more: int
) -> None:
    whole = np.array(chance + [1.0] * more)
    own = false_discovery_control(whole)[: len(chance)]
    found = discoveries(np.array(chance), len(whole))
    clear = np.abs(own - 0.05) > 1e-9  # on the limit itself rounding decides
    assert (found[clear] == (own <= 0.05)[clear]).all()


def test_a_burst_of_one_area_is_found_and_a_day_of_the_whole_city_is_none() -> None:
    rng = np.random.default_rng(3)
    counts = rng.poisson(0.5, (30, 60)).astype(float)
    counts[:, 20] += 6  # a storm: everybody reports
    assert len(bursts(counts).area) == 0
    counts[4, 40] = 25
    found = bursts(counts)
    assert list(zip(found.area, found.day, found.reports, strict=True)) == [(4, 40, 25.0)]
    assert found.expected[0] == pytest.approx(0.5, abs=0.4)


def test_a_calm_city_has_no_bursts_more_often_than_the_false_ones_allow() -> None:
    rng = np.random.default_rng(4)
    called = [len(bursts(rng.poisson(1.0, (40, 90)).astype(float)).area) > 0 for _ in range(40)]
    assert sum(called) <= 6


def test_two_reports_are_no_burst_and_nothing_is_expected_of_a_single_day() -> None:
    counts = np.zeros((5, 30))
    counts[0, 0] = 2
    assert len(bursts(counts).area) == 0
    counts[0, 0] = 9
    assert len(bursts(counts).area) == 0
