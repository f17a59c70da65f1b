import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from audits.stats.rank import (
    concentration_curve,
    concentration_index,
    erreygers,
    fractional_ranks,
)

# Example X4 of MEASURES.md: coverage, people and wealth rank of four areas.
COVERAGE = np.array([0.0, 0.2, 0.4, 0.8])
PEOPLE = np.array([100.0, 300.0, 400.0, 200.0])
WEALTH = np.array([1.0, 2.0, 3.0, 4.0])


def test_golden_values_of_x4() -> None:
    assert concentration_index(COVERAGE, WEALTH, PEOPLE)[0] == pytest.approx(0.34211, abs=5e-6)
    assert erreygers(COVERAGE, WEALTH, PEOPLE)[0] == pytest.approx(0.52)


def test_wagstaff_follows_from_the_index() -> None:
    mean = np.average(COVERAGE, weights=PEOPLE)
    index = concentration_index(COVERAGE, WEALTH, PEOPLE)[0]
    assert index / (1 - mean) == pytest.approx(0.55178, abs=5e-6)


def test_bounds_are_those_of_theory_not_of_the_sample() -> None:
    # rineq divides by the sample range (0.8) and gives 0.65 here.
    assert erreygers(COVERAGE, WEALTH, PEOPLE)[0] == pytest.approx(0.52)
    assert erreygers(COVERAGE, WEALTH, PEOPLE, high=0.8)[0] == pytest.approx(0.65)


def test_equal_coverage_has_no_gradient() -> None:
    same = np.full(4, 0.3)
    assert erreygers(same, WEALTH, PEOPLE)[0] == pytest.approx(0, abs=1e-12)
    assert concentration_index(same, WEALTH, PEOPLE)[0] == pytest.approx(0, abs=1e-12)


def test_nobody_covered_is_no_gradient_and_an_undefined_index() -> None:
    none = np.zeros(4)
    assert erreygers(none, WEALTH, PEOPLE)[0] == 0
    assert np.isnan(concentration_index(none, WEALTH, PEOPLE)[0])


def test_rank_agrees_with_people_counted_one_by_one() -> None:
    weights = np.array([2.0, 3.0, 1.0])
    value = np.array([5.0, 1.0, 9.0])
    one_by_one = (np.arange(6) + 0.5) / 6
    assert fractional_ranks(value, weights) == pytest.approx(
        [one_by_one[3:5].mean(), one_by_one[:3].mean(), one_by_one[5]]
    )


def test_curve_runs_from_corner_to_corner_and_joins_ties() -> None:
    people, share = concentration_curve(COVERAGE, np.array([1.0, 1.0, 2.0, 3.0]), PEOPLE)
    assert people == pytest.approx([0, 0.4, 0.8, 1])
    assert share == pytest.approx([0, 60 / 380, 220 / 380, 1])


areas = st.integers(2, 12).flatmap(
    lambda n: st.tuples(
        hnp.arrays(float, n, elements=st.floats(0, 1)),
        hnp.arrays(float, n, elements=st.integers(1, 5).map(float)),
        hnp.arrays(float, n, elements=st.floats(1, 1000)),
        st.permutations(range(n)),
    )
)


@given(areas)
def test_row_order_does_not_matter(
    example: tuple[np.ndarray, np.ndarray, np.ndarray, list[int]],
) -> None:
    thing, wealth, weights, order = example
    before = erreygers(thing, wealth, weights)[0]
    after = erreygers(thing[order], wealth[order], weights[order])[0]
    assert after == pytest.approx(before, abs=1e-9)


@given(areas)
def test_splitting_an_area_in_two_changes_nothing(
    example: tuple[np.ndarray, np.ndarray, np.ndarray, list[int]],
) -> None:
    thing, wealth, weights, _ = example
    half = weights.copy()
    half[0] /= 2
    split = erreygers(
        np.append(thing, thing[0]), np.append(wealth, wealth[0]), np.append(half, half[0])
    )[0]
    assert split == pytest.approx(erreygers(thing, wealth, weights)[0], abs=1e-9)


@given(areas)
def test_rows_of_weights_are_computed_alike(
    example: tuple[np.ndarray, np.ndarray, np.ndarray, list[int]],
) -> None:
    thing, wealth, weights, _ = example
    rows = np.vstack([weights, 2 * weights, weights[::-1]])
    together = erreygers(thing, wealth, rows)
    alone = [erreygers(thing, wealth, row)[0] for row in rows]
    assert together == pytest.approx(alone, abs=1e-9)
    assert together[0] == pytest.approx(together[1], abs=1e-9)
