"""M29: is the service where the need is?"""

import re
from collections.abc import Iterator

import numpy as np

from audits.compare import area_values, ends, group_values
from audits.exhibit import Bar, Bars, Dot, Exhibit, Quadrants
from audits.finding import (
    AreaValue,
    Draft,
    Footing,
    GroupValue,
    Interval,
    Setting,
    Stability,
    State,
)
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import no_estimate
from audits.stats.bootstrap import words_of_services
from audits.supply import SupplyAgainstNeed, supply_against_need
from audits.words import joined, listed, number, people, say, share, within
from data.city import Pair, Variable
from data.said import lowered

_PER = 10_000.0
_UNSTATED = say("nobody states how much of the service there is")
_WIDEST = 12
_NAMED = 3
_CORNERS = (
    say("less need, well supplied"),
    say("more need, well supplied"),
    say("less need, little supply"),
    say("more need, little supply"),
)


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per pair that the city declares."""
    for pair in frame.city.pairs:
        yield _draft(frame, pair)


def _parts(frame: CityFrame, names: str) -> tuple[tuple[str, Variable], ...]:
    """The variables that a side of a pair sums, each with its dataset."""
    known = {v.name: (d.name, v) for d in frame.city.datasets for v in d.variables}
    return tuple(known[name] for name in names.split("+"))


def _title(frame: CityFrame, names: str) -> str:
    """A variable's own title; of a sum, that of the group of people it makes up."""
    wanted = tuple(names.split("+"))
    if len(wanted) > 1:
        for dimension in frame.city.dimensions:
            for group, variables in (dimension.shares or {}).items():
                if variables == wanted:
                    return say(
                        "residents, {dimension} {group}",
                        dimension=lowered(dimension.title),
                        group=next((one for one in dimension.groups if one == group), group),
                    )
    return listed(within(variable.title) for _, variable in _parts(frame, names))


def subject(frame: CityFrame, pair: Pair) -> str:
    """As it stands in a link: `schools-against-age_0_14`."""
    need = pair.need
    for dimension in frame.city.dimensions:
        for group, variables in (dimension.shares or {}).items():
            if variables == tuple(need.split("+")):
                need = re.sub(r"[^a-z0-9]+", "_", " ".join((dimension.id, group)).lower())
    return f"{pair.service}-against-{need}".replace("+", "_")


def _draft(frame: CityFrame, pair: Pair) -> Draft:
    services, needs = _parts(frame, pair.service), _parts(frame, pair.need)
    service = np.sum([frame.area_variable(v.name) for _, v in services], axis=0)
    need = np.sum([frame.area_variable(v.name) for _, v in needs], axis=0)
    counts = (all(v.extensive for _, v in services), all(v.extensive for _, v in needs))
    residents = frame.by_area(frame.cell_people)
    found = supply_against_need(
        service,
        need,
        residents,
        service_is_count=counts[0],
        need_is_count=counts[1],
        draws=frame.draws.counts,
    )
    titles = _title(frame, pair.service), _title(frame, pair.need)
    by_group = _by_group(frame, service, residents) if counts[0] else ()
    unknown = ~np.isfinite(service) & (residents > 0)
    base = {
        "measure": MEASURE,
        "network": None,
        "subject": subject(frame, pair),
        "subject_title": say("{service} against {need}", service=titles[0], need=titles[1]),
        "interval_meaning": words_of_services(),
        "by_group": by_group,
        "by_area": _by_area(frame, service, residents, counts[0]),
        "blind_spot": frame.blind_spot_of(
            unknown[frame.cell_area],
            (
                (
                    say("nobody states how much of the service there is in the area"),
                    unknown[frame.cell_area],
                ),
            ),
        ),
        "parameters": {
            say("service"): titles[0],
            say("need"): titles[1],
            say("why together"): pair.why,
            say("unit of comparison"): say("areas"),
        },
        "datasets": tuple(
            dict.fromkeys(
                (
                    *(name for name, _ in (*services, *needs)),
                    *frame.datasets_of("areas", "people", "wealth", "settlements"),
                )
            )
        ),
    }
    if found is None or not np.isfinite(found.concentration):
        why = (
            say("fewer than three areas have both values, or all have the same need")
            if found is None
            else say("there is none of the service anywhere")
        )
        return no_estimate(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=why,
            reading=say(
                "We do not know whether {service} follow the need ({need}): {why}.",
                service=titles[0],
                need=titles[1],
                why=why,
            ),
            footing=Footing(people=0.0, areas=0, sensors=0),
        )
    interval = frame.draws.interval(found.replicates)
    return Draft(
        **base,  # type: ignore[arg-type]
        estimate=found.concentration,
        state=State.MEASURED,
        interval=interval,
        reading=_reading(frame, titles, found, interval, residents, by_group),
        footing=Footing(
            people=float(residents[found.use].sum()), areas=int(found.use.sum()), sensors=0
        ),
        stability=_stability(found, service, need, residents, counts),
        exhibits=tuple(_exhibits(frame, titles, found, residents, counts, needs[0][1].unit)),
    )


