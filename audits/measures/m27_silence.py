"""M27: when a feed is quiet, is the city calm, or was nobody heard?"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from audits.compare import area_values, ends, group_values, per_area_and_group
from audits.finding import BlindSpot, Draft, Footing, GroupValue, Setting, Stability, State
from audits.frame import CityFrame
from audits.heard import NOBODY, Heard, Silence, commonest
from audits.heard_shown import exhibits
from audits.measure import Measure
from audits.no_estimate import all_unseen, no_estimate
from audits.silence import why_not_events, why_not_readings
from audits.silence_events import RULES, classify, evidence, expectation, heard_of, weeks_of
from audits.silence_readings import USABLE, heard_with, kin, owed_readings
from audits.stats.bootstrap import Draws, ratios, words_of_reports
from audits.words import count, day, joined, listed, say, share, within
from data.city import Dataset, Network

_VERDICT = say("the poorest fifth goes unheard more of the time than the richest")
_BOUNDARIES = say(
    "other boundary sets have not been tried; regions speak for areas that are too thin"
)
_LEAST, _AROUND, _USABLE = say("least reporting"), say("weeks around"), say("usable share")


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per feed: requests and occurrences by their dataset, readings by their network."""
    for name in frame.datasets_of("requests", "interventions"):
        yield _events(frame, frame.dataset(name))
    for network in frame.city.networks:
        yield _readings(frame, network)


