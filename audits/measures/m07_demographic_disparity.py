"""M7: which groups live less, and which live more, where the sensors are?"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audits.compare import group_bar, without_value
from audits.exhibit import Bars
from audits.finding import Draft, Footing, GroupValue, Interval, Setting, Stability, State
from audits.frame import CityFrame, Floats, Group
from audits.measure import Measure
from audits.no_estimate import no_estimate
from audits.per_frame import per_frame
from audits.sampled_groups import (
    POINTS,
    SurveyTest,
    known_of,
    survey_parameters,
    survey_tests,
    survey_words,
)
from audits.stats.difference import chance, intervals, standing
from audits.stats.disparity import (
    demographic_score,
    share_at_points,
    share_of_all,
    spread_by_chance,
    two_sided,
)
from audits.stats.small_counts import wilson
from audits.words import count, joined, listed, number, say, within
from data.city import Network


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _draft(frame: CityFrame, network: Network) -> Draft:
    points = frame.sensors(network)
    sensors = _per_area(frame, points.area)
    scores, drawn = _scores(frame, sensors)
    values = _values(frame, sensors, scores, drawn)
    stands = standing(_chances(frame, sensors, scores, drawn, values))
    surveyed = survey_tests(frame, sensors, scores)
    fifths = [v for v in values if v.dimension == frame.city.wealth]
    poorest = fifths[0] if fifths else None
    known = poorest is not None and poorest.value is not None
    common = {
        "measure": MEASURE,
        "network": network,
        "subject": network.id,
        "interval_meaning": frame.draws.meaning,
        "by_group": values,
        "by_area": (),
        "blind_spot": frame.blind_spot(network),
        "footing": Footing(
            people=frame.people,
            areas=int((frame.by_area(frame.cell_people) > 0).sum()),
            sensors=len(points.ids),
            survey_error=survey_words(surveyed, values),
        ),
        "parameters": {
            say("reference"): say("all residents of whom the dimension is known"),
            say("sensors counted"): say("all placed"),
            say("groups tested together"): float(sum(v.interval is not None for v in values)),
            **survey_parameters(surveyed),
        },
        "datasets": (
            *frame.datasets_of("sensors", network=network.id),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
        "stability": _stability(frame, network, sensors),
        "exhibits": (_bars(values, stands),) if any(v.value is not None for v in values) else (),
    }
    if not known:
        why = (
            say("no {sensor} stands in an area whose residents are known", sensor=network.sensor)
            if sensors.sum() == 0
            else say("nobody is known to live in the poorest fifth, or too few do")
        )
        return no_estimate(
            **common,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=why,
            reading=say(
                "We do not know whether the poorest live where the {title} are: {why}.",
                title=within(network.title),
                why=why,
            ),
        )
    assert poorest is not None
    return Draft(
        **common,  # type: ignore[arg-type]
        estimate=poorest.value,
        state=State.MEASURED,
        interval=poorest.interval,
        reading=_reading(network, poorest, values, stands, surveyed),
    )


def _per_area(frame: CityFrame, area: NDArray[np.int64]) -> Floats:
    return np.bincount(area, minlength=len(frame.geography.area_ids)).astype(float)


@per_frame
def _city(frame: CityFrame) -> tuple[Floats, NDArray[np.int64], Floats]:
    """Whom each dimension knows per area, which dimension each group is of, `P_g` in each draw."""
    names = [dimension.id for dimension in frame.city.dimensions]
    of = np.array([names.index(group.dimension) for group in frame.groups], dtype=np.int64)
    everybody = np.column_stack([known_of(frame, name)[1].sum(axis=1) for name in names])
    return everybody, of, share_of_all(frame.draws.counts, frame.group_residents, everybody, of)


def _scores(frame: CityFrame, sensors: Floats) -> tuple[Floats, Floats]:
    """`D_g` in percentage points per group, and in each draw, in the order of `frame.groups`."""
    everybody, of, all_drawn = _city(frame)
    people, once = frame.group_residents, np.ones((1, len(sensors)))
    score = share_at_points(once, sensors, people, everybody, of)[0]
    score -= share_of_all(once, people, everybody, of)[0]
    drawn = share_at_points(frame.draws.counts, sensors, people, everybody, of) - all_drawn
    # A rounding error is no disparity.
    return (
        np.where(np.abs(score) < 1e-12, 0.0, POINTS * score),
        np.where(np.abs(drawn) < 1e-12, 0.0, POINTS * drawn),
    )


def _values(
    frame: CityFrame, sensors: Floats, scores: Floats, drawn: Floats
) -> tuple[GroupValue, ...]:
    between = intervals(frame.draws, drawn)
    everybody, of, _ = _city(frame)
    with_points = sensors @ (frame.group_residents > 0)
    for i, score in enumerate(scores):
        known = int(sensors @ (everybody[:, of[i]] > 0))
        if between[i] is not None and with_points[i] == 0 and known > 0:
            # No draw of areas puts a sensor where there is none: what a few sensors cannot rule
            # out is told by their number instead, as if they came one by one.
            few = wilson(0, known)
            between[i] = Interval(low=float(score), high=float(score) + POINTS * few.high)
    return tuple(
        _value(frame, group, i, float(scores[i]), between[i])
        for i, group in enumerate(frame.groups)
    )


def _chances(
    frame: CityFrame,
    sensors: Floats,
    scores: Floats,
    drawn: Floats,
    values: tuple[GroupValue, ...],
) -> tuple[float | None, ...]:
    """Two-sided p per group, the larger of two: by areas drawn again, and by sensors thrown anew.

    Drawn areas alone would be too sure where few sensors stand, thrown sensors alone where many
    stand in a cluster.
    """
    everybody, of, _ = _city(frame)
    thrown, points = np.full(len(values), np.nan), np.zeros(len(values))
    for dimension in range(everybody.shape[1]):
        own, many = of == dimension, float(sensors @ (everybody[:, dimension] > 0))
        if many > 0:
            people = frame.group_residents[:, own]
            thrown[own] = POINTS * spread_by_chance(many, people, everybody[:, dimension])
            points[own] = many
    return tuple(
        max(
            chance(scores[i], drawn[:, i], frame.draws),
            two_sided(float(scores[i]), float(thrown[i]), float(points[i])),
        )
        if value.interval is not None
        else None
        for i, value in enumerate(values)
    )


def _value(
    frame: CityFrame, group: Group, at: int, score: float, between: Interval | None
) -> GroupValue:
    nothing = without_value(frame, group, int((frame.group_residents[:, at] > 0).sum()))
    if nothing is not None:
        return nothing
    known = bool(np.isfinite(score))
    return GroupValue(
        dimension=group.dimension,
        group=group.name,
        value=score if known else None,
        state=State.MEASURED if known else State.NOT_MEASURED,
        people=group.total,
        interval=between if known else None,
        reason=None if known else say("no sensor stands where this dimension is known"),
    )


def _reading(
    network: Network,
    poorest: GroupValue,
    values: tuple[GroupValue, ...],
    stands: tuple[bool, ...],
    surveyed: tuple[SurveyTest, ...],
) -> str:
    score = float(poorest.value or 0.0)
    where = {
        "title": within(network.title),
        "group": poorest.group,
        "points": number(abs(score), 1),
    }
    if score > 0:
        lead = say(
            "Where the {title} stand, the {group} makes up {points} percentage points more of the "
            "residents than in the whole city.",
            **where,
        )
    elif score < 0:
        lead = say(
            "Where the {title} stand, the {group} makes up {points} percentage points less of the "
            "residents than in the whole city.",
            **where,
        )
    else:
        lead = say(
            "Where the {title} stand, the {group} makes up the same share of the residents as in "
            "the whole city.",
            **where,
        )
    text = [lead, _tested(values, stands)]
    if surveyed and np.isfinite(surveyed[0].documented):
        first = surveyed[0]
        text.append(
            say(
                "For {group}, who were sampled, the published test gives Z {documented} as "
                "documented and {coded} as the tool's code computes it.",
                group=first.group,
                documented=number(first.documented, 2),
                coded=number(first.as_coded, 2),
            )
        )
    text.append(say("Residents of an area stand here for whom its sensors see."))
    return joined(" ", text)


def _tested(values: tuple[GroupValue, ...], stands: tuple[bool, ...]) -> str:
    """Which groups stand out by more than chance, the largest differences first."""
    told = [v for v, s in zip(values, stands, strict=True) if s]
    told.sort(key=lambda v: -abs(v.value or 0))
    below = [joined("", ("“", v.group, "”")) for v in told if (v.value or 0) < 0]
    above = [joined("", ("“", v.group, "”")) for v in told if (v.value or 0) > 0]
    tested = sum(v.interval is not None for v in values)
    if not tested:
        return say("There is too little to test any group by.")
    given = {
        "groups": count(tested, "group"),
        "n": number(len(below) + len(above)),
        "below": listed(below, 3),
        "above": listed(above, 3),
    }
    if below and above:
        return say(
            "Of {groups} tested together, {n} differ by more than chance: {below} "
            "under-represented; {above} over-represented.",
            **given,
        )
    if below:
        return say(
            "Of {groups} tested together, {n} differ by more than chance: {below} "
            "under-represented.",
            **given,
        )
    if above:
        return say(
            "Of {groups} tested together, {n} differ by more than chance: {above} "
            "over-represented.",
            **given,
        )
    return say("Of {groups} tested together, none can be told from chance.", **given)


def _bars(values: tuple[GroupValue, ...], stands: tuple[bool, ...]) -> Bars:
    """Every group of a plain dimension; in the accent what is not chance."""
    return Bars(
        title=say("Share of a group where the sensors stand minus its share of residents"),
        unit=say("percentage points"),
        bars=tuple(
            group_bar(value, weighty=stand) for value, stand in zip(values, stands, strict=True)
        ),
    )


def _stability(frame: CityFrame, network: Network, sensors: Floats) -> Stability:
    """The poorest fifth's score with all sensors, and without those known to be dead."""
    points = frame.sensors(network)
    _, people = known_of(frame, frame.city.wealth)
    everybody = people.sum(axis=1)
    settings = []
    for who, counted in (
        (say("all placed"), sensors),
        (say("not known to be dead"), _per_area(frame, points.area[points.working != 0])),
    ):
        score = demographic_score(counted, people, everybody) if people.size else np.array([])
        known = len(score) > 0 and bool(np.isfinite(score[0]))
        settings.append(
            Setting(
                parameters={say("sensors counted"): who},
                estimate=POINTS * float(score[0]) if known else None,
                holds=bool(score[0] < 0) if known else None,
            )
        )
    return Stability(
        verdict=say("the poorest fifth is under-represented where the sensors are"),
        settings=tuple(settings),
        boundaries=say("other boundary sets have not been tried"),
    )


