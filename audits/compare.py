"""Values by group with intervals, the same way for every measure that is a ratio of sums."""

import math

import numpy as np
from numpy.typing import NDArray

from audits.exhibit import Bar
from audits.finding import AreaValue, GroupValue, Interval, State
from audits.frame import CityFrame, Group
from audits.stats.bootstrap import Draws, ratios, with_width
from audits.stats.bounds import possible
from audits.stats.counted import count_interval
from audits.stats.footing import LEAST_AREAS, LEAST_PEOPLE
from audits.words import bare, say

Floats = NDArray[np.float64]


def group_values(
    frame: CityFrame,
    draws: Draws,
    top: Floats,
    bottom: Floats,
    scale: float = 1.0,
    *,
    counted: bool = False,
) -> tuple[GroupValue, ...]:
    """`scale · Σ top / Σ bottom` for every group, with its interval.

    `counted` says that `top` counts things, which may be few.

    `top` and `bottom` have shape (areas, groups), the groups in the order of `frame.groups`.
    A group with too few areas is withheld, an empty one not measured.
    """
    areas = (bottom > 0).sum(axis=0)
    each = zip(frame.groups, areas.tolist(), strict=True)
    nothing = [without_value(frame, group, many) for group, many in each]
    shown = np.array([value is None for value in nothing])
    above, below = top[:, shown], bottom[:, shown]
    values = scale * above.sum(axis=0) / below.sum(axis=0)
    replicates = scale * ratios(draws.counts, above, below)
    if counted:
        found = _of_counts(draws, above, below, replicates, scale)
    else:
        found = _of_ratios(draws, above, below, replicates, share_of_people=scale == 1.0)
    told = zip(values.tolist(), found, strict=True)
    both = zip(frame.groups, nothing, strict=True)
    return tuple(hidden or _value(group, *next(told)) for group, hidden in both)


def _value(group: Group, value: float, interval: Interval | None) -> GroupValue:
    return GroupValue(
        dimension=group.dimension,
        group=group.name,
        value=value,
        state=State.MEASURED,
        people=group.total,
        interval=interval,
    )


def _of_counts(
    draws: Draws, top: Floats, bottom: Floats, replicates: Floats, scale: float
) -> list[Interval | None]:
    """Intervals of rates of counted things."""
    things, exposure = top.sum(axis=0).tolist(), (bottom.sum(axis=0) / scale).tolist()
    areas = (bottom > 0).sum(axis=0).tolist()
    return [
        count_interval(draws, *of, replicates[:, i], areas[i])
        for i, of in enumerate(zip(things, exposure, strict=True))
    ]


def _of_ratios(
    draws: Draws, top: Floats, bottom: Floats, replicates: Floats, *, share_of_people: bool
) -> list[Interval | None]:
    """Intervals of shares of people, where a part is divided by its whole; else of any ratio."""
    inside: NDArray[np.bool_] = np.asarray(
        ((top >= 0) & (top <= bottom * (1 + 1e-9) + 1e-9)).all(axis=0)
    )
    part = inside if share_of_people else np.zeros_like(inside)
    shares = np.minimum(top[:, part].sum(axis=0) / bottom[:, part].sum(axis=0), 1.0)
    of_people = iter(draws.share_intervals(shares, replicates[:, part], bottom[:, part]))
    positive: NDArray[np.bool_] = np.asarray((top[:, ~part] >= 0).all(axis=0))
    any_other = iter(
        [
            possible(with_width(interval), low=0.0 if above else -math.inf)
            for interval, above in zip(draws.intervals(replicates[:, ~part]), positive, strict=True)
        ]
    )
    return [next(of_people if yes else any_other) for yes in part]


def without_value(frame: CityFrame, group: Group, areas: int) -> GroupValue | None:
    """The group's value where none may be shown, on so many areas; None where one may be.

    Every measure withholds by this one rule (M26): nobody there is *not measured*; too few people,
    or too few areas to rest on, is *withheld*, with what would be needed.
    """
    if areas == 0:
        state = State.NOT_MEASURED
        reason = say("nobody of this group in the statistics")
    elif (group.dimension, group.name) in frame.too_few:
        state = State.WITHHELD
        reason = (
            say(
                "fewer than {least} people; a value would speak of persons",
                least=bare(LEAST_PEOPLE),
            )
            if group.total < LEAST_PEOPLE
            else say(
                "would reveal, by subtraction, a group of fewer than {least} people; that group "
                "would have to be larger",
                least=bare(LEAST_PEOPLE),
            )
        )
    elif areas < LEAST_AREAS:
        state = State.WITHHELD
        reason = say(
            "rests on {areas} area; at least {least} would be needed",
            areas=areas,
            least=LEAST_AREAS,
        )
    else:
        return None
    return GroupValue(
        dimension=group.dimension,
        group=group.name,
        value=None,
        state=state,
        people=group.total,
        reason=reason,
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
            reason=say("no residents in the statistics"),
        )
        for area, part, people in zip(frame.geography.area_ids, top, bottom, strict=True)
    )


def per_area_and_group(frame: CityFrame, per_cell: Floats) -> Floats:
    """Σ over cells of (value × people of the group), shape (areas, groups)."""
    return frame.by_area(per_cell[:, None] * frame.group_people)


def ends(frame: CityFrame, values: tuple[GroupValue, ...]) -> tuple[float, float] | None:
    """The values of the poorest and of the richest fifth; None where either has none."""
    fifths = [v.value for v in values if v.dimension == frame.city.wealth]
    if len(fifths) < 2 or fifths[0] is None or fifths[-1] is None:
        return None
    return fifths[0], fifths[-1]


def group_bar(group: GroupValue, *, weighty: bool = False) -> Bar:
    """The value of a group as a bar."""
    interval = group.interval
    return Bar(
        name=group.group,
        value=group.value,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        reason=group.reason,
        weighty=weighty,
    )
