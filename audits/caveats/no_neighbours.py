"""An area that touches no other cannot be compared with what lies around it."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import count, listed, people, say

REASON = "no neighbours"


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised where areas have no value for want of neighbours, by name."""
    alone = [value.area for value in draft.by_area if value.reason == REASON]
    if alone:
        at = {area: i for i, area in enumerate(frame.geography.area_ids)}
        residents = frame.by_area(frame.cell_people)
        yield Caveat(
            code="no_neighbours",
            severity=Severity.CARE,
            template="{areas} ({names}), home to {people} residents, touch no other: whether need "
            "meets coverage there cannot be told this way. Other neighbours would give another "
            "result for all.",
            arguments={
                "areas": count(len(alone), "area"),
                "names": listed((frame.geography.name_of(area) for area in alone), most=5),
                "people": people(float(sum(residents[at[area]] for area in alone))),
            },
            about="neighbours",
        )


RULE = CaveatRule(
    code="no_neighbours",
    title=say("Areas without neighbours"),
    explains=say(
        "Raised when a measure compares an area with those around it and some area touches "
        "no other: it is taken out and named."
    ),
    find=find,
)
