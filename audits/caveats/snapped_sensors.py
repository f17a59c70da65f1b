"""Do sensors stand on one another, as if put at the middle of something?"""

from collections.abc import Iterator

import numpy as np

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import say, several, share

# Below this share, two sensors on one pole explain it.
_CARE, _STRONG = 0.1, 0.3


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for nearness where many sensors have the very coordinates of another."""
    if draft.measure.code != "M2" or draft.network is None or draft.estimate is None:
        return
    points = frame.sensors(draft.network)
    at = np.column_stack([points.x, points.y])
    if len(at) == 0:
        return
    _, which, many = np.unique(at, axis=0, return_inverse=True, return_counts=True)
    stacked = float((many[which.ravel()] > 1).mean())
    if stacked >= _CARE:
        yield Caveat(
            code="snapped_sensors",
            severity=Severity.STRONG_CARE if stacked >= _STRONG else Severity.CARE,
            template="{share} of the {sensors} have the same coordinates as another. Where a "
            "register puts sensors at the middle of an area, people look nearer than they are.",
            arguments={"share": share(stacked), "sensors": several(draft.network.sensor)},
            about=draft.network.id,
        )


RULE = CaveatRule(
    code="snapped_sensors",
    title=say("Sensors on one spot"),
    explains=say(
        "Raised for nearness when a tenth or more of the sensors (grave: three tenths) share "
        "their coordinates with another: a sign that they were put at the middle of an area."
    ),
    find=find,
)
