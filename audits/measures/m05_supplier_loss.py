"""M5: how much of a group's reach hangs on one supplier?"""

from collections.abc import Iterator

import numpy as np

from audits.compare import area_values, ends, group_values, per_area_and_group
from audits.exhibit import Bar, Bars
from audits.finding import Draft, Footing, Interval, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import no_area_values, no_estimate
from audits.operators import NOT_STATED, Operators, operators_of
from audits.reach import group_people, reach_of
from audits.stats.bootstrap import ratios
from audits.stats.bounds import possible
from audits.stats.loss import pairs_within, reached_only_by
from audits.words import count, joined, noun, say, share, within
from data.city import Network


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network; not measured where its sensors are not told apart by operator."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _draft(frame: CityFrame, network: Network) -> Draft:
    held = operators_of(frame, network)
    base = {
        "measure": MEASURE,
        "network": network,
        "subject": network.id,
        "blind_spot": frame.blind_spot(network),
        "footing": Footing(
            people=frame.people,
            areas=len(set(frame.cell_area.tolist())),
            sensors=len(held.of_sensor) - held.sensors(NOT_STATED),
        ),
        "datasets": (
            *frame.evidence_of(network),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
    }
    why = _why_not(frame, network, held)
    if why is None:
        return _measured(frame, network, held, base)
    return no_estimate(
        **base,  # type: ignore[arg-type]  # one record, two ways to end it
        reason=why,
        reading=say(
            "We cannot tell how much of the reach of the {title} hangs on one supplier: {why}.",
            title=within(network.title),
            why=why,
        ),
        by_area=no_area_values(frame, why),
        parameters={say("reach in metres"): network.reach_m},
    )


def _why_not(frame: CityFrame, network: Network, held: Operators) -> str | None:
    if len(held.of_sensor) == 0:
        return say("none of its sensors is placed")
    if not held.stated:
        return say("nobody states who operates each {sensor}", sensor=network.sensor)
    if len(held.names) == 1:
        reach = reach_of(frame, network)
        part = float(reach.within.sum() / reach.residents.sum())
        return say(
            "its {sensors} have one operator, {operator}; losing it would lose everything: the "
            "{share} of the people who live within reach",
            sensors=count(len(held.of_sensor), network.sensor),
            operator=held.names[0],
            share=share(part),
        )
    return None


def _measured(
    frame: CityFrame, network: Network, held: Operators, base: dict[str, object]
) -> Draft:
    points, draws = frame.sensors(network), frame.draws_within_reach(network)
    pairs = pairs_within(
        np.column_stack([frame.cell_x, frame.cell_y]),
        np.column_stack([points.x, points.y]),
        max(network.reach_m, *network.reach_grid_m, 0.0),
    )
    lost = {
        (radius, counted): reached_only_by(pairs, held.of_sensor, radius, use)[1]
        @ frame.cell_people
        / frame.people
        for radius in sorted({network.reach_m, *network.reach_grid_m})
        for counted, use in (
            (say("all placed"), np.ones(len(points.ids), dtype=bool)),
            (say("not known to be dead"), points.working != 0),
        )
    }
    own = lost[network.reach_m, "all placed"]
    everywhere = np.ones(len(points.ids), dtype=bool)
    reached, only = reached_only_by(pairs, held.of_sensor, network.reach_m, everywhere)
    worst = int(np.argmax(own[: len(held.stated)]))
    residents = frame.by_area(frame.cell_people)
    taken = np.column_stack([frame.by_area(frame.cell_people * cells) for cells in only])
    drawn = ratios(draws.counts, taken, residents[:, None])
    intervals = [possible(draws.interval(drawn[:, i]), 0, 1) for i in range(len(held.names))]
    by_group = group_values(
        frame, draws, per_area_and_group(frame, only[worst].astype(float)), group_people(frame)
    )
    reading = _reading(frame, network, held, own, worst, float(frame.cell_people @ reached))
    both = ends(frame, by_group)
    if both is not None:
        fifths = say(
            "Of the poorest fifth {poorest} would, of the richest {richest}.",
            poorest=share(both[0]),
            richest=share(both[1]),
        )
        reading = joined(" ", (reading, fifths))
    return Draft(
        **base,  # type: ignore[arg-type]
        estimate=float(own[worst]),
        state=State.MEASURED,
        interval=intervals[worst],
        interval_meaning=draws.meaning,
        reading=reading,
        by_group=by_group,
        by_area=area_values(frame, taken[:, worst], residents),
        stability=Stability(
            verdict=say(
                "{operator} is the supplier whose loss would cost most", operator=held.names[worst]
            ),
            settings=tuple(
                Setting(
                    parameters={say("reach in metres"): radius, say("sensors counted"): counted},
                    estimate=float(loss[worst]),
                    holds=float(loss[: len(held.stated)].max()) <= float(loss[worst]),
                )
                for (radius, counted), loss in lost.items()
            ),
            boundaries=say("other boundary sets have not been tried"),
        ),
        parameters={
            say("reach in metres"): network.reach_m,
            say("sensors counted"): say("all placed"),
            say("operator lost"): held.names[worst],
            say("sensors of unstated operator"): say("taken to stay"),
        },
        exhibits=(_per_operator(held, own, intervals, worst),),
    )


def _reading(
    frame: CityFrame, network: Network, held: Operators, lost: Floats, worst: int, seen: float
) -> str:
    part = held.share
    sensors = noun(2, network.sensor, f"{network.sensor}s")
    text = [
        say(
            "If the {title} of {operator} went, {lost} of the people would lose their last "
            "{sensor} within reach, where {seen} have one now.",
            title=within(network.title),
            operator=held.names[worst],
            lost=share(float(lost[worst])),
            sensor=network.sensor,
            seen=share(seen / frame.people),
        )
    ]
    largest = int(np.argmax(part[: len(held.stated)]))
    if largest == worst:
        text.append(
            say(
                "It operates {part} of the {sensors}.",
                part=share(float(part[worst])),
                sensors=sensors,
            )
        )
    else:
        text.append(
            say(
                "It operates {part} of the {sensors}; {largest} operates most, {most}, and without "
                "it {lost} would: count is not importance.",
                part=share(float(part[worst])),
                sensors=sensors,
                largest=held.names[largest],
                most=share(float(part[largest])),
                lost=share(float(lost[largest])),
            )
        )
    unstated = held.sensors(NOT_STATED)
    if unstated:
        text.append(
            say(
                "Of {sensors} nobody states the operator: they are taken to stay, so each loss may "
                "be larger.",
                sensors=count(unstated, network.sensor),
            )
        )
    return joined(" ", text)


def _per_operator(
    held: Operators, lost: Floats, intervals: list[Interval | None], worst: int
) -> Bars:
    bars = []
    for i in sorted(range(len(held.stated)), key=lambda i: -float(lost[i])):
        between = intervals[i]
        bars.append(
            Bar(
                name=say(
                    "{operator}, {share} of the sensors",
                    operator=held.names[i],
                    share=share(float(held.share[i])),
                ),
                value=float(lost[i]),
                low=between.low if between else None,
                high=between.high if between else None,
                weighty=i == worst,
            )
        )
    return Bars(
        title=say("People who would lose their last sensor within reach, by operator"),
        unit=MEASURE.unit,
        bars=tuple(bars),
    )


MEASURE = Measure(
    code="M5",
    name=say("Supplier loss"),
    question=say("How much of a group's reach hangs on one supplier?"),
    asked_by=say("Whoever signs the next contract, or waits for the day on which one ends."),
    better="nearer to zero",
    success=say("No supplier's end would blind one group more than another."),
    formula=say(
        "F_g(p) = R_g − R_g without the sensors of p, R radius coverage; the p with the "
        "largest F over everyone is reported"
    ),
    unit=say("share of people"),
    inputs=("cell", "area_group", "sensor.operator"),
    parameters={
        say("reach in metres"): say("r, stated by the city for each network"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
        say("operator lost"): say("the one whose loss would cost most people their last sensor"),
        say("sensors of unstated operator"): say("taken to stay"),
    },
    citation=say("Own measure (MEASURES M5)"),
    failure_modes=(
        say("Registers often leave the operator out, or name a contractor for upkeep only."),
        say("Suppliers can share a line, a cloud or an owner, and then go together."),
        say("The supplier with most sensors need not be the one that matters most."),
    ),
    family="reach",
    compute=compute,
)
