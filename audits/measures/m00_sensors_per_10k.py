"""M0: how many sensors there are per resident, group by group."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audits.compare import area_values, ends, group_values
from audits.finding import Draft, Footing, GroupValue, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.stats.bootstrap import ratios
from audits.stats.counted import count_interval
from audits.words import joined, noun, number, say, times
from data.city import Network

_PER = 10_000.0


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _draft(frame: CityFrame, network: Network) -> Draft:
    points = frame.sensors(network)
    everything = np.ones(len(points.ids), dtype=bool)
    counted = _per_area(frame, network, everything)
    residents = frame.by_area(frame.cell_people)
    groups = by_group(frame, network, everything)
    estimate = float(_PER * counted.sum() / residents.sum())
    replicates = _PER * ratios(frame.draws.counts, counted[:, None], residents[:, None])[:, 0]
    return Draft(
        measure=MEASURE,
        network=network,
        subject=network.id,
        estimate=estimate,
        state=State.MEASURED,
        interval=count_interval(
            frame.draws, counted.sum(), frame.people / _PER, replicates, int((residents > 0).sum())
        ),
        interval_meaning=frame.draws.meaning,
        reading=_reading(frame, network, estimate, groups),
        by_group=groups,
        by_area=area_values(frame, counted, residents, _PER),
        blind_spot=frame.blind_spot(network),
        footing=Footing(
            people=frame.people,
            areas=int((residents > 0).sum()),
            sensors=len(points.ids),
        ),
        stability=_stability(frame, network),
        parameters={say("sensors counted"): say("all placed")},
        datasets=(
            # Which sensors are dead, and so whom nobody sees, is told by their readings too.
            *frame.evidence_of(network),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
    )


def _per_area(frame: CityFrame, network: Network, chosen: NDArray[np.bool_]) -> Floats:
    """Sensors standing in each area."""
    at = frame.sensors(network).area[chosen]
    return np.bincount(at, minlength=len(frame.geography.area_ids)).astype(float)


def by_group(
    frame: CityFrame, network: Network, chosen: NDArray[np.bool_]
) -> tuple[GroupValue, ...]:
    """Sensors per 10,000 in the areas where a group lives, weighted by where it lives.

    For the settlement dimension sensors are counted inside the settlements' own limits.
    """
    residents = frame.by_area(frame.cell_people)
    total = _per_area(frame, network, chosen)
    inside = _inside_settlements(frame, network, chosen)
    dimensions = {d.id: d for d in frame.city.dimensions}
    tops, bottoms = [], []
    for group in frame.groups:
        people = frame.by_area(group.people)
        if dimensions[group.dimension].kind == "settlement":
            is_inside = group.name == dimensions[group.dimension].groups[0]
            tops.append(inside if is_inside else total - inside)
        else:
            # An area without residents has no sensors per resident; its sensors serve nobody there.
            share = np.divide(people, residents, out=np.zeros_like(people), where=residents > 0)
            tops.append(total * share)
        bottoms.append(people)
    top, bottom = np.column_stack(tops), np.column_stack(bottoms)
    return group_values(frame, frame.draws, top, bottom, _PER, counted=True)


def _inside_settlements(frame: CityFrame, network: Network, chosen: NDArray[np.bool_]) -> Floats:
    rows = frame.tables["sensor"]
    inside = rows.loc[rows["network"] == network.id, "settlement_id"].notna().to_numpy(bool)
    return _per_area(frame, network, chosen & inside)


def _stability(frame: CityFrame, network: Network) -> Stability:
    """All sensors; only those known to work; all not known to be dead."""
    working = frame.sensors(network).working
    choices = {
        say("all placed"): np.ones(len(working), dtype=bool),
        say("known to work"): working == 1,
        say("not known to be dead"): working != 0,
    }
    settings = []
    for name, chosen in choices.items():
        if not chosen.any():
            continue
        both = ends(frame, by_group(frame, network, chosen))
        holds = None if both is None else both[0] < both[1]
        estimate = float(_PER * chosen.sum() / frame.people)
        settings.append(
            Setting(parameters={say("sensors counted"): name}, estimate=estimate, holds=holds)
        )
    return Stability(
        verdict=say(
            "the poorest fifth has fewer {sensors} per resident than the richest",
            sensors=_sensors(network),
        ),
        settings=tuple(settings),
        boundaries=say("other boundary sets have not been tried"),
    )


def _sensors(network: Network) -> str:
    return noun(2, network.sensor, f"{network.sensor}s")


def _reading(
    frame: CityFrame, network: Network, estimate: float, groups: tuple[GroupValue, ...]
) -> str:
    both = ends(frame, groups)
    if both is None:
        return say(
            "There are {n} {sensors} per 10,000 residents; we do not know how many the poorest "
            "and the richest fifth have.",
            n=number(estimate),
            sensors=_sensors(network),
        )
    poorest, richest = both
    text = say(
        "There are {n} {sensors} per 10,000 residents: {poorest} in the poorest fifth, {richest} "
        "in the richest.",
        n=number(estimate),
        sensors=_sensors(network),
        poorest=number(poorest),
        richest=number(richest),
    )
    if poorest <= 0 or richest <= 0:
        return text
    if richest >= poorest:
        more = say("The richest fifth has {times} as many.", times=times(richest / poorest))
    else:
        more = say("The poorest fifth has {times} as many.", times=times(poorest / richest))
    return joined(" ", (text, more))


MEASURE = Measure(
    code="M0",
    name=say("Sensors per 10,000 residents"),
    question=say("Who has how many sensors around them, for the people who live there?"),
    asked_by=say(
        "The first question of the Rio case: the cameras stood mostly where the wealthy live."
    ),
    better="neither",
    success=say(
        "For a service: the poorest fifth has no fewer per resident than the richest. "
        "For a burden: no group has more than the others."
    ),
    formula=say(
        "10,000 × sensors standing in an area ÷ its residents, averaged over the people of a "
        "group. Inside settlements: sensors within their limits ÷ people within their limits."
    ),
    unit=say("per 10,000 residents"),
    inputs=("sensor", "area", "cell", "area_group"),
    parameters={say("sensors counted"): say("all placed, or only those known to work")},
    citation=say("Privacy International, case of Rio de Janeiro; MEASURES M3 and M19"),
    failure_modes=(
        say(
            "Counts sensors where they stand, not what they see: a camera across the street of a "
            "boundary counts for the other side."
        ),
        say("Ecological: everybody in an area is taken to have the area's average."),
        say("An area with few residents and a busy road has very many per resident."),
    ),
    family="reach",
    headline=True,
    compute=compute,
)