def _by_group(frame: CityFrame, service: Floats, residents: Floats) -> tuple[GroupValue, ...]:
    """Service per 10,000 residents where a group lives. An area that nobody counted is left out."""
    known = np.isfinite(service) & (residents > 0)
    each = np.zeros(len(residents))
    each[known] = service[known] / residents[known]
    bottom = np.column_stack([frame.by_area(g.people) * known for g in frame.groups])
    return group_values(frame, frame.draws, bottom * each[:, None], bottom, _PER)


def _by_area(
    frame: CityFrame, service: Floats, residents: Floats, is_count: bool
) -> tuple[AreaValue, ...]:
    known = np.isfinite(service)
    found = area_values(frame, np.where(known, service, 0.0), residents, _PER)
    return tuple(
        value
        if value.value is None or (known[i] and is_count)
        else AreaValue(
            area=value.area,
            value=float(service[i]) if known[i] else None,
            state=State.MEASURED if known[i] else State.NOT_MEASURED,
            reason=None if known[i] else _UNSTATED,
        )
        for i, value in enumerate(found)
    )


def _reading(
    frame: CityFrame,
    titles: tuple[str, str],
    found: SupplyAgainstNeed,
    interval: Interval | None,
    residents: Floats,
    by_group: tuple[GroupValue, ...],
) -> str:
    first = _leaning(titles, found.concentration, interval)
    if np.isfinite(found.correlation):
        rank = say("(rank correlation {n})", n=number(found.correlation, 2))
        first = joined(" ", (first, rank))
    short = float(residents[found.short].sum())
    told = {"people": people(short), "share": share(short / frame.people)}
    worst = [frame.geography.names[i] for i in _widest(found)[:_NAMED]]
    text = [
        joined("", (first, ".")),
        say(
            "{people} residents ({share}) live where need is above the usual and the service below "
            "it; the two part most in {areas}.",
            areas=listed(worst),
            **told,
        )
        if worst
        else say(
            "{people} residents ({share}) live where need is above the usual and the service below "
            "it.",
            **told,
        ),
    ]
    both = ends(frame, by_group)
    if both is not None:
        text.append(
            say(
                "Per {per} residents the poorest fifth has {poorest}, the richest {richest}.",
                per=number(_PER),
                poorest=number(both[0]),
                richest=number(both[1]),
            )
        )
    return joined(" ", text)


def _leaning(titles: tuple[str, str], index: float, interval: Interval | None) -> str:
    """Whether there is more of the service where the need is, and how sure that is."""
    service, need = titles
    if index == 0:
        return say(
            "The service ({service}) is spread alike over people of every need ({need})",
            service=service,
            need=need,
        )
    if interval is None:
        sure = say("how surely we do not know")
    elif interval.low > 0 or interval.high < 0:
        sure = say("the interval does not hold zero")
    else:
        sure = say("but the interval holds zero, so we cannot tell")
    told = {"need": need, "service": service, "index": number(index, 3), "sure": sure}
    if index > 0:
        return say(
            "Where the need is greater ({need}) there is more of the service per resident "
            "({service}): {index} on a scale from −1 to 1; {sure}",
            **told,
        )
    return say(
        "Where the need is greater ({need}) there is less of the service per resident "
        "({service}): {index} on a scale from −1 to 1; {sure}",
        **told,
    )


def _widest(found: SupplyAgainstNeed) -> list[int]:
    """Areas of much need and little supply, the widest gap between the ranks first."""
    short = np.flatnonzero(found.short)
    return [int(i) for i in short[np.argsort(-found.shortfall[short], kind="stable")]]