MEASURE = Measure(
    code="M7",
    name=say("Demographic disparity score"),
    question=say("Which groups live less, and which live more, where the sensors are?"),
    asked_by=say(
        "The Spatial Equity Data Tool of the Urban Institute, which cities use with their own "
        "point files."
    ),
    better="nearer to zero",
    success=say("For a service: no group is under-represented where the sensors are."),
    formula=say(
        "D_g = Σ s_i p_ig − P_g; s_i share of the sensors in area i, p_ig share of its "
        "residents in group g, P_g share of the city's; shown for the poorest fifth"
    ),
    unit=say("percentage points"),
    inputs=("sensor", "cell", "area_group", "area_variable"),
    parameters={
        say("reference"): say("whose share P_g is"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
        say("groups tested together"): say("over how many the Benjamini-Hochberg cut-off is taken"),
        say("Z, as documented"): say("|D| ÷ √(SE₁² + SE₂²), for groups that were sampled"),
        say("Z, as the tool's code has it"): say(
            "the same with the city's margin of error in the place of its standard error SE₂"
        ),
    },
    citation=say(
        "MEASURES M7, after the technical appendix of the Spatial Equity Data Tool (2021)"
    ),
    failure_modes=(
        say("Ecological: the average of an area stands for those who live near its sensors."),
        say(
            "The city's share and the share at the sensors come from the same counts, so the "
            "published test, which takes them as independent, is not exact; intervals here draw "
            "areas again."
        ),
        say(
            "Where few sensors stand, areas drawn again look too sure: a group is named only if "
            "sensors thrown at random where residents live would not give its score either."
        ),
        say("Many groups are looked at: only what stays after Benjamini and Hochberg is named."),
    ),
    family="inequality",
    compute=compute,
)
