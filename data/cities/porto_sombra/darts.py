"""Points thrown evenly into polygons of any shape."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.cities.porto_sombra.waves import Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dartboard:
    """Polygons cut into triangles, laid end to end by ground area."""

    corners: Floats
    """(triangles, 3, 2), all triangles of a polygon side by side."""
    ends: Floats
    """Running sum of the triangles' areas."""
    first: Floats
    """Where each polygon begins in that running sum; one more for the end of the last."""

    @classmethod
    def of(cls, polygons: NDArray[np.object_]) -> "Dartboard":
        """A board on which each polygon is a field."""
        pieces, owner = shapely.get_parts(
            shapely.constrained_delaunay_triangles(polygons), return_index=True
        )
        ends = np.cumsum(shapely.area(pieces))
        last = np.searchsorted(owner, np.arange(len(polygons)), side="right") - 1
        return cls(
            corners=shapely.get_coordinates(pieces).reshape(-1, 4, 2)[:, :3],
            ends=ends,
            first=np.concatenate([[0.0], ends[last]]),
        )

    def throw(self, fields: NDArray[np.int64], rng: np.random.Generator) -> Floats:
        """One point (n, 2) inside the polygon that each entry of `fields` names."""
        start, end = self.first[fields], self.first[fields + 1]
        at = start + (end - start) * rng.uniform(0, 1, len(fields))
        triangle = np.minimum(np.searchsorted(self.ends, at, side="right"), len(self.ends) - 1)
        a, b = rng.uniform(0, 1, (2, len(fields), 1))
        over = a + b > 1  # the far half of the parallelogram is folded back onto the triangle
        a, b = np.where(over, 1 - a, a), np.where(over, 1 - b, b)
        corner = self.corners[triangle]
        return np.asarray(
            corner[:, 0] + a * (corner[:, 1] - corner[:, 0]) + b * (corner[:, 2] - corner[:, 0])
        )
