import numpy as np
import pytest
from scipy.stats import spearmanr

from audits.corners import rank_correlation
from audits.stats.association import rank_correlations

RNG = np.random.default_rng(4)
X, Y = RNG.integers(0, 6, 12).astype(float), RNG.random(12)
PEOPLE = RNG.integers(1, 9, 12).astype(float)


def test_it_is_spearman_s_over_people_who_each_have_their_area_s_values() -> None:
    many = PEOPLE.astype(int)
    plain = spearmanr(np.repeat(X, many), np.repeat(Y, many)).statistic
    assert rank_correlations(X, Y, PEOPLE)[0] == pytest.approx(plain)


def test_each_row_of_weights_is_a_city_of_its_own() -> None:
    rows = np.array([PEOPLE, PEOPLE[::-1], np.ones(12)])
    found = rank_correlations(X, Y, rows)
    assert found == pytest.approx([rank_correlation(X, Y, row) for row in rows])


def test_order_alone_counts_and_a_constant_has_no_correlation() -> None:
    assert rank_correlations(Y, np.exp(5 * Y), PEOPLE)[0] == pytest.approx(1)
    assert rank_correlations(Y, -Y, PEOPLE)[0] == pytest.approx(-1)
    assert np.isnan(rank_correlations(np.ones(12), Y, PEOPLE)[0])
