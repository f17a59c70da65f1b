"""M1: does the city act where it sees? The Rio loop, measured."""

from collections.abc import Iterator

import numpy as np

from audits.compare import group_values
from audits.finding import (
    Draft,
    Footing,
    GroupValue,
    Interval,
    Setting,
    Stability,
    State,
)
from audits.frame import CityFrame, Floats
from audits.lived import group_shares
from audits.measure import Measure
from audits.no_estimate import no_estimate
from audits.reach import share_of
from audits.stats.stratified import poisson_ratio, pooled_ratio, stratum_ratios
from audits.visible_action import (
    SEEN_FROM,
    Cases,
    Parameters,
    Tally,
    acted_in,
    cases,
    coverage,
    need_in,
    need_of,
    tally_areas,
    tried_areas,
    tried_cases,
)
from audits.visible_action_shown import Asked, bars, by_area, corners
from audits.words import interval as between
from audits.words import joined, noun, number, say, sentence, share
from data.city import Network, Response


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per response that the city declares."""
    for response in frame.city.responses:
        reason = _refused(frame, response)
        yield _nothing(frame, response, reason) if reason else _draft(frame, response)


def _refused(frame: CityFrame, response: Response) -> str | None:
    """Why the ratio must not be computed, if it must not."""
    dataset, _ = need_of(frame, response)
    sensor = frame.city.network(response.network).sensor
    sensors = noun(2, sensor, f"{sensor}s")
    if dataset.independent_of_sensors is None:
        return say(
            "nobody states whether the list was made without the {sensors}: “{title}”",
            sensors=sensors,
            title=dataset.title,
        )
    if not dataset.independent_of_sensors:
        return say(
            "the need is known through what sees it: “{title}” was not made without the {sensors}",
            sensors=sensors,
            title=dataset.title,
        )
    return None


def _asked(frame: CityFrame, response: Response, network: Network) -> Asked:
    _, variable = need_of(frame, response)
    if variable is None:
        found = cases(frame, response, network)
        return _of_cases(frame, response, network, found)
    acted, need = acted_in(frame, response), need_in(frame, variable, "residents")
    part = coverage(frame, network, network.reach_m, alive=True)
    tried = [
        _setting(frame, words, tally)
        for words, tally in tried_areas(frame, acted, network, variable)
    ]
    tried.append(_poisson(frame, acted, need, part))
    tally = tally_areas(acted, need, part, SEEN_FROM)
    return Asked(
        tally=tally,
        left_out=float(acted.sum() - tally.acted.sum()),
        share=part,
        by_cases=False,
        parameters={
            say("reach in metres"): network.reach_m,
            say("sensors counted"): say("not known to be dead"),
            say("model"): say("pooled ratio"),
            say("seen from share"): SEEN_FROM,
            say("need weighed by"): say("residents"),
            say("unit of comparison"): say("areas"),
        },
        settings=tuple(tried),
    )


def _of_cases(frame: CityFrame, response: Response, network: Network, found: Cases) -> Asked:
    tally = found.tally(network.reach_m, alive=True, hours=response.target_hours)
    part = share_of(tally.need_seen, tally.need)
    tried = [
        _setting(frame, words, other) for words, other in tried_cases(found, response, network)
    ]
    tried.append(_poisson(frame, tally.acted, tally.need, part))
    parameters: Parameters = {
        say("reach in metres"): network.reach_m,
        say("sensors counted"): say("not known to be dead"),
        say("model"): say("pooled ratio"),
        say("target hours"): response.target_hours or say("any time"),
        say("unit of comparison"): say("cases"),
    }
    if response.near_m is not None:
        parameters[say("an action is near within metres")] = response.near_m
    return Asked(
        tally=tally, share=part, by_cases=True, parameters=parameters, settings=tuple(tried)
    )


def _setting(frame: CityFrame, words: Parameters, tally: Tally) -> Setting:
    one = np.ones((1, len(frame.strata)))
    value = float(pooled_ratio(*tally.by_stratum(one, frame.strata))[0])
    known = bool(np.isfinite(value)) and tally.enough(frame.strata)
    return Setting(
        parameters=words, estimate=value if known else None, holds=value > 1 if known else None
    )


def _poisson(frame: CityFrame, acted: Floats, need: Floats, part: Floats) -> Setting:
    value = poisson_ratio(acted, need, part, frame.strata)
    return Setting(
        parameters={say("model"): say("Poisson, fully seen against not seen at all")},
        estimate=value,
        holds=None if value is None else value > 1,
    )


def _draft(frame: CityFrame, response: Response) -> Draft:
    network = frame.city.network(response.network)
    asked = _asked(frame, response, network)
    tally, draws = asked.tally, frame.draws_within_reach(network)
    one = tally.by_stratum(np.ones((1, len(frame.strata))), frame.strata)
    estimate = float(pooled_ratio(*one)[0])
    if not np.isfinite(estimate) or not tally.enough(frame.strata):
        return _nothing(
            frame,
            response,
            say(
                "too few areas hold need that is seen beside need that is not, or nothing unseen "
                "was acted on: there is nothing to compare"
            ),
            asked,
        )
    drawn = tally.by_stratum(draws.counts, frame.strata)
    likely = draws.ratio_interval(pooled_ratio(*drawn))
    strata = bars(frame, draws, stratum_ratios(*one)[0], stratum_ratios(*drawn), MEASURE.unit)
    return Draft(
        measure=MEASURE,
        network=network,
        subject=response.id,
        estimate=estimate,
        state=State.MEASURED,
        interval=likely,
        interval_meaning=draws.meaning,
        reading=_reading(frame, response, network, asked, estimate, likely),
        by_group=_by_group(frame, asked, network),
        by_area=tuple(by_area(frame, asked)),
        blind_spot=frame.blind_spot(network),
        footing=_footing(frame, network, asked),
        stability=Stability(
            verdict=say("equal need gets more action where it is seen"),
            settings=asked.settings,
            boundaries=say("other boundary sets have not been tried"),
        ),
        parameters=asked.parameters,
        datasets=_datasets(frame, response, network),
        exhibits=(strata, corners(frame, asked, network)),
    )


def _footing(frame: CityFrame, network: Network, asked: Asked) -> Footing:
    counted = asked.tally.need if asked.by_cases else asked.tally.acted
    return Footing(
        people=float(frame.by_area(frame.cell_people)[asked.tally.need > 0].sum()),
        areas=int((asked.tally.need > 0).sum()),
        sensors=len(frame.sensors(network).ids),
        incidents=int(counted.sum()),
    )


def _reading(
    frame: CityFrame,
    response: Response,
    network: Network,
    asked: Asked,
    estimate: float,
    likely: Interval | None,
) -> str:
    tally = asked.tally
    if asked.by_cases:
        seen, unseen = tally.need_seen.sum(), tally.need_unseen.sum()
        hours = response.target_hours
        given = {
            "title": response.title,
            "sensor": network.sensor,
            "reach": number(network.reach_m),
            "share_seen": share(tally.acted_seen.sum() / seen),
            "seen": number(seen),
            "share_unseen": share(tally.acted_unseen.sum() / unseen),
            "unseen": number(unseen),
        }
        if hours is None:
            text = say(
                "{title}: where a working {sensor} stands within {reach} m, {share_seen} of {seen} "
                "cases were acted on; elsewhere {share_unseen} of {unseen}.",
                **given,
            )
        else:
            text = say(
                "{title}: where a working {sensor} stands within {reach} m, {share_seen} of {seen} "
                "cases were acted on within {hours} hours; elsewhere {share_unseen} of {unseen}.",
                **given,
                hours=number(hours),
            )
    else:
        text = _by_areas(response, network, asked)
    if likely is None:
        sure = say("How surely, we do not know.")
    elif likely.low <= 1 <= likely.high:
        sure = say("The interval holds 1, so we cannot tell whether being seen makes a difference.")
    else:
        sure = say("The interval does not hold 1.")
    compared = say(
        "Compared within fifths by “{fifths}”, equal need gets {n} times as much action where it "
        "is seen ({interval}).",
        fifths=frame.city.dimension(frame.city.wealth).title,
        n=number(estimate, 2),
        interval=between(likely, MEASURE.unit),
    )
    cause = say("This is an association: it does not say that seeing is the cause.")
    return joined(" ", (text, compared, sure, cause))


def _by_areas(response: Response, network: Network, asked: Asked) -> str:
    tally = asked.tally
    text = say(
        "{title}: {acted_seen} actions are on record in the {seen} areas where at least {share} of "
        "residents have a working {sensor} within {reach} m, {acted_unseen} in the other {unseen}. "
        "Whole areas are compared, not cases.",
        title=response.title,
        acted_seen=number(tally.acted_seen.sum()),
        seen=number((tally.need_seen > 0).sum(), 0),
        share=share(SEEN_FROM),
        sensor=network.sensor,
        reach=number(network.reach_m),
        acted_unseen=number(tally.acted_unseen.sum()),
        unseen=number((tally.need_unseen > 0).sum(), 0),
    )
    if not asked.left_out:
        return text
    more = say("{n} more lie where no need is known.", n=number(asked.left_out))
    return joined(" ", (text, more))


def _by_group(frame: CityFrame, asked: Asked, network: Network) -> tuple[GroupValue, ...]:
    """Action per need where people of each group live, against the whole city's."""
    lived = group_shares(frame)
    acted, need = asked.tally.acted, asked.tally.need
    return group_values(
        frame,
        frame.draws_within_reach(network),
        acted[:, None] * lived,
        need[:, None] * lived,
        scale=float(need.sum() / acted.sum()),
    )


