"""M2: how near do people live to the closest sensor?"""

from collections.abc import Iterator

import numpy as np

from audits.compare import area_values, ends, group_values, per_area_and_group
from audits.exhibit import Line, Lines
from audits.finding import Draft, Footing, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.reach import group_people
from audits.stats.bootstrap import ratios
from audits.stats.bounds import possible
from audits.words import joined, number, say
from data.city import Network

# The scale is a choice, so the grid goes far to both sides of it.
_FACTORS = (0.25, 0.5, 1.0, 2.0, 4.0)


def proximity(metres: Floats, scale_m: float) -> Floats:
    """`exp(−d/θ)`, 1 at the sensor and 0 where there is none. Source: MEASURES M2."""
    return np.exp(-metres / scale_m)


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _draft(frame: CityFrame, network: Network) -> Draft:
    near_at = {
        network.scale_m * factor: proximity(frame.distance_any(network), network.scale_m * factor)
        for factor in _FACTORS
    }
    near = near_at[network.scale_m]
    draws, people = frame.draws_within_reach(network), group_people(frame)
    top, bottom = frame.by_area(frame.cell_people * near), frame.by_area(frame.cell_people)
    by_group = group_values(frame, draws, per_area_and_group(frame, near), people)
    estimate = float(top.sum() / bottom.sum())
    reading = [
        say(
            "Nearness to the closest {sensor}, averaged over people, is {n}: 1 is next door, "
            "{fallen} is {scale} m away, 0 is out of all reach.",
            sensor=network.sensor,
            n=number(estimate, 3),
            fallen=number(float(np.exp(-1)), 2),
            scale=number(network.scale_m),
        )
    ]
    both = ends(frame, by_group)
    if both is not None:
        poorest, richest = (number(end, 3) for end in both)
        reading.append(
            say("Poorest fifth {poorest}, richest {richest}.", poorest=poorest, richest=richest)
        )
    reading.append(say("Nearness is not range: it does not say how far a sensor sees."))
    return Draft(
        measure=MEASURE,
        network=network,
        subject=network.id,
        estimate=estimate,
        state=State.MEASURED,
        interval=possible(
            draws.interval(ratios(draws.counts, top[:, None], bottom[:, None])[:, 0]), 0, 1
        ),
        interval_meaning=draws.meaning,
        reading=joined(" ", reading),
        by_group=by_group,
        by_area=area_values(frame, top, bottom),
        blind_spot=frame.blind_spot(network),
        footing=Footing(
            people=frame.people,
            areas=int((bottom > 0).sum()),
            sensors=len(frame.sensors(network).ids),
        ),
        stability=_stability(frame, network, near_at),
        parameters={
            say("scale in metres"): network.scale_m,
            say("sensors counted"): say("all placed"),
        },
        datasets=(
            # Which sensors are dead, and so whom nobody sees, is told by their readings too.
            *frame.evidence_of(network),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
        exhibits=(_over_scale(frame, network, near_at),),
    )


def _stability(frame: CityFrame, network: Network, near_at: dict[float, Floats]) -> Stability:
    """Every scale of the grid, with all sensors and without those known to be dead."""
    fifths = frame.wealth_groups()
    settings = []
    for scale, near in near_at.items():
        alive = proximity(frame.distance_alive(network), scale)
        for name, thing in ((say("all placed"), near), (say("not known to be dead"), alive)):
            ends_of = [float(g.people @ thing) / g.total for g in fifths if g.total]
            settings.append(
                Setting(
                    parameters={say("scale in metres"): scale, say("sensors counted"): name},
                    estimate=float(frame.cell_people @ thing) / frame.people,
                    # A rounding error is not farther.
                    holds=ends_of[0] < ends_of[-1] - 1e-12 if len(ends_of) > 1 else None,
                )
            )
    return Stability(
        verdict=say("the poorest fifth lives farther from a sensor than the richest"),
        settings=tuple(settings),
        boundaries=say("other boundary sets have not been tried"),
    )


def _over_scale(frame: CityFrame, network: Network, near_at: dict[float, Floats]) -> Lines:
    """Everyone, the poorest and the richest fifth over the scale, with their intervals."""
    draws = frame.draws_within_reach(network)
    fifths = [group for group in frame.wealth_groups() if group.total]
    crowds = [(say("everyone"), frame.cell_people)]
    if len(fifths) > 1:
        crowds += [(fifths[0].name, fifths[0].people), (fifths[-1].name, fifths[-1].people)]
    lines = []
    for name, people in crowds:
        top = np.column_stack([frame.by_area(people * near) for near in near_at.values()])
        bottom = frame.by_area(people)[:, None]
        drawn = ratios(draws.counts, top, bottom)
        bands = [possible(draws.interval(drawn[:, i]), 0, 1) for i in range(len(near_at))]
        lines.append(
            Line(
                name=name,
                y=tuple(map(float, top.sum(axis=0) / bottom.sum())),
                low=tuple(band.low if band else None for band in bands),
                high=tuple(band.high if band else None for band in bands),
            )
        )
    return Lines(
        title=say("Proximity over its scale"),
        x_title=say("scale θ, the distance at which nearness has fallen to 0.37"),
        x_unit=say("metres"),
        y_title=say("proximity"),
        y_unit=say("index from 0 to 1"),
        x=tuple(near_at),
        lines=tuple(lines),
        mark_x=network.scale_m,
    )


MEASURE = Measure(
    code="M2",
    name=say("Proximity"),
    question=say("How near do people live to the closest sensor?"),
    asked_by=say(
        "The SPINEQ project of Newcastle, whose authors doubted the word coverage for it."
    ),
    better="neither",
    success=say(
        "For a service: no group lives farther than another. "
        "For a burden: no group lives nearer than another."
    ),
    formula=say("c_i = max_j exp(−d_ij/θ) per cell, averaged over the people of a group"),
    unit=say("index from 0 to 1"),
    inputs=("cell", "area_group", "sensor"),
    parameters={
        say("scale in metres"): say("θ, stated by the city for each network"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
    },
    citation="SPINEQ, alan-turing-institute/spatial-inequality; MEASURES M2",
    failure_modes=(
        say("Grows with θ: any value can be had by choosing it."),
        say("Nearness as people may feel it, not the range at which a sensor measures."),
        say("Sensors that are registered at the middle of an area look nearer than they are."),
        say("People are put on cells; within a large cell some live farther."),
    ),
    family="reach",
    compute=compute,
)
