"""Which areas share a border or a corner, and where the people of an area live on average."""

import numpy as np
import shapely
from numpy.typing import NDArray

from audits.frame import CityFrame, Floats
from audits.per_frame import per_frame

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


def touching(polygons: NDArray[np.object_]) -> Pairs:
    """Every ordered pair of outlines that share a border or a corner (queen contiguity)."""
    one, other = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    apart = one != other
    return one[apart].astype(np.int64), other[apart].astype(np.int64)


@per_frame
def contiguity(frame: CityFrame) -> Pairs:
    """Ordered pairs of neighbouring areas, by index."""
    return touching(np.array(frame.geography.polygons, dtype=object))


@per_frame
def people_middles(frame: CityFrame) -> tuple[Floats, Floats]:
    """Per area, the mean place of its residents in metres; NaN where nobody lives."""
    people = frame.by_area(frame.cell_people)
    found = []
    for along in (frame.cell_x, frame.cell_y):
        middle = np.full(len(people), np.nan)
        np.divide(frame.by_area(frame.cell_people * along), people, out=middle, where=people > 0)
        found.append(middle)
    return found[0], found[1]
