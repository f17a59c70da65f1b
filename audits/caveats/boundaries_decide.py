"""Other boundaries, another gradient."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import number, say

WIDE = 1.25
"""A gradient that grows by a quarter or more on coarser zones is said to."""


def find(_frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised where the usual coarser zones turn the gradient, or steepen it by a quarter."""
    tried = [s for s in draft.stability.settings if "boundaries" in s.parameters]
    values = [(s.parameters["boundaries"], s.estimate) for s in tried if s.estimate is not None]
    if len(values) < 2:
        return
    own = values[0][1]
    steepest, most = max(values[1:], key=lambda pair: abs(pair[1]))
    turned = sum(value * own < 0 for _, value in values[1:])
    if turned:
        yield Caveat(
            code="boundaries_decide",
            severity=Severity.STRONG_CARE if turned > len(values) / 4 else Severity.CARE,
            template="On {turned} of {count} other boundary sets the gradient leans the other way.",
            arguments={"turned": turned, "count": len(values) - 1},
            about="boundaries",
        )
    if abs(most) >= WIDE * abs(own) and abs(most) > 0:
        yield Caveat(
            code="coarser_is_steeper",
            severity=Severity.NOTE,
            template="Boundaries can make it look steeper: {own} on the city's own areas, {most} "
            "on {zones}.",
            arguments={"own": number(own, 3), "most": number(most, 3), "zones": steepest},
            about="boundaries",
        )


RULE = CaveatRule(
    code="boundaries_decide",
    title=say("Boundaries decide"),
    explains=say(
        "Raised when the wealth gradient leans the other way, or a quarter more steeply, on "
        "squares, regions or random merges of neighbouring areas."
    ),
    find=find,
)
