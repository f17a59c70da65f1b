"""Siting against spopt's programs and against SPINEQ's loop, written from its formula."""

from typing import Any

import numpy as np
import pytest
from scipy import sparse
from scipy.spatial import cKDTree

from audits.stats.siting import greedy, kernel
from audits.stats.siting_exact import best_sites
from tests.benchmarks.siting_peers import spineq_loop

# spopt 0.7.0 makes its variables in a way that PuLP means to give up.
pytestmark = pytest.mark.filterwarnings("ignore:.*PuLP 4.0.*:DeprecationWarning")

REACH = 300.0


def town(seed: int, cells: int = 60, sites: int = 25) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return (
        rng.uniform(0, 2000, (cells, 2)),
        rng.uniform(0, 2000, (sites, 2)),
        rng.integers(1, 500, cells).astype(float),
    )


def solved(model: Any) -> Any:
    import pulp  # type: ignore[import-untyped]

    return model.solve(pulp.PULP_CBC_CMD(msg=False))


def costs(cells: np.ndarray, sites: np.ndarray) -> np.ndarray:
    away: np.ndarray = np.hypot(*(cells[:, None] - sites[None]).transpose(2, 0, 1))
    return away


def seen_by(cells: np.ndarray, sites: np.ndarray) -> sparse.csr_array:
    return kernel((sites[:, 0], sites[:, 1]), cKDTree(cells), REACH)


@pytest.mark.parametrize("seed", range(5))
def test_the_exact_choice_is_that_of_spopt(seed: int) -> None:
    from spopt.locate import MCLP

    cells, sites, people = town(seed)
    model = solved(MCLP.from_cost_matrix(costs(cells, sites), people[:, None], REACH, 4))
    _, best = best_sites(seen_by(cells, sites), people, 4, np.zeros(len(people)))
    covered = [i for i, by in enumerate(model.cli2fac) if by]
    assert best == pytest.approx(people[covered].sum())
    picked = greedy(seen_by(cells, sites), people, 4, np.zeros(len(people)))
    assert picked.sure(4) * best <= sum(picked.gains) <= best <= picked.at_most[3]


def test_the_percentage_of_spopt_counts_places_and_not_people() -> None:
    from spopt.locate import MCLP

    # One place of 80 people within reach, two of 15 out of it: 33 % of places, 73 % of people.
    away = np.array([[0.0], [999.0], [999.0]])
    people = np.array([80.0, 15.0, 15.0])
    model = MCLP.from_cost_matrix(away, people[:, None], 100.0, 1)
    model = solved(model)
    assert model.perc_cov == pytest.approx(100 / 3)
    seen = sparse.csr_array((away <= 100).T.astype(float))
    picked = greedy(seen, people, 1, np.zeros(3))
    assert sum(picked.gains) / people.sum() == pytest.approx(80 / 110)


@pytest.mark.parametrize("seed", range(3))
def test_greedy_covers_everybody_with_few_more_sites_than_the_fewest(seed: int) -> None:
    from spopt.locate import LSCP

    cells, sites, _ = town(seed)
    within = (costs(cells, sites) <= REACH).any(axis=1)
    model = solved(LSCP.from_cost_matrix(costs(cells[within], sites), REACH))
    fewest = sum(var.varValue > 0.5 for var in model.fac_vars)
    seen = seen_by(cells[within], sites)
    nobody = np.zeros(int(within.sum()))
    picked = greedy(seen, np.ones(int(within.sum())), len(sites), nobody)
    assert sum(picked.gains) == within.sum()
    # The greedy cover is at most H(d) times the fewest, d the most cells that one site sees.
    largest = int(seen.sum(axis=1).max())
    assert fewest <= len(picked.sites) <= fewest * sum(1 / k for k in range(1, largest + 1))


@pytest.mark.parametrize("theta", [100.0, 500.0])
def test_nearness_is_placed_where_the_loop_of_spineq_places_it(theta: float) -> None:
    cells, _, people = town(7, cells=90)
    near = kernel((cells[:, 0], cells[:, 1]), cKDTree(cells), np.inf, theta)
    picked = greedy(near, people, 12, np.zeros(len(people)))
    sites, worth = spineq_loop(near.toarray().T, people, 12)
    assert picked.sites == sites
    assert sum(picked.gains) / people.sum() == pytest.approx(worth)
