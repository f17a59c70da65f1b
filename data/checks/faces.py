"""Where do very many points lie? Most are told by a raster on which no border runs near them.

Points that share a piece of the raster which no border crosses lie in the same area, so that one
exact question answers for all of them. Only points near a border are asked one by one.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage

_SIDE = 2048
"""Squares along the longer side of the city: some 35 m in a city of 70 km."""
WORTH_IT = 50_000
"""With fewer points than this, asking each one costs less than the raster."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Faces:
    """A raster of a city: per square the number of its face, 0 where a border may run."""

    left: float
    bottom: float
    square_m: float
    face: NDArray[np.int32]
    middle_x: Floats
    middle_y: Floats
    """One point in each face, numbered from 1 (the first is at index 0)."""

    def of(self, x: Floats, y: Floats) -> NDArray[np.int32]:
        """The face each point lies in; 0 where it must be asked by itself."""
        inside = np.isfinite(x) & np.isfinite(y)
        column = np.floor((np.where(inside, x, self.left) - self.left) / self.square_m)
        row = np.floor((np.where(inside, y, self.bottom) - self.bottom) / self.square_m)
        rows, columns = self.face.shape
        inside &= (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        faces = np.zeros(len(x), dtype=np.int32)
        faces[inside] = self.face[row[inside].astype(np.int64), column[inside].astype(np.int64)]
        return faces


def faces_of(polygons: NDArray[np.object_]) -> Faces:
    """The raster of these polygons (metric CRS, none of them missing)."""
    left, bottom, right, top = shapely.total_bounds(polygons)
    square = max(right - left, top - bottom) / _SIDE
    # A rim of two squares, so that what lies outside is a face as well.
    left, bottom = left - 2 * square, bottom - 2 * square
    columns = int(np.ceil((right - left) / square)) + 3
    rows = int(np.ceil((top - bottom) / square)) + 3
    # Steps of half a square miss no square but by its corner; the rim of one square makes it sure.
    borders = shapely.segmentize(shapely.boundary(polygons), square / 2)
    at = shapely.get_coordinates(borders)
    near = np.zeros((rows, columns), dtype=bool)
    near[
        ((at[:, 1] - bottom) / square).astype(np.int64),
        ((at[:, 0] - left) / square).astype(np.int64),
    ] = True
    free = ~ndimage.binary_dilation(near, structure=np.ones((3, 3), dtype=bool))
    face, _ = ndimage.label(free)
    _, first = np.unique(face.ravel(), return_index=True)
    some = first[face.ravel()[first] > 0]
    return Faces(
        left=float(left),
        bottom=float(bottom),
        square_m=float(square),
        face=np.asarray(face, dtype=np.int32),
        middle_x=left + (some % columns + 0.5) * square,
        middle_y=bottom + (some // columns + 0.5) * square,
    )
