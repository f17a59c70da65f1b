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
from audits.no_estimate import no_estimate
from audits.stats.rank import (
    concentration_curve,
    concentration_index,
    erreygers,
    fractional_ranks,
)
from audits.words import joined, number, say, within
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
            say("reach in metres"): network.reach_m,
            say("sensors counted"): say("all placed"),
            say("index"): say("Erreygers"),
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
        return no_estimate(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=say("the wealth of fewer than two areas is known"),
            reading=say(
                "We do not know whether the {title} lean to the better-off: the wealth of fewer "
                "than two areas is known.",
                title=title,
            ),
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
            of=say("people within {reach:g} m of the {title}", reach=network.reach_m, title=title),
            ranked_by=frame.city.dimension(frame.city.wealth).title,
        )
        if np.isfinite(held).all()
        else None,
    )


def _reading(title: str, estimate: float, interval: Interval | None, plain: float) -> str:
    if interval is None:
        sure = say("; how surely we do not know.")
    elif interval.low > 0:
        sure = say("; the interval lies above zero.")
    elif interval.high < 0:
        sure = say("; the interval lies below zero.")
    else:
        sure = say("; but the interval holds zero, so we cannot tell.")
    n = number(estimate, 3)
    if estimate > 0:
        text = say(
            "The reach of the {title} leans to the better-off: {n} on a scale from −1 to 1",
            title=title,
            n=n,
        )
    elif estimate < 0:
        text = say(
            "The reach of the {title} leans to the poorer: {n} on a scale from −1 to 1",
            title=title,
            n=n,
        )
    else:
        text = say(
            "The reach of the {title} leans to nobody: {n} on a scale from −1 to 1",
            title=title,
            n=n,
        )
    beside = ""
    if np.isfinite(plain):
        beside = say(" (concentration index {n})", n=number(plain, 3))
    return joined("", (text, beside, sure))


def _by_area(frame: CityFrame, share: Floats, use: NDArray[np.bool_]) -> Iterator[AreaValue]:
    for area, value, ranked in zip(frame.geography.area_ids, share, use, strict=True):
        if np.isnan(value):
            yield AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason=say("no residents in the statistics"),
            )
        elif not ranked:
            yield AreaValue(
                area=area,
                value=None,
                state=State.UNUSABLE,
                reason=say("wealth unknown, or too few residents to rank"),
            )
        else:
            yield AreaValue(area=area, value=float(value), state=State.MEASURED)


def _stability(frame: CityFrame, network: Network) -> Stability:
    settings = []
    for radius in sorted({network.reach_m, *network.reach_grid_m}):
        for name, distance in (
            (say("all placed"), frame.distance_any(network)),
            (say("not known to be dead"), frame.distance_alive(network)),
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
                    parameters={say("reach in metres"): radius, say("sensors counted"): name},
                    estimate=value,
                    holds=None if value is None else value > 0,
                )
            )
    return Stability(
        verdict=say("reach leans to the better-off"),
        settings=tuple(settings),
        boundaries=boundaries_sentence(frame, network),
    )


MEASURE = Measure(
    code="M9",
    name=say("Wealth gradient"),
    question=say("Does the reach of this network lean to the better-off?"),
    asked_by=say(
        "The Rio case: sensors followed wealth; nobody could say how much, or how surely."
    ),
    better="nearer to zero",
    success=say("The interval holds zero, or for a service lies below it."),
    formula=say(
        "Erreygers E = 8 cov_w(h, r): h the share of an area's residents within reach, r the "
        "fractional rank of people by wealth (ties averaged), w residents. Beside it the "
        "concentration index C = (2/μ) cov_w(h, r)."
    ),
    unit=say("index from −1 to 1"),
    group_unit=say("share of people"),
    area_unit=say("share of people"),
    inputs=("cell", "area_variable", "sensor"),
    parameters={
        say("reach in metres"): say("r, stated by the city for each network"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
        say("index"): say(
            "Erreygers, since coverage is bounded and C alone shrinks as coverage grows"
        ),
    },
    citation="Erreygers 2009; Wagstaff 2005; MEASURES M9",
    failure_modes=(
        say("Zero can hide a U: look at the curve and the fifths."),
        say("Ranks areas by an average: rich and poor in one area share its rank."),
        say("Pooling sensor types hides it, so it is never done."),
    ),
    family="inequality",
    headline=True,
    compute=compute,
)
