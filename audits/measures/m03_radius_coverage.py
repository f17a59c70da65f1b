"""M3: who lives within reach of a sensor, and how many people do not."""

from collections.abc import Iterator

import numpy as np

from audits.boundaries import boundaries_sentence
from audits.compare import area_values, ends, group_values, per_area_and_group
from audits.finding import Draft, Footing, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.stats.bootstrap import ratios
from audits.words import people, say, share
from data.city import Network


def covered(distance: Floats, radius_m: float) -> Floats:
    """1 where a cell lies within `radius_m` of a sensor, else 0."""
    return (distance <= radius_m).astype(float)


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _draft(frame: CityFrame, network: Network) -> Draft:
    seen = covered(frame.distance_any(network), network.reach_m)
    top, bottom = frame.by_area(frame.cell_people * seen), frame.by_area(frame.cell_people)
    draws = frame.draws_within_reach(network)
    by_group = group_values(
        frame,
        draws,
        per_area_and_group(frame, seen),
        per_area_and_group(frame, np.ones_like(seen)),
    )
    estimate = float(top.sum() / bottom.sum())
    unseen = float(frame.cell_people @ (1 - seen))
    both = ends(frame, by_group)
    return Draft(
        measure=MEASURE,
        network=network,
        subject=network.id,
        estimate=estimate,
        state=State.MEASURED,
        interval=draws.share_interval(
            estimate, ratios(draws.counts, top[:, None], bottom[:, None])[:, 0], bottom
        ),
        interval_meaning=draws.meaning,
        reading=_reading(frame, network, unseen, estimate, both),
        by_group=by_group,
        by_area=area_values(frame, top, bottom),
        blind_spot=frame.blind_spot(network),
        footing=Footing(
            people=frame.people,
            areas=int((bottom > 0).sum()),
            sensors=len(frame.sensors(network).ids),
        ),
        stability=_stability(frame, network),
        parameters={
            say("reach in metres"): network.reach_m,
            say("sensors counted"): say("all placed"),
        },
        datasets=(
            # Which sensors are dead, and so whom nobody sees, is told by their readings too.
            *frame.evidence_of(network),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
    )


def _reading(
    frame: CityFrame,
    network: Network,
    unseen: float,
    estimate: float,
    both: tuple[float, float] | None,
) -> str:
    given = {
        "unseen": people(unseen),
        "people": people(frame.people),
        "reach": network.reach_m,
        "sensor": network.sensor,
        "share": share(estimate),
    }
    if both is None:
        return say(
            "{unseen} of {people} residents live more than {reach:g} m from any {sensor}; {share} "
            "live within reach.",
            **given,
        )
    poorest, richest = map(share, both)
    return say(
        "{unseen} of {people} residents live more than {reach:g} m from any {sensor}; {share} "
        "live within reach: {poorest} of the poorest fifth, {richest} of the richest.",
        **given,
        poorest=poorest,
        richest=richest,
    )


def _stability(frame: CityFrame, network: Network) -> Stability:
    """Every reach of the network's grid, with all sensors and without those known to be dead."""
    fifths = frame.wealth_groups()
    settings = []
    for radius in sorted({network.reach_m, *network.reach_grid_m}):
        for name, distance in (
            (say("all placed"), frame.distance_any(network)),
            (say("not known to be dead"), frame.distance_alive(network)),
        ):
            seen = covered(distance, radius)
            # Unseen people add up to an exact zero where everybody is seen; seen ones may not.
            ends_of = [float(g.people @ (1 - seen)) / g.total for g in fifths if g.total]
            settings.append(
                Setting(
                    parameters={say("reach in metres"): radius, say("sensors counted"): name},
                    estimate=float(frame.cell_people @ seen) / frame.people,
                    holds=ends_of[0] > ends_of[-1] if len(ends_of) > 1 else None,
                )
            )
    return Stability(
        verdict=say("a smaller share of the poorest fifth lives within reach than of the richest"),
        settings=tuple(settings),
        boundaries=boundaries_sentence(frame, network),
    )


MEASURE = Measure(
    code="M3",
    name=say("Radius coverage and unsensed people"),
    question=say("Who lives within reach of a sensor, and how many people do not?"),
    asked_by=say("The first question of the Rio case; the head count leads every page."),
    better="neither",
    success=say(
        "For a service: no group is less within reach than another. "
        "For a burden: no group is more within reach than another."
    ),
    formula=say("R_g(r) = people of g whose cell lies within r metres of a sensor ÷ people of g"),
    unit=say("share of people"),
    inputs=("cell", "area_group", "sensor"),
    parameters={
        say("reach in metres"): say("r, stated by the city for each network"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
    },
    citation=say("MEASURES M3, after Robinson and Franklin, the sensor desert quandary"),
    failure_modes=(
        say("A cliff at r: a person one metre farther counts as unseen."),
        say(
            "Sensors beyond the city's border are not in the data, so border areas can look blind."
        ),
        say(
            "Within reach is not seen: all placed sensors count here, while the blind spot beside "
            "it leaves out those known to be dead; walls and angles are in neither."
        ),
    ),
    family="reach",
    headline=True,
    compute=compute,
)
