import numpy as np
import pytest

from audits.stats.reporting import further_reports, poisson_rates, zero_inflated_rates


def test_reports_after_the_first_and_before_the_end_count() -> None:
    incident = np.array([0, 0, 0, 1, 2])
    first, further, days = further_reports(
        incident, np.array([1.0, 2.0, 9.0, 4.0, 6.0]), np.array([5.0, 8.0, 6.0])
    )
    assert first.tolist() == [1, 4, 6]
    assert further.tolist() == [1, 0, 0]
    assert days.tolist() == [4, 4, 0]  # the last ended in the moment of its only report


def simulated(seed: int, zeros: float = 0.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    group, days = rng.integers(0, 2, 3000), rng.exponential(3, 3000) + 0.05
    further = rng.poisson(np.array([0.33, 1.0])[group] * days).astype(float)
    further[rng.uniform(0, 1, 3000) < zeros] = 0
    return further, days, np.eye(2)[group]


def test_a_rate_for_each_group_is_the_ratio_of_its_sums() -> None:
    further, days, design = simulated(1)
    found = poisson_rates(further, days, design)
    assert found is not None
    own = (further @ design) / (days @ design)
    assert np.exp(found) == pytest.approx(own)
    assert np.exp(found) == pytest.approx([0.33, 1.0], rel=0.08)


def test_with_many_noughts_only_the_inflated_model_finds_the_rates() -> None:
    further, days, design = simulated(2, zeros=0.4)
    plain, inflated = (
        model(further, days, design) for model in (poisson_rates, zero_inflated_rates)
    )
    assert plain is not None
    assert inflated is not None
    assert np.exp(plain[1]) < 0.75
    assert np.exp(inflated) == pytest.approx([0.33, 1.0], rel=0.15)


def test_a_design_that_tells_nothing_has_no_rates() -> None:
    assert poisson_rates(np.ones(4), np.ones(4), np.ones((4, 2))) is None
    assert zero_inflated_rates(np.ones(1), np.ones(1), np.ones((1, 1))) is None
