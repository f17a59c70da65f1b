"""M31: whom and what does no statistic of this city hold at all?"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audits.absent import Absent, absent, ground_uncounted, missing_rows
from audits.exhibit import Bar, Bars, Classed, Exhibit
from audits.finding import AreaValue, Draft, Footing, Setting, Stability, State
from audits.frame import CityFrame
from audits.measure import Measure
from audits.words import count, joined, listed, people, say, share
from data.said import again

_WORDS = (
    say("in every table"),
    say("missing from a table"),
    say("a settlement that nobody counted"),
)
_NAMED = 6


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft for the city."""
    yield _draft(frame)


def _draft(frame: CityFrame) -> Draft:
    items = absent(frame)
    stated = [item for item in items if item.uncounted and item.people]
    total = sum(item.people or 0.0 for item in stated)
    unstated = sum(item.kind == "people" and item.people is None for item in items)
    missing = missing_rows(frame)
    silent = np.zeros(len(frame.geography.area_ids), dtype=bool)
    for areas in missing.values():
        silent[areas] = True
    cells = silent[frame.cell_area]
    why = say("nobody says how many people are left out of the count")
    return Draft(
        measure=MEASURE,
        network=None,
        subject="city",
        estimate=total / (frame.people + total) if total else None,
        state=State.MEASURED if total else State.NOT_MEASURED,
        reason=None if total else why,
        interval=None,
        interval_meaning=say(
            "no interval: these are statements, not a sample, and only a lower bound"
        ),
        reading=_reading(frame, items, stated, total, unstated),
        by_group=(),
        by_area=_by_area(frame),
        blind_spot=frame.blind_spot_of(
            cells, ((say("some table has no row for the area"), cells),)
        ),
        footing=Footing(
            people=frame.people,
            areas=int((~silent).sum()),
            sensors=0,
        ),
        stability=Stability(
            verdict=None,
            settings=_without_each(frame, stated, total),
            boundaries=say("does not depend on boundaries"),
        ),
        parameters={say("counted as missing"): say("only people whose number somebody states")},
        datasets=tuple(
            dict.fromkeys(
                (*frame.datasets_of("areas", "people", "settlements", "wealth"), *missing)
            )
        ),
        exhibits=tuple(_exhibits(frame, items, silent)),
    )


def _without_each(frame: CityFrame, stated: list[Absent], total: float) -> tuple[Setting, ...]:
    """The share if one of the statements were left out."""
    found = []
    for item in stated if len(stated) > 1 else ():
        rest = total - (item.people or 0.0)
        found.append(
            Setting(
                parameters={say("left out"): item.what},
                estimate=rest / (frame.people + rest),
                holds=None,
            )
        )
    return tuple(found)


def _reading(
    frame: CityFrame, items: tuple[Absent, ...], stated: list[Absent], total: float, unstated: int
) -> str:
    if total:
        text = [
            say(
                "At least {people} people ({share}) live here and are not in the count that every "
                "figure here rests on: {who}.",
                people=people(total),
                share=share(total / (frame.people + total)),
                who=listed(
                    say("{who} ({people})", who=_lower(item.what), people=people(item.people or 0))
                    for item in stated
                ),
            )
        ]
    else:
        text = [say("We do not know how many people are left out of the count: nobody says.")]
    if unstated:
        more = (_lower(i.what) for i in items if i.kind == "people" and i.people is None)
        text.append(say("How many more, nobody knows: {who}.", who=listed(more, _NAMED)))
    questions = [_lower(item.what) for item in items if item.kind == "questions"]
    places = [item for item in items if item.kind == "places"]
    if questions:
        text.append(say("No data answers: {questions}.", questions=listed(questions, _NAMED)))
    if places:
        entries = count(len(places), "entry", "entries")
        text.append(say("{entries} more tell of places left out.", entries=entries))
    return joined(" ", text)


@again
def _lower(text: str) -> str:
    said = str(text)
    return said if said[1:2].isupper() or said[:1] == "“" else said[:1].lower() + said[1:]


def _by_area(frame: CityFrame) -> tuple[AreaValue, ...]:
    """Share of each area's ground that lies in settlements nobody counted, where there are any."""
    part = ground_uncounted(frame)
    if not part.any():
        return ()
    return tuple(
        AreaValue(area=area, value=float(value), state=State.MEASURED)
        for area, value in zip(frame.geography.area_ids, part, strict=True)
    )


def _exhibits(
    frame: CityFrame, items: tuple[Absent, ...], silent: NDArray[np.bool_]
) -> Iterator[Exhibit]:
    order = {"people": 0, "places": 1, "questions": 2}
    ranked = sorted(items, key=lambda i: (order[i.kind], -(i.people or -1.0)))
    yield Bars(
        title=say("Not in the statistics: people, places and questions"),
        unit=say("people"),
        bars=tuple(
            Bar(
                name=item.what,
                value=item.people,
                reason=None
                if item.people is not None
                else say("nobody knows how many: {why}", why=item.why),
                weighty=item.uncounted,
            )
            for item in ranked
        ),
        no_difference=None,
    )
    uncounted = {value.area for value in _by_area(frame) if value.value}
    yield Classed(
        title=say("Areas that some table leaves out"),
        words=_WORDS,
        areas=tuple(
            (area, _WORDS[2] if area in uncounted else _WORDS[int(silent[i])])
            for i, area in enumerate(frame.geography.area_ids)
        ),
    )


MEASURE = Measure(
    code="M31",
    name=say("Not measured at all"),
    question=say("Whom and what does no statistic of this city hold?"),
    asked_by=say(
        "The Hyderabad Urban Lab: a smart city had no data on toilets in its settlements."
    ),
    better="lower",
    success=say(
        "Everybody who lives here is counted, and every question a review asks has a dataset."
    ),
    formula=say(
        "people stated to be in no count ÷ (residents + these people): a lower bound, since of "
        "most who are left out nobody says how many they are"
    ),
    unit=say("share of people"),
    area_unit=say("share of ground in settlements nobody counted"),
    inputs=("settlement", "area", "area_variable", "dataset", "ledger"),
    parameters={
        say("counted as missing"): say("what counts as a known number of uncounted people")
    },
    citation="After Hyderabad Urban Lab (SCO 2) and D'Ignazio and Klein, counting what is missing",
    failure_modes=(
        say("It lists what somebody thought of: what nobody misses is not in it either."),
        say("Two statements may count the same people twice."),
        say("To be left out of a count can be a choice, and a protection."),
    ),
    family="silence",
    headline=True,
    compute=compute,
)
