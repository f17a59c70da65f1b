"""Do we know which sensors work?"""

from collections.abc import Iterator

import numpy as np

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import say, several, share


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for sensors of unknown state, and for a state known at one instant only."""
    if draft.network is None:
        return
    working = frame.sensors(draft.network).working
    unknown = int(np.isnan(working).sum())
    if unknown:
        yield Caveat(
            code="status_unknown",
            severity=Severity.STRONG_CARE if unknown == len(working) else Severity.CARE,
            template="Nobody states whether {count} of {all} {sensors} ({share}) work. In the "
            "blind spot they are taken to see, so that more people may be unseen.",
            arguments={
                "count": unknown,
                "all": len(working),
                "sensors": several(draft.network.sensor),
                "share": share(unknown / len(working)),
            },
            about=draft.network.id,
        )
    if frame.health(draft.network).empty and unknown < len(working):
        yield Caveat(
            code="status_one_instant",
            severity=Severity.CARE,
            template="Which {sensors} work is known at one instant only; there is no history of "
            "failures.",
            arguments={"sensors": several(draft.network.sensor)},
            about=draft.network.id,
        )


RULE = CaveatRule(
    code="sensor_status",
    title=say("State of the sensors"),
    explains=say("Raised when the state of sensors is not stated, or stated at one instant only."),
    find=find,
)
