"""M26: from how little on does the audit speak of people, and of whom does it not speak at all?"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audits.compare import without_value
from audits.exhibit import Bar, Bars
from audits.finding import AreaValue, Draft, Footing, GroupValue, Setting, Stability, State
from audits.footing import bands
from audits.frame import CityFrame
from audits.measure import Measure
from audits.no_estimate import no_estimate
from audits.stats.footing import (
    CARE_BELOW,
    LEAST_AREAS,
    LEAST_PEOPLE,
    STRONG_CARE_BELOW,
    Band,
    too_few,
)
from audits.words import count, joined, listed, number, say, share

_OTHER_CARE, _OTHER_PEOPLE = (20, 50), 100.0
"""Settings that others use: bands of 20 and 50 areas, and no value for fewer than 100 people."""


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft for the city: groups rest on the same areas whatever the network."""
    own = bands(frame)
    areas = (frame.group_residents > 0).sum(axis=0)
    values = tuple(_value(frame, i, int(areas[i])) for i in range(len(frame.groups)))
    there = [i for i, word in enumerate(own) if word is not None]
    residents = frame.by_area(frame.cell_people)
    unseen = (frame.strata < 0)[frame.cell_area]
    common = {
        "measure": MEASURE,
        "network": None,
        "subject": "city",
        "by_group": values,
        "by_area": tuple(_by_area(frame)),
        "blind_spot": frame.blind_spot_of(
            unseen, ((say("in an area that is in no income fifth, so no value by income"), unseen),)
        ),
        "footing": Footing(
            people=frame.people,
            areas=int((residents > 0).sum()),
            sensors=sum(len(frame.sensors(n).ids) for n in frame.city.networks),
        ),
        "parameters": {
            say("care below"): float(CARE_BELOW),
            say("strong care below"): float(STRONG_CARE_BELOW),
            say("least areas"): float(LEAST_AREAS),
            say("least people"): LEAST_PEOPLE,
        },
        "datasets": frame.datasets_of("areas", "people", "wealth", "settlements", "sensors"),
    }
    if not there:
        yield no_estimate(
            **common,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=say("no group has anybody in it"),
            reading=say("We do not know what values by group rest on: no group has anybody in it."),
        )
        return
    weak = [i for i in there if own[i] != "firm"]
    yield Draft(
        **common,  # type: ignore[arg-type]
        estimate=len(weak) / len(there),
        state=State.MEASURED,
        interval=None,
        interval_meaning=say("no interval: a count of what stands in the data, not an estimate"),
        reading=_reading(frame, own, there, weak),
        stability=_stability(frame, areas, there),
        exhibits=(_group_bars(frame, own, values), _network_bars(frame)),
    )


def _value(frame: CityFrame, at: int, areas: int) -> GroupValue:
    group = frame.groups[at]
    return without_value(frame, group, areas) or GroupValue(
        dimension=group.dimension,
        group=group.name,
        value=float(areas),
        state=State.MEASURED,
        people=group.total,
    )


def _by_area(frame: CityFrame) -> Iterator[AreaValue]:
    """Population points behind each area's value."""
    points = frame.by_area((frame.cell_people > 0).astype(float))
    for area, many in zip(frame.geography.area_ids, points, strict=True):
        yield AreaValue(
            area=area,
            value=float(many) if many else None,
            state=State.MEASURED if many else State.NOT_MEASURED,
            reason=None if many else say("no residents in the statistics"),
        )