def _datasets(frame: CityFrame, response: Response, network: Network) -> tuple[str, ...]:
    named = (
        need_of(frame, response)[0].name,
        response.action,
        *frame.evidence_of(network),
        *frame.datasets_of("areas", "people", "wealth", "settlements"),
    )
    return tuple(dict.fromkeys(named))


def _nothing(
    frame: CityFrame, response: Response, reason: str, asked: Asked | None = None
) -> Draft:
    """A response of which no ratio may be computed, or none can be."""
    network = frame.city.network(response.network)
    refused = asked is None
    reading = [
        say("{title}: we do not know whether the city acts where it sees.", title=response.title),
        sentence(reason),
    ]
    if refused:  # Were the raw association shown, it would be read as an answer.
        reading.append(
            say(
                "The raw association is not computed either: need that only the sensors know is "
                "missing where nobody sees, which draws the ratio towards 1 by itself."
            )
        )
    return no_estimate(
        measure=MEASURE,
        network=network,
        subject=response.id,
        state=State.UNUSABLE if refused else State.NOT_MEASURED,
        reason=reason,
        reading=joined(" ", reading),
        blind_spot=frame.blind_spot(network),
        footing=Footing(
            people=frame.people, areas=0, sensors=len(frame.sensors(network).ids), incidents=0
        ),
        parameters=asked.parameters if asked else {say("reach in metres"): network.reach_m},
        datasets=_datasets(frame, response, network),
    )


