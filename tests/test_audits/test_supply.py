import numpy as np
import pytest

from audits.supply import supply_against_need

PEOPLE = np.array([100.0, 300.0, 400.0, 200.0])


def test_supply_that_follows_need_is_the_index_of_the_four_area_example() -> None:
    # Coverage of X4 in MEASURES, ranked by need instead of wealth: C = 0.34211.
    found = supply_against_need(
        np.array([0.0, 0.2, 0.4, 0.8]),
        np.array([1.0, 2.0, 3.0, 4.0]),
        PEOPLE,
        service_is_count=False,
        need_is_count=False,
    )
    assert found is not None
    assert found.concentration == pytest.approx(0.34211, abs=5e-6)
    assert found.correlation == pytest.approx(1)
    assert not found.short.any()


def test_supply_against_need_turns_the_sign_and_names_the_short() -> None:
    found = supply_against_need(
        np.array([8.0, 6.0, 4.0, 0.0]), PEOPLE * [0.1, 0.2, 0.3, 0.4], PEOPLE
    )
    assert found is not None
    assert found.concentration < 0
    assert found.short.tolist() == [False, False, False, True]
    # All of the other people rank higher in supply and lower in need.
    assert found.shortfall[3] == pytest.approx(0.8)


def test_everybody_equal() -> None:
    found = supply_against_need(PEOPLE * 2, PEOPLE * [0.1, 0.2, 0.3, 0.4], PEOPLE)
    assert found is not None
    assert found.concentration == pytest.approx(0, abs=1e-12)
    assert np.isnan(found.correlation)
    assert not found.short.any()


def test_missing_values_stay_missing() -> None:
    service, need = np.array([1.0, np.nan, 3.0, 4.0, 1.0]), np.array([1.0, 2, 3, 4, 5])
    people = np.array([10.0, 10, 10, 10, 0])
    found = supply_against_need(service, need, people)
    assert found is not None
    assert found.use.tolist() == [True, False, True, True, False]
    assert np.isnan(found.supply[[1, 4]]).all()
    assert np.isnan(found.shortfall[[1, 4]]).all()
    assert found.corners.of[[1, 4]].tolist() == [-1, -1]


def test_equal_need_or_too_few_areas_cannot_be_ranked() -> None:
    assert supply_against_need(PEOPLE, PEOPLE, PEOPLE) is None
    assert supply_against_need(np.array([1.0, 2]), np.array([1.0, 2]), np.ones(2)) is None


def test_where_most_have_none_to_have_none_is_to_be_short() -> None:
    found = supply_against_need(
        np.array([5.0, 0.0, 0.0, 0.0]), PEOPLE * [0.1, 0.2, 0.3, 0.4], PEOPLE
    )
    assert found is not None
    assert found.short.tolist() == [False, False, False, True]


def test_draws_of_every_area_once_give_the_estimate_and_splitting_an_area_changes_nothing() -> None:
    service, need = np.array([1.0, 5, 2, 8]), np.array([10.0, 60, 20, 70])
    found = supply_against_need(service, need, PEOPLE, draws=np.ones((3, 4)))
    assert found is not None
    assert found.replicates == pytest.approx([found.concentration] * 3)
    halves = [np.append(v, v[3] / 2) for v in (service, need, PEOPLE)]
    for half in halves:
        half[3] /= 2
    split = supply_against_need(*halves)
    assert split is not None
    assert split.concentration == pytest.approx(found.concentration)
    assert split.correlation == pytest.approx(found.correlation)
