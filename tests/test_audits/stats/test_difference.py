import numpy as np
import pytest

from audits.stats.bootstrap import Draws, ratios
from audits.stats.difference import chance, differences, gaps, intervals, quotient, standing

RNG = np.random.default_rng(5)


def draws_of(units: int, resamples: int = 2000) -> Draws:
    even = np.full(units, 1 / units)
    counts = RNG.multinomial(units, even, size=resamples).astype(float)
    return Draws(counts=counts, meaning="drawn", units=units)


def test_ratio_and_difference_of_the_worked_example() -> None:
    # 60 % against 30 %: Fairlearn's user guide on demographic parity has ratio 0.5 and gap 0.3.
    draws = draws_of(20)
    top = np.column_stack([np.repeat(30.0, 20), np.repeat(60.0, 20)])
    drawn = ratios(draws.counts, top, np.full((20, 2), 100.0))
    (found,) = differences(draws, np.array([0.3]), np.array([0.6]), drawn[:, :1], drawn[:, 1:])
    assert found.value == pytest.approx(-0.3)
    assert found.ratio == pytest.approx(0.5)
    assert found.told_apart
    assert found.ratio_interval is not None
    assert found.ratio_interval.high == pytest.approx(0.5)


def test_what_both_share_is_not_counted_against_them() -> None:
    # Both follow the same areas up and down; their intervals overlap, their difference is sure.
    draws = draws_of(30)
    common = RNG.random(30)
    top = np.column_stack([common, common + 0.05])
    drawn = ratios(draws.counts, top, np.ones((30, 2)))
    one, other = intervals(draws, drawn)
    assert one is not None
    assert other is not None
    assert one.high > other.low
    value = top.mean(axis=0)
    (found,) = differences(draws, value[:1], value[1:], drawn[:, :1], drawn[:, 1:])
    assert found.told_apart
    assert found.chance is not None
    assert found.chance < 0.001


def test_no_difference_is_not_told_apart() -> None:
    draws = draws_of(30)
    thing = RNG.random((30, 1))
    drawn = ratios(draws.counts, thing, np.ones((30, 1)))
    (found,) = differences(draws, thing.mean(axis=0), thing.mean(axis=0), drawn, drawn)
    assert found.value == 0
    assert found.told_apart is False
    assert found.chance == 1


def test_a_reference_of_nobody_has_no_ratio_but_a_difference() -> None:
    draws = draws_of(20)
    one = np.full((2000, 1), 0.2)
    (found,) = differences(draws, np.array([0.2]), np.array([0.0]), one, 0 * one)
    assert found.ratio is None
    assert found.ratio_interval is None
    assert found.value == pytest.approx(0.2)


def test_a_group_with_nobody_has_nothing() -> None:
    draws = draws_of(20)
    nobody = np.full((2000, 1), np.nan)
    (found,) = differences(draws, np.array([np.nan]), np.array([0.4]), nobody, nobody)
    assert (found.value, found.interval, found.chance, found.ratio) == (None, None, None, None)
    assert found.told_apart is None


def test_too_few_units_to_draw_from() -> None:
    draws = draws_of(5)
    drawn = RNG.random((2000, 1))
    (found,) = differences(draws, np.array([0.9]), np.array([0.1]), drawn, drawn / 2)
    assert found.value == pytest.approx(0.8)
    assert found.interval is None
    assert found.chance is None
    assert gaps(draws, np.array([0.9]), np.array([0.1]), drawn, drawn / 2) == ((0.8, None),)


def test_every_column_has_the_interval_of_its_draws() -> None:
    draws = draws_of(20)
    replicates = RNG.random((2000, 2))
    replicates[:500, 1] = np.nan
    assert intervals(draws, replicates) == [draws.interval(replicates[:, 0]), None]


def test_chance_is_about_right_where_there_is_no_difference() -> None:
    units, below = 20, 0
    for _ in range(400):
        apart = RNG.normal(size=units)
        draws = draws_of(units, resamples=300)
        below += chance(float(apart.mean()), draws.counts @ apart / units, draws) < 0.05
    # Binomial(400, 0.05): above 36 or below 6 comes about once in 500.
    assert 6 <= below <= 36


def test_within_reach_everywhere_is_not_taken_for_sure() -> None:
    # 16 blocks of which two have people out of reach, none of them of the group.
    others = np.array([1.0] * 14 + [0.7, 0.8])
    draws = draws_of(16)
    drawn = (draws.counts @ others / 16)[:, None]
    one = np.ones((2000, 1))
    (found,) = differences(draws, np.ones(1), np.array([others.mean()]), one, drawn)
    assert found.chance is not None
    assert found.chance > 0.05


def test_many_tests_are_allowed_for() -> None:
    assert standing((0.04,)) == (True,)
    assert standing((0.04, 0.5, 0.6, 0.7)) == (False, False, False, False)
    assert standing((0.001, None, 0.9)) == (True, False, False)
    assert standing((None, None)) == (False, False)


def test_a_quotient_over_nothing_is_unknown() -> None:
    assert quotient(np.array([1.0, 0.0]), np.array([2.0, 4.0])).tolist() == [0.5, 0.0]
    assert np.isnan(quotient(np.array([1.0]), np.array([0.0]))[0])
