"""Is each area taken for a draw of its own, although neighbours are alike?"""

from collections.abc import Iterator

import numpy as np

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.neighbours import contiguity
from audits.words import noun, say, share
from data.said import mark


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for intervals "as if" areas came one by one (M19): how alike neighbours are."""
    if draft.measure.code != "M19" or draft.estimate is None:
        return
    at = {area: i for i, area in enumerate(frame.geography.area_ids)}
    has = np.full(len(at), np.nan)
    for area in draft.by_area:
        if area.value is not None:
            has[at[area.area]] = float(area.value > 0)
    one, other = contiguity(frame)
    known = np.isfinite(has[one]) & np.isfinite(has[other])
    if not known.any():
        return
    same = float((has[one] == has[other])[known].mean())
    part = float(np.nanmean(has))
    by_chance = part**2 + (1 - part) ** 2
    # The effect of neighbours on the interval, were all of them alike beyond chance: none to whole.
    beyond = (same - by_chance) / (1 - by_chance) if by_chance < 1 else 0.0
    yield Caveat(
        code="not_independent",
        severity=Severity.CARE if beyond > 0.1 else Severity.NOTE,
        template=mark(
            "Areas are not independent draws: {same} of neighbouring pairs agree on having a "
            "{sensor}, where {chance} would by chance. The interval is too narrow."
        )
        if beyond > 0.1
        else mark(
            "Areas are not independent draws: {same} of neighbouring pairs agree on having a "
            "{sensor}, where {chance} would by chance. Here that changes the interval little."
        ),
        arguments={
            "same": share(same),
            "chance": share(by_chance),
            "sensor": draft.network.sensor if draft.network else noun(1, "sensor", "sensors"),
        },
        about="interval",
    )


RULE = CaveatRule(
    code="alike_neighbours",
    title=say("Neighbours are alike"),
    explains=say(
        "Raised where an interval takes each area for a draw of its own: how much more often "
        "neighbours agree than chance would have it."
    ),
    find=find,
)
