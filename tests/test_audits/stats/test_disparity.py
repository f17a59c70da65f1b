import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.stats.disparity import (
    demographic_score,
    erreygers_of_marks,
    expected_moved_share,
    geographic_score,
    moved_share,
    share_at_points,
    share_of_all,
    spread_by_areas,
    spread_by_chance,
    two_sided,
)
from audits.stats.rank import erreygers

counts = st.lists(st.integers(1, 500), min_size=2, max_size=12)


@given(points=counts, base=counts)
def test_scores_of_all_areas_add_up_to_zero(points: list[int], base: list[int]) -> None:
    many = min(len(points), len(base))
    score = geographic_score(np.array(points[:many], float), np.array(base[:many], float))
    assert score.sum() == pytest.approx(0, abs=1e-12)


@given(base=counts, factor=st.integers(1, 9))
def test_points_that_follow_the_base_have_no_score(base: list[int], factor: int) -> None:
    people = np.array(base, float)
    assert geographic_score(factor * people, people) == pytest.approx(0, abs=1e-12)


def test_no_points_are_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        geographic_score(np.zeros(2), np.ones(2))


def test_moved_share_is_how_many_points_would_have_to_stand_elsewhere() -> None:
    points, base = np.array([3.0, 1.0]), np.array([1.0, 1.0])
    assert moved_share(points, base, np.ones(2))[0] == pytest.approx(0.25)
    assert np.isnan(moved_share(points, base, np.zeros((1, 2)))[0])


def test_an_area_split_in_two_with_the_same_mix_changes_nothing() -> None:
    one = np.ones(2)
    whole = moved_share(np.array([6.0, 2.0]), np.array([40.0, 60.0]), one)
    split = moved_share(np.array([3.0, 3.0, 2.0]), np.array([20.0, 20.0, 60.0]), np.ones(3))
    assert whole[0] == pytest.approx(split[0])


def test_points_thrown_at_random_are_never_where_the_base_is_exactly() -> None:
    few = expected_moved_share(5, np.ones(20), 200, 1)
    many = expected_moved_share(5000, np.ones(20), 200, 1)
    assert few > 0.5 > 0.05 > many > 0


def test_score_of_groups_by_hand_and_their_sum() -> None:
    people = np.array([[10.0, 90.0], [90.0, 10.0]])
    score = demographic_score(np.array([1.0, 0.0]), people, people.sum(axis=1))
    assert score == pytest.approx([-0.4, 0.4])


def test_points_where_nobody_is_known_are_left_out() -> None:
    people = np.array([[10.0, 90.0], [90.0, 10.0], [0.0, 0.0]])
    with_lost = demographic_score(np.array([1.0, 0.0, 7.0]), people, people.sum(axis=1))
    assert with_lost == pytest.approx([-0.4, 0.4])
    assert np.isnan(demographic_score(np.array([0.0, 0.0, 7.0]), people, people.sum(axis=1))).all()


def test_every_dimension_is_against_its_own_people() -> None:
    people = np.array([[10.0, 90.0, 5.0], [90.0, 10.0, 0.0]])
    everybody = np.array([[100.0, 5.0], [100.0, 0.0]])
    of, points = np.array([0, 0, 1]), np.array([1.0, 3.0])
    there = share_at_points(np.ones((1, 2)), points, people, everybody, of)[0]
    assert there == pytest.approx([0.25 * 0.1 + 0.75 * 0.9, 0.25 * 0.9 + 0.75 * 0.1, 1.0])
    assert share_of_all(np.ones((1, 2)), people, everybody, of)[0] == pytest.approx([0.5, 0.5, 1])


def test_spread_by_chance_is_that_of_points_thrown_at_residents() -> None:
    rng = np.random.default_rng(3)
    everybody = np.array([100.0, 300.0, 600.0])
    people = np.array([[80.0], [90.0], [60.0]])
    thrown = rng.multinomial(12, everybody / everybody.sum(), size=4000)
    scores = [demographic_score(row.astype(float), people, everybody)[0] for row in thrown]
    assert spread_by_chance(12, people, everybody)[0] == pytest.approx(np.std(scores), rel=0.05)


def test_spread_by_areas_is_that_of_marks_put_anywhere() -> None:
    rng = np.random.default_rng(4)
    people = rng.integers(1, 100, (40, 1)).astype(float)
    everybody = people + rng.integers(1, 100, (40, 1)).astype(float)
    where = (np.arange(40) < 10).astype(float)[:, None]
    marks = rng.permuted(np.broadcast_to(where.ravel(), (4000, 40)), axis=1)
    apart = people / people.sum() - everybody / everybody.sum()
    assert spread_by_areas(where, people, everybody)[0] == pytest.approx(
        np.std(marks @ apart), rel=0.06
    )


def test_many_marks_at_once_have_the_index_of_each_alone() -> None:
    rng = np.random.default_rng(6)
    marks = (rng.random((30, 3)) < 0.4).astype(float)
    wealth = rng.integers(0, 12, 30).astype(float)
    weights = rng.integers(1, 50, (5, 30)).astype(float)
    found = erreygers_of_marks(marks, wealth, weights)
    for column in range(3):
        assert found[:, column] == pytest.approx(erreygers(marks[:, column], wealth, weights))


def test_a_score_without_spread_or_of_one_point_is_no_discovery() -> None:
    assert two_sided(0.3, 0.0, 40) == 1.0
    assert two_sided(0.3, 0.01, 1) == 1.0
    assert two_sided(1.96, 1.0, 1e6) == pytest.approx(0.05, abs=1e-3)
    assert two_sided(1.96, 1.0, 2) > 0.25
