"""What stands beyond the city's border is in nobody's data."""

from collections.abc import Iterator

import numpy as np
import shapely

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.per_frame import per_frame
from audits.words import bare, residents, say, share


@per_frame
def near_border(frame: CityFrame, limit_m: float) -> float:
    """Residents of cells so many metres or less from where the city's areas end."""
    outline = shapely.union_all(np.array(frame.geography.polygons, dtype=object)).boundary
    shapely.prepare(outline)
    cells = shapely.points(frame.cell_x, frame.cell_y)
    return float(frame.cell_people @ shapely.dwithin(outline, cells, limit_m))


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for a catchment that reaches over the border, with how many live so near to it."""
    limit = draft.parameters.get("catchment in metres")
    if not isinstance(limit, float):
        return
    near = near_border(frame, limit)
    if near > 0:
        yield Caveat(
            code="services_beyond_border",
            severity=Severity.CARE,
            template="{residents} ({share}) live within {metres} m of where the city ends, "
            "at water or at a neighbour. What stands beyond is not in the data, nor who "
            "comes from there.",
            arguments={
                "residents": residents(near),
                "share": share(near / frame.people),
                "metres": bare(limit),
            },
            about="catchment in metres",
        )


RULE = CaveatRule(
    code="services_beyond_border",
    title=say("Services beyond the border"),
    explains=say(
        "Raised when people live nearer to the city's border than they would go for a "
        "service: what they find on the other side is unknown."
    ),
    find=find,
)
