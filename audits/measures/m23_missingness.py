"""M23: of whom is something not known, why, and are they the same people twice?"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audits.compare import group_values
from audits.exhibit import Bar, Bars, Classed, Exhibit
from audits.finding import (
    AreaValue,
    BlindSpot,
    Draft,
    Footing,
    Setting,
    Stability,
    State,
)
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.missing import Reason, Unplaced, reasons, unplaced
from audits.missing_gaps import Gap, missing_of
from audits.stats.bootstrap import ratios, words_of_areas
from audits.stats.difference import intervals
from audits.stats.disparity import erreygers_of_marks
from audits.words import count, joined, listed, number, people, say, share

_SHOWN = 12
_NONE = say("nothing lacks")
_ONE = say("one thing lacks")
_TWICE = say("two things lack, or more")


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft for the city."""
    residents = frame.by_area(frame.cell_people)
    found, lived_in = reasons(frame), residents > 0
    lacks = np.sum([r.where for r in found], axis=0) if found else np.zeros(len(residents))
    any_, seen = lacks > 0, frame.group_residents
    top = residents * any_
    estimate = float(top.sum() / residents.sum())
    drawn = ratios(frame.draws.counts, top[:, None], residents[:, None])[:, 0]
    gaps = missing_of(frame, found)
    yield Draft(
        measure=MEASURE,
        network=None,
        subject="city",
        estimate=estimate,
        state=State.MEASURED,
        interval=frame.draws.share_interval(estimate, drawn, residents),
        interval_meaning=words_of_areas(),
        reading=_reading(frame, found, lacks, residents, gaps),
        by_group=group_values(frame, frame.draws, seen * any_[:, None], seen),
        by_area=tuple(_by_area(frame, lacks, lived_in)),
        blind_spot=_blind_spot(frame, found, lacks),
        footing=Footing(
            people=frame.people,
            areas=len(residents),
            sensors=sum(len(frame.sensors(n).ids) for n in frame.city.networks),
        ),
        stability=_stability(frame, found, residents),
        parameters={
            say("reasons found"): float(len(found)),
            say("lacking"): say("any number of a dataset"),
        },
        datasets=frame.datasets_of(
            "areas", "people", "wealth", "traits", "area_need", "service", "settlements"
        ),
        exhibits=tuple(_exhibits(frame, found, lacks, residents, gaps)),
    )


def _by_area(frame: CityFrame, lacks: Floats, lived_in: NDArray[np.bool_]) -> Iterator[AreaValue]:
    for area, many, somebody in zip(frame.geography.area_ids, lacks, lived_in, strict=True):
        yield AreaValue(
            area=area,
            value=float(many) if somebody else None,
            state=State.MEASURED if somebody else State.NOT_MEASURED,
            reason=None if somebody else say("no residents in the statistics"),
        )


def _blind_spot(frame: CityFrame, found: tuple[Reason, ...], lacks: Floats) -> BlindSpot:
    """Residents of whom anything lacks, each counted under the first reason that holds for them."""
    left = np.ones(len(lacks), dtype=bool)
    parts = []
    for reason in found:
        parts.append((reason.words, (reason.where & left)[frame.cell_area]))
        left &= ~reason.where
    return frame.blind_spot_of((lacks > 0)[frame.cell_area], tuple(parts))


