"""Golden values of MEASURES.md for inequality, and the known silent failures of the libraries."""

import warnings

import numpy as np
import pandas as pd
import pytest
from inequality.atkinson import Atkinson
from inequality.gini import Gini
from inequality.theil import Theil

from audits.stats.dissimilarity import dissimilarity
from audits.stats.inequality import atkinson, gini, theil, theil_split
from audits.stats.rank import concentration_index, erreygers

# X4: four areas, coverage, people, wealth rank 1 to 4.
COVERAGE = np.array([0.0, 0.2, 0.4, 0.8])
PEOPLE = np.array([100.0, 300.0, 400.0, 200.0])
# The five areas of M11.
FIVE = np.array([0.1, 0.2, 0.4, 0.8, 0.5])
FIVE_PEOPLE = np.array([100.0, 300.0, 400.0, 200.0, 50.0])
REGIONS = np.array([0, 0, 1, 1, 1])


def test_m10_gini() -> None:
    assert gini(COVERAGE, PEOPLE)[0] == pytest.approx(0.34211, abs=5e-6)


def test_m10_is_m9_where_wealth_follows_coverage() -> None:
    ranks = np.arange(4.0)
    assert concentration_index(COVERAGE, ranks, PEOPLE)[0] == pytest.approx(
        gini(COVERAGE, PEOPLE)[0]
    )
    assert erreygers(COVERAGE, ranks, PEOPLE)[0] == pytest.approx(0.52)


def test_trap_gini_of_the_library_knows_no_people() -> None:
    assert Gini(COVERAGE).g == pytest.approx(0.46429, abs=5e-6)
    assert Gini(np.repeat(COVERAGE, PEOPLE.astype(int))).g == pytest.approx(0.34211, abs=5e-6)


def test_m11_theil_between_and_within() -> None:
    whole, between, inside = (x[0] for x in theil_split(FIVE, FIVE_PEOPLE, REGIONS))
    assert whole == pytest.approx(0.159037, abs=5e-7)
    assert between == pytest.approx(0.107687, abs=5e-7)
    assert inside == pytest.approx(0.051350, abs=5e-7)
    assert theil(COVERAGE, PEOPLE)[0] == pytest.approx(0.233700, abs=5e-7)


def test_trap_theil_of_the_library_knows_no_people_and_moves_zeros() -> None:
    assert pytest.approx(0.159037, abs=1e-3) != Theil(FIVE).T
    # Zero is replaced by the smallest float there is: harmless here, but it is not zero.
    replicated = np.repeat(COVERAGE, PEOPLE.astype(int))
    assert pytest.approx(theil(COVERAGE, PEOPLE)[0]) == Theil(replicated).T


def test_m12_atkinson() -> None:
    assert atkinson(FIVE, FIVE_PEOPLE, 0.5)[0] == pytest.approx(0.080433, abs=5e-7)
    assert atkinson(COVERAGE, PEOPLE, 0.5)[0] == pytest.approx(0.156863, abs=5e-7)
    assert atkinson(COVERAGE, PEOPLE, 1.0)[0] == 1


def test_trap_atkinson_of_the_library_raises_on_a_desert_and_flooring_invents_a_number() -> None:
    with pytest.raises(ValueError, match="positive"):
        Atkinson(COVERAGE, 0.5)
    floored = np.repeat(np.maximum(COVERAGE, 1e-9), PEOPLE.astype(int))
    invented = Atkinson(floored, 1.0).A
    assert 0.5 < invented < 1
    assert invented - 0.05 > Atkinson(np.maximum(floored, 1e-3), 1.0).A  # by the floor alone
    assert pytest.approx(0.99, abs=0.005) == Atkinson(np.maximum(COVERAGE, 1e-9), 1.0).A


def test_m13_dissimilarity() -> None:
    assert dissimilarity(COVERAGE * PEOPLE, PEOPLE)[0] == pytest.approx(0.390492, abs=5e-7)


def test_trap_dissimilarity_of_the_library_wants_members_among_the_total() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # segregation imports deprecated parts of others
        from segregation.singlegroup import Dissim

        table = pd.DataFrame({"x": COVERAGE * PEOPLE, "t": PEOPLE, "less": PEOPLE / 10})
        assert Dissim(table, "x", "t").statistic == pytest.approx(0.390492, abs=5e-7)
        with pytest.raises(ValueError, match="equal or lower than the total"):
            Dissim(table, "x", "less")
