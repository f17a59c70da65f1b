from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.spatial import cKDTree

from audits.stats.siting import (
    free_from,
    greedy,
    greedy_removal,
    kernel,
    left_over,
    marginal_gains,
    seen_from,
)
from audits.stats.siting_exact import best_removals, best_sites

# Three sites: the first sees the two middle cells, which no two of the others need.
SEEN = sparse.csr_array(np.array([[0, 1, 1, 0], [1, 1, 0, 0], [0, 0, 1, 1]], dtype=float))
PEOPLE = np.array([50.0, 60.0, 60.0, 50.0])
NOBODY = np.zeros(4)
# Of the best possible gain, what any greedy choice is sure to reach (Nemhauser and others 1978).
GREEDY_SHARE = 1 - 1 / np.e


def random_instance(seed: int) -> tuple[sparse.csr_array, np.ndarray, np.ndarray]:
    """Eight sites, fifteen cells, whole people (so that sums are exact), some seen already."""
    rng = np.random.default_rng(seed)
    seen = sparse.csr_array((rng.random((8, 15)) < 0.3).astype(float))
    return seen, rng.integers(0, 20, 15).astype(float), (rng.random(15) < 0.2).astype(float)


def worth(seen: sparse.csr_array, sites: tuple[int, ...], people: np.ndarray) -> float:
    """People whom at least one of these sites sees."""
    return float(people @ (seen.toarray()[list(sites)].sum(axis=0) > 0)) if sites else 0.0


def test_a_cell_at_the_limit_is_within_it_and_beyond_it_is_not() -> None:
    cells = cKDTree([[0.0, 0.0], [100.0, 0.0], [100.1, 0.0]])
    near = kernel((np.array([0.0]), np.array([0.0])), cells, 100.0)
    assert near.toarray().tolist() == [[1, 1, 0]]
    decayed = kernel((np.array([0.0]), np.array([0.0])), cells, 100.0, theta_m=50.0)
    assert decayed.toarray()[0] == pytest.approx([1, np.exp(-2), 0])


def test_without_sites_there_is_nothing_to_choose() -> None:
    empty = kernel((np.array([]), np.array([])), cKDTree([[0.0, 0.0]]), 10.0)
    assert greedy(empty, np.ones(1), 3, np.zeros(1)).sites == ()


def test_greedy_takes_the_largest_first_and_says_what_it_can_be_short_of() -> None:
    picked = greedy(SEEN, PEOPLE, 2, NOBODY)
    assert picked.sites == (0, 1)
    assert list(picked.gains) == [120, 50]
    assert best_sites(SEEN, PEOPLE, 2, NOBODY) == ((1, 2), 220)
    assert GREEDY_SHARE < picked.sure(2) <= 170 / 220


def test_of_equal_sites_the_first_is_taken() -> None:
    same = sparse.csr_array(np.array([[0, 1], [1, 0], [1, 0]], dtype=float))
    assert greedy(same, np.array([7.0, 7.0]), 3, np.zeros(2)).sites == (0, 1)


def test_it_stops_where_nothing_is_left_to_gain() -> None:
    picked = greedy(SEEN, PEOPLE, 9, NOBODY)
    assert sum(picked.gains) == PEOPLE.sum()
    assert len(picked.sites) == 3
    assert picked.sure(9) == 1
    assert greedy(SEEN, PEOPLE, 3, np.ones(4)).sites == ()
    assert greedy(SEEN, np.zeros(4), 3, NOBODY).sites == ()


def test_what_is_seen_already_is_not_gained_again() -> None:
    assert marginal_gains(SEEN, PEOPLE, np.array([0.0, 1, 0, 0])).tolist() == [60, 50, 110]


@pytest.mark.parametrize("wrong", [np.nan, -1.0, np.inf])
def test_a_weight_that_is_no_number_of_people_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="weight"):
        greedy(SEEN, np.array([1.0, 1, wrong, 1]), 1, NOBODY)
    with pytest.raises(ValueError, match="weight"):
        greedy_removal(SEEN, np.array([1.0, 1, wrong, 1]), 1)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), most=st.integers(1, 4))
def test_greedy_stands_between_its_guarantee_and_the_best(seed: int, most: int) -> None:
    seen, people, already = random_instance(seed)
    fresh = people * (already == 0)
    best = max(worth(seen, c, fresh) for c in combinations(range(8), most))
    picked = greedy(seen, people, most, already)
    assert sum(picked.gains) == worth(seen, picked.sites, fresh)
    assert GREEDY_SHARE * best - 1e-9 <= sum(picked.gains) <= best
    assert best <= picked.at_most[most - 1] + 1e-9
    assert best_sites(seen, people, most, already)[1] == pytest.approx(best)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), most=st.integers(1, 4))
def test_removal_never_claims_more_than_the_best(seed: int, most: int) -> None:
    seen, people, _ = random_instance(seed)
    watched = worth(seen, tuple(range(8)), people)
    best = max(
        watched - worth(seen, tuple(set(range(8)) - set(c)), people)
        for c in combinations(range(8), most)
    )
    picked = greedy_removal(seen, people, most)
    stay = tuple(set(range(8)) - set(picked.sites))
    assert sum(picked.gains) == watched - worth(seen, stay, people)
    assert sum(picked.gains) <= best <= picked.at_most[most - 1] + 1e-9
    assert best_removals(seen, people, most)[1] == pytest.approx(best)


def test_people_watched_twice_are_free_only_when_both_are_gone() -> None:
    twice = sparse.csr_array(np.array([[1.0, 0], [1, 0], [0, 1]]))
    picked = greedy_removal(twice, np.array([100.0, 30.0]), 3)
    assert picked.sites == (2, 0, 1)
    assert list(picked.gains) == [30, 0, 100]
    assert free_from(twice, picked.sites).tolist() == [3, 1]
    assert picked.at_most.tolist() == [50, 100, 130]


def test_removal_stops_where_nobody_is_watched() -> None:
    assert greedy_removal(SEEN, NOBODY, 3).sites == ()


def test_the_curve_falls_to_an_exact_zero() -> None:
    rank = seen_from(SEEN, (1, 2), np.array([0.0, 0, 0, 1]))
    assert rank.tolist() == [1, 1, 2, 0]
    assert left_over(rank, np.array([0.1, 0.2, 0.3, 0.4]), 2).tolist() == pytest.approx(
        [0.6, 0.3, 0]
    )
    assert left_over(rank, PEOPLE, 2)[-1] == 0


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_cutting_a_cell_in_two_changes_nothing(seed: int) -> None:
    seen, people, already = random_instance(seed)
    cut = sparse.csr_array(sparse.hstack([seen, seen[:, [0]]]))
    halves = np.append(people, people[0] / 2)
    halves[0] /= 2
    whole = greedy(seen, people, 3, already)
    parts = greedy(cut, halves, 3, np.append(already, already[0]))
    assert whole.sites == parts.sites
    assert whole.gains == parts.gains
