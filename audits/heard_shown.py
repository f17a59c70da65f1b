"""What was heard of a feed, as figures: a calendar of words, and a map of the last period."""

import numpy as np

from audits.exhibit import Calendar, CalendarRow, Classed, Exhibit
from audits.frame import CityFrame, Floats
from audits.heard import NOBODY, WORDS, Codes, Heard, Silence, commonest, over_periods
from audits.words import day, say

_MOST_ROWS, _MOST_PERIODS = 40, 120


def exhibits(frame: CityFrame, heard: Heard) -> tuple[Exhibit, ...]:
    """The calendar of all periods, and every area's word in the last."""
    ids, last = frame.geography.area_ids, heard.codes[:, -1]
    wide = -(-heard.codes.shape[1] // _MOST_PERIODS)
    rows = [
        CalendarRow(name=name, states=tuple(WORDS[c] if c != NOBODY else None for c in codes))
        for name, codes in zip(*_rows(frame, heard.codes, wide), strict=True)
    ]
    ends_on = heard.period(heard.codes.shape[1] - 1)
    return (
        Calendar(
            title=say("What silence meant: {title}", title=heard.title),
            start=heard.start,
            days=heard.days * wide,
            words=WORDS,
            rows=tuple(rows),
        ),
        Classed(
            title=say("{title}: the day from {day}", title=heard.title, day=day(ends_on))
            if heard.days == 1
            else say("{title}: the week from {day}", title=heard.title, day=day(ends_on)),
            words=WORDS,
            areas=tuple((a, WORDS[c]) for a, c in zip(ids, last, strict=True) if c != NOBODY),
        ),
    )


def _rows(frame: CityFrame, codes: Codes, wide: int) -> tuple[list[str], Codes]:
    """Regions, each by the state of most of its people; without regions the least heard areas."""
    people, regions = frame.by_area(frame.cell_people), frame.geography.regions
    names = sorted({region for region in regions if region})
    if 1 < len(names) <= _MOST_ROWS:
        found = np.stack([_of(codes, people, regions, name) for name in names])
        return names, over_periods(found, wide)
    unheard = (codes > Silence.CALM).sum(axis=1) * people
    worst = np.argsort(-unheard, kind="stable")[:20]
    return [frame.geography.names[i] for i in worst], over_periods(codes[worst], wide)


def _of(codes: Codes, people: Floats, regions: tuple[str | None, ...], name: str) -> Codes:
    own = np.array([region == name for region in regions])
    return commonest(codes[own].T, np.maximum(people[own], 0))
