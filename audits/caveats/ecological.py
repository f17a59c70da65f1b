"""Were whole areas compared, where the question is about places or people in them?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from data.said import say


def find(_frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised where a measure says that its unit of comparison is areas, not single cases."""
    if draft.estimate is None or draft.parameters.get("unit of comparison") != "areas":
        return
    yield Caveat(
        code="ecological",
        severity=Severity.CARE,
        template="Whole areas are compared, {areas} of them: what holds between areas need not "
        "hold for single places or people inside them.",
        arguments={"areas": draft.footing.areas},
        about="estimate",
    )


RULE = CaveatRule(
    code="ecological",
    title=say("Compared by whole areas"),
    explains=say(
        "Raised where single cases could not be matched and whole areas are compared instead."
    ),
    find=find,
)
