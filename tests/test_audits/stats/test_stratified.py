import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from statsmodels.stats.contingency_tables import StratifiedTable

from audits.stats.stratified import poisson_ratio, pooled_ratio, stratum_ratios

COUNTS = arrays(np.int64, (3, 4), elements=st.integers(1, 60))


@given(COUNTS)
def test_it_is_the_pooled_risk_ratio_of_statsmodels(tables: np.ndarray) -> None:
    acted_seen, missed_seen, acted_unseen, missed_unseen = tables.T.astype(float)
    peer = StratifiedTable([t.reshape(2, 2).astype(float) for t in tables])
    ours = pooled_ratio(
        acted_seen, acted_seen + missed_seen, acted_unseen, acted_unseen + missed_unseen
    )
    assert float(ours) == pytest.approx(peer.riskratio_pooled)


def test_an_empty_stratum_says_nothing_where_statsmodels_loses_its_answer() -> None:
    a, n1 = np.array([30.0, 0.0]), np.array([100.0, 0.0])
    c, n0 = np.array([5.0, 0.0]), np.array([50.0, 0.0])
    assert float(pooled_ratio(a, n1, c, n0)) == pytest.approx(3.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        peer = StratifiedTable([np.array([[30.0, 70.0], [5.0, 45.0]]), np.zeros((2, 2))])
        assert np.isnan(peer.riskratio_pooled)


def test_nothing_to_compare_is_no_number() -> None:
    one, none = np.array([4.0]), np.array([0.0])
    assert np.isnan(pooled_ratio(one, one, none, none))
    assert np.isnan(pooled_ratio(one, one, none, one))
    assert np.isnan(stratum_ratios(one, one, none, one)).all()


def test_draws_are_taken_side_by_side() -> None:
    rows = np.array([[30.0, 10.0], [30.0, 0.0]])
    found = pooled_ratio(rows, rows + 70, np.array([[5.0, 6.0]] * 2), np.array([[50.0, 100.0]] * 2))
    assert found.shape == (2,)


def test_the_poisson_model_finds_what_made_the_counts() -> None:
    rng = np.random.default_rng(1)
    strata = np.repeat(np.arange(5), 60)
    coverage, need = rng.uniform(0, 1, 300), rng.uniform(20, 60, 300)
    rate = need * 0.1 * (1 + strata / 4) * np.exp(np.log(2.6) * coverage)
    found = poisson_ratio(rng.poisson(rate).astype(float), need, coverage, strata)
    assert found == pytest.approx(2.6, rel=0.15)


def test_the_poisson_model_keeps_silent_where_it_cannot_know() -> None:
    strata, need = np.zeros(6, dtype=np.int64), np.ones(6)
    assert poisson_ratio(np.ones(6), need, np.full(6, 0.5), strata) is None
    assert poisson_ratio(np.zeros(6), need, np.linspace(0, 1, 6), strata) is None
    assert poisson_ratio(np.ones(6), np.zeros(6), np.linspace(0, 1, 6), strata) is None
