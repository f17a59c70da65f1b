"""What a map says, before it is drawn: each area's fill, its half-shade, and its words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from audits import words
from audits.finding import AreaValue, BlindSpot, Finding, State
from audits.geography import Geography
from audits.report.map_classes import Classes, classify

Shade = Literal["dense", "sparse"]
MOSTLY = 0.5
"""From this share of residents unseen, an area is shaded densely."""
PARTLY = 0.1
"""From this share, sparsely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMark:
    """One area: a step of the ramp or a kind of nothing, its shade, and what is said of it."""

    area: str
    fill: str | None
    """Token of the ramp; None where there is no value."""
    state: State
    shade: Shade | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapContent:
    """All areas in the geography's order, and the two sentences that replace the picture."""

    areas: tuple[AreaMark, ...]
    classes: Classes
    title: str
    description: str
    value_of: str
    """What the fill shows, with its unit."""


def content_of(finding: Finding, geography: Geography) -> MapContent:
    """What the map of one finding says."""
    draft = finding.draft
    return map_content(
        geography,
        draft.by_area,
        unit=draft.measure.unit_of_areas,
        value_of=words.joined(", ", (draft.measure.name, words.subject(finding))),
        blind=draft.blind_spot,
    )


def map_content(
    geography: Geography,
    values: Iterable[AreaValue],
    *,
    unit: str,
    value_of: str,
    blind: BlindSpot | None,
) -> MapContent:
    """What a map of these values says; an area without a value among them was not measured."""
    by_area = {value.area: value for value in values}
    unseen = {one.area: one.share for one in blind.areas} if blind else None
    classes = classify([v.value for v in by_area.values() if v.value is not None], unit)
    marks = tuple(
        _mark(area, name, people, by_area.get(area), unseen, classes, unit)
        for area, name, people in zip(
            geography.area_ids, geography.names, geography.people.tolist(), strict=True
        )
    )
    return MapContent(
        areas=marks,
        classes=classes,
        title=_title(marks, value_of),
        description=_description(marks, geography, unseen),
        value_of=value_of,
    )


def _mark(
    area: str,
    name: str,
    people: float,
    value: AreaValue | None,
    unseen: dict[str, float] | None,
    classes: Classes,
    unit: str,
) -> AreaMark:
    state = value.state if value else State.NOT_MEASURED
    number = value.value if value else None
    share = unseen.get(area, 0.0) if unseen is not None else None
    said = words.value_or_reason(number, state, unit, value.reason if value else None)
    if not people > 0:  # NaN compares false: the statistics hold nobody here
        blind = words.say("no residents in the statistics")
    elif share is None:
        blind = words.say("we do not know who is seen")
    elif share == 0:
        blind = words.say("nobody unseen")
    else:
        blind = words.say("{share} unseen", share=words.share(share))
    return AreaMark(
        area=area,
        fill=classes.token(number) if number is not None else None,
        state=state,
        shade=None if share is None else _shade(share),
        words=words.joined("", (name, ": ", said, "; ", blind)),
    )


def _shade(share: float) -> Shade | None:
    if share >= MOSTLY:
        return "dense"
    return "sparse" if share >= PARTLY else None


def _title(marks: tuple[AreaMark, ...], value_of: str) -> str:
    mostly = sum(mark.shade == "dense" for mark in marks)
    return words.say(
        "Map of {n} areas: {value_of}. In {areas}, at least half of the residents are not seen.",
        n=len(marks),
        value_of=value_of,
        areas=words.count(mostly, "area"),
    )


def _description(
    marks: tuple[AreaMark, ...], geography: Geography, unseen: dict[str, float] | None
) -> str:
    if unseen is None:
        first = words.say("Whom the network does not see is not known.")
    elif not unseen:
        first = words.say("No area has residents who are not seen.")
    else:
        names = dict(zip(geography.area_ids, geography.names, strict=True))
        most = [names[area] for area in unseen if area in names]
        first = words.say("Most unseen residents live in {areas}.", areas=words.listed(most, 5))
    nothing = Counter(mark.state for mark in marks if mark.fill is None)
    rest = [
        words.say(
            "{areas} {state}",
            areas=words.count(nothing[state], "area"),
            state=words.say(state.value),
        )
        for state in State
        if nothing[state]
    ]
    if not rest:
        return first
    return words.joined(
        " ", (first, words.say("Without a value: {which}.", which=words.listed(rest)))
    )
