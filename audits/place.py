"""Everything known and not known of one area, gathered and not reconciled."""

from dataclasses import dataclass

import numpy as np
import shapely

from audits.finding import Finding, State
from audits.frame import CityFrame
from audits.place_events import EventsHere, events_here
from audits.place_people import (
    DimensionHere,
    SettlementHere,
    dimensions_here,
    settlements_here,
)
from audits.place_seen import NetworkHere, SilenceHere, networks_here, silence_here
from audits.place_stated import DatasetHere, datasets_here
from audits.place_told import CardHere, measures_here
from audits.reviews import Statement
from audits.spelling import names
from audits.words import joined, say
from data.city import City


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Whom one can ask, and about what; `who` is None where nobody wrote it down."""

    who: str | None
    runs: tuple[str, ...]
    """Titles of networks."""
    owns: tuple[str, ...]
    """Titles of networks whose data are theirs."""
    publishes: tuple[str, ...]
    """Titles of datasets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One area: what each source says of it, and what none does."""

    area: str
    name: str
    region: str | None
    km2: float
    residents: float | None
    """None where the statistics hold none."""
    of_city: float | None
    """Its share of the city's residents, 0 to 1; None where the statistics hold none."""
    dimensions: tuple[DimensionHere, ...]
    settlements: tuple[SettlementHere, ...]
    datasets: tuple[DatasetHere, ...]
    events: tuple[EventsHere, ...]
    networks: tuple[NetworkHere, ...]
    silence: tuple[SilenceHere, ...]
    measures: tuple[CardHere, ...]
    naming: tuple[Statement, ...]
    """Statements of reviews that name the area."""
    of_data: tuple[Statement, ...]
    """Statements about the datasets that speak of it."""
    asks: tuple[Ask, ...]

    @property
    def unknown(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each reason for which something is not known here, and what it is that is not.

        What measures could not say stands with the measures.
        """
        found: dict[str, list[str]] = {}
        for dimension in self.dimensions:
            if dimension.missing:
                found.setdefault(dimension.missing, []).append(dimension.dimension.title)
        for held in self.datasets:
            for one in held.values:
                if one.missing:
                    what = _whose(one.variable.title, held.dataset.title)
                    found.setdefault(one.missing, []).append(what)
        for settlement in self.settlements:
            if not settlement.counted:
                why = say("nobody counted who lives there")
                found.setdefault(why, []).append(settlement.name)
        for feed in self.silence:
            if feed.reason:
                why = say("nobody could tell its silence from calm: {reason}", reason=feed.reason)
                found.setdefault(why, []).append(feed.title)
        return _grouped(found)

    @property
    def withheld(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each reason for which a count is known but not shown, and which counts those are."""
        found: dict[str, list[str]] = {}
        for dimension in self.dimensions:
            for group in dimension.groups:
                if group.withheld:
                    found.setdefault(group.withheld, []).append(
                        joined(": ", (dimension.dimension.title, group.group))
                    )
        for held in self.datasets:
            for one in held.values:
                if one.withheld:
                    found.setdefault(one.withheld, []).append(one.variable.title)
        for events in self.events:
            if events.withheld:
                found.setdefault(events.withheld, []).append(events.dataset.title)
        for card in self.measures:
            for told in card.told:
                if told.value.state is State.WITHHELD:
                    found.setdefault(told.value.reason or say("withheld"), []).extend(
                        _said(told.findings)
                    )
        return _grouped(found)


def place(
    frame: CityFrame, findings: tuple[Finding, ...], reviews: tuple[Statement, ...], area: str
) -> Place:
    """The area of this id with all that is said of it. Raises KeyError where there is none."""
    if area not in frame.geography.area_ids:
        raise KeyError(f"found no area {area}, expected one of the city's")
    index = frame.geography.area_ids.index(area)
    geography = frame.geography
    count = float(geography.people[index])
    name = geography.names[index]
    datasets, events = datasets_here(frame, index), events_here(frame, area)
    few = {one.dataset.name for one in events if one.withheld}
    speaking = {one.dataset.name for one in datasets} | {one.dataset.name for one in events}
    naming = tuple(one for one in reviews if names(one.says, name))
    return Place(
        area=area,
        name=name,
        region=geography.regions[index],
        km2=float(shapely.area(geography.polygons[index])) / 1e6,
        residents=None if np.isnan(count) else count,
        of_city=None if np.isnan(count) else count / frame.people,
        dimensions=dimensions_here(frame, index),
        settlements=settlements_here(frame, index),
        datasets=datasets,
        events=events,
        networks=networks_here(frame, index),
        silence=silence_here(frame, index),
        measures=measures_here(findings, area, few),
        naming=naming,
        of_data=tuple(
            one
            for one in reviews
            if one not in naming and one.target_kind == "dataset" and one.target in speaking
        ),
        asks=asks(frame.city),
    )


def asks(city: City) -> tuple[Ask, ...]:
    """Operators and owners of networks, then publishers of datasets; the unknown ones last."""
    runs = [(network.operator, network.title) for network in city.networks]
    owns = [(network.owner, network.title) for network in city.networks]
    publishes = [(dataset.publisher, dataset.title) for dataset in city.datasets]
    everybody = dict.fromkeys(who for who, _ in (*runs, *owns, *publishes))
    return tuple(
        Ask(who=who, runs=_of(runs, who), owns=_of(owns, who), publishes=_of(publishes, who))
        for who in sorted(everybody, key=lambda who: who is None)
    )


def _of(pairs: list[tuple[str | None, str]], who: str | None) -> tuple[str, ...]:
    return tuple(title for one, title in pairs if one == who)


def _said(findings: tuple[Finding, ...]) -> list[str]:
    return [
        _whose(one.measure.name, one.network.title if one.network else one.draft.subject)
        for one in findings
    ]


def _whose(what: str, whose: str) -> str:
    return joined("", (what, " (", whose, ")"))


def _grouped(found: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((why, tuple(dict.fromkeys(what))) for why, what in found.items())
