"""Where sensors would be put, mended or taken away: a plan for one network, budget and aim.

`plan` is a pure function and quick enough to be asked again at each move of a slider.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import sparse

from audits.exhibit import Site
from audits.frame import CityFrame, Floats
from audits.siting_aim import EVERYONE, Aim, Do
from audits.siting_places import Candidates, candidates, kernel_of
from audits.stats.siting import Picked, free_from, greedy, greedy_removal, left_over, seen_from
from data.city import Network

Objective = Literal["reach", "nearness"]

# Beyond so many θ the nearness exp(−d/θ) is under 1 % and is taken for nothing.
FAR = 5.0
# An exact choice among more places than this may take minutes, which is no answer to a question.
MOST_EXACT = 400


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """What was chosen, in order, and whom it changes."""

    network: Network
    do: Do
    aim: Aim
    objective: Objective
    reach_m: float
    budget: int
    among: int
    """How many places were looked at."""
    mendable: int
    """How many of those are dead sensors that could be repaired."""
    source: str
    sites: tuple[Site, ...]
    rank: NDArray[np.int64]
    """Per cell: the site (from 1) from which it is newly seen (to remove: no longer watched);
    0 where it is already, one more than there are sites where it stays as it is."""
    picked: Picked
    exact: bool

    def left(self, people: Floats) -> Floats:
        """People still unseen (to remove: still watched) after 0, 1, … sites."""
        return left_over(self.rank, people, len(self.sites))

    def left_within(self, people: Floats, budget: int) -> tuple[float, ...]:
        """The same up to a budget; level where more sites would do nothing."""
        left = self.left(people)[: budget + 1]
        return (*map(float, left), *[float(left[-1])] * (budget + 1 - len(left)))

    def left_at(self, people: Floats, sites: int) -> float:
        """The same after this many sites, or after all that were chosen if those are fewer."""
        return self.left_within(people, sites)[-1]

    def changed(self, sites: int | None = None) -> NDArray[np.bool_]:
        """Cells that the first so many sites change (None: all of them)."""
        last = len(self.sites) if sites is None else min(sites, len(self.sites))
        changed: NDArray[np.bool_] = (self.rank > 0) & (self.rank <= last)
        return changed

    def sure(self, sites: int | None = None) -> float:
        """What they gain for the aim, as a share of what is possible at most (0 to 1)."""
        return self.picked.sure(self.budget if sites is None else min(sites, self.budget))


def plan(
    frame: CityFrame,
    network: Network,
    budget: int,
    aim: Aim = EVERYONE,
    places: Candidates | None = None,
    *,
    do: Do | None = None,
    objective: Objective = "reach",
    reach_m: float | None = None,
    exact: bool = False,
) -> Plan:
    """The sites that do most for an aim, within a budget; fewer where more would do nothing.

    Sensors that are not known to be dead count as seeing. Without `do`, a burden is removed and
    anything else is added. Without `places`, all `candidates` are looked at. The objective
    `nearness` is SPINEQ's: the most of `Σ w max exp(−d/θ)`. Raises ValueError on a budget below
    one, on a choice by nearness of what to remove, and on an exact choice among too many places.
    """
    (only,) = plans(
        frame,
        network,
        budget,
        (aim,),
        places,
        do=do,
        objective=objective,
        reach_m=reach_m,
        exact=exact,
    )
    return only


def plans(
    frame: CityFrame,
    network: Network,
    budget: int,
    aims: tuple[Aim, ...],
    places: Candidates | None = None,
    *,
    do: Do | None = None,
    objective: Objective = "reach",
    reach_m: float | None = None,
    exact: bool = False,
) -> tuple[Plan, ...]:
    """A `plan` for each of several aims, over the same places."""
    do = do or ("remove" if network.purpose == "burden" else "add")
    reach = reach_m or network.reach_m
    held = candidates(frame, network, do, reach) if places is None else places
    _check(budget, do, objective, exact, len(held))
    seen = kernel_of(frame, held, reach)
    near = None
    if objective == "nearness":
        near = kernel_of(frame, held, FAR * network.scale_m, network.scale_m)
    alive = frame.distance_alive(network)
    already = (alive <= reach).astype(float)
    found = []
    for aim in aims:
        weights = aim.people(frame)
        if near is not None:
            picked = greedy(near, weights, budget, np.exp(-alive / network.scale_m))
        elif exact:
            picked = _best(seen, weights, budget, already, do)
        elif do == "remove":
            picked = greedy_removal(seen, weights, budget)
        else:
            picked = greedy(seen, weights, budget, already)
        rank = _rank(seen, picked.sites, already, do)
        found.append(
            Plan(
                network=network,
                do=do,
                aim=aim,
                objective=objective,
                reach_m=reach,
                budget=budget,
                among=len(held),
                mendable=held.kind.count("repair"),
                source=held.source,
                sites=_sites(frame, held, picked.sites, rank),
                rank=rank,
                picked=picked,
                exact=exact,
            )
        )
    return tuple(found)


def _check(budget: int, do: Do, objective: Objective, exact: bool, places: int) -> None:
    if budget < 1:
        raise ValueError(f"found a budget of {budget}, expected at least one site")
    if objective == "nearness" and (do == "remove" or exact):
        raise ValueError("nearness can be added to by a greedy choice only; ask for reach")
    if exact and places > MOST_EXACT:
        raise ValueError(
            f"found {places} places, expected at most {MOST_EXACT} for an exact choice; give "
            "fewer places, or take the greedy choice and its bound"
        )


def _rank(
    seen: sparse.csr_array, sites: tuple[int, ...], already: Floats, do: Do
) -> NDArray[np.int64]:
    return free_from(seen, sites) if do == "remove" else seen_from(seen, sites, already)


def _sites(
    frame: CityFrame, held: Candidates, sites: tuple[int, ...], rank: NDArray[np.int64]
) -> tuple[Site, ...]:
    """A sensor of which the city does not publish the place is told by its area alone."""
    gains = -np.diff(left_over(rank, frame.cell_people, len(sites)))

    def place(site: int) -> tuple[float, float]:
        if site not in held.hidden:
            return float(held.x[site]), float(held.y[site])
        middle = shapely.point_on_surface(frame.geography.polygons[int(held.area[site])])
        return float(middle.x), float(middle.y)

    return tuple(
        Site(
            rank=number,
            kind=held.kind[site],
            x=place(site)[0],
            y=place(site)[1],
            area=frame.geography.area_ids[int(held.area[site])],
            gains=float(gain),
        )
        for number, (site, gain) in enumerate(zip(sites, gains, strict=True), start=1)
    )


def _best(seen: sparse.csr_array, weights: Floats, budget: int, already: Floats, do: Do) -> Picked:
    """The exact choice, in the order in which a greedy one would take its sites."""
    from audits.stats.siting_exact import best_removals, best_sites  # noqa: PLC0415  (seldom)

    if do == "remove":
        sites, value = best_removals(seen, weights, budget)
        order = greedy_removal(seen[list(sites)], weights, budget).sites
    else:
        sites, value = best_sites(seen, weights, budget, already)
        order = greedy(seen[list(sites)], weights, budget, already).sites
    ordered = tuple(sites[i] for i in order)
    rank = _rank(seen, ordered, already, do)
    return Picked(
        sites=ordered,
        gains=tuple(map(float, -np.diff(left_over(rank, weights, len(ordered))))),
        at_most=np.full(budget, value),
    )
