"""Values by group with intervals, the same way for every measure that is a ratio of sums."""

import numpy as np
from numpy.typing import NDArray

from audits.finding import AreaValue, GroupValue, State
from audits.frame import CityFrame, Group
from audits.stats.bootstrap import Draws, ratios

Floats = NDArray[np.float64]

# Bands after EJAM's report: on fewer areas than this no value is shown for a group.
LEAST_AREAS = 2


def group_values(
    frame: CityFrame, draws: Draws, top: Floats, bottom: Floats, scale: float = 1.0
) -> tuple[GroupValue, ...]:
    """`scale · Σ top / Σ bottom` for every group, with its interval.

    `top` and `bottom` have shape (areas, groups), the groups in the order of `frame.groups`.
    A group with too few areas is withheld, an empty one not measured.
    """
    replicates = scale * ratios(draws.counts, top, bottom)
    return tuple(
        _value(group, draws, top[:, i], bottom[:, i], replicates[:, i], scale)
        for i, group in enumerate(frame.groups)
    )


def _value(
    group: Group, draws: Draws, top: Floats, bottom: Floats, replicates: Floats, scale: float
) -> GroupValue:
    areas = int((bottom > 0).sum())
    if areas == 0:
        return GroupValue(
            dimension=group.dimension,
            group=group.name,
            value=None,
            state=State.NOT_MEASURED,
            people=group.total,
            reason="nobody of this group in the statistics",
        )
    if areas < LEAST_AREAS:
        return GroupValue(
            dimension=group.dimension,
            group=group.name,
            value=None,
            state=State.WITHHELD,
            people=group.total,
            reason=f"rests on {areas} area; at least {LEAST_AREAS} would be needed",
        )
    return GroupValue(
        dimension=group.dimension,
        group=group.name,
        value=float(scale * top.sum() / bottom.sum()),
        state=State.MEASURED,
        people=group.total,
        interval=draws.interval(replicates),
    )


def area_values(
    frame: CityFrame, top: Floats, bottom: Floats, scale: float = 1.0
) -> tuple[AreaValue, ...]:
    """`scale · top / bottom` for every area, `bottom` its residents; nobody there, no value."""
    return tuple(
        AreaValue(area=area, value=float(scale * part / people), state=State.MEASURED)
        if people > 0
        else AreaValue(
            area=area,
            value=None,
            state=State.NOT_MEASURED,
            reason="no residents in the statistics",
        )
        for area, part, people in zip(frame.geography.area_ids, top, bottom, strict=True)
    )


def per_area_and_group(frame: CityFrame, per_cell: Floats) -> Floats:
    """Σ over cells of (value × people of the group), shape (areas, groups)."""
    return np.column_stack([frame.by_area(per_cell * group.people) for group in frame.groups])


def ends(frame: CityFrame, values: tuple[GroupValue, ...]) -> tuple[GroupValue, GroupValue] | None:
    """The poorest and the richest fifth, where both have a value."""
    fifths = [v for v in values if v.dimension == frame.city.wealth]
    if len(fifths) < 2 or fifths[0].value is None or fifths[-1].value is None:
        return None
    return fifths[0], fifths[-1]