MEASURE = Measure(
    code="M1",
    name=say("Visible action"),
    question=say("Does the city act where it sees?"),
    asked_by=say(
        "The Rio case: managers intervened more where they got data from, and nothing on the "
        "wall told them so."
    ),
    better="nearer to one",
    success=say("The interval holds 1 in every fifth: action follows need, seen or not."),
    formula=say(
        "Mantel-Haenszel over wealth fifths k: RR = Σ a_k N0_k/N_k ÷ Σ c_k N1_k/N_k, with a, c "
        "what was acted on where seen and not, N1, N0 the need there. Beside it a Poisson model, "
        "log E[A] = log N + β coverage + fifth."
    ),
    unit=say("times as much action where seen"),
    group_unit=say("times the city's action per need"),
    area_unit=say("times the city's action per need"),
    inputs=(say("incident or need or area_variable"), "intervention", "sensor", "area_group"),
    parameters={
        say("reach in metres"): say("a need so near to a sensor is seen"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
        say("target hours"): say("an action so soon after the beginning counts"),
        say("seen from share"): say(
            "an area is seen where this share of residents is within reach"
        ),
        say("need weighed by"): say("what an area's level of need is multiplied with"),
        say("model"): say("pooled ratio over fifths, or a Poisson model of the share that is seen"),
        say("an action is near within metres"): say("where no id links an action to a need"),
        say("unit of comparison"): say("single cases, or whole areas"),
    },
    citation=say("MEASURES M1; Mantel and Haenszel 1959, as in statsmodels StratifiedTable"),
    failure_modes=(
        say(
            "Need that only sensors or complaints tell of is unknown where nobody sees: "
            "then refused."
        ),
        say("A log of actions kept by those who watch holds the actions that they saw."),
        say(
            "An association, not a cause: what is seen may be more urgent, or nearer to the crews."
        ),
        say("Compared by whole areas it is ecological: it says nothing of single places in them."),
    ),
    family="need",
    headline=True,
    compute=compute,
)
