"""Who owns the sensors, and who may use what they see?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import joined, say

_ASKED = {
    "owner": say("who owns its data"),
    "operator": say("who operates it"),
    "legal_basis": say("its legal basis"),
    "retention_days": say("how long its data is kept"),
}


def find(_frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised when the manifest leaves any of four questions about a network unanswered."""
    if draft.network is None:
        return
    unknown = [words for name, words in _ASKED.items() if getattr(draft.network, name) is None]
    if unknown:
        watched = draft.network.purpose != "service"
        yield Caveat(
            code="unknown_owner",
            severity=Severity.CARE if watched or "who owns its data" in unknown else Severity.NOTE,
            template="Of {network} nobody states {unknown}.",
            arguments={
                "network": say("the network “{title}”", title=draft.network.title),
                "unknown": joined(", ", unknown),
            },
            about=draft.network.id,
        )


RULE = CaveatRule(
    code="unknown_owner",
    title=say("Unknown owner"),
    explains=say(
        "Raised when owner, operator, legal basis or retention of a network is not stated in "
        "the city's manifest."
    ),
    find=find,
)
