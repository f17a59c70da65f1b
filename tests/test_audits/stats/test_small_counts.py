import numpy as np
import pytest
from scipy.stats import binom, poisson

from audits.stats.small_counts import exact_rate, shuffled_gap, wilson


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="0 areas"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="exposure"):
        exact_rate(3, 0)


def test_all_and_none_stay_within_zero_and_one() -> None:
    assert wilson(0, 7).low == 0
    assert wilson(7, 7).high == 1


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5])
def test_wilson_holds_the_share_about_as_often_as_it_says(share: float) -> None:
    held = [wilson(k, 60).low <= share <= wilson(k, 60).high for k in range(61)]
    assert binom.pmf(np.arange(61), 60, share) @ held == pytest.approx(0.95, abs=0.03)


@pytest.mark.parametrize("rate", [0.5, 4.0, 20.0])
def test_the_exact_interval_never_holds_it_less_often(rate: float) -> None:
    held = [exact_rate(k, 1.0).low <= rate <= exact_rate(k, 1.0).high for k in range(80)]
    assert poisson.pmf(np.arange(80), rate) @ held >= 0.95


def test_a_shuffle_finds_a_planted_gap_and_no_other() -> None:
    rng = np.random.default_rng(5)
    first, last = np.arange(60) < 20, np.arange(60) >= 40
    orders = rng.permuted(np.broadcast_to(np.arange(60), (999, 60)), axis=1)
    assert shuffled_gap(last, first, last, orders) == pytest.approx(0.001)
    assert shuffled_gap(np.arange(60) % 2 == 0, first, last, orders) == 1.0


def test_where_all_have_one_every_shuffle_is_as_wide() -> None:
    orders = np.tile(np.arange(6), (9, 1))
    first, last = np.arange(6) < 3, np.arange(6) >= 3
    assert shuffled_gap(np.ones(6, dtype=bool), first, last, orders) == 1.0
