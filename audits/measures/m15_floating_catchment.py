"""M15: how much of a service is within reach of people, shared with all who reach it too?"""

from collections.abc import Iterator

import numpy as np

from audits.catchments import Service, catchment_draws, distances, mean_over, services
from audits.compare import ends, group_values
from audits.exhibit import Line, Lines
from audits.finding import AreaValue, Draft, Footing, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import no_estimate
from audits.reach import group_people
from audits.stats.bootstrap import ratios
from audits.stats.catchment import Weight, falling, flat, floating_catchment
from audits.words import joined, number, people, say, with_unit

CATCHMENT_M = 1500.0
GRID_M = (1000.0, 1500.0, 3000.0)
_LINE_M = (500.0, 750.0, 1000.0, 1500.0, 2000.0, 3000.0, 4000.0, 5000.0)
_SCALE = 10_000
_WEIGHTS: tuple[tuple[str, Weight], ...] = (
    (say("the same at every distance"), flat),
    (say("less with distance"), falling),
)


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per service of areas."""
    for service in services(frame):
        yield _draft(frame, service)


def _access(
    frame: CityFrame, service: Service, limit: float = CATCHMENT_M, weight: Weight = flat
) -> Floats:
    """Per area and resident; NaN where it is not known or nobody lives."""
    residents = frame.by_area(frame.cell_people)
    access = floating_catchment(residents, service.supply, distances(frame), limit, weight)
    return np.where(residents > 0, access, np.nan)


def _draft(frame: CityFrame, service: Service) -> Draft:
    access, residents = _access(frame, service), frame.by_area(frame.cell_people)
    known = np.isfinite(access)
    here = np.where(known, access, 0.0)  # weighed by nobody below, where it is not known
    counted, draws = np.where(known, residents, 0.0), catchment_draws(frame, CATCHMENT_M)
    groups = group_people(frame) * known[:, None]
    by_group = group_values(frame, draws, groups * here[:, None], groups, scale=_SCALE)
    none, unsure = (access == 0)[frame.cell_area], ~known[frame.cell_area]
    base = {
        "measure": MEASURE,
        "network": None,
        "subject": service.variable.name,
        "subject_title": service.variable.title,
        "by_area": tuple(_by_area(frame, access, residents)),
        "blind_spot": frame.blind_spot_of(
            none | unsure,
            (
                (say("none of it within {metres} m", metres=f"{CATCHMENT_M:g}"), none),
                (say("not known how much an area in reach has"), unsure),
            ),
        ),
        "footing": Footing(people=float(counted.sum()), areas=int(known.sum()), sensors=0),
        "parameters": {
            say("service"): service.variable.title,
            say("catchment in metres"): CATCHMENT_M,
            say("a place counts"): _WEIGHTS[0][0],
        },
        "datasets": (
            service.dataset.name,
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
    }
    if not counted.any():
        return no_estimate(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=say("how much of it is in reach is not known for any area with residents"),
            reading=say(
                "We do not know how much of “{service}” is within reach of anybody.",
                service=service.plain,
            ),
        )
    top = (counted * here)[:, None]
    estimate = float(_SCALE * top.sum() / counted.sum())
    text = say(
        "{service}: {value} within {metres} m, shared with everybody who reaches them too; "
        "{people} residents have none in reach.",
        service=service.variable.title,
        value=with_unit(estimate, _unit(service)),
        metres=f"{CATCHMENT_M:g}",
        people=people(float(residents[access == 0].sum())),
    )
    both = ends(frame, by_group)
    if both is not None:
        poorest, richest = map(number, both)
        fifths = say(
            "The poorest fifth has {poorest}, the richest {richest}.",
            poorest=poorest,
            richest=richest,
        )
        text = joined(" ", (text, fifths))
    return Draft(
        **base,  # type: ignore[arg-type]
        by_group=by_group,
        estimate=estimate,
        state=State.MEASURED,
        interval=draws.interval(_SCALE * ratios(draws.counts, top, counted[:, None])[:, 0]),
        interval_meaning=draws.meaning,
        reading=text,
        stability=_stability(frame, service),
        exhibits=(_lines(frame, service),),
    )


def _unit(service: Service) -> str:
    return say("{unit} for every 10\u202f000 residents", unit=service.variable.unit)


def _by_area(frame: CityFrame, access: Floats, residents: Floats) -> Iterator[AreaValue]:
    for area, value, living in zip(frame.geography.area_ids, access, residents, strict=True):
        if np.isfinite(value):
            yield AreaValue(area=area, value=float(_SCALE * value), state=State.MEASURED)
        else:
            yield AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason=say("how much an area in reach has is not known")
                if living > 0
                else say("no residents in the statistics"),
            )


def _stability(frame: CityFrame, service: Service) -> Stability:
    fifths = frame.wealth_groups()
    settings = []
    for limit in GRID_M:
        for name, weight in _WEIGHTS:
            access = _SCALE * _access(frame, service, limit, weight)
            has = [mean_over(frame, access, fifth.people) for fifth in fifths if fifth.total > 0]
            poorest, richest = (has[0], has[-1]) if len(has) > 1 else (None, None)
            settings.append(
                Setting(
                    parameters={say("catchment in metres"): limit, say("a place counts"): name},
                    estimate=mean_over(frame, access, frame.cell_people),
                    holds=None if poorest is None or richest is None else poorest < richest,
                )
            )
    return Stability(
        verdict=say("the poorest fifth has less of it in reach than the richest"),
        settings=tuple(settings),
        boundaries=say(
            "other boundary sets have not been tried: the service is counted by area, and "
            "where in an area it stands is not known"
        ),
    )


def _lines(frame: CityFrame, service: Service) -> Lines:
    access = [_SCALE * _access(frame, service, limit) for limit in _LINE_M]
    fifths = frame.wealth_groups()
    shown = (fifths[0], fifths[-1]) if len(fifths) > 1 else ()
    return Lines(
        title=say(
            "{service} in reach, over how far people would go", service=service.variable.title
        ),
        x_title=say("Catchment"),
        x_unit="m",
        y_title=say("In reach"),
        y_unit=_unit(service),
        x=_LINE_M,
        lines=tuple(
            Line(name=name, y=tuple(mean_over(frame, at, of) for at in access))
            for name, of in (
                *((group.name, group.people) for group in shown),
                (say("everyone"), frame.cell_people),
            )
        ),
        mark_x=CATCHMENT_M,
    )


MEASURE = Measure(
    code="M15",
    name=say("Services in reach"),
    question=say("How much of a public service is within reach, given who else reaches it?"),
    asked_by=say("Residents who share one clinic with a whole district."),
    better="higher",
    success=say("The poorest fifth has no less in reach than the richest."),
    formula=say(
        "R_j = S_j ÷ Σ people within d0 of j; A_i = Σ R_j over the places j within d0 of i; "
        "means over people. Straight lines between where the people of two areas live on average."
    ),
    unit=say("for every 10\u202f000 residents"),
    inputs=("area_variable", "cell", "area"),
    parameters={
        say("service"): say("the thing counted by area"),
        say("catchment in metres"): say(
            "d0: how far people would go for it; ours, no source states it"
        ),
        say("a place counts"): say(
            "the same at every distance within d0, or less the farther it is"
        ),
    },
    citation="Luo and Wang 2003; Luo and Qi 2009; MEASURES M15",
    failure_modes=(
        say("How far people would go decides much of it, and so does what distance costs them."),
        say("Places beyond the city's border are not in the data, nor people who come from there."),
        say("Every place counts as standing where the area's residents live on average."),
        say("None in reach is 0; a count that nobody stated stays not known."),
    ),
    family="need",
    compute=compute,
)
