"""Does the verdict depend on a number that somebody chose?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import say, share


def find(_frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised when the verdict holds under some settings and not under others."""
    holding = draft.stability.share_holding
    if holding is not None and 0 < holding < 1:
        yield Caveat(
            code="parameter_decides",
            severity=Severity.STRONG_CARE if 0.25 <= holding <= 0.75 else Severity.CARE,
            template="Whether “{verdict}” depends on choices: it holds under {share} of the "
            "{count} settings tried.",
            arguments={
                "verdict": draft.stability.verdict or "",
                "share": share(holding),
                "count": sum(s.holds is not None for s in draft.stability.settings),
            },
            about="parameters",
        )


RULE = CaveatRule(
    code="parameter_decides",
    title=say("A parameter decides the verdict"),
    explains=say(
        "Raised when the measure's verdict changes over its published grid of parameters. "
        "Grave when the settings are split between a quarter and three quarters."
    ),
    find=find,
)
