"""How much does the number rest on?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft, State
from audits.frame import CityFrame

# Bands after EJAM's report (MEASURES M26): under 30 take care, under 10 take strong care.
_CARE, _STRONG = 30, 10


def find(_frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for few sensors, and for each group without a value."""
    if draft.estimate is None:
        # Nothing is shown, so nothing rests on little.
        return
    if draft.network is not None and draft.footing.sensors < _CARE:
        few = draft.footing.sensors
        yield Caveat(
            code="small_footing",
            severity=Severity.STRONG_CARE if few < _STRONG else Severity.CARE,
            template="Rests on {count} {sensor}s. One more or one fewer would move it.",
            arguments={"count": few, "sensor": draft.network.sensor},
            about="footing",
        )
    withheld = [g.group for g in draft.by_group if g.state is not State.MEASURED]
    if withheld:
        yield Caveat(
            code="groups_without_value",
            severity=Severity.CARE,
            template="No value is shown for: {groups}. Too little stands behind it.",
            arguments={"groups": ", ".join(withheld)},
            about="footing",
        )
    if draft.interval is None:
        yield Caveat(
            code="no_interval",
            severity=Severity.STRONG_CARE,
            template="No interval could be computed: too few areas carry the estimate.",
            arguments={},
            about="footing",
        )


RULE = CaveatRule(
    code="small_footing",
    title="Small footing",
    explains="Raised when fewer than 30 sensors (grave: fewer than 10) carry a finding, when a "
    "group is withheld, or when no interval can be computed.",
    find=find,
)
