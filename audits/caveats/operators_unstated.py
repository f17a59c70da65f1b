"""Is it known who operates each sensor, and what operators share?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.operators import NOT_STATED, operators_of
from audits.words import count, say, share

_STRONG = 0.25


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for the loss of a supplier: what the register does not say of suppliers."""
    if draft.measure.code != "M5" or draft.network is None or draft.estimate is None:
        return
    held = operators_of(frame, draft.network)
    unstated = held.sensors(NOT_STATED)
    if unstated:
        part = unstated / len(held.of_sensor)
        yield Caveat(
            code="operators_unstated",
            severity=Severity.STRONG_CARE if part >= _STRONG else Severity.CARE,
            template="Nobody states who operates {sensors} ({share} of them).",
            arguments={"sensors": count(unstated, draft.network.sensor), "share": share(part)},
            about=draft.network.id,
        )
    yield Caveat(
        code="hidden_dependencies",
        severity=Severity.NOTE,
        template="Nobody states what the {count} operators share: a line, a power supply, a cloud, "
        "an owner. Operators who share one are lost together.",
        arguments={"count": len(held.stated)},
        about=draft.network.id,
    )


RULE = CaveatRule(
    code="operators_unstated",
    title=say("Operators not stated"),
    explains=say(
        "Raised for the loss of a supplier when some sensors have no stated operator (grave: "
        "a quarter of them), and always to say that what suppliers share is not known."
    ),
    find=find,
)
