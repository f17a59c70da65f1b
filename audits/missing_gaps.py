"""Are the same groups missing? Each against everyone, for every reason why something lacks."""

from dataclasses import dataclass

import numpy as np

from audits.finding import Interval
from audits.footing import bands
from audits.frame import CityFrame
from audits.missing import Reason
from audits.stats.bootstrap import ratios
from audits.stats.difference import chance, intervals, standing
from audits.stats.disparity import spread_by_areas, two_sided
from data.city import Dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One group against everyone, for one reason: share of people, difference."""

    reason: str
    group: str
    value: float
    interval: Interval | None
    stands: bool
    """After Benjamini and Hochberg over all reasons and groups."""


def missing_of(frame: CityFrame, found: tuple[Reason, ...]) -> tuple[Gap, ...]:
    """Every group against everyone for every reason, tested together.

    A dimension is not asked about the dataset that it is made of: whom that dataset does not know
    is in none of its groups.
    """
    own, residents = bands(frame), frame.by_area(frame.cell_people)
    asked = [
        (i, reason)
        for reason in found
        for i, group in enumerate(frame.groups)
        if own[i] not in (None, "withheld")
        and reason.dataset not in _made_of(frame, frame.city.dimension(group.dimension))
    ]
    if not asked:
        return ()
    people = frame.group_residents[:, [i for i, _ in asked]]
    where = np.column_stack([reason.where for _, reason in asked]).astype(float)
    everybody = np.broadcast_to(residents[:, None], people.shape)
    once = np.ones((1, len(residents)))
    value = (ratios(once, people * where, people) - ratios(once, everybody * where, everybody))[0]
    drawn = ratios(frame.draws.counts, people * where, people)
    drawn = drawn - ratios(frame.draws.counts, everybody * where, everybody)
    between = intervals(frame.draws, drawn)
    lived_in = residents > 0
    by_chance = spread_by_areas(where[lived_in], people[lived_in], everybody[lived_in])
    stands = standing(
        tuple(
            None
            if between[k] is None
            # Areas drawn again alone would be too sure of a group of which nothing lacks.
            else max(
                chance(value[k], drawn[:, k], frame.draws),
                two_sided(float(value[k]), float(by_chance[k]), float(where[lived_in, k].sum())),
            )
            for k in range(len(asked))
        )
    )
    return tuple(
        Gap(
            reason=reason.words,
            group=frame.groups[i].name,
            value=float(value[k]),
            interval=between[k],
            stands=stands[k],
        )
        for k, (i, reason) in enumerate(asked)
    )


def _made_of(frame: CityFrame, dimension: Dimension) -> set[str]:
    """Names of the datasets that tell who is in which group of a dimension."""
    parts = [frame.city.dimension(name) for name in dimension.of] or [dimension]
    names = {n for part in parts for group in (part.shares or {}).values() for n in group}
    names |= {part.variable for part in parts if part.variable is not None}
    return {d.name for d in frame.city.datasets if any(v.name in names for v in d.variables)}
