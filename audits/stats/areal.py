"""Values carried from one set of outlines to another, with an account of what got lost.

An even spread within each source is all that this assumes, and it is a lot to assume. tobler is the
peer; it puts 0 where no source reaches and takes a missing source for 0, so these are ours.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Overlap:
    """Where sources and targets share ground, one entry per pair; square metres."""

    source: Ints
    target: Ints
    area: Floats
    source_area: Floats
    target_area: Floats

    @property
    def covered(self) -> Floats:
        """Share of each target that lies on some source, 0 to 1; sources do not overlap."""
        ground = np.bincount(self.target, weights=self.area, minlength=len(self.target_area))
        return np.minimum(ground / self.target_area, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MassBalance:
    """What the sources hold is what the targets got, plus what lies outside every target."""

    held: float
    """Σ of the sources; NaN where one of them is not known."""
    carried: float
    outside: float

    @property
    def closes(self) -> bool:
        """Whether Σ in = Σ out + outside, to a millionth; never where a source is not known."""
        return bool(np.isclose(self.held, self.carried + self.outside, rtol=1e-6, atol=1e-9))


def overlap(sources: NDArray[np.object_], targets: NDArray[np.object_]) -> Overlap:
    """Every pair of source and target that share ground. Raises ValueError on an outline of none.

    Outlines must be valid polygons in a metric CRS.
    """
    source_area, target_area = shapely.area(sources), shapely.area(targets)
    if not ((source_area > 0).all() and (target_area > 0).all()):
        raise ValueError("found an outline without ground, expected polygons only")
    tree = shapely.STRtree(sources)
    at, on = tree.query(targets, predicate="intersects")
    whole_at, whole_on = tree.query(targets, predicate="within")
    area = np.full(len(at), np.nan)
    # What lies wholly in one source needs no clipping, and most of it does.
    inside = np.isin(at * len(sources) + on, whole_at * len(sources) + whole_on)
    area[inside] = target_area[at[inside]]
    area[~inside] = shapely.area(shapely.intersection(targets[at[~inside]], sources[on[~inside]]))
    shared = area > 0
    return Overlap(
        source=on[shared].astype(np.int64),
        target=at[shared].astype(np.int64),
        area=area[shared],
        source_area=source_area,
        target_area=target_area,
    )


def extensive(values: Floats, on: Overlap) -> Floats:
    """`Σ_s v_s |s∩t|/|s|`: a count carried to each target. NaN, missing, where no source reaches.

    A source that is NaN makes every target it touches NaN. Source: MEASURES M17.
    """
    carried = np.bincount(
        on.target,
        weights=values[on.source] * on.area / on.source_area[on.source],
        minlength=len(on.target_area),
    ).astype(float)
    reached = np.bincount(on.target, minlength=len(on.target_area)) > 0
    return np.where(reached, carried, np.nan)


def mass_balance(values: Floats, on: Overlap) -> MassBalance:
    """The account of a count carried by `extensive`; it closes where targets do not overlap."""
    touched = np.bincount(on.source, weights=on.area, minlength=len(on.source_area))
    left = np.maximum(1 - touched / on.source_area, 0.0)
    return MassBalance(
        held=float(values.sum()),
        carried=float((values[on.source] * on.area / on.source_area[on.source]).sum()),
        outside=float((values * left).sum()),
    )