def _events(frame: CityFrame, dataset: Dataset) -> Draft:
    used = (dataset.name, *frame.datasets_of("areas", "people", "wealth", "settlements"))
    weeks = None if dataset.sample else weeks_of(frame, dataset)
    if weeks is None:
        why = why_not_events(dataset) or say("there are not even rows of one week")
        blind = all_unseen(frame, say("of this feed, {why}", why=why))
        return _nothing(frame, None, dataset.name, dataset.title, used, blind, why)
    known = expectation(frame, weeks, RULES.half_weeks)
    found, residents = evidence(known, RULES), frame.by_area(frame.cell_people)
    heard = heard_of(frame, dataset, known, classify(known, found, residents, RULES))
    tried = [({_LEAST: RULES.low_reporting, _AROUND: RULES.half_weeks}, heard)]
    for low in (1 / 2, 1 / 5):
        rules = replace(RULES, low_reporting=low)
        other = heard_of(frame, dataset, known, classify(known, found, residents, rules))
        tried.append(({_LEAST: low, _AROUND: RULES.half_weeks}, other))
    near = replace(RULES, half_weeks=RULES.half_weeks // 2)
    nearer = expectation(frame, weeks, near.half_weeks)
    codes = classify(nearer, evidence(nearer, near), residents, near)
    tried.append(
        (
            {_LEAST: near.low_reporting, _AROUND: near.half_weeks},
            heard_of(frame, dataset, nearer, codes),
        )
    )
    draws = replace(frame.draws, meaning=words_of_reports())
    return _draft(
        frame,
        None,
        heard,
        draws,
        used,
        blind=_mostly_unheard(frame, heard),
        footing=Footing(
            people=frame.people,
            areas=int((residents > 0).sum()),
            sensors=0,
            incidents=heard.events,
        ),
        parameters={
            _LEAST: RULES.low_reporting,
            _AROUND: RULES.half_weeks,
            say("least expected"): RULES.least_expected,
            say("false discovery rate"): RULES.alpha,
        },
        tried=tried,
    )


def _readings(frame: CityFrame, network: Network) -> Draft:
    used = (
        *frame.evidence_of(network),
        *frame.datasets_of("areas", "people", "wealth", "settlements"),
    )
    owed = owed_readings(frame, network) if len(frame.sensors(network).ids) else None
    if owed is None:
        why = why_not_readings(frame, network)
        blind = frame.blind_spot(network)
        return _nothing(frame, network, network.id, within(network.title), used, blind, why)
    cells = kin(frame, network)
    heard = heard_with(frame, network, owed, cells)
    tried = [({_USABLE: USABLE}, heard)]
    tried += [
        ({_USABLE: least}, heard_with(frame, network, owed, cells, least)) for least in (0.25, 0.9)
    ]
    return _draft(
        frame,
        network,
        heard,
        frame.draws_within_reach(network),
        used,
        blind=frame.blind_spot(network),
        footing=Footing(
            people=frame.people,
            areas=int((frame.by_area(frame.cell_people) > 0).sum()),
            sensors=len(frame.sensors(network).ids),
            readings=heard.events,
        ),
        parameters={_USABLE: USABLE, say("reach in metres"): network.reach_m},
        tried=tried,
    )


def _nothing(
    frame: CityFrame,
    network: Network | None,
    subject: str,
    title: str,
    used: tuple[str, ...],
    blind: BlindSpot,
    why: str,
) -> Draft:
    return no_estimate(
        measure=MEASURE,
        network=network,
        subject=subject,
        reason=why,
        reading=say(
            "We do not know what silence of the {title} means: {why}. It is not calm.",
            title=title,
            why=why,
        )
        if network
        else say(
            "We do not know what silence in “{title}” means: {why}. It is not calm.",
            title=title,
            why=why,
        ),
        blind_spot=blind,
        footing=Footing(
            people=frame.people,
            areas=0,
            sensors=len(frame.sensors(network).ids) if network else 0,
        ),
        parameters={},
        datasets=used,
    )


def _draft(
    frame: CityFrame,
    network: Network | None,
    heard: Heard,
    draws: Draws,
    used: tuple[str, ...],
    *,
    blind: BlindSpot,
    footing: Footing,
    parameters: dict[str, str | float],
    tried: list[tuple[dict[str, float], Heard]],
) -> Draft:
    unheard, residents = heard.not_calm, frame.by_area(frame.cell_people)
    top = frame.by_area(frame.cell_people * unheard)
    estimate = float(top.sum() / residents.sum())
    by_group = group_values(
        frame,
        draws,
        per_area_and_group(frame, unheard),
        per_area_and_group(frame, np.ones_like(unheard)),
    )
    return Draft(
        measure=MEASURE,
        network=network,
        subject=heard.feed,
        estimate=estimate,
        state=State.MEASURED,
        interval=draws.share_interval(
            estimate, ratios(draws.counts, top[:, None], residents[:, None])[:, 0], residents
        ),
        interval_meaning=draws.meaning,
        reading=_reading(frame, network, heard, by_group),
        by_group=by_group,
        by_area=area_values(frame, top, residents),
        blind_spot=blind,
        footing=footing,
        stability=Stability(
            verdict=_VERDICT,
            settings=tuple(_setting(frame, chosen, other) for chosen, other in tried),
            boundaries=_BOUNDARIES,
        ),
        parameters=parameters,
        datasets=used,
        exhibits=exhibits(frame, heard),
    )


def _setting(frame: CityFrame, chosen: dict[str, float], heard: Heard) -> Setting:
    unheard = heard.not_calm
    ends_of = [float(g.people @ unheard) / g.total for g in frame.wealth_groups() if g.total]
    return Setting(
        parameters=dict(chosen),
        estimate=float(frame.cell_people @ unheard) / frame.people,
        # Rounding in a sum over cells is no difference between groups.
        holds=ends_of[0] > ends_of[-1] + 1e-9 if len(ends_of) > 1 else None,
    )


def _reading(
    frame: CityFrame, network: Network | None, heard: Heard, by_group: tuple[GroupValue, ...]
) -> str:
    parts = {
        state: float(frame.cell_people @ heard.parts[state]) / frame.people for state in Silence
    }
    told = [
        _of_state(state, share(parts[state]), network)
        for state in (Silence.BLIND, Silence.CUT_OFF, Silence.UNKNOWN)
        if parts[state] > 0
    ]
    first = _not_calm(network, heard, share(1 - parts[Silence.CALM]))
    text = [joined("", (first, ": ", listed(told), ".") if told else (first, "."))]
    longest = sorted(heard.cuts, key=lambda run: -run.days)[:2]
    text += [
        say(
            "The whole feed fell silent from {start} to {end} ({days}).",
            start=day(run.start),
            end=day(run.end),
            days=count(run.days, "day"),
        )
        for run in sorted(longest, key=lambda run: run.start)
    ]
    if len(heard.cuts) > len(longest):
        more = count(len(heard.cuts) - len(longest), "time")
        text.append(say("So it did {times} more.", times=more))
    both = ends(frame, by_group)
    if both is not None:
        poorest, richest = map(share, both)
        text.append(
            say(
                "Poorest fifth {poorest} of its days, richest {richest}.",
                poorest=poorest,
                richest=richest,
            )
            if heard.days == 1
            else say(
                "Poorest fifth {poorest} of its weeks, richest {richest}.",
                poorest=poorest,
                richest=richest,
            )
        )
    if network and network.purpose == "burden":
        text.append(
            say("Not to be heard by this network is to be spared it; its silence is no alarm.")
        )
    return joined(" ", text)


def _of_state(state: Silence, part: str, network: Network | None) -> str:
    """One part of the time that was not calm, and why."""
    if state is Silence.CUT_OFF:
        return say("{share} cut off (it was heard before and stopped)", share=part)
    if state is Silence.UNKNOWN:
        return say("{share} unknown (too little is known to tell)", share=part)
    if network is None:
        return say("{share} blind (so few speak there that quiet says nothing)", share=part)
    return say(
        "{share} blind (no {sensor} in reach was ever heard)", share=part, sensor=network.sensor
    )


def _not_calm(network: Network | None, heard: Heard, part: str) -> str:
    told = {"start": day(heard.start), "end": day(heard.until), "share": part}
    if network is not None and heard.days == 1:
        return say(
            "From {start} to {end}, in {share} of the days that residents lived through, silence "
            "of the {title} would not have meant calm",
            title=within(heard.title),
            **told,
        )
    if network is not None:
        return say(
            "From {start} to {end}, in {share} of the weeks that residents lived through, silence "
            "of the {title} would not have meant calm",
            title=within(heard.title),
            **told,
        )
    if heard.days == 1:
        return say(
            "From {start} to {end}, in {share} of the days that residents lived through, silence "
            "of “{title}” would not have meant calm",
            title=heard.title,
            **told,
        )
    return say(
        "From {start} to {end}, in {share} of the weeks that residents lived through, silence of "
        "“{title}” would not have meant calm",
        title=heard.title,
        **told,
    )


def _mostly_unheard(frame: CityFrame, heard: Heard) -> BlindSpot:
    """Residents of areas that were calm in fewer periods than they were anything else."""
    usual = commonest(heard.codes, np.ones(heard.codes.shape[1]))[frame.cell_area]
    words = {
        Silence.UNKNOWN: say("too little is expected of the area to tell silence from calm"),
        Silence.BLIND: say("so few speak in the area that quiet there says nothing"),
        Silence.CUT_OFF: say("nothing came from the area most of the time"),
    }
    return frame.blind_spot_of(
        (usual != Silence.CALM) & (usual != NOBODY),
        tuple((why, usual == state) for state, why in words.items()),
    )


MEASURE = Measure(
    code="M27",
    name=say("Silence"),
    question=say("When a feed is quiet, is the city calm, or was nobody heard?"),
    asked_by=say("The Rio case: nothing on the wall told a calm city from a blind one."),
    better="lower",
    success=say("Silence means calm everywhere, and as much of the time for every group."),
    formula=say(
        "Σ people × periods not calm ÷ Σ people × periods. Events: expected in area i and week "
        "t = what all other areas sent in t × wᵢ ÷ Σ w of the others, w = residents × rate per "
        "resident in the weeks around (gamma-Poisson, drawn towards the city's); *cut "
        "off* where P(as "
        "few) under a negative binomial is small (Benjamini-Hochberg over areas × "
        "weeks) or the whole "
        "feed stopped; *blind* where an area speaks under a third of the city's rate per resident; "
        "*unknown* where under 3 events are expected in the week, four weeks and the "
        "region. Readings: "
        "*calm* within reach of a sensor that delivered half of what it owes, *blind* "
        "within reach of "
        "none that was ever heard, *cut off* where one was heard before."
    ),
    unit=say("share of people's time"),
    inputs=("request", "intervention", "sensor_health", "feed_day", "cell"),
    parameters={
        say("least reporting"): say(
            "an area is blind below this share of the city's rate per resident"
        ),
        say("weeks around"): say("weeks before and after that count as an area's past"),
        say("least expected"): say("events below which hearing nothing is no news"),
        say("false discovery rate"): say("Benjamini-Hochberg, over all areas and weeks"),
        say("usable share"): say("of what a sensor owes in a period, for it to count as heard"),
        say("reach in metres"): say("stated by the city for each network"),
    },
    citation="Own. Reporting rates differ threefold between neighbourhoods: Liu, Bhandaram, Garg "
    "2024 (MEASURES M24); gamma-Poisson smoothing: Clayton and Kaldor 1987",
    failure_modes=(
        say("Low reporting is read from counts: an area where less happens is called blind too."),
        say("The city's state is what the other areas sent: no rain or other witness is asked."),
        say(
            "A feed that fades slowly is taken for the usual; only a fall below a "
            "fifth is a collapse."
        ),
        say("Within reach of a sensor that reports is not seen: walls and angles are not known."),
    ),
    family="silence",
    headline=True,
    compute=compute,
)
