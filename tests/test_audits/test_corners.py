import numpy as np
import pytest
from scipy.stats import spearmanr

from audits.corners import NOWHERE, corners, rank_correlation, usual_supply, weighted_median


def test_the_median_is_of_people_not_of_areas() -> None:
    values, people = np.array([1.0, 2.0, 3.0]), np.array([10.0, 10.0, 100.0])
    assert weighted_median(values, people) == 3
    assert weighted_median(values, np.array([10.0, 1.0, 1.0])) == 1
    assert weighted_median(np.array([1.0, 2.0]), np.array([5.0, 5.0])) == 1


def test_the_median_leaves_out_what_is_not_known_and_who_is_not_there() -> None:
    assert weighted_median(np.array([np.nan, 2.0, 9.0]), np.array([50.0, 1.0, 0.0])) == 2
    assert np.isnan(weighted_median(np.array([np.nan]), np.array([1.0])))


def test_where_half_have_none_the_least_there_is_counts() -> None:
    people = np.ones(4)
    assert usual_supply(np.array([0.0, 0.0, 3.0, 2.0]), people) == 2
    assert usual_supply(np.zeros(4), people) == 0
    assert usual_supply(np.array([1.0, 2.0, 3.0, 4.0]), people) == 2


def test_four_corners_and_none() -> None:
    x, y = np.array([0.0, 2.0, 0.0, 2.0, np.nan]), np.array([1.0, 1.0, 0.0, 0.0, 1.0])
    assert corners(x, y, 1.0, 1.0).of.tolist() == [0, 1, 2, 3, NOWHERE]


def test_without_any_burden_nobody_is_to_the_right() -> None:
    found = corners(np.zeros(3), np.ones(3), 0.0, 1.0)
    assert found.of.tolist() == [0, 0, 0]


def test_rank_correlation_is_spearmans_over_replicated_people() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.integers(0, 6, 30).astype(float), rng.integers(0, 6, 30).astype(float)
    people = rng.integers(1, 9, 30)
    each = spearmanr(np.repeat(x, people), np.repeat(y, people)).statistic
    assert rank_correlation(x, y, people.astype(float)) == pytest.approx(each)


def test_what_does_not_vary_has_no_correlation() -> None:
    assert np.isnan(rank_correlation(np.arange(3.0), np.ones(3), np.ones(3)))
