import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from audits.stats.expected import (
    around,
    dispersion,
    expected_of_others,
    prior_shape,
    relative_rate,
    surprise,
    trailing,
)


def test_around_leaves_the_period_itself_out_and_stops_at_the_ends() -> None:
    assert around(np.array([[1.0, 2, 4, 8]]), 1).tolist() == [[2.0, 5.0, 10.0, 4.0]]


def test_trailing_holds_the_period_itself() -> None:
    assert trailing(np.array([[1.0, 2, 4, 8]]), 2).tolist() == [[1.0, 3.0, 6.0, 12.0]]


@pytest.mark.parametrize("alpha", [0.0, 0.3, 2.0])
@pytest.mark.parametrize("mean", [0.5, 4.0, 60.0])
def test_surprise_is_the_distribution_function_of_scipy(mean: float, alpha: float) -> None:
    heard = np.arange(6.0)
    found = surprise(heard, np.full(6, mean), alpha)
    kept = (
        nbinom.cdf(heard, 1 / alpha, 1 / (1 + alpha * mean)) if alpha else poisson.cdf(heard, mean)
    )
    assert found == pytest.approx(kept, rel=1e-9)


def test_nothing_expected_is_no_surprise_and_nothing_known_is_not_a_number() -> None:
    found = surprise(np.zeros(2), np.array([0.0, np.nan]), 0.1)
    assert found[0] == 1
    assert np.isnan(found[1])


def test_dispersion_finds_the_planted_one() -> None:
    rng = np.random.default_rng(5)
    mean = rng.uniform(2, 20, size=(200, 50))
    heard = rng.negative_binomial(1 / 0.4, 1 / (1 + 0.4 * mean)).astype(float)
    everything = np.ones(mean.shape, dtype=bool)
    assert dispersion(heard, mean, everything) == pytest.approx(0.4, rel=0.1)
    assert dispersion(rng.poisson(mean).astype(float), mean, everything) < 0.02
    assert dispersion(heard, mean, ~everything) == 0


def test_prior_shape_finds_the_planted_spread_of_rates() -> None:
    rng = np.random.default_rng(6)
    people = rng.uniform(5, 50, size=4000)
    heard = rng.poisson(people * rng.gamma(2.0, 1 / 2.0, size=4000)).astype(float)
    assert prior_shape(heard, people) == pytest.approx(2.0, rel=0.15)
    assert prior_shape(rng.poisson(people).astype(float), people) > 50
    assert prior_shape(np.zeros(2), np.zeros(2)) == 1e6


def test_a_rate_of_little_evidence_is_drawn_to_the_city() -> None:
    found = relative_rate(np.array([0.0, 0.0]), np.array([1.0, 100.0]), 2.0)
    assert found == pytest.approx([2 / 3, 2 / 102])


def test_expected_comes_from_the_others_alone() -> None:
    heard = np.array([[0.0], [6.0], [6.0]])
    weight = np.array([[2.0], [1.0], [1.0]])
    # The first has as much weight as both others together, which sent 12.
    assert expected_of_others(heard, weight)[:, 0] == pytest.approx([12.0, 2.0, 2.0])


def test_who_holds_all_the_weight_expects_nothing_of_others() -> None:
    assert np.isnan(expected_of_others(np.array([[3.0], [0.0]]), np.array([[1.0], [0.0]]))[0, 0])
