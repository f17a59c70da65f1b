"""A log of actions that is kept by those who watch holds what they saw."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from data.said import mark, say


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for each log of actions behind a comparison of what is seen with what is not."""
    response = next((r for r in frame.city.responses if r.id == draft.subject), None)
    if response is None or draft.network is None or draft.estimate is None:
        return
    yield Caveat(
        code="association",
        severity=Severity.NOTE,
        template="An association, not a cause: what a {sensor} sees may differ in more than being "
        "seen, as in how urgent it is or how near to the crews.",
        arguments={"sensor": draft.network.sensor},
        about="estimate",
    )
    log = frame.dataset(response.action)
    if log.independent_of_sensors:
        return
    known = log.independent_of_sensors is False
    yield Caveat(
        code="action_log",
        severity=Severity.STRONG_CARE,
        template=mark(
            "“{title}” is kept by those who look through the {network}: action that nobody "
            "saw may not be in it. What it lacks is not proof that nobody acted, and the ratio "
            "may be too high for that reason alone."
        )
        if known
        else mark(
            "Nobody states whether “{title}” is kept without the {network}: what it lacks is not "
            "proof that nobody acted."
        ),
        arguments={"title": log.title, "network": draft.network.title.lower()},
        about=log.name,
    )


RULE = CaveatRule(
    code="action_log",
    title=say("Who kept the log of actions"),
    explains=say(
        "Raised where action on seen need is compared with action on unseen need: always that "
        "it is an association, and gravely where the log of actions is itself kept by those who "
        "watch."
    ),
    find=find,
)
