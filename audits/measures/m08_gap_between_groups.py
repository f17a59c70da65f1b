"""M8: how much less of one group lives within reach than of another?"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from audits.compare import area_values, ends
from audits.exhibit import Bar, Bars
from audits.finding import Draft, Footing, GroupValue, Interval, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import no_estimate
from audits.poorest import poorest_against, poorest_less
from audits.reach import Reach, group_people, reach_of, share_of, tried
from audits.stats.bounds import possible
from audits.stats.difference import Difference, differences, standing
from audits.words import count, joined, number, say, share, within
from data.city import Network

POINTS = say("percentage points")


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _draft(frame: CityFrame, network: Network) -> Draft:
    reach, draws = reach_of(frame, network), frame.draws_within_reach(network)
    apart = _apart(frame, network)
    seen = (frame.distance_any(network) <= network.reach_m).astype(float)
    against = poorest_against(frame, network, seen)
    stands = standing(
        tuple(
            d.chance if value.state is State.MEASURED else None
            for d, value in zip(apart, reach.by_group, strict=True)
        )
    )
    base = {
        "measure": MEASURE,
        "network": network,
        "subject": network.id,
        "interval_meaning": draws.meaning,
        "by_group": tuple(map(_group_value, reach.by_group, apart)),
        "by_area": area_values(frame, reach.within, reach.residents),
        "blind_spot": frame.blind_spot(network),
        "footing": Footing(
            people=frame.people,
            areas=int((reach.residents > 0).sum()),
            sensors=len(frame.sensors(network).ids),
        ),
        "parameters": {
            say("reach in metres"): network.reach_m,
            say("sensors counted"): say("all placed"),
            say("reference"): say("the richest fifth; each group of people: everybody else"),
        },
        "datasets": (
            *frame.evidence_of(network),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
        "exhibits": (*_by_reference(against), _by_group(reach, apart, stands)),
    }
    both, gap = ends(frame, reach.by_group), against.get("the richest fifth")
    if both is None or gap is None or gap.value is None:
        why = say("no poorest and richest fifth of its people are known")
        return no_estimate(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=why,
            reading=say(
                "We do not know how far apart the poorest and the richest are in the reach of the "
                "{title}: {why}.",
                title=within(network.title),
                why=why,
            ),
        )
    return Draft(
        **base,  # type: ignore[arg-type]
        estimate=100 * gap.value,
        state=State.MEASURED,
        interval=_points(gap.interval),
        reading=_reading(network, both, gap.value, gap, reach, stands),
        stability=_stability(frame, network),
    )


def _apart(frame: CityFrame, network: Network) -> tuple[Difference, ...]:
    """Every group against everybody else, in the order of the frame."""
    reach, draws = reach_of(frame, network), frame.draws_within_reach(network)
    others = _others(frame)
    top = np.column_stack([reach.group_within, reach.within])
    bottom = np.column_stack([group_people(frame), reach.residents])
    tops, bottoms = draws.counts @ top, draws.counts @ bottom
    return differences(
        draws,
        _share(top.sum(axis=0), bottom.sum(axis=0))[:-1],
        _share(top.sum(axis=0) @ others, bottom.sum(axis=0) @ others),
        _share(tops, bottoms)[:, :-1],
        _share(tops @ others, bottoms @ others),
        _part(bottom)[:, :-1] - _part(bottom @ others),
        float(reach.within.sum() / reach.residents.sum()),
    )


def _part(people: Floats) -> Floats:
    """Which part of each column lives in each area; 0 where the column has nobody."""
    return np.asarray(people / np.maximum(people.sum(axis=0), 1e-6))


def _share(part: Floats, whole: Floats) -> Floats:
    # What is left of sums of cells by rounding is nobody.
    return share_of(np.where(np.abs(part) < 1e-6, 0.0, part), np.where(whole < 1e-6, 0.0, whole))


def _others(frame: CityFrame) -> Floats:
    """Columns that add up everybody else of each group: the other groups of its dimension.

    The last row is everyone: where a dimension has one group alone, everybody else is everyone
    less that group. Shape (groups + 1, groups).
    """
    names = np.array([group.dimension for group in frame.groups])
    same = (names[:, None] == names[None, :]).astype(float)
    alone = same.sum(axis=0) == 1
    return np.vstack([same - np.eye(len(names)) * np.where(alone, 2, 1), alone.astype(float)])


def _points(interval: Interval | None) -> Interval | None:
    kept = possible(interval, -1, 1)
    return kept and replace(kept, low=100 * kept.low, high=100 * kept.high)


def _group_value(value: GroupValue, apart: Difference) -> GroupValue:
    """The difference from everybody else, withheld where the share itself is."""
    if value.state is not State.MEASURED:
        return value
    if apart.value is None:
        return replace(
            value,
            value=None,
            interval=None,
            state=State.NOT_MEASURED,
            reason=say("there is nobody else to compare with"),
        )
    return replace(value, value=100 * apart.value, interval=_points(apart.interval))


def _reading(
    network: Network,
    both: tuple[float, float],
    value: float,
    gap: Difference,
    reach: Reach,
    stands: tuple[bool, ...],
) -> str:
    given = {
        "poorest": share(both[0]),
        "richest": share(both[1]),
        "title": within(network.title),
        "points": number(abs(100 * value)),
    }
    if value == 0:
        text = say(
            "The poorest and the richest fifth are alike within reach of the {title}",
            title=network.title,
        )
    elif value < 0:
        text = say(
            "{poorest} of the poorest fifth live within reach of the {title}, and {richest} of the "
            "richest: {points} percentage points less",
            **given,
        )
    else:
        text = say(
            "{poorest} of the poorest fifth live within reach of the {title}, and {richest} of the "
            "richest: {points} percentage points more",
            **given,
        )
    ratio = ""
    if gap.ratio is None:
        ratio = say("; there is no ratio, since nobody of the richest is")
    elif value != 0:
        ratio = say(", or {ratio} times the share", ratio=number(gap.ratio))
    if gap.told_apart is None:
        sure = say("; how surely we do not know.")
    elif gap.told_apart:
        sure = say("; the interval of the difference leaves out zero.")
    else:
        sure = say("; the interval of the difference holds zero, so we cannot tell them apart.")
    return joined("", (text, ratio, sure, " ", _tested(reach, stands)))


def _tested(reach: Reach, stands: tuple[bool, ...]) -> str:
    tested = sum(value.state is State.MEASURED for value in reach.by_group)
    groups, apart = count(tested, "group"), sum(stands)
    if apart == 0:
        return say(
            "Of {groups} tested against everybody else, none stands apart after allowing for so "
            "many tests (Benjamini-Hochberg, one in twenty).",
            groups=groups,
        )
    if apart == 1:
        return say(
            "Of {groups} tested against everybody else, 1 stands apart after allowing for so many "
            "tests (Benjamini-Hochberg, one in twenty).",
            groups=groups,
        )
    return say(
        "Of {groups} tested against everybody else, {n} stand apart after allowing for so many "
        "tests (Benjamini-Hochberg, one in twenty).",
        groups=groups,
        n=number(apart, 0),
    )


def _by_reference(against: dict[str, Difference]) -> tuple[Bars, ...]:
    """Differences and ratios of the poorest fifth: they can disagree, so both are shown."""
    if not against:
        return ()
    return (
        Bars(
            title=say("The poorest fifth within reach, less each reference"),
            unit=POINTS,
            bars=tuple(
                _bar(
                    name,
                    d.value,
                    possible(d.interval, -1, 1),
                    100,
                    say("nobody there"),
                    weighty=i == 0,
                )
                for i, (name, d) in enumerate(against.items())
            ),
        ),
        Bars(
            title=say("The poorest fifth within reach, over each reference"),
            unit=say("times"),
            bars=tuple(
                _bar(
                    name,
                    d.ratio,
                    possible(d.ratio_interval),
                    1,
                    say("nobody of the reference lives within reach"),
                    weighty=i == 0,
                )
                for i, (name, d) in enumerate(against.items())
            ),
            no_difference=1.0,
        ),
    )


def _by_group(reach: Reach, apart: tuple[Difference, ...], stands: tuple[bool, ...]) -> Bars:
    return Bars(
        title=say(
            "Each group less everybody else; in the accent, who stands apart after so many tests"
        ),
        unit=POINTS,
        bars=tuple(
            _bar(
                value.group,
                d.value if value.state is State.MEASURED else None,
                possible(d.interval, -1, 1),
                100,
                value.reason or say("there is nobody else to compare with"),
                weighty=stood,
            )
            for value, d, stood in zip(reach.by_group, apart, stands, strict=True)
        ),
    )


def _bar(
    name: str,
    value: float | None,
    interval: Interval | None,
    scale: float,
    reason: str,
    *,
    weighty: bool,
) -> Bar:
    if value is None:
        return Bar(name=name, value=None, reason=reason)
    return Bar(
        name=name,
        value=scale * value,
        low=scale * interval.low if interval else None,
        high=scale * interval.high if interval else None,
        weighty=weighty,
    )


def _stability(frame: CityFrame, network: Network) -> Stability:
    """Every reach of the grid against every reference; holds where the interval says so."""
    ways = tuple(tried(frame, network))
    found = poorest_less(frame, network, [seen for _, _, seen in ways])
    return Stability(
        verdict=say(
            "less of the poorest fifth lives within reach than of the reference, and the "
            "interval of the difference leaves out zero"
        ),
        settings=tuple(
            Setting(
                parameters={
                    say("reach in metres"): radius,
                    say("sensors counted"): name,
                    say("reference"): reference,
                },
                estimate=None if value is None else 100 * value,
                holds=None if interval is None else interval.high < 0,
            )
            for (radius, name, _), against in zip(ways, found, strict=True)
            for reference, (value, interval) in against.items()
        ),
        boundaries=say("other boundary sets have not been tried"),
    )


MEASURE = Measure(
    code="M8",
    name=say("Gap between groups"),
    question=say("How much less of one group lives within reach than of another?"),
    asked_by=say("Whoever is told that a city is covered on average, and asks for whom."),
    better="nearer to zero",
    success=say(
        "For a service: the interval of no group's difference lies below zero. "
        "For a burden: of none above."
    ),
    formula=say(
        "C_g − C_ref beside C_g ÷ C_ref, C the share of people within reach: the poorest fifth "
        "against the richest, the best-covered, everyone, and everybody else; every group against "
        "everybody else. Both are computed within each draw"
    ),
    unit=POINTS,
    area_unit=say("share of people"),
    inputs=("cell", "area_group", "sensor"),
    parameters={
        say("reach in metres"): say("r, stated by the city for each network"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
        say("reference"): say("whom the poorest fifth is compared with"),
    },
    citation=say(
        "Fairlearn user guide, demographic parity; Benjamini and Hochberg 1995; MEASURES M8"
    ),
    failure_modes=(
        say("The ratio nears one and the difference nears zero as the reach grows."),
        say(
            "A ratio over a reference that is hardly covered jumps about; over none there is none."
        ),
        say("Difference and ratio can disagree on which of two cities is worse: both are shown."),
        say(
            "Four fifths, often used as a pass mark, is a rule of employment in the United States."
        ),
        say("Many groups tested: some would stand apart by chance, so all are tested together."),
    ),
    family="inequality",
    compute=compute,
)
