"""Is a sensor charged to the area it stands in alone, and do the scores of areas add up to zero?"""

from collections.abc import Iterator

import numpy as np
import shapely

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import count, say, several, share
from data.said import mark

_MUCH = 0.25
"""So many sensors at borders change what the areas seem to have."""


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for the score of areas (M6): how many sensors reach across a border, who pushes."""
    network = draft.network
    if draft.measure.code != "M6" or draft.estimate is None or network is None:
        return
    points = frame.sensors(network)
    outlines = shapely.STRtree(list(frame.geography.polygons))
    near, _ = outlines.query(
        shapely.points(points.x, points.y), predicate="dwithin", distance=network.reach_m
    )
    across = float((np.bincount(near, minlength=len(points.ids)) > 1).mean())
    if across > 0:
        yield Caveat(
            code="container",
            severity=Severity.CARE if across >= _MUCH else Severity.NOTE,
            template="{share} of the {sensors} reach into a second area, but count for the one "
            "they stand in alone.",
            arguments={"share": share(across), "sensors": several(network.sensor)},
            about=network.id,
        )
    above = np.array([area.value for area in draft.by_area if area.value], dtype=float)
    above = np.sort(above[above > 0])[::-1]
    if len(above):
        half = int(np.searchsorted(np.cumsum(above), above.sum() / 2)) + 1
        yield Caveat(
            code="sums_to_zero",
            severity=Severity.NOTE,
            template=mark(
                "The scores add up to zero: {areas} holds half of all that stands above its "
                "share, and so the others stand below zero."
            )
            if half == 1
            else mark(
                "The scores add up to zero: {areas} hold half of all that stands above its "
                "share, and so the others stand below zero."
            ),
            arguments={"areas": count(half, "area")},
            about=network.id,
        )


RULE = CaveatRule(
    code="container",
    title=say("Areas as containers"),
    explains=say(
        "Raised for scores of areas: a sensor near a border counts on one side only, and a "
        "few areas far above their share push all others below it."
    ),
    find=find,
)
