"""What nobody counted can only be too small."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import count, say


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised where a finding counts people who are in no statistic."""
    if draft.parameters.get("counted as missing") is None:
        return
    unstated = sum(item.kind == "people" and item.people is None for item in frame.city.not_counted)
    yield Caveat(
        code="lower_bound",
        severity=Severity.STRONG_CARE,
        template="A lower bound: of {groups} who are left out nobody says how many they are. "
        "Whom nobody has missed is not listed.",
        arguments={"groups": count(unstated, "more group", "more groups")},
        about="city",
    )


RULE = CaveatRule(
    code="lower_bound",
    title=say("Lower bound"),
    explains=say(
        "Raised where people are counted who are in no statistic: of most nobody says how "
        "many they are, so the number can only grow."
    ),
    find=find,
)
