"""A verdict can be bought with a larger distance."""

from collections.abc import Iterator

import numpy as np

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.stats.verdict import bought_at
from audits.words import bare, say

DISTANCE = say("distance in metres")


def find(_frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised where a larger distance alone turns the verdict; with the shortest that does."""
    series: dict[tuple[str, ...], list[tuple[float, float]]] = {}
    for setting in draft.stability.settings:
        metres = setting.parameters.get(DISTANCE)
        if not isinstance(metres, float) or setting.holds is None:
            continue
        rest = tuple(f"{k}: {v}" for k, v in setting.parameters.items() if k != DISTANCE)
        series.setdefault(rest, []).append((metres, float(setting.holds)))
    turned = []
    for points in series.values():
        metres_of, holds = np.array(sorted(points)).T
        at = bought_at(metres_of, holds)
        if at is not None:
            turned.append(at)
    if turned:
        yield Caveat(
            code="bought_with_distance",
            severity=Severity.STRONG_CARE,
            template="“{verdict}” holds at short distances and not from {metres} m on: a larger "
            "distance alone would buy the opposite answer, with not one sensor more. In {turned} "
            "of {series} series over the distance.",
            arguments={
                "verdict": draft.stability.verdict or "",
                "metres": bare(min(turned)),
                "turned": len(turned),
                "series": len(series),
            },
            about="parameters",
        )


RULE = CaveatRule(
    code="bought_with_distance",
    title=say("A larger distance buys another verdict"),
    explains=say(
        "Raised when a verdict holds at short distances and stops holding from some larger "
        "one on. Whoever chooses the distance then chooses the answer."
    ),
    find=find,
)