def _reading(
    frame: CityFrame,
    found: tuple[Reason, ...],
    lacks: Floats,
    residents: Floats,
    gaps: tuple[Gap, ...],
) -> str:
    empty = int((residents == 0).sum())
    named = frame.geography.names
    if found:
        top = float(residents[lacks > 0].sum())
        parts = sorted(found, key=lambda r: -float(residents[r.where].sum()))
        told = listed(
            say(
                "{reason} ({areas}, {people} residents)",
                reason=reason.words,
                areas=count(int((reason.where & (residents > 0)).sum()), "area"),
                people=people(float(residents[reason.where].sum())),
            )
            for reason in parts
        )
        text = [
            say(
                "{some} of {all} residents ({share}) live in areas of which something is not "
                "known: {told}.",
                some=people(top),
                all=people(frame.people),
                share=share(top / frame.people),
                told=told,
            )
        ]
        twice = [named[i] for i in np.argsort(-residents) if lacks[i] > 1 and residents[i] > 0]
        text.append(
            say("Missing twice or more: {areas}.", areas=listed(twice, 6))
            if twice
            else say("None lacks two.")
        )
        sure = [gap for gap in gaps if gap.stands]
        if sure:
            text.append(_differing(gaps, sure))
        elif gaps:
            text.append(
                say(
                    "Of {comparisons} none differs by more than chance.",
                    comparisons=count(len(gaps), "comparison"),
                )
            )
    else:
        text = [say("Of every area where people live all that is asked is known.")]
    if empty == 1:
        text.append(
            say("1 area on the map without residents in the statistics weighs nothing here.")
        )
    elif empty:
        text.append(
            say(
                "{areas} on the map without residents in the statistics weigh nothing here.",
                areas=count(empty, "area"),
            )
        )
    lost = unplaced(frame)
    names = sum(item.names for item in lost)
    if names:
        text.append(say("Rows that name no area of the city: {n}.", n=number(names)))
    return joined(" ", text)


def _differing(gaps: tuple[Gap, ...], sure: list[Gap]) -> str:
    worst = max(sure, key=lambda gap: abs(gap.value))
    told = {
        "compared": number(len(gaps)),
        "sure": number(len(sure)),
        "group": worst.group,
        "points": number(100 * abs(worst.value), 1),
        "reason": worst.reason,
    }
    if worst.value > 0:
        return say(
            "Comparisons that differ by more than chance: {sure} of {compared}, most of all "
            "“{group}”, {points} percentage points more than everyone ({reason}).",
            **told,
        )
    return say(
        "Comparisons that differ by more than chance: {sure} of {compared}, most of all "
        "“{group}”, {points} percentage points fewer than everyone ({reason}).",
        **told,
    )


def _exhibits(
    frame: CityFrame,
    found: tuple[Reason, ...],
    lacks: Floats,
    residents: Floats,
    gaps: tuple[Gap, ...],
) -> Iterator[Exhibit]:
    if found:
        where = np.column_stack([reason.where for reason in found]).astype(float)
        top, bottom = residents[:, None] * where, np.repeat(residents[:, None], len(found), axis=1)
        between = intervals(frame.draws, ratios(frame.draws.counts, top, bottom))
        yield Bars(
            title=say("Residents who live where something is not known, by what"),
            unit=say("share of people"),
            bars=tuple(
                Bar(
                    name=reason.words,
                    value=float(top[:, k].sum() / residents.sum()),
                    low=ends.low if (ends := between[k]) else None,
                    high=ends.high if ends else None,
                )
                for k, reason in enumerate(found)
            ),
            no_difference=None,
        )
        yield from _gradients(frame, found, residents)
    sure = sorted((gap for gap in gaps if gap.stands), key=lambda gap: -abs(gap.value))
    if sure:
        yield Bars(
            title=say("Groups of whom more, or less, is missing than of everyone"),
            unit=say("share of people"),
            bars=tuple(
                Bar(
                    name=joined(", ", (gap.group, gap.reason)),
                    value=gap.value,
                    low=gap.interval.low if gap.interval else None,
                    high=gap.interval.high if gap.interval else None,
                    weighty=True,
                )
                for gap in sure[:_SHOWN]
            ),
        )
    lost = [item for item in unplaced(frame) if item.refused or item.placeless]
    if lost:
        yield _rows(lost)
    yield Classed(
        title=say("Areas of which something is not known"),
        words=(_NONE, _ONE, _TWICE),
        areas=tuple(
            (area, (_NONE, _ONE, _TWICE)[min(2, int(lacks[i]))])
            for i, area in enumerate(frame.geography.area_ids)
            if residents[i] > 0
        ),
    )


