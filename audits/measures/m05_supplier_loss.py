"""M5: how much of a group's reach hangs on one supplier?"""

from collections.abc import Iterator

import numpy as np

from audits.compare import area_values, ends, group_values, per_area_and_group
from audits.exhibit import Bar, Bars
from audits.finding import AreaValue, Draft, Footing, Interval, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.operators import NOT_STATED, Operators, operators_of
from audits.reach import group_people, reach_of
from audits.stats.bootstrap import ratios
from audits.stats.bounds import possible
from audits.stats.loss import pairs_within, reached_only_by
from audits.words import count, share, within
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
        "interval_meaning": frame.draws_within_reach(network).meaning,
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
    return Draft(
        **base,  # type: ignore[arg-type]  # one record, two ways to end it
        estimate=None,
        state=State.NOT_MEASURED,
        reason=why,
        interval=None,
        reading=f"We cannot tell how much of the reach of the {within(network.title)} hangs on "
        f"one supplier: {why}.",
        by_group=(),
        by_area=tuple(
            AreaValue(area=area, value=None, state=State.NOT_MEASURED, reason=why)
            for area in frame.geography.area_ids
        ),
        stability=Stability(verdict=None, settings=(), boundaries="nothing to vary"),
        parameters={"reach in metres": network.reach_m},
    )


def _why_not(frame: CityFrame, network: Network, held: Operators) -> str | None:
    if len(held.of_sensor) == 0:
        return "none of its sensors is placed"
    if not held.stated:
        return f"nobody states who operates each {network.sensor}"
    if len(held.names) == 1:
        reach = reach_of(frame, network)
        part = float(reach.within.sum() / reach.residents.sum())
        return (
            f"its {count(len(held.of_sensor), network.sensor)} have one operator, "
            f"{held.names[0]}; losing it would lose everything: the {share(part)} of the people "
            "who live within reach"
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
            ("all placed", np.ones(len(points.ids), dtype=bool)),
            ("not known to be dead", points.working != 0),
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
        poorest, richest = (float(end.value or 0.0) for end in both)
        reading += f" Of the poorest fifth {share(poorest)} would, of the richest {share(richest)}."
    return Draft(
        **base,  # type: ignore[arg-type]
        estimate=float(own[worst]),
        state=State.MEASURED,
        interval=intervals[worst],
        reading=reading,
        by_group=by_group,
        by_area=area_values(frame, taken[:, worst], residents),
        stability=Stability(
            verdict=f"{held.names[worst]} is the supplier whose loss would cost most",
            settings=tuple(
                Setting(
                    parameters={"reach in metres": radius, "sensors counted": counted},
                    estimate=float(loss[worst]),
                    holds=float(loss[: len(held.stated)].max()) <= float(loss[worst]),
                )
                for (radius, counted), loss in lost.items()
            ),
            boundaries="other boundary sets have not been tried",
        ),
        parameters={
            "reach in metres": network.reach_m,
            "sensors counted": "all placed",
            "operator lost": held.names[worst],
            "sensors of unstated operator": "taken to stay",
        },
        exhibits=(_per_operator(held, own, intervals, worst),),
    )


def _reading(
    frame: CityFrame, network: Network, held: Operators, lost: Floats, worst: int, seen: float
) -> str:
    part = held.share
    text = (
        f"If the {within(network.title)} of {held.names[worst]} went, "
        f"{share(float(lost[worst]))} of the people would lose their last {network.sensor} within "
        f"reach, where {share(seen / frame.people)} have one now. It operates "
        f"{share(float(part[worst]))} of the {network.sensor}s"
    )
    largest = int(np.argmax(part[: len(held.stated)]))
    if largest != worst:
        text += (
            f"; {held.names[largest]} operates most, {share(float(part[largest]))}, and without it "
            f"{share(float(lost[largest]))} would: count is not importance"
        )
    unstated = held.sensors(NOT_STATED)
    if unstated:
        text += (
            f". Of {count(unstated, network.sensor)} nobody states the operator: they are taken to "
            "stay, so each loss may be larger"
        )
    return f"{text}."


def _per_operator(
    held: Operators, lost: Floats, intervals: list[Interval | None], worst: int
) -> Bars:
    bars = []
    for i in sorted(range(len(held.stated)), key=lambda i: -float(lost[i])):
        between = intervals[i]
        bars.append(
            Bar(
                name=f"{held.names[i]}, {share(float(held.share[i]))} of the sensors",
                value=float(lost[i]),
                low=between.low if between else None,
                high=between.high if between else None,
                weighty=i == worst,
            )
        )
    return Bars(
        title="People who would lose their last sensor within reach, by operator",
        unit=MEASURE.unit,
        bars=tuple(bars),
    )


MEASURE = Measure(
    code="M5",
    name="Supplier loss",
    question="How much of a group's reach hangs on one supplier?",
    asked_by="Whoever signs the next contract, or waits for the day on which one ends.",
    better="nearer to zero",
    success="No supplier's end would blind one group more than another.",
    formula="F_g(p) = R_g − R_g without the sensors of p, R radius coverage; the p with the "
    "largest F over everyone is reported",
    unit="share of people",
    inputs=("cell", "area_group", "sensor.operator"),
    parameters={
        "reach in metres": "r, stated by the city for each network",
        "sensors counted": "all placed, or without those known to be dead",
        "operator lost": "the one whose loss would cost most people their last sensor",
        "sensors of unstated operator": "taken to stay",
    },
    citation="Own measure (MEASURES M5)",
    failure_modes=(
        "Registers often leave the operator out, or name a contractor for upkeep only.",
        "Suppliers can share a line, a cloud or an owner, and then go together.",
        "The supplier with most sensors need not be the one that matters most.",
    ),
    family="reach",
    compute=compute,
)
