"""Do areas where nobody is within reach decide an index?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import heads, say, share

_SAYS = {
    "M11": say("Theil's index counts them only through the average."),
    "M12": say("An Atkinson index with an aversion of 1 is 1 for that alone; no zero was lifted."),
}


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for Theil and Atkinson where whole areas have nobody within reach."""
    says = _SAYS.get(draft.measure.code)
    if says is None or draft.estimate is None:
        return
    residents = dict(
        zip(frame.geography.area_ids, frame.by_area(frame.cell_people).tolist(), strict=True)
    )
    without = sum(residents[value.area] for value in draft.by_area if value.value == 0)
    if without > 0:
        yield Caveat(
            code="nobody_within_reach",
            severity=Severity.CARE,
            template="{people} ({share}) live in areas where nobody is within reach. {says}",
            arguments={
                "people": heads(without),
                "share": share(without / frame.people),
                "says": says,
            },
            about="measure",
        )


RULE = CaveatRule(
    code="nobody_within_reach",
    title=say("Areas with nobody within reach"),
    explains=say(
        "Raised for Theil's and Atkinson's index when whole areas have nobody within reach: "
        "zeros, which the two take in very different ways."
    ),
    find=find,
)
