"""An invented city must never be taken for a real one."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from data.said import say


def find(frame: CityFrame, _draft: Draft) -> Iterator[Caveat]:
    """Raised for every finding of an invented city."""
    if frame.city.invented:
        yield Caveat(
            code="invented_city",
            severity=Severity.STRONG_CARE,
            template="{city} is invented. Its people, sensors and gaps were generated to try the "
            "audit; they say nothing about any real place.",
            arguments={"city": frame.city.title},
            about="city",
        )


RULE = CaveatRule(
    code="invented_city",
    title=say("Invented city"),
    explains=say("Raised for every finding of a city whose manifest says that it is invented."),
    find=find,
)
