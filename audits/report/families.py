"""The six questions that measures stand under, in the order in which they are asked."""

from dataclasses import dataclass

from audits.finding import Finding
from audits.measure import Family
from audits.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A family's title, and in a sentence what its measures ask."""

    title: str
    asks: str


FAMILIES: dict[Family, Heading] = {
    "reach": Heading(
        title=say("Who is reached"),
        asks=say("How near sensors are to people, whether they work, and who would lose them."),
    ),
    "inequality": Heading(
        title=say("How unequally"),
        asks=say(
            "How far reach differs between groups and areas, by indices that weigh differently."
        ),
    ),
    "need": Heading(
        title=say("Whether need is met"),
        asks=say("Whether sensors, and the city's action, are where the need is."),
    ),
    "silence": Heading(
        title=say("What was not heard"),
        asks=say("Which feeds and places fell silent, and whose reports never arrived."),
    ),
    "sureness": Heading(
        title=say("How sure we are"),
        asks=say("How far the numbers bear the weight that is put on them."),
    ),
    "remedy": Heading(
        title=say("What would help"),
        asks=say("Where a sensor put, mended or taken away would change most for those left out."),
    ),
}


def by_family(findings: tuple[Finding, ...]) -> dict[Family, tuple[Finding, ...]]:
    """Findings under their families, in the order of the questions; empty families are left out."""
    return {
        family: held
        for family in FAMILIES
        if (held := tuple(f for f in findings if f.measure.family == family))
    }
