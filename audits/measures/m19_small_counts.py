"""M19: in what share of areas does any sensor stand, and how little do so few areas tell?"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audits.compare import ends, group_bar, without_value
from audits.exhibit import Bar, Bars
from audits.finding import AreaValue, Draft, Footing, GroupValue, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.per_frame import per_frame
from audits.stats.small_counts import exact_rate, shuffled_gap, wilson
from audits.words import count, joined, number, say, share
from data.city import Network

_PER = 10_000
_SHUFFLES, _SEED = 999, 20160714
_AS_IF = say(
    "as if each area came by itself: of 100 such Wilson intervals about 95 hold the share; areas "
    "that lie side by side are more alike than that, so it is rather too narrow"
)


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


@per_frame
def _orders(frame: CityFrame) -> NDArray[np.int64]:
    """Ranked areas in shuffled order, shape (shuffles, ranked areas): indices among the ranked."""
    ranked = int((frame.strata >= 0).sum())
    rows = np.broadcast_to(np.arange(ranked), (_SHUFFLES, ranked))
    return np.random.default_rng(_SEED).permuted(rows, axis=1)


def _draft(frame: CityFrame, network: Network) -> Draft:
    points, residents = frame.sensors(network), frame.by_area(frame.cell_people)
    standing = np.bincount(points.area, minlength=len(residents))
    lived_in = residents > 0
    has = standing > 0
    hits, areas = int(has[lived_in].sum()), int(lived_in.sum())
    by_group = tuple(_values(frame, has))
    chance = _chance(frame, has)
    exhibits = tuple(bars for bars in (_shares(by_group), _rates(frame, standing)) if bars.bars)
    return Draft(
        measure=MEASURE,
        network=network,
        subject=network.id,
        estimate=hits / areas,
        state=State.MEASURED,
        interval=wilson(hits, areas),
        interval_meaning=_AS_IF,
        reading=_reading(network, hits, areas, ends(frame, by_group), chance),
        by_group=by_group,
        by_area=tuple(_by_area(frame, standing, lived_in)),
        blind_spot=frame.blind_spot(network),
        footing=Footing(people=frame.people, areas=areas, sensors=len(points.ids)),
        stability=_stability(frame, network, lived_in),
        parameters={
            say("sensors counted"): say("all placed"),
            **({} if chance is None else {say("share of shuffles with as wide a gap"): chance}),
        },
        datasets=(
            *frame.datasets_of("sensors", network=network.id),
            *frame.datasets_of("areas", "people", "wealth"),
        ),
        exhibits=exhibits,
    )


def _fifths(frame: CityFrame) -> tuple[tuple[int, NDArray[np.bool_]], ...]:
    """Index of each wealth fifth among the groups, and the areas that lie in it."""
    return tuple(
        (i, frame.group_residents[:, i] > 0)
        for i, group in enumerate(frame.groups)
        if group.dimension == frame.city.wealth
    )


def _values(frame: CityFrame, has: NDArray[np.bool_]) -> Iterator[GroupValue]:
    """Per wealth fifth: of its areas, the share with a sensor. Areas are whole only in fifths."""
    for i, own in _fifths(frame):
        group = frame.groups[i]
        nothing = without_value(frame, group, int(own.sum()))
        yield nothing or GroupValue(
            dimension=group.dimension,
            group=group.name,
            value=float(has[own].mean()),
            state=State.MEASURED,
            people=group.total,
            interval=wilson(int(has[own].sum()), int(own.sum())),
        )


def _by_area(
    frame: CityFrame, standing: NDArray[np.int64], lived_in: NDArray[np.bool_]
) -> Iterator[AreaValue]:
    for area, many, somebody in zip(frame.geography.area_ids, standing, lived_in, strict=True):
        yield AreaValue(
            area=area,
            value=float(many) if somebody else None,
            state=State.MEASURED if somebody else State.NOT_MEASURED,
            reason=None if somebody else say("no residents in the statistics"),
        )


def _chance(frame: CityFrame, has: NDArray[np.bool_]) -> float | None:
    """How often shuffling the fifths among the ranked areas makes as wide a gap between the ends.

    It takes no area for a draw; only the labels move. None where either end has no area.
    """
    ranked = frame.strata >= 0
    fifth = frame.strata[ranked]
    if len(frame.wealth_groups()) < 2:
        return None
    first, last = fifth == 0, fifth == len(frame.wealth_groups()) - 1
    if not first.any() or not last.any():
        return None
    return shuffled_gap(has[ranked], first, last, _orders(frame))


def _reading(
    network: Network,
    hits: int,
    areas: int,
    both: tuple[float, float] | None,
    chance: float | None,
) -> str:
    between = wilson(hits, areas)
    told = {
        "sensor": network.sensor,
        "hits": number(hits),
        "areas": count(areas, "area"),
        "share": share(hits / areas),
        "low": share(between.low),
        "high": share(between.high),
    }
    if both is None:
        return say(
            "At least one {sensor} stands in {hits} of {areas} where people live ({share}; as if "
            "areas came one by one, between {low} and {high}).",
            **told,
        )
    poorest, richest = map(share, both)
    text = say(
        "At least one {sensor} stands in {hits} of {areas} where people live ({share}; as if "
        "areas came one by one, between {low} and {high}): in {poorest} of the areas of the "
        "poorest fifth, {richest} of the richest.",
        **told,
        poorest=poorest,
        richest=richest,
    )
    return text if chance is None else joined(" ", (text, _shuffles(chance)))


def _shuffles(chance: float) -> str:
    if chance <= 1 / (_SHUFFLES + 1):
        return say(
            "Were the income fifths shuffled among the areas, none of {shuffles} shuffles would "
            "show as wide a gap.",
            shuffles=number(_SHUFFLES),
        )
    return say(
        "Were the income fifths shuffled among the areas, {share} of {shuffles} shuffles would "
        "show as wide a gap.",
        share=share(chance),
        shuffles=number(_SHUFFLES),
    )


def _shares(values: tuple[GroupValue, ...]) -> Bars:
    return Bars(
        title=say("Share of areas with at least one sensor, by income of the area"),
        unit=say("share of areas"),
        bars=tuple(map(group_bar, values)),
        no_difference=None,
    )


def _rates(frame: CityFrame, standing: NDArray[np.int64]) -> Bars:
    """Sensors per 10,000 residents of each fifth, with exact Poisson intervals."""
    bars = []
    for i, own in _fifths(frame):
        group = frame.groups[i]
        nothing = without_value(frame, group, int(own.sum()))
        if nothing is not None:
            bars.append(Bar(name=group.name, value=None, reason=nothing.reason))
            continue
        many, exposure = int(standing[own].sum()), group.total / _PER
        between = exact_rate(many, exposure)
        bars.append(Bar(name=group.name, value=many / exposure, low=between.low, high=between.high))
    return Bars(
        title=say("Sensors per 10 000 residents, by income of the area"),
        unit=say("per 10 000 residents"),
        bars=tuple(bars),
        no_difference=None,
    )


def _stability(frame: CityFrame, network: Network, lived_in: NDArray[np.bool_]) -> Stability:
    """All placed, and those not known to be dead; at least one sensor, and at least two."""
    points, settings = frame.sensors(network), []
    fifths = _fifths(frame)
    for who, use in (
        (say("all placed"), np.ones(len(points.ids), dtype=bool)),
        (say("not known to be dead"), points.working != 0),
    ):
        standing = np.bincount(points.area[use], minlength=len(lived_in))
        for least in (1, 2):
            has: Floats = (standing >= least).astype(float)
            known = len(fifths) > 1 and fifths[0][1].any() and fifths[-1][1].any()
            settings.append(
                Setting(
                    parameters={say("sensors counted"): who, say("at least"): float(least)},
                    estimate=float(has[lived_in].mean()),
                    holds=bool(has[fifths[0][1]].mean() < has[fifths[-1][1]].mean())
                    if known
                    else None,
                )
            )
    return Stability(
        verdict=say("fewer areas of the poorest fifth have a sensor than of the richest"),
        settings=tuple(settings),
        boundaries=say("other boundary sets have not been tried; the share depends on them"),
    )


MEASURE = Measure(
    code="M19",
    name=say("Areas with any sensor"),
    question=say(
        "In what share of areas does any sensor stand, and how little do so few areas tell?"
    ),
    asked_by=say(
        "The list of neighbourhoods without a camera that every debate of one begins with."
    ),
    better="neither",
    success=say(
        "For a service: no fifth has fewer areas with a sensor than another, by more than chance."
    ),
    formula=say(
        "areas with at least one sensor ÷ areas where people live; Wilson score interval; "
        "sensors ÷ residents with exact Poisson interval"
    ),
    unit=say("share of areas"),
    inputs=("sensor", "cell", "area_group"),
    parameters={
        say("sensors counted"): say("all placed, or without those known to be dead"),
        say("at least"): say("how many sensors an area must have"),
        say("share of shuffles with as wide a gap"): say(
            "poorest against richest fifth, labels shuffled"
        ),
    },
    citation="MEASURES M19; Wilson 1927; Garwood 1936",
    failure_modes=(
        say(
            "Areas are not independent draws; the interval is “as if”, and the shuffle is beside "
            "it."
        ),
        say("An area with one sensor at its edge counts like one that is full of them."),
        say("A share of areas is no share of people: areas are of very different size."),
    ),
    family="sureness",
    area_unit=say("sensors"),
    compute=compute,
)
