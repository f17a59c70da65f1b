"""Ours against access, and what access leaves open."""

import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest

from audits.stats.catchment import congested_cost, falling, flat, floating_catchment

PEOPLE = np.array([100.0, 200.0, 300.0])
SUPPLY = np.array([2.0, 1.0])
COST = np.array([[0.0, 20.0], [10.0, 10.0], [20.0, 0.0]])


def city(seed: int, places: int = 30, sites: int = 12) -> tuple[Any, Any, Any]:
    rng = np.random.default_rng(seed)
    return (
        rng.integers(50, 900, places),
        rng.integers(1, 9, sites).astype(float),
        rng.random((places, sites)) * 3000,
    )


def tables(people: Any, supply: Any, cost: Any) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    places, sites = cost.shape
    return (
        pd.DataFrame({"demand": people}, index=range(places)),
        pd.DataFrame({"supply": supply}, index=range(sites)),
        pd.DataFrame(
            {
                "origin": np.repeat(np.arange(places), sites),
                "dest": np.tile(np.arange(sites), places),
                "cost": cost.ravel(),
            }
        ),
    )


@pytest.mark.parametrize("weight", [flat, falling])
@pytest.mark.parametrize("limit", [400.0, 1500.0])
def test_it_is_accesss_two_stage_catchment(weight: Any, limit: float) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of places that its supply table does not name
        from access.fca import two_stage_fca

        people, supply, cost = city(1)
        demand, offer, ways = tables(people, supply, cost)
        peer = two_stage_fca(
            demand,
            offer,
            ways,
            max_cost=limit,
            demand_index=True,
            supply_index=True,
            weight_fn=lambda d: float(weight(np.array([d / limit]))[0]),
        ).reindex(range(len(people)))
    ours = floating_catchment(people.astype(float), supply, cost, limit, weight)
    assert (ours == 0).tolist() == peer.isna().tolist()
    assert ours == pytest.approx(np.where(peer.isna(), 0, peer))


def test_access_says_the_same_of_none_in_reach_and_of_unknown() -> None:
    from access.fca import two_stage_fca

    cost = np.array([[100.0], [9000.0]])
    demand, offer, ways = tables([10, 10, 10], [1.0], np.vstack([cost, [[5.0]]]))
    ways = ways[ways["origin"] != 2]  # nobody knows a way from the third place
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer = two_stage_fca(
            demand, offer, ways, max_cost=1000, demand_index=True, supply_index=True
        ).reindex(range(3))
    assert peer.isna().tolist() == [False, True, True]
    ours = floating_catchment(
        np.array([10.0, 10.0, 10.0]), np.array([1.0]), np.vstack([cost, [[np.nan]]]), 1000
    )
    assert ours[:2].tolist() == [0.1, 0.0]
    assert np.isnan(ours[2])


def test_what_is_shared_adds_up_to_what_there_is() -> None:
    people, supply, cost = city(2)
    ours = floating_catchment(people.astype(float), supply, cost, 3000)
    assert people @ ours == pytest.approx(supply.sum())


def test_nobody_there_asks_nothing() -> None:
    with_nobody = np.append(PEOPLE, 0.0)
    cost = np.vstack([COST, [[0.0, 0.0]]])
    assert floating_catchment(with_nobody, SUPPLY, cost, 15)[:3] == pytest.approx(
        floating_catchment(PEOPLE, SUPPLY, COST, 15)
    )


def test_everybody_alike_has_alike() -> None:
    ours = floating_catchment(np.full(4, 10.0), np.full(4, 2.0), np.zeros((4, 4)), 1)
    assert ours == pytest.approx(np.full(4, 0.2))


def test_an_unknown_supply_in_reach_is_unknown_and_out_of_reach_does_not_matter() -> None:
    ours = floating_catchment(PEOPLE, np.array([2.0, np.nan]), COST, 15)
    assert np.isnan(ours).tolist() == [False, True, True]
    assert ours[0] == pytest.approx(2 / 300)


def test_splitting_a_place_in_two_changes_nothing() -> None:
    whole = floating_catchment(PEOPLE, SUPPLY, COST, 15)
    split = floating_catchment(np.array([100.0, 200, 120, 180]), SUPPLY, COST[[0, 1, 2, 2]], 15)
    assert split == pytest.approx(whole[[0, 1, 2, 2]])


@pytest.mark.parametrize(
    ("people", "supply", "limit"),
    [([-1.0], [1.0], 1.0), ([1.0], [-1.0], 1.0), ([1.0], [1.0], -1.0)],
)
def test_less_than_nothing_is_refused(people: Any, supply: Any, limit: float) -> None:
    with pytest.raises(ValueError, match="below 0"):
        floating_catchment(np.array(people), np.array(supply), np.zeros((1, 1)), limit)


@pytest.mark.parametrize(("seed", "tau"), [(3, 500.0), (4, 2000.0)])
def test_congestion_is_accesss_raam(seed: int, tau: float) -> None:
    from access.raam import raam

    people, supply, cost = city(seed)
    peer = raam(*tables(people, supply, cost), tau=tau).reindex(range(len(people)))
    assert congested_cost(people, supply, cost, tau) == pytest.approx(peer.to_numpy())


def test_where_all_places_are_alike_only_the_crowd_costs() -> None:
    cost = congested_cost(np.full(6, 100), np.full(6, 1.0), np.zeros((6, 6)), 1000)
    assert cost == pytest.approx(np.ones(6), abs=0.05)


@pytest.mark.parametrize(
    ("people", "supply", "cost"), [([0], [1.0], 1.0), ([1], [0.0], 1.0), ([1], [1.0], np.nan)]
)
def test_congestion_refuses_what_it_cannot_move(people: Any, supply: Any, cost: float) -> None:
    with pytest.raises(ValueError, match="take such places out"):
        congested_cost(np.array(people), np.array(supply), np.array([[cost]]), 1000)
