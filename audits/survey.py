"""Survey error carried into what is said of groups: which error is the larger one?

An interval over areas drawn again takes the counts of people as known. Where they come from a
sample they are not; here the counts are drawn again within their margins of error instead.
"""

from dataclasses import dataclass

import numpy as np

from audits.finding import Draft
from audits.frame import CityFrame, Floats
from audits.per_frame import per_frame
from audits.stats.survey_error import standard_error
from audits.words import figure, joined, listed, say
from data.city import City, Dimension, Variable
from data.said import mark

REDRAWS = 500
_SEED = 20160712
_Z95 = 1.96
# By area and by group a measure may count different things; then the one cannot carry the other.
_AGREES = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Half-widths of one group's value, in its unit: from the survey, and as its interval says."""

    dimension: str
    group: str
    survey: float
    interval: float

    @property
    def survey_dominates(self) -> bool:
        """Whether the sampled counts blur the value more than the interval shows."""
        return self.survey > self.interval


def sampled_variables(city: City) -> dict[str, Variable]:
    """Name -> the variable, for each that states a margin of error."""
    return {v.name: v for d in city.datasets for v in d.variables if v.moe is not None}


def sampled_dimensions(city: City) -> tuple[Dimension, ...]:
    """The dimensions whose groups are split by a count that states a margin of error."""
    sampled = sampled_variables(city)
    return tuple(
        dimension
        for dimension in city.dimensions
        if any(name in sampled for names in (dimension.shares or {}).values() for name in names)
    )


@per_frame
def redrawn_shares(frame: CityFrame) -> dict[tuple[str, str], Floats]:
    """(dimension, group) -> share of each area's people in it, shape (redraws, areas).

    Each count is drawn from a normal with its standard error, cut off at 0. Two counts of one
    dimension that name the same margin are the two sides of one split: what one gains the other
    loses. Areas of which a count is unknown are NaN.
    """
    rng = np.random.default_rng(_SEED)
    sampled, found = sampled_variables(frame.city), {}
    for dimension in sampled_dimensions(frame.city):
        blows: dict[str, Floats] = {}
        counts: dict[str, Floats] = {}
        for group, names in (dimension.shares or {}).items():
            total = np.zeros((REDRAWS, len(frame.geography.area_ids)))
            for name in names:
                count = frame.area_variable(name)
                drawn = np.broadcast_to(count, total.shape)
                moe = sampled[name].moe if name in sampled else None
                if moe is not None:
                    side = -1.0 if moe in blows else 1.0
                    blow = blows.setdefault(moe, rng.standard_normal(total.shape))
                    error = standard_error(frame.area_variable(moe))
                    drawn = np.maximum(0.0, count + side * blow * error)
                total = total + drawn
            counts[group] = total
        everybody = np.sum(list(counts.values()), axis=0)
        for group, count in counts.items():
            share = np.full_like(everybody, np.nan)
            np.divide(count, everybody, out=share, where=everybody > 0)
            found[dimension.id, group] = share
    return found


def carried(frame: CityFrame, draft: Draft) -> tuple[Carried, ...]:
    """Both half-widths of every group that a sampled count splits off and the draft has a value of.

    The group's value is made again from the values by area; where that does not give the value
    that the draft states, the measure counts something else by area, and nothing is carried.
    """
    shares = redrawn_shares(frame)
    wanted = [v for v in draft.by_group if (v.dimension, v.group) in shares]
    if not wanted or not draft.by_area:
        return ()
    people = frame.by_area(frame.cell_people)
    at = {area: i for i, area in enumerate(frame.geography.area_ids)}
    value = np.full(len(people), np.nan)
    for area in draft.by_area:
        if area.value is not None:
            value[at[area.area]] = area.value
    groups = {(g.dimension, g.name): g for g in frame.groups}
    found = []
    for stated in wanted:
        drawn = shares[stated.dimension, stated.group]
        known = np.isfinite(value) & (people > 0) & np.isfinite(drawn).all(axis=0)
        own = frame.by_area(groups[stated.dimension, stated.group].people)[known]
        if stated.value is None or stated.interval is None or own.sum() == 0:
            continue
        again = float(value[known] @ own / own.sum())
        if abs(again - stated.value) > _AGREES * max(abs(stated.value), abs(again)):
            continue
        held = people[known] * drawn[:, known]
        spread = float((held @ value[known] / held.sum(axis=1)).std())
        width = stated.interval.high - stated.interval.low
        if max(spread, width) < 1e-12:
            continue  # everybody alike: no error of either kind shows
        found.append(
            Carried(
                dimension=stated.dimension,
                group=stated.group,
                survey=_Z95 * spread,
                interval=width / 2,
            )
        )
    return tuple(found)


def statement(errors: tuple[Carried, ...], unit: str) -> str:
    """Which error dominates for which group, in words; `unit` is that of values by group."""
    told = []
    for dominates, which in (
        (False, mark("for {groups} the survey error is the smaller of the two")),
        (True, mark("for {groups} the survey error dominates, and the interval is too narrow")),
    ):
        own = [e for e in errors if e.survey_dominates is dominates]
        if own:
            sizes = (
                say(
                    "{group} (±{survey} from the survey, ±{interval} as its interval says)",
                    group=e.group,
                    survey=figure(e.survey, unit),
                    interval=figure(e.interval, unit),
                )
                for e in own
            )
            told.append(say(which, groups=listed(sizes)))
    return joined("; ", told)
