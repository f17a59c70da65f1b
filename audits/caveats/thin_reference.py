"""Is a ratio taken over next to nothing?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.exhibit import Bars
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import number, say

# From its low end to its high end, more than this many times over.
_WIDE = 4


def find(_frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for gaps between groups where the ratio is undefined, or could be almost anything."""
    if draft.measure.code != "M8" or draft.estimate is None:
        return
    for exhibit in draft.exhibits:
        if not isinstance(exhibit, Bars) or exhibit.unit != "times":
            continue
        first = exhibit.bars[0]
        if first.value is None:
            yield Caveat(
                code="no_ratio",
                severity=Severity.CARE,
                template="There is no ratio to {reference}: {reason}. Only the difference speaks.",
                arguments={"reference": first.name, "reason": first.reason or ""},
                about="reference",
            )
        elif first.low is not None and first.high is not None and first.high > _WIDE * first.low:
            yield Caveat(
                code="thin_reference",
                severity=Severity.CARE,
                template="The ratio to {reference} could be anything from {low} to {high} times: "
                "too little stands behind it. Read the difference.",
                arguments={
                    "reference": first.name,
                    "low": number(first.low),
                    "high": number(first.high),
                },
                about="reference",
            )


RULE = CaveatRule(
    code="thin_reference",
    title=say("A ratio over little"),
    explains=say(
        "Raised for gaps between groups when the reference has nobody within reach, or when "
        "the interval of the ratio spans a factor of four."
    ),
    find=find,
)
