"""A need that only sensors tell is unknown where there are none."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.needs import needs
from data.said import mark, say


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised where the need that a finding compares is not declared to be known otherwise."""
    title = draft.parameters.get("need")
    for need in needs(frame):
        if need.title == title and need.independent is not True:
            yield Caveat(
                code="need_from_sensors",
                severity=Severity.STRONG_CARE if need.independent is False else Severity.CARE,
                template=mark(
                    "“{need}” is known through the sensors themselves: where nothing is seen, need "
                    "may look low as well."
                )
                if need.independent is False
                else mark(
                    "“{need}” is not said to be known without the sensors: where nothing is seen, "
                    "need may look low as well."
                ),
                arguments={"need": need.title},
                about=need.datasets[0] if need.datasets else "need",
            )


RULE = CaveatRule(
    code="need_from_sensors",
    title=say("Need known through sensors"),
    explains=say(
        "Raised when need is compared with coverage and the manifest does not declare that "
        "the need is known independently of the sensors."
    ),
    find=find,
)
