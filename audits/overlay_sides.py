"""What can be laid over what: everything that areas have, and everything that their people are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audits.finding import Finding
from audits.frame import CityFrame, Floats
from audits.needs import needs
from audits.per_frame import per_frame
from audits.place_people import FEW as SO_FEW
from audits.stats.footing import too_few
from audits.supply import per_resident
from audits.words import joined, noun, say
from data.city import Dataset, Dimension, Network, Variable
from data.said import again

PER = 10_000.0
NOBODY = say("no residents in the statistics")
UNSTATED = say("no source states it")
FEW = say("withheld: {reason}", reason=SO_FEW)
UNHEARD = say("not measured")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Quantity:
    """One number per area that can stand on one side of an overlay."""

    name: str
    """As it stands in a link: `reach-cameras`, `share-age-0_to_14`."""
    title: str
    heading: str
    """Under which it is listed."""
    unit: str
    value: Floats
    """Per area; NaN where there is none."""
    missing: tuple[str, ...]
    """Per area, why there is no value; empty where there is one."""
    datasets: tuple[str, ...]
    network: Network | None = None
    reach: NDArray[np.bool_] | None = None
    """Per cell, whether it is within reach, where that is what is counted."""
    variable: str | None = None
    """The variable, or the sum of variables (`a+b`), that it is made of."""


@per_frame
def covers(frame: CityFrame) -> tuple[Quantity, ...]:
    """What areas have: reach and sensors of each network, and each service."""
    return (*_reaches(frame), *_sensors(frame), *_services(frame))


def needs_and_traits(frame: CityFrame, findings: Iterable[Finding] = ()) -> tuple[Quantity, ...]:
    """What people of areas need or are; silence (M27) as these findings tell it."""
    return (*_stated(frame), *_silences(frame, findings))


@per_frame
def _stated(frame: CityFrame) -> tuple[Quantity, ...]:
    return (*_needs(frame), *_variables(frame), *_shares(frame))


def residents(frame: CityFrame) -> Floats:
    """People of each area, as they are placed on cells."""
    return frame.by_area(frame.cell_people)


def _quantity(
    frame: CityFrame,
    *,
    name: str,
    title: str,
    heading: str,
    unit: str,
    value: Floats,
    datasets: tuple[str, ...],
    hidden: NDArray[np.bool_] | None = None,
    why: str = UNSTATED,
    **more: object,
) -> Quantity:
    """Areas without people have no value, hidden ones lose theirs, and each says why."""
    people = residents(frame)
    none = np.zeros(len(people), dtype=bool)
    hidden = none if hidden is None else hidden
    shown = np.where((people > 0) & ~hidden & np.isfinite(value), value, np.nan)
    return Quantity(
        name=name,
        title=title,
        heading=heading,
        unit=unit,
        value=shown,
        missing=tuple(
            NOBODY if not lived else FEW if few else "" if known else why
            for lived, few, known in zip(people > 0, hidden, np.isfinite(shown), strict=True)
        ),
        datasets=datasets,
        **more,  # type: ignore[arg-type]  # network, reach, variable
    )


def _reaches(frame: CityFrame) -> Iterator[Quantity]:
    for network in frame.city.networks:
        within = frame.distance_alive(network) <= network.reach_m
        yield _quantity(
            frame,
            name=f"reach-{network.id}",
            title=say("Within reach: {network}", network=network.title),
            heading=say("Share of residents within reach"),
            unit=say("share of residents"),
            value=per_resident(frame.by_area(frame.cell_people * within), residents(frame)),
            datasets=frame.evidence_of(network),
            network=network,
            reach=within,
        )


def _sensors(frame: CityFrame) -> Iterator[Quantity]:
    for network in frame.city.networks:
        at = frame.sensors(network).area
        many = np.bincount(at, minlength=len(frame.geography.area_ids)).astype(float)
        yield _quantity(
            frame,
            name=f"sensors-{network.id}",
            title=say(
                "{sensors} per resident: {network}",
                sensors=_capital(noun(2, network.sensor, f"{network.sensor}s")),
                network=network.title,
            ),
            heading=say("Sensors for the people who live there"),
            unit=say("per 10,000 residents"),
            value=PER * per_resident(many, residents(frame)),
            datasets=frame.evidence_of(network),
            network=network,
        )


def _services(frame: CityFrame) -> Iterator[Quantity]:
    for dataset, variable in _declared(frame, "service"):
        value = frame.area_variable(variable.name)
        counted = variable.extensive
        yield _quantity(
            frame,
            name=f"supply-{variable.name}",
            title=variable.title,
            heading=say("Services"),
            unit=_per_resident(variable) if counted else variable.unit,
            value=PER * per_resident(value, residents(frame)) if counted else value,
            datasets=(dataset.name,),
            variable=variable.name,
        )


def _needs(frame: CityFrame) -> Iterator[Quantity]:
    for need in needs(frame):
        yield _quantity(
            frame,
            name=f"need-{need.name}",
            title=need.title,
            heading=say("Needs"),
            unit=need.unit,
            value=need.value,
            datasets=need.datasets,
            variable=need.name,
        )


def _variables(frame: CityFrame) -> Iterator[Quantity]:
    """Wealth and traits as they are stated; head counts as shares, the smallest withheld."""
    for role, heading in (("wealth", say("Wealth")), ("traits", say("Traits"))):
        few: dict[str, NDArray[np.bool_]] = {}
        for dataset in (d for d in frame.city.datasets if d.role == role):
            counted = [v.name for v in dataset.variables if v.extensive]
            table = np.array([frame.area_variable(name) for name in counted]).T
            # A count that nobody states is no count of few: it hides nothing, and stays unstated.
            stated = np.where(np.isfinite(table), table, 0.0)
            hidden = np.array([too_few(row) for row in stated])
            few |= {name: hidden[:, n] for n, name in enumerate(counted)}
        for dataset, variable in _declared(frame, role):
            value = frame.area_variable(variable.name)
            counts = variable.extensive
            people = counts and variable.unit in ("people", "residents")
            yield _quantity(
                frame,
                name=f"{role}-{variable.name}",
                title=variable.title,
                heading=heading,
                unit=say("share of residents")
                if people
                else _per_resident(variable)
                if counts
                else variable.unit,
                value=(1.0 if people else PER) * per_resident(value, residents(frame))
                if counts
                else value,
                datasets=(dataset.name,),
                hidden=few.get(variable.name),
                variable=variable.name,
            )


def _per_resident(variable: Variable) -> str:
    return say("{unit} per 10,000 residents", unit=variable.unit)


@again
def _capital(text: str) -> str:
    return str(text).capitalize()


def _declared(frame: CityFrame, role: str) -> Iterator[tuple[Dataset, Variable]]:
    """Variables of a role; a margin of error is not one of them."""
    for dataset in frame.city.datasets:
        margins = {variable.moe for variable in dataset.variables}
        for variable in dataset.variables:
            if dataset.role == role and variable.name not in margins:
                yield dataset, variable


def _shares(frame: CityFrame) -> Iterator[Quantity]:
    """Share of each group; crossed groups say nothing of an area that the others do not."""
    for dimension in frame.city.dimensions:
        own = [i for i, group in enumerate(frame.groups) if group.dimension == dimension.id]
        if dimension.kind == "crossed" or not own:
            continue
        table = frame.group_residents[:, own]
        told = table.sum(axis=1) > 0
        hidden = np.array([too_few(row) for row in table])
        for n, index in enumerate(own):
            group = frame.groups[index]
            if (group.dimension, group.name) in frame.too_few:
                continue
            share = np.where(told, per_resident(table[:, n], residents(frame)), np.nan)
            yield _quantity(
                frame,
                name=f"share-{dimension.id}-{group.name.replace(' ', '_')}",
                title=joined(": ", (dimension.title, group.name)),
                heading=say("Share of a group among residents"),
                unit=say("share of residents"),
                value=np.minimum(share, 1.0),  # NaN stays NaN
                datasets=_sources(frame, dimension),
                hidden=hidden[:, n],
                variable="+".join((dimension.shares or {}).get(group.name, ())) or None,
            )


def _sources(frame: CityFrame, dimension: Dimension) -> tuple[str, ...]:
    """The datasets that tell the groups of a dimension apart."""
    names = {name for members in (dimension.shares or {}).values() for name in members}
    names |= {dimension.variable} if dimension.variable else set()
    return tuple(
        dataset.name
        for dataset in frame.city.datasets
        if any(variable.name in names for variable in dataset.variables)
        or (dimension.kind == "settlement" and dataset.role == "settlements")
    )


def _silences(frame: CityFrame, findings: Iterable[Finding]) -> Iterator[Quantity]:
    """How much of their time an area's people went unheard in each feed (M27)."""
    at = {area: i for i, area in enumerate(frame.geography.area_ids)}
    titles = {dataset.name: dataset.title for dataset in frame.city.datasets}
    for finding in findings:
        draft = finding.draft
        if finding.measure.code != "M27" or draft.estimate is None:
            continue
        value = np.full(len(at), np.nan)
        for one in draft.by_area:
            value[at[one.area]] = np.nan if one.value is None else one.value
        subject = draft.subject
        title = finding.network.title if finding.network else titles.get(subject, subject)
        yield _quantity(
            frame,
            name=f"unheard-{subject}",
            title=say("Time unheard: {feed}", feed=title),
            heading=say("Not heard"),
            unit=finding.measure.unit_of_areas,
            value=value,
            datasets=draft.datasets,
            why=UNHEARD,
        )
