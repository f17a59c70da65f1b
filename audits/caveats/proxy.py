"""A proxy is not the thing."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from data.said import say


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for each dimension among the groups that only stands in for what is asked about."""
    shown = {group.dimension for group in draft.by_group}
    for dimension in frame.city.dimensions:
        if dimension.proxy and dimension.id in shown:
            yield Caveat(
                code="proxy",
                severity=Severity.CARE,
                template="“{title}” stands in for something else: {proxy}",
                arguments={"title": dimension.title, "proxy": dimension.proxy},
                about=dimension.id,
            )


RULE = CaveatRule(
    code="proxy",
    title=say("Proxy"),
    explains=say(
        "Raised when a group is told apart by a variable that only stands in for the one that "
        "is meant (births by mother's race for the race of residents)."
    ),
    find=find,
)