def _gradients(frame: CityFrame, found: tuple[Reason, ...], residents: Floats) -> Iterator[Exhibit]:
    """Does what lacks lean to poor or rich? Erreygers' index along the areas' wealth."""
    ranked = np.isfinite(frame.wealth) & (residents > 0)
    some = [r for r in found if r.where[ranked].any() and not r.where[ranked].all()]
    if not some:
        return
    marks = np.column_stack([reason.where[ranked] for reason in some]).astype(float)
    weights, wealth = residents[ranked], frame.wealth[ranked]
    drawn = erreygers_of_marks(marks, wealth, frame.draws.counts[:, ranked] * weights)
    index = erreygers_of_marks(marks, wealth, weights)[0]
    yield Bars(
        title=say("Does what lacks lean to the poorer (below zero) or the better-off (above)?"),
        unit=say("index from −1 to 1"),
        bars=tuple(
            Bar(
                name=reason.words,
                value=float(value),
                low=between.low if between else None,
                high=between.high if between else None,
            )
            for reason, value, between in zip(
                some, index, intervals(frame.draws, drawn), strict=True
            )
        ),
    )


def _rows(lost: list[Unplaced]) -> Bars:
    def why(item: Unplaced) -> str:
        parts = (
            (item.refused, say("{n} refused", n=number(item.refused))),
            (item.placeless, say("{n} in no known area", n=number(item.placeless))),
            (item.names, say("{n} with a name that is no area's", n=number(item.names))),
        )
        return listed(said for many, said in parts if many)

    return Bars(
        title=say("Rows that no area can be charged with"),
        unit=say("share of rows"),
        bars=tuple(
            Bar(
                name=say("{title} ({why})", title=item.title, why=why(item)),
                value=min(1.0, (item.refused + item.placeless) / item.rows),
            )
            for item in lost[:_SHOWN]
        ),
        no_difference=None,
    )


def _stability(frame: CityFrame, found: tuple[Reason, ...], residents: Floats) -> Stability:
    """Each reason left out once, and two reasons asked for instead of one."""
    fifths = [i for i, g in enumerate(frame.groups) if g.dimension == frame.city.wealth]
    ends = frame.group_residents[:, [fifths[0], fifths[-1]]] if len(fifths) > 1 else None
    tries = [(say("every reason"), found, 1), (say("every reason"), found, 2)]
    tries += [
        (say("without: {reason}", reason=r.words), tuple(o for o in found if o is not r), 1)
        for r in found
    ]
    settings = []
    for words, used, least in tries:
        lacks = np.sum([r.where for r in used], axis=0) if used else np.zeros(len(residents))
        has = (lacks >= least).astype(float)
        known = ends is not None and bool((ends.sum(axis=0) > 0).all())
        shares = (has @ ends) / ends.sum(axis=0) if ends is not None and known else None
        settings.append(
            Setting(
                parameters={say("reasons"): words, say("lacking at least"): float(least)},
                estimate=float(has @ residents / residents.sum()),
                holds=None if shares is None else bool(shares[0] > shares[1]),
            )
        )
    return Stability(
        verdict=say(
            "of the poorest fifth something is missing for a larger share than of the richest"
        ),
        settings=tuple(settings),
        boundaries=say(
            "not applicable: what is missing belongs to the areas that were asked about"
        ),
    )


MEASURE = Measure(
    code="M23",
    name=say("Missingness disparity"),
    question=say("Of whom is something not known, why, and are they the same people twice?"),
    asked_by=say(
        "Communities that were “not in the data” and so in no score, as in the comments on "
        "the Climate and Economic Justice Screening Tool."
    ),
    better="lower",
    success=say("No group is missing more often than everyone, for any reason."),
    formula=say(
        "people in areas of which a reason holds ÷ people; per group minus everyone; "
        "Erreygers' index of the indicator along wealth; Benjamini-Hochberg over reasons and groups"
    ),
    unit=say("share of people of whom something is not known"),
    inputs=("area", "area_variable", "cell", "area_group", "dataset", "ledger"),
    parameters={
        say("reasons found"): say("how many hold anywhere"),
        say("lacking"): say("when an area counts as lacking from a dataset"),
        say("reasons"): say("which reasons are used"),
        say("lacking at least"): say("how many reasons must hold"),
    },
    citation="MEASURES M23; M8 and M9 with the indicator as outcome",
    failure_modes=(
        (
            say(
                "Areas dropped earlier (water, parks, institutions) can look like "
                "missing people; here "
                "every area of the map is asked, and areas without residents weigh nothing."
            )
        ),
        say("Whoever is in no statistics at all is missing from this share too."),
        say(
            "Rows without a place belong to nobody: they are counted beside, not among, the people."
        ),
    ),
    family="sureness",
    area_unit=say("reasons"),
    compute=compute,
)
