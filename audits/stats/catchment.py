"""How much of a service is within reach of each place, per person who reaches the same sites.

Two-step floating catchment after Luo and Wang 2003 (enhanced: with a weight that falls over
distance, Luo and Qi 2009) and the rational agent model of Saxon and Snow 2020. `access` is the peer
they are tested against; it tells *none in reach* and *not known* alike, so these are ours.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Weight = Callable[[Floats], Floats]
"""From cost ÷ limit (0 to 1) to a weight."""


def flat(_part: Floats) -> Floats:
    """Everything within the limit counts alike."""
    return np.ones_like(_part)


def falling(part: Floats) -> Floats:
    """Counts for less the farther it is, and for nothing at the limit."""
    return 1 - part


def floating_catchment(
    people: Floats, supply: Floats, cost: Floats, limit: float, weight: Weight = flat
) -> Floats:
    """`A_i = Σ_{j: d_ij ≤ d0} f(d_ij) S_j / Σ_{k: d_kj ≤ d0} f(d_kj) P_k`, per place of people.

    `people` has shape (places,), `supply` (sites,), `cost` (places, sites), in any one unit. Zero
    where no site is in reach. NaN, not known, where no cost of the place is known, or where a site
    in reach has an unknown supply; people whose number or cost is unknown ask nothing of a site.
    Raises ValueError on negative people, supply or limit. Source: MEASURES M15.
    """
    if limit < 0 or (people < 0).any() or (supply < 0).any():
        raise ValueError("found people, supply or a limit below 0, expected none")
    reached = cost <= limit  # a cost that is NaN is not within any limit
    pull = np.zeros_like(cost, dtype=float)
    pull[reached] = weight(cost[reached] / limit if limit > 0 else cost[reached])
    demand = pull.T @ np.where(np.isfinite(people), people, 0.0)
    offered, stated = np.zeros(len(supply)), np.isfinite(supply)
    np.divide(supply, demand, out=offered, where=(demand > 0) & stated)
    access = pull @ offered
    unknown = ~np.isfinite(cost).any(axis=1) | (reached & ~stated).any(axis=1)
    return np.where(unknown, np.nan, access)


def congested_cost(
    people: NDArray[np.int64], supply: Floats, cost: Floats, tau: float, cycles: int = 150
) -> Floats:
    """Mean `travel/τ + demand_j/(ρ S_j)` of the people of each place once none gains by moving.

    `people` are whole numbers above 0 (round them first), `supply` is above 0, every cost is known;
    shapes as above. ρ is people over supply. The steps are those of `access.raam`, on whole people,
    so that the two agree. Raises ValueError on an input outside this. Source: MEASURES M16.
    """
    if (people <= 0).any() or not (supply > 0).all() or not np.isfinite(cost).all():
        raise ValueError("found nobody, no supply or an unknown cost: take such places out first")
    at = np.arange(len(people))
    travel = cost / tau
    room = supply * (people.sum() / supply.sum())
    assigned = np.zeros(travel.shape)
    assigned[at, travel.argmin(axis=1)] = people
    total = travel
    for cycle in range(cycles):
        demand = assigned.sum(axis=0)
        total = demand / room + travel
        worst = np.where(assigned > 0, total, -np.inf).argmax(axis=1)
        best = total.argmin(axis=1)
        moved = _moved(assigned, travel, room, demand, best, worst, at)
        moved = np.minimum(moved, max(0.2 * 0.5 ** (cycle / 50), 0.005) * people).astype(np.int64)
        if cycle < 20:
            # A good site must not be mobbed before others have heard of it.
            arriving = np.bincount(best, weights=moved, minlength=len(room)) / room
            moved = np.round(moved / np.maximum(arriving, 1.0)[best]).astype(np.int64)
        elif not moved.any():
            # Nobody wants to move, and later steps are only smaller.
            break
        assigned[at, best] += moved
        assigned[at, worst] -= moved
    return np.asarray((total * assigned).sum(axis=1) / assigned.sum(axis=1))


def _moved(
    assigned: Floats,
    travel: Floats,
    room: Floats,
    demand: Floats,
    best: NDArray[np.int64],
    worst: NDArray[np.int64],
    at: NDArray[np.int64],
) -> Floats:
    """How many of each place would have to move for its best and worst site to cost the same."""
    here, there = assigned[at, best], assigned[at, worst]
    both = here + there
    others_here, others_there = demand[best] - here, demand[worst] - there
    wanted = (room[best] * room[worst] / (room[best] + room[worst])) * (
        travel[at, worst]
        - travel[at, best]
        + (both + others_there) / room[worst]
        - others_here / room[best]
    ) - here
    return np.where(best == worst, 0.0, np.minimum(wanted, there))
