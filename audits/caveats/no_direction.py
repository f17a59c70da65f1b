"""Does an index say how unequal, but not who has less?"""

from collections.abc import Iterator

import numpy as np
import shapely

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import say, several, share

_CODES = ("M10", "M11", "M12", "M13")
_LITTLE = 0.5


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for indices of how reach is spread; and where little can be reached.

    A handful of sensors cannot reach all areas alike, whoever places them.
    """
    if draft.measure.code not in _CODES or draft.network is None or draft.estimate is None:
        return
    yield Caveat(
        code="no_direction",
        severity=Severity.NOTE,
        template="Says how unequal the reach of the {sensors} is, not who has less of it nor where "
        "they live: it stays the same when rich and poor areas change places.",
        arguments={"sensors": several(draft.network.sensor)},
        about="measure",
    )
    reached = draft.footing.sensors * np.pi * draft.network.reach_m**2
    land = float(shapely.area(np.array(frame.geography.polygons, dtype=object)).sum())
    if reached < _LITTLE * land:
        yield Caveat(
            code="little_to_spread",
            severity=Severity.CARE,
            template="Were no two {sensors} in reach of the same place, they would reach {share} "
            "of the city at most: so few cannot reach all areas alike, wherever they are put.",
            arguments={"sensors": several(draft.network.sensor), "share": share(reached / land)},
            about="footing",
        )


RULE = CaveatRule(
    code="no_direction",
    title=say("Unequal, but for whom?"),
    explains=say(
        "Raised for Gini, Theil, Atkinson and dissimilarity, which do not know rich from "
        "poor; also says when the sensors could not reach half of the city, however placed."
    ),
    find=find,
)