def _reading(
    frame: CityFrame, own: tuple[Band | None, ...], there: list[int], weak: list[int]
) -> str:
    def named(word: Band) -> list[str]:
        return [say("“{name}”", name=frame.groups[i].name) for i in there if own[i] == word]

    text = [
        say(
            "Of the values by group that this audit gives for each network, {weak} of {all} "
            "({share}) rest on little.",
            weak=number(len(weak)),
            all=number(len(there)),
            share=share(len(weak) / len(there)),
        )
    ]
    withheld, strong, care = named("withheld"), named("strong care"), named("care")
    if withheld:
        text.append(
            say(
                "Withheld, for want of {areas} areas or of {people} people: {groups}.",
                areas=LEAST_AREAS,
                people=number(LEAST_PEOPLE),
                groups=listed(withheld),
            )
        )
    if strong:
        text.append(
            say(
                "To be read with strong care, on under {areas} areas: {groups}.",
                areas=STRONG_CARE_BELOW,
                groups=listed(strong),
            )
        )
    if care:
        text.append(
            say(
                "With care, on under {areas} areas: {groups}.",
                areas=CARE_BELOW,
                groups=listed(care),
            )
        )
    few = [n for n in frame.city.networks if len(frame.sensors(n).ids) < CARE_BELOW]
    if few:
        text.append(
            say(
                "{networks} of {all} have under {least} sensors, so that every value of them needs "
                "care: {names}.",
                networks=count(len(few), "network"),
                all=number(len(frame.city.networks)),
                least=CARE_BELOW,
                names=listed(
                    say("{title} ({n})", title=n.title, n=len(frame.sensors(n).ids)) for n in few
                ),
            )
        )
    text.append(say("Withholding falls on small communities first; they are named, not dropped."))
    return joined(" ", text)


def _group_bars(
    frame: CityFrame, own: tuple[Band | None, ...], values: tuple[GroupValue, ...]
) -> Bars:
    order = sorted(range(len(values)), key=lambda i: (values[i].value or 0.0, i))
    return Bars(
        title=say("On how many areas the values of a group rest, fewest first"),
        unit=say("areas"),
        bars=tuple(
            Bar(
                name=frame.groups[i].name,
                value=values[i].value,
                reason=values[i].reason,
                weighty=own[i] in ("withheld", "strong care", "care"),
            )
            for i in order
        ),
        no_difference=float(CARE_BELOW),
    )


def _network_bars(frame: CityFrame) -> Bars:
    many = [(n.title, len(frame.sensors(n).ids)) for n in frame.city.networks]
    return Bars(
        title=say("On how many sensors the values of a network rest, fewest first"),
        unit=say("sensors"),
        bars=tuple(
            Bar(name=title, value=float(n), weighty=n < CARE_BELOW)
            for title, n in sorted(many, key=lambda pair: pair[1])
        ),
        no_difference=float(CARE_BELOW),
    )


def _stability(frame: CityFrame, areas: NDArray[np.int64], there: list[int]) -> Stability:
    """Other bands, and a larger least head count; no complement is hidden twice in these."""
    people = np.array([group.total for group in frame.groups])
    settings = []
    for care in (CARE_BELOW, *_OTHER_CARE):
        for least in (LEAST_PEOPLE, _OTHER_PEOPLE):
            weak = (areas < care) | too_few(people, least)
            found = float(weak[there].mean())
            settings.append(
                Setting(
                    parameters={say("care below"): float(care), say("least people"): least},
                    estimate=found,
                    holds=found > 0.5,
                )
            )
    return Stability(
        verdict=say("most values by group rest on little"),
        settings=tuple(settings),
        boundaries=say(
            "not tried: with finer areas every group rests on more of them, and on no more people"
        ),
    )


MEASURE = Measure(
    code="M26",
    name=say("Footing and withholding"),
    question=say(
        "From how little on does the audit speak of people, and of whom does it not speak?"
    ),
    asked_by=say(
        "Small communities, whose numbers are left out first, and whoever must protect them."
    ),
    better="lower",
    success=say("No group is withheld, and whoever is, is named with what would be needed."),
    formula=say(
        "groups whose values rest on under 30 areas, or are withheld, ÷ groups with anybody"
    ),
    unit=say("share of groups"),
    inputs=("cell", "area_group", "sensor"),
    parameters={
        say("care below"): say("areas (or sensors) under which a value needs care"),
        say("strong care below"): say("the same, strong care"),
        say("least areas"): say("areas under which no value is shown"),
        say("least people"): say(
            "people under which no value is shown, nor of a group whose value would "
            "reveal theirs by subtraction"
        ),
    },
    citation="MEASURES M26, bands after EJAM's report",
    failure_modes=(
        say("Withholding hits small communities hardest; they are listed by name."),
        say("The bands are a convention."),
        (
            say(
                "Areas differ in size: thirty small ones may be fewer people than five "
                "large ones, and "
                "head counts of the census itself are published and not hidden here."
            )
        ),
    ),
    family="sureness",
    group_unit=say("areas"),
    area_unit=say("population points"),
    compute=compute,
)
