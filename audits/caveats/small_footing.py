"""How much does the number rest on?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft, State
from audits.footing import bands
from audits.frame import CityFrame
from audits.stats.bootstrap import LEAST_UNITS
from audits.stats.footing import CARE_BELOW, STRONG_CARE_BELOW
from audits.words import joined, listed, say, sentence, several

_NAMED = 6


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for few sensors, for groups without a value, and for groups on few areas."""
    if draft.estimate is None:
        # Nothing is shown, so nothing rests on little.
        return
    if draft.network is not None and draft.footing.sensors < CARE_BELOW:
        few = draft.footing.sensors
        yield Caveat(
            code="small_footing",
            severity=Severity.STRONG_CARE if few < STRONG_CARE_BELOW else Severity.CARE,
            template="Rests on {count} {sensors}. One more or one fewer would move it.",
            arguments={"count": few, "sensors": several(draft.network.sensor)},
            about="footing",
        )
    withheld = [g.group for g in draft.by_group if g.state is not State.MEASURED]
    if withheld:
        yield Caveat(
            code="groups_without_value",
            severity=Severity.CARE,
            template="No value is shown for: {groups}. Too little stands behind it.",
            arguments={"groups": joined(", ", withheld)},
            about="footing",
        )
    yield from _few_areas(frame, draft)
    if draft.interval is None:
        drawn = "of 100" in draft.interval_meaning  # else the measure makes none, and says why
        few = drawn and draft.footing.areas < LEAST_UNITS
        yield Caveat(
            code="no_interval",
            severity=Severity.STRONG_CARE if few else Severity.CARE,
            template="{why}",
            arguments={"why": _no_interval(few) if drawn else sentence(draft.interval_meaning)},
            about="footing",
        )


def _no_interval(few: bool) -> str:
    """Why drawing again did not give one."""
    if few:
        return say("No interval could be computed: too few areas carry the estimate.")
    return say(
        "No interval could be computed: drawn again, the number is too often undefined, or always "
        "the same."
    )


def _few_areas(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """A group's value can rest on much less than the city's: one caveat for each band."""
    shown = {(g.dimension, g.group) for g in draft.by_group if g.state is State.MEASURED}
    for word, below in (("strong care", STRONG_CARE_BELOW), ("care", CARE_BELOW)):
        weak = [
            say("“{name}”", name=group.name)
            for group, band in zip(frame.groups, bands(frame), strict=True)
            if band == word and (group.dimension, group.name) in shown
        ]
        if weak:
            yield Caveat(
                code="groups_on_few_areas",
                # It weighs on these groups, not on the finding.
                severity=Severity.CARE if word == "strong care" else Severity.NOTE,
                template="To be read with {band}, since fewer than {below} areas carry the value: "
                "{groups}.",
                arguments={"band": say(word), "below": below, "groups": listed(weak, _NAMED)},
                about="footing",
            )


RULE = CaveatRule(
    code="small_footing",
    title=say("Small footing"),
    explains=say(
        "Raised when fewer than 30 sensors (grave: fewer than 10) carry a finding, when a "
        "group is withheld or rests on fewer than 30 areas, or when there is no interval."
    ),
    find=find,
)
