"""What M1 shows of its areas: action against need, beside how much of the need is seen."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from audits.exhibit import Bar, Bars, Dot, Quadrants
from audits.finding import AreaValue, Setting, State
from audits.frame import CityFrame, Floats
from audits.stats.bootstrap import Draws
from audits.visible_action import SEEN_FROM, Parameters, Tally
from audits.words import number, say
from data.city import Network

# A share of fewer cases than this would be read as a rate and be an accident.
LEAST_CASES = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """What one response comes to under the choices that are reported."""

    tally: Tally
    share: Floats
    """Per area, which part of the need (or of the residents) is seen; NaN where none is."""
    by_cases: bool
    parameters: Parameters
    settings: tuple[Setting, ...]
    left_out: float = 0.0
    """Actions in areas of which no need is known."""


def relative(asked: Asked) -> Floats:
    """Per area, action per need against the whole city's; NaN without need."""
    acted, need = asked.tally.acted, asked.tally.need
    level: Floats = np.full(len(need), np.nan)
    np.divide(acted * need.sum(), need * acted.sum(), out=level, where=need > 0)
    return level


def by_area(frame: CityFrame, asked: Asked) -> Iterator[AreaValue]:
    few = say("rests on fewer than {n} cases", n=number(LEAST_CASES))
    for area, need, value in zip(
        frame.geography.area_ids, asked.tally.need, relative(asked), strict=True
    ):
        if need <= 0:
            yield AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason=say("no need is known there"),
            )
        elif asked.by_cases and need < LEAST_CASES:
            yield AreaValue(
                area=area,
                value=None,
                state=State.WITHHELD,
                reason=few,
            )
        else:
            yield AreaValue(area=area, value=float(value), state=State.MEASURED)


def bars(frame: CityFrame, draws: Draws, values: Floats, drawn: Floats, unit: str) -> Bars:
    """The ratio within each fifth."""
    made = []
    for index, group in enumerate(frame.wealth_groups()):
        value = values[index] if index < len(values) else np.nan
        known = np.isfinite(value)
        likely = draws.ratio_interval(drawn[:, index]) if known else None
        made.append(
            Bar(
                name=group.name,
                value=float(value) if known else None,
                low=likely.low if likely else None,
                high=likely.high if likely else None,
                reason=None if known else say("no need both seen and unseen that was acted on"),
            )
        )
    return Bars(
        title=say("Times as much action where need is seen, within each fifth"),
        unit=unit,
        bars=tuple(made),
        no_difference=1.0,
    )


def corners(frame: CityFrame, asked: Asked, network: Network) -> Quadrants:
    """Each area: how much of it is seen, and how much is done there."""
    level, people = relative(asked), frame.by_area(frame.cell_people)
    values = {value.area: value for value in by_area(frame, asked)}
    names, ids = frame.geography.names, frame.geography.area_ids
    shown = [
        i
        for i, area in enumerate(ids)
        if values[area].value is not None and np.isfinite(asked.share[i])
    ]
    return Quadrants(
        title=say("Where the city sees, and where it acts"),
        x_title=say("Need within reach of a {sensor}", sensor=network.sensor)
        if asked.by_cases
        else say("Residents within reach of a {sensor}", sensor=network.sensor),
        x_unit=say("share of need") if asked.by_cases else say("share of people"),
        y_title=say("Action per need, 1 as in the whole city"),
        y_unit=say("times the city's"),
        x_cut=SEEN_FROM,
        y_cut=1.0,
        corners=(
            say("acted on though not seen"),
            say("seen and acted on"),
            say("neither seen nor acted on"),
            say("seen, and not acted on"),
        ),
        dots=tuple(
            Dot(
                name=names[i],
                x=float(asked.share[i]),
                y=float(level[i]),
                people=float(people[i]),
                area=ids[i],
            )
            for i in shown
        ),
        nothing=tuple(
            (ids[i], values[ids[i]].reason or say("nobody lives there"))
            for i in range(len(ids))
            if i not in set(shown)
        ),
    )
