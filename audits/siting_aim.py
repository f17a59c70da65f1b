"""For whom sites are chosen: everyone alike, or the people who are worst off."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from audits.compare import without_value
from audits.frame import CityFrame, Floats, Group
from audits.words import joined, say
from data.city import Network

Do = Literal["add", "remove"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """For whom sites are chosen: groups of people with weights; without any, everyone alike."""

    name: str
    weights: tuple[tuple[str, str, float], ...] = ()
    """Dimension, group, weight. Somebody in two of these groups counts with both weights."""

    def people(self, frame: CityFrame) -> Floats:
        """Weighted people per cell. Raises KeyError on a group that the city does not tell."""
        if not self.weights:
            return frame.cell_people
        known = {(group.dimension, group.name): group.people for group in frame.groups}
        total = np.zeros_like(frame.cell_people)
        for dimension, name, weight in self.weights:
            total += weight * known[dimension, name]
        return total


EVERYONE = Aim(name=say("everyone"))


def aim_at(groups: Iterable[Group]) -> Aim:
    """These groups and nobody else, each person with weight 1."""
    held = tuple(groups)
    return Aim(
        name=joined(say(" and "), (group.name for group in held)),
        weights=tuple((group.dimension, group.name, 1.0) for group in held),
    )


def worst_off(frame: CityFrame, network: Network, do: Do) -> Group | None:
    """To add: the poorest fifth, if it is known, else the group that is most unseen.

    To remove: the group of which the largest share is watched. None where no group has people.
    """
    fifths = frame.wealth_groups()
    if do == "add" and fifths and fifths[0].total > 0:
        return fifths[0]
    watched = frame.distance_alive(network) <= network.reach_m
    return worst_of(frame, watched if do == "remove" else ~watched)


def worst_of(frame: CityFrame, cells: NDArray[np.bool_]) -> Group | None:
    """The group of which the largest share lives in these cells; of equal ones the first.

    Crossed groups are not asked, nor those of which no value may be shown.
    """
    crossed = {d.id for d in frame.city.dimensions if d.kind == "crossed"}
    held = [
        group
        for group in frame.groups
        if group.dimension not in crossed
        and without_value(frame, group, int((frame.by_area(group.people) > 0).sum())) is None
    ]
    return max(held, key=lambda group: float(group.people @ cells) / group.total, default=None)
