"""Which part of each area, and of each group, lives within reach: asked by several measures."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from audits.compare import group_values, per_area_and_group
from audits.finding import GroupValue
from audits.frame import CityFrame, Floats
from audits.per_frame import per_frame
from data.city import Network
from data.said import say


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reach:
    """People within reach of any placed sensor. First axis: areas in the frame's order."""

    residents: Floats
    within: Floats
    """How many of the residents live within reach."""
    group_within: Floats
    """Shape (areas, groups), the groups in the frame's order."""
    by_group: tuple[GroupValue, ...]
    """The share of each group within reach, with its interval."""

    @property
    def share(self) -> Floats:
        """Per area, the share of residents within reach; NaN where nobody lives."""
        return share_of(self.within, self.residents)


@per_frame
def reach_of(frame: CityFrame, network: Network) -> Reach:
    """At the reach that the city states."""
    seen = (frame.distance_any(network) <= network.reach_m).astype(float)
    people, within = group_people(frame), per_area_and_group(frame, seen)
    return Reach(
        residents=frame.by_area(frame.cell_people),
        within=frame.by_area(frame.cell_people * seen),
        group_within=within,
        by_group=group_values(frame, frame.draws_within_reach(network), within, people),
    )


@per_frame
def group_people(frame: CityFrame) -> Floats:
    """How many of each group live in each area, shape (areas, groups)."""
    return per_area_and_group(frame, np.ones_like(frame.cell_people))


def share_of(part: Floats, whole: Floats) -> Floats:
    """`part / whole`, at most 1; NaN where the whole is nobody."""
    share: Floats = np.full(np.shape(part), np.nan)
    np.divide(part, whole, out=share, where=whole > 0)
    return np.minimum(share, 1.0)


def tried(frame: CityFrame, network: Network) -> Iterator[tuple[float, str, Floats]]:
    """Every reach of the network's grid, with all sensors and without those known to be dead.

    Each as (metres, which sensors count, 1 or 0 per cell: within reach of one of them).
    """
    for radius in sorted({network.reach_m, *network.reach_grid_m}):
        for name, distance in (
            (say("all placed"), frame.distance_any(network)),
            (say("not known to be dead"), frame.distance_alive(network)),
        ):
            yield radius, name, (distance <= radius).astype(float)


@per_frame
def tried_by_area(frame: CityFrame, network: Network) -> tuple[tuple[float, str, Floats], ...]:
    """The same by area: how many of its residents live within reach."""
    return tuple(
        (radius, name, frame.by_area(frame.cell_people * seen))
        for radius, name, seen in tried(frame, network)
    )
