"""Which part of each area's residents belongs to each group: how a thing of areas is shared out."""

import numpy as np

from audits.frame import CityFrame, Floats
from audits.per_frame import per_frame
from audits.reach import group_people


@per_frame
def group_shares(frame: CityFrame) -> Floats:
    """Shape (areas, groups), 0 to 1; in an area where nobody lives no group has a part."""
    people, residents = group_people(frame), frame.by_area(frame.cell_people)[:, None]
    part = np.zeros_like(people)
    np.divide(people, residents, out=part, where=residents > 0)
    return part
