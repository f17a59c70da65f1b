"""M9: does coverage lean to the better-off, and how surely?"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audits.boundaries import boundaries_sentence
from audits.compare import group_values, per_area_and_group
from audits.curve import Curve
from audits.finding import AreaValue, Draft, Footing, Interval, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.stats.rank import (
    concentration_curve,
    concentration_index,
    erreygers,
    fractional_ranks,
)
from audits.words import number, within
from data.city import Network


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _coverage(frame: CityFrame, distance: Floats, radius_m: float) -> tuple[Floats, Floats]:
    """Per area: share of residents within reach (NaN where nobody lives), and residents."""
    residents = frame.by_area(frame.cell_people)
    within = frame.by_area(frame.cell_people * (distance <= radius_m))
    share = np.full(len(residents), np.nan)
    np.divide(within, residents, out=share, where=residents > 0)
    return share, residents


def _ranked(frame: CityFrame, residents: Floats) -> NDArray[np.bool_]:
    """Areas that can be ranked: wealth known, somebody living there, large enough to be trusted."""
    least = max(frame.city.dimension(frame.city.wealth).least_people, 1)
    return np.isfinite(frame.wealth) & (residents >= least)


def _draft(frame: CityFrame, network: Network) -> Draft:
    distance = frame.distance_any(network)
    share, residents = _coverage(frame, distance, network.reach_m)
    use = _ranked(frame, residents)
    title = within(network.title)
    base = {
        "measure": MEASURE,
        "network": network,
        "subject": network.id,
        "interval_meaning": frame.draws_within_reach(network).meaning,
        "by_area": tuple(_by_area(frame, share, use)),
        "blind_spot": frame.blind_spot(network),
        "footing": Footing(
            people=float(residents[use].sum()),
            areas=int(use.sum()),
            sensors=len(frame.sensors(network).ids),
        ),
        "parameters": {
            "reach in metres": network.reach_m,
            "sensors counted": "all placed",
            "index": "Erreygers",
        },
        "datasets": (
            # Which sensors are dead, and so whom nobody sees, is told by their readings too.
            *frame.evidence_of(network),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
        "by_group": group_values(
            frame,
            frame.draws_within_reach(network),
            per_area_and_group(frame, (distance <= network.reach_m).astype(float)),
            per_area_and_group(frame, np.ones_like(distance)),
        ),
        "stability": _stability(frame, network),
    }
    if use.sum() < 2:
        return Draft(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            estimate=None,
            state=State.NOT_MEASURED,
            reason="the wealth of fewer than two areas is known",
            interval=None,
            reading=f"We do not know whether the {title} lean to the better-off: the wealth of "
            "fewer than two areas is known.",
        )
    thing, wealth, weights = share[use], frame.wealth[use], residents[use]
    estimate = float(erreygers(thing, wealth, weights)[0])
    draws = frame.draws_within_reach(network)
    leaning = np.zeros(len(residents))
    leaning[use] = weights * (fractional_ranks(wealth, weights) - 0.5) * 8 / weights.sum()
    interval = draws.interval(
        erreygers(thing, wealth, draws.counts[:, use] * weights),
        leaning,
        float(thing @ weights / weights.sum()),
    )
    plain = float(concentration_index(thing, wealth, weights)[0])
    people, held = concentration_curve(thing, wealth, weights)
    return Draft(
        **base,  # type: ignore[arg-type]
        estimate=estimate,
        state=State.MEASURED,
        interval=interval,
        reading=_reading(title, estimate, interval, plain),
        curve=Curve(
            people=tuple(map(float, people)),
            share=tuple(map(float, held)),
            of=f"people within {network.reach_m:g} m of the {title}",
            ranked_by=frame.city.dimension(frame.city.wealth).title,
        )
        if np.isfinite(held).all()
        else None,
    )


def _reading(title: str, estimate: float, interval: Interval | None, plain: float) -> str:
    if interval is None:
        sure = "how surely we do not know"
    elif interval.low > 0:
        sure = "the interval lies above zero"
    elif interval.high < 0:
        sure = "the interval lies below zero"
    else:
        sure = "but the interval holds zero, so we cannot tell"
    lean = "the better-off" if estimate > 0 else "the poorer" if estimate < 0 else "nobody"
    text = (
        f"The reach of the {title} leans to {lean}: {number(estimate, 3)} on a scale from −1 to 1"
    )
    beside = f" (concentration index {number(plain, 3)})" if np.isfinite(plain) else ""
    return f"{text}{beside}; {sure}."


def _by_area(frame: CityFrame, share: Floats, use: NDArray[np.bool_]) -> Iterator[AreaValue]:
    for area, value, ranked in zip(frame.geography.area_ids, share, use, strict=True):
        if np.isnan(value):
            yield AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason="no residents in the statistics",
            )
        elif not ranked:
            yield AreaValue(
                area=area,
                value=None,
                state=State.UNUSABLE,
                reason="wealth unknown, or too few residents to rank",
            )
        else:
            yield AreaValue(area=area, value=float(value), state=State.MEASURED)


def _stability(frame: CityFrame, network: Network) -> Stability:
    settings = []
    for radius in sorted({network.reach_m, *network.reach_grid_m}):
        for name, distance in (
            ("all placed", frame.distance_any(network)),
            ("not known to be dead", frame.distance_alive(network)),
        ):
            share, residents = _coverage(frame, distance, radius)
            use = _ranked(frame, residents)
            value = (
                float(erreygers(share[use], frame.wealth[use], residents[use])[0])
                if use.sum() > 1
                else None
            )
            settings.append(
                Setting(
                    parameters={"reach in metres": radius, "sensors counted": name},
                    estimate=value,
                    holds=None if value is None else value > 0,
                )
            )
    return Stability(
        verdict="reach leans to the better-off",
        settings=tuple(settings),
        boundaries=boundaries_sentence(frame, network),
    )


MEASURE = Measure(
    code="M9",
    name="Wealth gradient",
    question="Does the reach of this network lean to the better-off?",
    asked_by="The Rio case: sensors followed wealth; nobody could say how much, or how surely.",
    better="nearer to zero",
    success="The interval holds zero, or for a service lies below it.",
    formula="Erreygers E = 8 cov_w(h, r): h the share of an area's residents within reach, r the "
    "fractional rank of people by wealth (ties averaged), w residents. Beside it the "
    "concentration index C = (2/μ) cov_w(h, r).",
    unit="index from −1 to 1",
    group_unit="share of people",
    area_unit="share of people",
    inputs=("cell", "area_variable", "sensor"),
    parameters={
        "reach in metres": "r, stated by the city for each network",
        "sensors counted": "all placed, or without those known to be dead",
        "index": "Erreygers, since coverage is bounded and C alone shrinks as coverage grows",
    },
    citation="Erreygers 2009; Wagstaff 2005; MEASURES M9",
    failure_modes=(
        "Zero can hide a U: look at the curve and the fifths.",
        "Ranks areas by an average: rich and poor in one area share its rank.",
        "Pooling sensor types hides it, so it is never done.",
    ),
    family="inequality",
    headline=True,
    compute=compute,
)