def _exhibits(
    frame: CityFrame,
    titles: tuple[str, str],
    found: SupplyAgainstNeed,
    residents: Floats,
    counts: tuple[bool, bool],
    unit: str,
) -> Iterator[Exhibit]:
    place = frame.geography
    scale = (_PER if counts[1] else 1.0, _PER if counts[0] else 1.0)
    per = say("per 10,000 residents")
    yield Quadrants(
        title=say("{service} against need: {need}", service=titles[0], need=titles[1]),
        x_title=say("need: {title}", title=titles[1]),
        x_unit=per if counts[1] else unit,
        y_title=say("supply: {title}", title=titles[0]),
        y_unit=per if counts[0] else "",
        x_cut=found.corners.x_cut * scale[0],
        y_cut=found.corners.y_cut * scale[1],
        corners=_CORNERS,
        dots=tuple(
            Dot(
                name=place.names[i],
                x=float(found.need[i] * scale[0]),
                y=float(found.supply[i] * scale[1]),
                people=float(residents[i]),
                area=place.area_ids[i],
            )
            for i in np.flatnonzero(found.use)
        ),
        nothing=tuple(
            (
                place.names[i],
                say("nobody states its service or its need")
                if residents[i] > 0
                else say("no residents in the statistics"),
            )
            for i in np.flatnonzero(~found.use)
        ),
    )
    widest = _widest(found)[:_WIDEST]
    if widest:
        yield Bars(
            title=say("Where need and service part most: rank by need minus rank by service"),
            unit=say("share of people passed in rank"),
            bars=tuple(
                Bar(name=place.names[i], value=float(found.shortfall[i]), weighty=k < _NAMED)
                for k, i in enumerate(widest)
            ),
            no_difference=0.0,
        )


def _stability(
    found: SupplyAgainstNeed,
    service: Floats,
    need: Floats,
    residents: Floats,
    counts: tuple[bool, bool],
) -> Stability:
    """Without the smallest areas, and with supply per case of need where need is a count."""
    settings = []
    for least in (0, 1000, 5000):
        kept = np.where(residents >= least, residents, 0.0)
        other = supply_against_need(
            service, need, kept, service_is_count=counts[0], need_is_count=counts[1]
        )
        value = None if other is None or not np.isfinite(other.concentration) else other
        settings.append(
            Setting(
                parameters={say("least residents of an area"): least},
                estimate=value.concentration if value else None,
                holds=value.concentration > 0 if value else None,
            )
        )
    settings.append(
        Setting(
            parameters={
                say("least residents of an area"): 0,
                say("index"): say("rank correlation"),
            },
            estimate=float(found.correlation) if np.isfinite(found.correlation) else None,
            holds=bool(found.correlation > 0) if np.isfinite(found.correlation) else None,
        )
    )
    return Stability(
        verdict=say("there is more of the service where need is greater"),
        settings=tuple(settings),
        boundaries=say("other boundary sets have not been tried"),
    )


MEASURE = Measure(
    code="M29",
    name=say("Supply against need"),
    question=say("Is the service where the need is?"),
    asked_by=say(
        "The Social Justice Coalition in Cape Town laid police per resident beside crime: the "
        "affluent had most police, the Flats most crime."
    ),
    better="higher",
    success=say(
        "The index lies above zero: more service where need is greater, and the poorest fifth "
        "has no less of it than the richest at equal need."
    ),
    formula=say(
        "C = (2/μ) cov_w(s, r): s service per resident, r the fractional rank of people by "
        "need (per resident where it is a count), w residents. Beside it Spearman's ρ of both, "
        "weighted by people, and per area the rank by need minus the rank by supply."
    ),
    unit=say("index from −1 to 1"),
    group_unit=say("per 10,000 residents"),
    area_unit=say("per 10,000 residents"),
    inputs=("area_variable", "cell"),
    parameters={
        say("service"): say("the variable that counts it"),
        say("need"): say("the variable that ranks people by need"),
        say("why together"): say("what the city says of this pair"),
        say("unit of comparison"): say("areas are ranked, each by its average"),
    },
    citation="After the Social Justice Coalition's evidence to the Khayelitsha Commission; index "
    "as in Wagstaff and van Doorslaer on need (MEASURES M9)",
    failure_modes=(
        say(
            "Areas are ranked, not people: within an area those in need may be far "
            "from the service."
        ),
        say("A service in the next street counts for nobody if a border lies between."),
        say("Places are counted, not their size, quality or opening hours."),
        say(
            "Where places are large, few of them serve many: then fewer per resident "
            "is no shortfall."
        ),
    ),
    family="need",
    headline=True,
    compute=compute,
)
