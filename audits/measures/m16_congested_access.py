"""M16: what would a service cost people in distance and crowding, at the best choice?"""

from collections.abc import Iterator

import numpy as np

from audits.catchments import Service, catchment_draws, distances, mean_over, services
from audits.compare import ends, group_values
from audits.finding import AreaValue, Draft, Footing, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import no_estimate
from audits.per_frame import per_frame
from audits.reach import group_people
from audits.stats.bootstrap import ratios
from audits.stats.catchment import congested_cost
from audits.words import joined, number, say

TAU_M = 2000.0
GRID_M = (1000.0, 2000.0, 4000.0)


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per service of areas."""
    for service in services(frame):
        yield _draft(frame, service)


@per_frame
def _costs(frame: CityFrame, name: str, tau: float) -> Floats:
    """Per area, the mean cost of its residents; NaN where nobody lives, or no site is known."""
    service = next(s for s in services(frame) if s.variable.name == name)
    # The model moves whole people; an area with less than half a person has nobody to move.
    people = np.round(frame.by_area(frame.cell_people)).astype(np.int64)
    lived_in, sites = people > 0, np.isfinite(service.supply) & (service.supply > 0)
    cost = np.full(len(people), np.nan)
    if lived_in.any() and sites.any():
        ways = distances(frame)[np.ix_(lived_in, sites)]
        cost[lived_in] = congested_cost(people[lived_in], service.supply[sites], ways, tau)
    return cost


def _draft(frame: CityFrame, service: Service) -> Draft:
    cost, residents = _costs(frame, service.variable.name, TAU_M), frame.by_area(frame.cell_people)
    known = np.isfinite(cost)
    here, counted = np.where(known, cost, 0.0), np.where(known, residents, 0.0)
    draws, groups = catchment_draws(frame, TAU_M), group_people(frame) * known[:, None]
    by_group = group_values(frame, draws, groups * here[:, None], groups)
    unstated = np.isnan(service.supply)[frame.cell_area]
    base = {
        "measure": MEASURE,
        "network": None,
        "subject": service.variable.name,
        "subject_title": service.variable.title,
        "by_area": tuple(
            AreaValue(area=area, value=float(value), state=State.MEASURED)
            if np.isfinite(value)
            else AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason=say("no residents in the statistics, or no place of it known in the city"),
            )
            for area, value in zip(frame.geography.area_ids, cost, strict=True)
        ),
        "blind_spot": frame.blind_spot_of(
            unstated, ((say("not known how much their own area has"), unstated),)
        ),
        "footing": Footing(people=float(counted.sum()), areas=int(known.sum()), sensors=0),
        "parameters": {
            say("service"): service.variable.title,
            say("metres as bad as the mean crowd"): TAU_M,
        },
        "datasets": (
            service.dataset.name,
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
    }
    if not known.any():
        return no_estimate(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=say("no place of it is known, or nobody lives in the city's areas"),
            reading=say(
                "What “{service}” would cost people in distance and crowding cannot be said: no "
                "place of it is known.",
                service=service.plain,
            ),
        )
    top = (counted * here)[:, None]
    estimate = float(top.sum() / counted.sum())
    both = ends(frame, by_group)
    if both is None:
        text = say(
            "{service}: if everybody went where distance and crowding together are least, this "
            "would cost {value} on average, where 1 is the crowding of the city's mean place, or "
            "{metres} m of way.",
            service=service.variable.title,
            value=number(estimate),
            metres=f"{TAU_M:g}",
        )
    else:
        text = say(
            "{service}: if everybody went where distance and crowding together are least, this "
            "would cost {value} on average, where 1 is the crowding of the city's mean place, or "
            "{metres} m of way; {poorest} for the poorest fifth, {richest} for the richest.",
            service=service.variable.title,
            value=number(estimate),
            metres=f"{TAU_M:g}",
            poorest=number(both[0]),
            richest=number(both[1]),
        )
    return Draft(
        **base,  # type: ignore[arg-type]
        by_group=by_group,
        estimate=estimate,
        state=State.MEASURED,
        interval=draws.interval(ratios(draws.counts, top, counted[:, None])[:, 0]),
        interval_meaning=draws.meaning,
        reading=joined(" ", (text, say("Lower is better; the size means nothing by itself."))),
        stability=_stability(frame, service),
    )


def _stability(frame: CityFrame, service: Service) -> Stability:
    fifths = [fifth for fifth in frame.wealth_groups() if fifth.total > 0]
    settings = []
    for tau in GRID_M:
        cost = _costs(frame, service.variable.name, tau)
        means = [mean_over(frame, cost, fifth.people) for fifth in fifths]
        poorest, richest = (means[0], means[-1]) if len(means) > 1 else (None, None)
        settings.append(
            Setting(
                parameters={say("metres as bad as the mean crowd"): tau},
                estimate=mean_over(frame, cost, frame.cell_people),
                holds=None if poorest is None or richest is None else poorest > richest,
            )
        )
    return Stability(
        verdict=say("it costs the poorest fifth more than the richest"),
        settings=tuple(settings),
        boundaries=say(
            "other boundary sets have not been tried: the service is counted by area, and "
            "where in an area it stands is not known"
        ),
    )


MEASURE = Measure(
    code="M16",
    name=say("Cost with crowding"),
    question=say("What does a service cost people in distance and crowding, and whom most?"),
    asked_by=say("A second look at services in reach, for those who doubt its sharp limit."),
    better="lower",
    success=say("It costs the poorest fifth no more than the richest."),
    formula=say(
        "People move to the place of least way/τ + people_j/(ρ S_j) until none gains; mean "
        "over people. ρ: people over supply."
    ),
    unit=say("times the crowding of the mean place"),
    inputs=("area_variable", "cell", "area"),
    parameters={
        say("service"): say("the thing counted by area"),
        say("metres as bad as the mean crowd"): say(
            "τ: the way people would go to escape the crowding of "
            "the mean place; ours, no source states it"
        ),
    },
    citation="Saxon and Snow 2020; MEASURES M16",
    failure_modes=(
        say("Second to services in reach (M15): τ decides much of it."),
        say(
            "Nobody chooses with such knowledge, and more than one end state can exist; after 150 "
            "rounds people of some areas would still gain by moving."
        ),
        say("It moves whole people, so shares of a person are rounded."),
        say("Places whose count nobody stated are left out, which costs their neighbours more."),
    ),
    family="need",
    compute=compute,
)
