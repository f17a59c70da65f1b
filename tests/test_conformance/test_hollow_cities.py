"""Cities of which next to nothing is known: every measure says so, and none makes up a number."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from audits.catalog import all_measures
from audits.finding import Finding
from audits.run import findings
from tests.test_audits.small_frame import dataset, frame, network

CITIES: dict[str, dict[str, Any]] = {
    "no sensor": {},
    "one sensor": {"sensors": [(0, "working")]},
    "every sensor dead": {"sensors": [(0, "not working"), (3, "not working")]},
    "no state known": {"sensors": [(i, "unknown") for i in range(5)]},
    "one area": {"areas": [(1000, 1)], "sensors": [(0, "working")]},
    "two areas": {"areas": [(1000, 1), (500, 2)], "sensors": [(0, "working")]},
    "no wealth known": {"areas": [(1000, None)] * 5, "sensors": [(0, "working")]},
    "areas where nobody lives": {
        "areas": [(1000, 1), (0, 2), (1000, 3), (0, None), (1000, None)],
        "sensors": [(1, "working"), (4, "unknown")],
    },
    "a handful of people": {
        "areas": [(3, 1), (2, 2), (1, 3), (4, 4), (5, 5)],
        "sensors": [(0, "working")],
    },
}
FEEDS = [
    dataset("calls", "requests"),
    dataset("crews", "interventions"),
    dataset("feed", "readings", network="gauges"),
]


def unsaid_nothing(held: Any, at: str) -> Iterator[str]:
    """Where a record holds a number that is none, or words that a nothing was turned into."""
    if is_dataclass(held):
        for name in (f.name for f in fields(held) if f.name not in ("geography", "compute")):
            yield from unsaid_nothing(getattr(held, name), f"{at}.{name}")
    elif isinstance(held, dict):
        for name, value in held.items():
            yield from unsaid_nothing(value, f"{at}[{name}]")
    elif isinstance(held, tuple | list):
        for i, value in enumerate(held):
            yield from unsaid_nothing(value, f"{at}[{i}]")
    elif held is not None and {"nan", "inf", "-inf", "None"} & set(str(held).split()):
        yield f"{at}: {held}"


def of_no_interval(found: tuple[Finding, ...]) -> list[str]:
    """Findings that explain an interval where neither the city nor a group has one."""
    return [
        finding.key
        for finding in found
        if finding.draft.estimate is None
        and not any(group.interval for group in finding.draft.by_group)
        and "95 of 100" in finding.draft.interval_meaning
    ]


@pytest.mark.parametrize("purpose", ["service", "burden", "both"])
@pytest.mark.parametrize("city", CITIES)
def test_what_is_not_known_is_said_and_never_a_number(city: str, purpose: str) -> None:
    found = findings(frame(**CITIES[city], net=network(purpose=purpose), datasets=FEEDS))
    assert {finding.measure.code for finding in found} <= {m.code for m in all_measures()}
    assert [wrong for finding in found for wrong in unsaid_nothing(finding, finding.key)] == []
    assert [f.key for f in found if f.draft.estimate is None and not f.draft.reason] == []
    assert of_no_interval(found) == []
