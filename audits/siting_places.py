"""Where a sensor could stand, be mended or be taken away, and who lives near each such place."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import cKDTree

from audits.frame import CityFrame, Floats
from audits.per_frame import per_frame
from audits.siting_aim import Do
from audits.stats.siting import kernel
from audits.words import bare, say
from data.city import Network

# Of each square of the grid this wide, in reaches, one place is a candidate; never finer than the
# cells on which people stand.
SPACING = 0.5
_REGISTER = say("the register of sensors")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidates:
    """Places that may be chosen, in metres of the city's CRS."""

    x: Floats
    y: Floats
    area: NDArray[np.int64]
    kind: tuple[str, ...]
    """new, repair, remove."""
    source: str
    """Where the new ones come from, in words."""
    grid_m: float = 0.0
    """The reach for which `grid` found the new ones; 0 where they are no grid."""
    hidden: frozenset[int] = frozenset()
    """Those that are sensors of which the city does not publish the place."""

    def __len__(self) -> int:
        return len(self.x)

    def only(self, kind: str) -> "Candidates":
        """Those of one kind: what could be had by repair alone, or by new places alone."""
        kept = np.array(self.kind, dtype=str) == kind
        return Candidates(
            x=self.x[kept],
            y=self.y[kept],
            area=self.area[kept],
            kind=(kind,) * int(kept.sum()),
            source=self.source if kind == "new" else _REGISTER,
            grid_m=self.grid_m if kind == "new" else 0.0,
            hidden=frozenset(
                number for number, at in enumerate(np.flatnonzero(kept)) if int(at) in self.hidden
            ),
        )


def candidates(
    frame: CityFrame, network: Network, do: Do = "add", reach_m: float | None = None
) -> Candidates:
    """To add: dead sensors to be mended, then the places of a dataset of sites, else a grid.

    To remove: the sensors that are not known to be dead.
    """
    points = frame.sensors(network)
    if do == "remove":
        return _sensors(frame, network, points.working != 0, "remove")
    repairs = _sensors(frame, network, points.working == 0, "repair")
    new = _listed(frame, network) or _gridded(frame, reach_m or network.reach_m)
    return Candidates(
        x=np.concatenate([repairs.x, new.x]),
        y=np.concatenate([repairs.y, new.y]),
        area=np.concatenate([repairs.area, new.area]),
        kind=repairs.kind + new.kind,
        source=new.source,
        grid_m=new.grid_m,
        hidden=repairs.hidden,
    )


def _sensors(frame: CityFrame, network: Network, which: NDArray[np.bool_], kind: str) -> Candidates:
    points = frame.sensors(network)
    return Candidates(
        x=points.x[which],
        y=points.y[which],
        area=points.area[which],
        kind=(kind,) * int(which.sum()),
        source=_REGISTER,
        hidden=frozenset(np.flatnonzero(~points.published[which]).tolist()),
    )


def _listed(frame: CityFrame, network: Network) -> Candidates | None:
    """The places of a dataset of sites that are for this network, or for any."""
    rows = frame.tables.get("site")
    if rows is None or rows.empty:
        return None
    rows = rows[rows["network"].isna() | (rows["network"] == network.id)]
    if rows.empty:
        return None
    index = {area: i for i, area in enumerate(frame.geography.area_ids)}
    return Candidates(
        x=rows["x"].to_numpy(float),
        y=rows["y"].to_numpy(float),
        area=rows["area_id"].map(index).to_numpy(np.int64),
        kind=("new",) * len(rows),
        source=say("places that the city listed"),
    )


def _gridded(frame: CityFrame, reach_m: float) -> Candidates:
    at = grid(frame, reach_m)
    return Candidates(
        x=frame.cell_x[at],
        y=frame.cell_y[at],
        area=frame.cell_area[at],
        kind=("new",) * len(at),
        source=say(
            "a grid of {side} m, at the most peopled cell of each square",
            side=bare(_spacing(frame, reach_m)),
        ),
        grid_m=reach_m,
    )


def _spacing(frame: CityFrame, reach_m: float) -> float:
    return max(frame.city.cell_m, SPACING * reach_m)


@per_frame
def grid(frame: CityFrame, reach_m: float) -> NDArray[np.int64]:
    """Indices of the cells that are candidates: the most peopled one of each square."""
    side = _spacing(frame, reach_m)
    column = np.floor(frame.cell_x / side).astype(np.int64)
    row = np.floor(frame.cell_y / side).astype(np.int64)
    order = np.lexsort((-frame.cell_people, row, column))
    order = order[frame.cell_people[order] > 0]
    if len(order) == 0:
        return order
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(column[order]) != 0) | (np.diff(row[order]) != 0)
    return np.sort(order[first])


def kernel_of(
    frame: CityFrame, held: Candidates, limit_m: float, theta_m: float | None = None
) -> sparse.csr_array:
    """Who is near which candidate. That of a grid is kept with the frame: networks share it."""
    if not held.grid_m:
        return kernel((held.x, held.y), _cells(frame), limit_m, theta_m)
    mended = np.array(held.kind, dtype=str) != "new"
    repairs = kernel((held.x[mended], held.y[mended]), _cells(frame), limit_m, theta_m)
    new = _grid_kernel(frame, held.grid_m, limit_m, theta_m)
    return sparse.csr_array(sparse.vstack([repairs, new], format="csr"))


@per_frame
def _grid_kernel(
    frame: CityFrame, reach_m: float, limit_m: float, theta_m: float | None
) -> sparse.csr_array:
    at = grid(frame, reach_m)
    return kernel((frame.cell_x[at], frame.cell_y[at]), _cells(frame), limit_m, theta_m)


@per_frame
def _cells(frame: CityFrame) -> cKDTree:
    return cKDTree(np.column_stack([frame.cell_x, frame.cell_y]))
