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
from audits.words import number, share
from data.city import Network, Response


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per response that the city declares."""
    for response in frame.city.responses:
        reason = _refused(frame, response)
        yield _nothing(frame, response, reason) if reason else _draft(frame, response)


def _refused(frame: CityFrame, response: Response) -> str | None:
    """Why the ratio must not be computed, if it must not."""
    dataset, _ = need_of(frame, response)
    if dataset.independent_of_sensors is None:
        return (
            f"nobody states whether the list was made without the "
            f"{frame.city.network(response.network).sensor}s: “{dataset.title}”"
        )
    if not dataset.independent_of_sensors:
        return (
            f"the need is known through what sees it: “{dataset.title}” was not made without the "
            f"{frame.city.network(response.network).sensor}s"
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
            "reach in metres": network.reach_m,
            "sensors counted": "not known to be dead",
            "model": "pooled ratio",
            "seen from share": SEEN_FROM,
            "need weighed by": "residents",
            "unit of comparison": "areas",
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
        "reach in metres": network.reach_m,
        "sensors counted": "not known to be dead",
        "model": "pooled ratio",
        "target hours": response.target_hours or "any time",
        "unit of comparison": "cases",
    }
    if response.near_m is not None:
        parameters["an action is near within metres"] = response.near_m
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
        parameters={"model": "Poisson, fully seen against not seen at all"},
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
            "too few areas hold need that is seen beside need that is not, or nothing unseen was "
            "acted on: there is nothing to compare",
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
            verdict="equal need gets more action where it is seen",
            settings=asked.settings,
            boundaries="other boundary sets have not been tried",
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
        within = "" if hours is None else f" within {number(hours)} hours"
        text = (
            f"{response.title}: where a working {network.sensor} stands within "
            f"{number(network.reach_m)} m, {share(tally.acted_seen.sum() / seen)} of "
            f"{number(seen)} cases were acted on{within}; elsewhere "
            f"{share(tally.acted_unseen.sum() / unseen)} of {number(unseen)}."
        )
    else:
        text = (
            f"{response.title}: {number(tally.acted_seen.sum())} actions are on record in the "
            f"{int((tally.need_seen > 0).sum())} areas where at least {share(SEEN_FROM)} of "
            f"residents have a working {network.sensor} within {number(network.reach_m)} m, "
            f"{number(tally.acted_unseen.sum())} in the other "
            f"{int((tally.need_unseen > 0).sum())}. Whole areas are compared, not cases."
        )
        if asked.left_out:
            text += f" {number(asked.left_out)} more lie where no need is known."
    fifths = frame.city.dimension(frame.city.wealth).title
    sure = (
        "How surely, we do not know."
        if likely is None
        else "The interval holds 1, so we cannot tell whether being seen makes a difference."
        if likely.low <= 1 <= likely.high
        else "The interval does not hold 1."
    )
    return (
        f"{text} Compared within fifths by “{fifths}”, equal need gets {number(estimate, 2)} times "
        f"as much action where it is seen ({between(likely, MEASURE.unit)}). {sure} This is an "
        "association: it does not say that seeing is the cause."
    )


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
    # Were the raw association shown, it would be read as an answer.
    more = (
        " The raw association is not computed either: need that only the sensors know is missing "
        "where nobody sees, which draws the ratio towards 1 by itself."
        if refused
        else ""
    )
    return Draft(
        measure=MEASURE,
        network=network,
        subject=response.id,
        estimate=None,
        state=State.UNUSABLE if refused else State.NOT_MEASURED,
        reason=reason,
        interval=None,
        interval_meaning="nothing was estimated",
        reading=f"{response.title}: we do not know whether the city acts where it sees. "
        f"{reason[0].upper()}{reason[1:]}.{more}",
        by_group=(),
        by_area=(),
        blind_spot=frame.blind_spot(network),
        footing=Footing(
            people=frame.people, areas=0, sensors=len(frame.sensors(network).ids), incidents=0
        ),
        stability=Stability(
            verdict=None, settings=(), boundaries="other boundary sets have not been tried"
        ),
        parameters=asked.parameters if asked else {"reach in metres": network.reach_m},
        datasets=_datasets(frame, response, network),
    )


MEASURE = Measure(
    code="M1",
    name="Visible action",
    question="Does the city act where it sees?",
    asked_by="The Rio case: managers intervened more where they got data from, and nothing on the "
    "wall told them so.",
    better="nearer to one",
    success="The interval holds 1 in every fifth: action follows need, seen or not.",
    formula="Mantel-Haenszel over wealth fifths k: RR = Σ a_k N0_k/N_k ÷ Σ c_k N1_k/N_k, with a, c "
    "what was acted on where seen and not, N1, N0 the need there. Beside it a Poisson model, "
    "log E[A] = log N + β coverage + fifth.",
    unit="times as much action where seen",
    group_unit="times the city's action per need",
    area_unit="times the city's action per need",
    inputs=("incident or need or area_variable", "intervention", "sensor", "area_group"),
    parameters={
        "reach in metres": "a need so near to a sensor is seen",
        "sensors counted": "all placed, or without those known to be dead",
        "target hours": "an action so soon after the beginning counts",
        "seen from share": "an area is seen where this share of residents is within reach",
        "need weighed by": "what an area's level of need is multiplied with",
        "model": "pooled ratio over fifths, or a Poisson model of the share that is seen",
        "an action is near within metres": "where no id links an action to a need",
        "unit of comparison": "single cases, or whole areas",
    },
    citation="MEASURES M1; Mantel and Haenszel 1959, as in statsmodels StratifiedTable",
    failure_modes=(
        "Need that only sensors or complaints tell of is unknown where nobody sees: then refused.",
        "A log of actions kept by those who watch holds the actions that they saw.",
        "An association, not a cause: what is seen may be more urgent, or nearer to the crews.",
        "Compared by whole areas it is ecological: it says nothing of single places in them.",
    ),
    family="need",
    headline=True,
    compute=compute,
)
