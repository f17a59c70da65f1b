"""How far is it to the nearest one?"""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]


def nearest_m(from_x: Floats, from_y: Floats, to_x: Floats, to_y: Floats) -> Floats:
    """Metres from each point to the nearest of others; infinite where there is no other."""
    if len(to_x) == 0:
        return np.full(len(from_x), np.inf)
    metres, _ = cKDTree(np.column_stack([to_x, to_y])).query(np.column_stack([from_x, from_y]))
    return np.asarray(metres, dtype=float)
