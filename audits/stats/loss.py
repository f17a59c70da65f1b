"""What would be out of reach if all sensors of one owner went?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Every sensor and cell no farther from each other than some reach, in metres."""

    sensor: Ints
    cell: Ints
    metres: Floats
    cells: int
    """How many cells there are."""


def pairs_within(cells: Floats, sensors: Floats, most_m: float) -> Pairs:
    """`cells` and `sensors` are points in metres, shape (n, 2)."""
    near = cKDTree(cells).sparse_distance_matrix(cKDTree(sensors), most_m, output_type="ndarray")
    return Pairs(sensor=near["j"], cell=near["i"], metres=near["v"], cells=len(cells))


def reached_only_by(
    pairs: Pairs, owner: Ints, radius_m: float, counted: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which cells any counted sensor reaches, and which of them one owner alone does.

    `owner` numbers the owner of each sensor from 0. Shapes (cells,) and (owners, cells): what each
    owner's loss would take away, and no other's.
    """
    use = (pairs.metres <= radius_m) & counted[pairs.sensor]
    owners = int(owner.max()) + 1
    spot = owner[pairs.sensor[use]] * pairs.cells + pairs.cell[use]
    held = np.bincount(spot, minlength=owners * pairs.cells).reshape(owners, pairs.cells) > 0
    owners_near = held.sum(axis=0)
    return owners_near > 0, held & (owners_near == 1)
