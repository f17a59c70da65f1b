"""Who lives in one area: how many of each group, as far as so few people may be counted aloud."""

from dataclasses import dataclass

import numpy as np

from audits.finding import DatasetAge
from audits.frame import CityFrame
from audits.place_ages import ages_of
from audits.stats.footing import LEAST_PEOPLE, too_few
from audits.words import number, say
from data.city import Dimension

FEW = say("fewer than {least} people, or so few that a sum would tell", least=number(LEAST_PEOPLE))
"""Why a head count is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHere:
    """One group of people in one area; `people` and `share` are None where they are withheld."""

    group: str
    people: float | None
    share: float | None
    """Of the area's residents, 0 to 1."""
    in_city: float
    """The group's share of all residents of the city, 0 to 1."""
    withheld: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionHere:
    """The groups of one dimension in one area; `missing` says why none is known."""

    dimension: Dimension
    groups: tuple[GroupHere, ...]
    sources: tuple[DatasetAge, ...]
    missing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementHere:
    """One informal settlement, as far as it lies in the area."""

    name: str
    people: float | None
    """Residents of it within the area; None where nobody counted them, or where they are few."""
    counted: bool


def dimensions_here(frame: CityFrame, index: int) -> tuple[DimensionHere, ...]:
    """Every dimension but the crossed ones, which say nothing of an area that the others do not."""
    return tuple(
        _dimension(frame, dimension, index)
        for dimension in frame.city.dimensions
        if dimension.kind != "crossed"
    )


def _dimension(frame: CityFrame, dimension: Dimension, index: int) -> DimensionHere:
    own = [i for i, group in enumerate(frame.groups) if group.dimension == dimension.id]
    people = frame.group_residents[index, own]
    residents = float(frame.by_area(frame.cell_people)[index])
    if residents <= 0 or people.sum() <= 0:
        missing = (
            say("the statistics hold nobody here")
            if residents <= 0
            else say("no source says it of this area")
        )
        return DimensionHere(
            dimension=dimension, groups=(), sources=_sources(frame, dimension), missing=missing
        )
    hidden = too_few(people)
    groups = []
    for at, count, hide in zip(own, people.tolist(), hidden.tolist(), strict=True):
        group = frame.groups[at]
        if dimension.kind == "fifths" and count <= 0:
            continue  # an area lies in one fifth, or in none
        held = hide or (group.dimension, group.name) in frame.too_few
        groups.append(
            GroupHere(
                group=group.name,
                people=None if held else count,
                share=None if held else min(1.0, count / residents),
                in_city=group.total / frame.people,
                withheld=FEW if held else None,
            )
        )
    return DimensionHere(
        dimension=dimension, groups=tuple(groups), sources=_sources(frame, dimension)
    )


def _sources(frame: CityFrame, dimension: Dimension) -> tuple[DatasetAge, ...]:
    """The datasets that tell these groups apart; residents themselves come of the people's."""
    names = {name for members in (dimension.shares or {}).values() for name in members}
    names |= {dimension.variable} if dimension.variable else set()
    return ages_of(
        frame,
        frame.datasets_of("people")
        + (frame.datasets_of("settlements") if dimension.kind == "settlement" else ())
        + tuple(d.name for d in frame.city.datasets if any(v.name in names for v in d.variables)),
    )


def settlements_here(frame: CityFrame, index: int) -> tuple[SettlementHere, ...]:
    """The settlements in which cells of this area lie, most people first, uncounted ones last."""
    cells, known = frame.tables["cell"], frame.tables["settlement"]
    if "name" not in known or known.empty:
        return ()
    mine = (frame.cell_area == index) & frame.cell_in_settlement
    living = frame.cell_people[mine]
    ids = cells["settlement_id"].to_numpy(object)[mine]
    found = []
    for row in known[known["settlement_id"].isin(set(ids))].itertuples(index=False):
        people = float(living[np.asarray(ids == row.settlement_id)].sum())
        counted = bool(row.counted)
        found.append(
            SettlementHere(
                name=str(row.name),
                people=people if counted and people >= LEAST_PEOPLE else None,
                counted=counted,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.people is None, -(one.people or 0))))
