"""The draft of a finding from the answers to a siting question: measure and page share it."""

from dataclasses import replace

import numpy as np

from audits.compare import area_values, per_area_and_group, without_value
from audits.exhibit import Site
from audits.finding import (
    AreaValue,
    BlindSpot,
    Draft,
    Footing,
    GroupValue,
    Setting,
    Stability,
    State,
)
from audits.frame import CityFrame
from audits.measure import Measure
from audits.siting_answer import BUDGETS, Answer, Question, pair, reaches
from audits.siting_figures import figures
from audits.siting_whom import ALL, WORST_OFF
from audits.siting_words import DONE, reading
from audits.words import bare, say, several
from data.city import Network

_NO_INTERVAL = say(
    "no interval: the places are worked out from the map and the statistics as they are, and "
    "nothing is drawn; how far they depend on the reach and on the number of sites is told by the "
    "other settings"
)


def draft(
    measure: Measure,
    frame: CityFrame,
    network: Network,
    question: Question,
    answers: tuple[Answer, ...],
) -> Draft:
    """What the first answer says in numbers, and all of them in words; refused where none is."""
    first = answers[0] if answers else None
    plan = first.plans[0] if first else None
    sites = question.sites
    changed = (plan.changed(sites) if plan else np.zeros(len(frame.cell_x))).astype(float)
    bottom = frame.by_area(frame.cell_people)
    return Draft(
        measure=measure,
        network=first.network if first else network,
        subject=network.id,
        estimate=_left(first) if first else None,
        state=State.MEASURED if first else State.NOT_MEASURED,
        reason=None
        if first
        else say("no group of people is known that a value could be shown for"),
        interval=None,
        interval_meaning=_NO_INTERVAL,
        reading=_reading(frame, network, answers),
        by_group=_by_group(frame, changed) if first else (),
        by_area=_by_area(frame, changed) if first else (),
        blind_spot=_blind_spot(frame, network, first),
        footing=Footing(
            people=frame.people,
            areas=int((bottom > 0).sum()),
            sensors=len(frame.sensors(network).ids),
        ),
        stability=_stability(frame, first),
        parameters=_parameters(question, first),
        datasets=(
            *frame.evidence_of(network),
            *frame.datasets_of("areas", "people", "wealth", "settlements", "sites"),
        ),
        exhibits=tuple(figure for one in answers for figure in figures(frame, one)),
    )


def measured_for(measure: Measure, answer: Answer) -> Measure:
    """The measure with the unit that this answer is in."""
    of = answer.whom.of
    if answer.plans[0].do == "remove":
        return replace(measure, unit=say("share {of} left watched", of=of))
    return replace(measure, unit=say("share {of} left unseen", of=of))


def _left(answer: Answer) -> float:
    left = answer.plans[0].left_at(answer.whom.people, answer.question.sites)
    return min(1.0, left / answer.whom.total)


def _reading(frame: CityFrame, network: Network, answers: tuple[Answer, ...]) -> str:
    if not answers:
        return say(
            "We do not know whom another {sensor} should be for: no group is known.",
            sensor=network.sensor,
        )
    said = [reading(frame, one) for one in answers]
    if len(said) == 1:
        return said[0]
    return say(
        "As a service: {service} As a burden, for those who are watched by it, the answer is the "
        "reverse. {burden} Which of the two these {sensors} are to whom is not for a sum to say.",
        service=said[0],
        burden=said[1],
        sensors=several(network.sensor),
    )


def _blind_spot(frame: CityFrame, network: Network, answer: Answer | None) -> BlindSpot:
    """That of the network; at another reach, whom it does not see at that one."""
    if answer is None or answer.network.reach_m == network.reach_m:
        return frame.blind_spot(network)
    unseen = frame.distance_alive(network) > answer.network.reach_m
    why = say(
        "no {sensor} that works within {reach} m",
        sensor=network.sensor,
        reach=bare(answer.network.reach_m),
    )
    return frame.blind_spot_of(unseen, ((why, unseen),))


def _by_group(frame: CityFrame, changed: np.ndarray) -> tuple[GroupValue, ...]:
    """Without intervals, for nothing is drawn; withheld by the same rule as everywhere."""
    top = per_area_and_group(frame, changed)
    bottom = per_area_and_group(frame, np.ones_like(changed))
    values = []
    for i, group in enumerate(frame.groups):
        nothing = without_value(frame, group, int((bottom[:, i] > 0).sum()))
        values.append(
            nothing
            or GroupValue(
                dimension=group.dimension,
                group=group.name,
                value=float(top[:, i].sum() / bottom[:, i].sum()),
                state=State.MEASURED,
                people=group.total,
            )
        )
    return tuple(values)


def _by_area(frame: CityFrame, changed: np.ndarray) -> tuple[AreaValue, ...]:
    return area_values(
        frame, frame.by_area(frame.cell_people * changed), frame.by_area(frame.cell_people)
    )


def _stability(frame: CityFrame, answer: Answer | None) -> Stability:
    """Every reach that the city states with every number of sites."""
    settings = []
    verdict = None
    if answer is not None:
        network, question = answer.network, answer.question
        whom, against = answer.whom, answer.against
        verdict = say(
            "the sites for {whom} are other places than the sites for {against}: fewer than half "
            "of them lie within reach of one another",
            whom=whom.words,
            against=against.words,
        )
        for reach in reaches(network):
            first, second = (
                answer.plans
                if reach == network.reach_m
                else pair(frame, network, question, (whom, against), reach)
            )
            left = first.left_within(whom.people, question.ends)
            for sites in sorted({*BUDGETS, question.sites}):
                shared = near(first.sites[:sites], second.sites[:sites], reach)
                settings.append(
                    Setting(
                        parameters={say("reach in metres"): reach, say("sites"): sites},
                        estimate=min(1.0, left[sites] / whom.total),
                        holds=None if shared is None else shared < 0.5,
                    )
                )
    return Stability(
        verdict=verdict,
        settings=tuple(settings),
        boundaries=say("boundaries do not enter: people are counted on cells"),
    )


def near(sites: tuple[Site, ...], others: tuple[Site, ...], reach_m: float) -> float | None:
    """Share of the sites that lie within reach of one of the others; None without sites."""
    if not sites or not others:
        return None
    own, other = (np.array([(site.x, site.y) for site in side]) for side in (sites, others))
    metres = np.hypot(*(own[:, None] - other[None]).transpose(2, 0, 1))
    return float((metres.min(axis=1) <= reach_m).mean())


def _parameters(question: Question, answer: Answer | None) -> dict[str, str | float]:
    if answer is None:
        return {say("sites"): question.sites}
    plan = answer.plans[0]
    worst = question.aim == WORST_OFF
    told: dict[str, str | float] = {
        say("reach in metres"): plan.reach_m,
        say("sites"): question.sites,
        say("worst-off group") if worst else say("chosen for"): answer.whom.aim.name,
    }
    if question.against != ALL:
        told[say("compared with")] = answer.against.aim.name
    if question.what in ("new", "repair"):
        told[say("sensors are")] = DONE[question.what]
    return told | {
        say("places looked at"): plan.among,
        say("where they come from"): plan.source,
        say("at least this share of the best possible"): round(plan.sure(question.sites), 3),
    }
