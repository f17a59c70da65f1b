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
from audits.supply import SupplyAgainstNeed, supply_against_need
from audits.words import listed, number, people, share, within
from data.city import Pair, Variable

_PER = 10_000.0
_WIDEST = 12
_NAMED = 3
_CORNERS = (
    "less need, well supplied",
    "more need, well supplied",
    "less need, little supply",
    "more need, little supply",
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
                    return f"residents, {dimension.title.lower()} {group}"
    return listed(within(variable.title) for _, variable in _parts(frame, names))


def subject(frame: CityFrame, pair: Pair) -> str:
    """As it stands in a link: `schools-against-age_0_14`."""
    need = pair.need
    for dimension in frame.city.dimensions:
        for group, variables in (dimension.shares or {}).items():
            if variables == tuple(need.split("+")):
                need = re.sub(r"[^a-z0-9]+", "_", f"{dimension.id} {group}".lower())
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
    reason = "nobody states how much of the service there is"
    base = {
        "measure": MEASURE,
        "network": None,
        "subject": subject(frame, pair),
        "interval_meaning": frame.draws.meaning.replace(
            "had placed and kept its sensors", "had placed its services"
        ),
        "by_group": by_group,
        "by_area": _by_area(frame, service, residents, counts[0]),
        "blind_spot": frame.blind_spot_of(
            unknown[frame.cell_area],
            ((f"{reason} in the area", unknown[frame.cell_area]),),
        ),
        "parameters": {
            "service": titles[0],
            "need": titles[1],
            "why together": pair.why,
            "unit of comparison": "areas",
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
            "fewer than three areas have both values, or all have the same need"
            if found is None
            else "there is none of the service anywhere"
        )
        return Draft(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            estimate=None,
            state=State.NOT_MEASURED,
            reason=why,
            interval=None,
            reading=f"We do not know whether {titles[0]} follow the need ({titles[1]}): {why}.",
            footing=Footing(people=0.0, areas=0, sensors=0),
            stability=Stability(verdict=None, settings=(), boundaries="nothing to vary"),
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
            reason=None if known[i] else "nobody states how much of the service there is",
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
    more = "more" if found.concentration > 0 else "less"
    if interval is None:
        sure = "how surely we do not know"
    elif interval.low > 0 or interval.high < 0:
        sure = "the interval does not hold zero"
    else:
        sure = "but the interval holds zero, so we cannot tell"
    short = float(residents[found.short].sum())
    text = (
        f"Where the need is greater ({titles[1]}) there is {more} of the service per resident "
        f"({titles[0]}): {number(found.concentration, 3)} on a scale from −1 to 1; {sure}"
        if found.concentration != 0
        else f"The service ({titles[0]}) is spread alike over people of every need ({titles[1]})"
    )
    if np.isfinite(found.correlation):
        text += f" (rank correlation {number(found.correlation, 2)})"
    text += (
        f". {people(short)} residents ({share(short / frame.people)}) live where need is above the "
        "usual and the service below it"
    )
    worst = [frame.geography.names[i] for i in _widest(found)[:_NAMED]]
    if worst:
        text += f"; the two part most in {listed(worst)}"
    both = ends(frame, by_group)
    if both is not None:
        poorest, richest = (float(end.value or 0.0) for end in both)
        text += (
            f". Per {number(_PER)} residents the poorest fifth has {number(poorest)}, the richest "
            f"{number(richest)}"
        )
    return text + "."


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
    per = "per 10,000 residents"
    yield Quadrants(
        title=f"{titles[0]} against need: {titles[1]}",
        x_title=f"need: {titles[1]}",
        x_unit=per if counts[1] else unit,
        y_title=f"supply: {titles[0]}",
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
                "nobody states its service or its need"
                if residents[i] > 0
                else "no residents in the statistics",
            )
            for i in np.flatnonzero(~found.use)
        ),
    )
    widest = _widest(found)[:_WIDEST]
    if widest:
        yield Bars(
            title="Where need and service part most: rank by need minus rank by service",
            unit="share of people passed in rank",
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
                parameters={"least residents of an area": least},
                estimate=value.concentration if value else None,
                holds=value.concentration > 0 if value else None,
            )
        )
    settings.append(
        Setting(
            parameters={"least residents of an area": 0, "index": "rank correlation"},
            estimate=float(found.correlation) if np.isfinite(found.correlation) else None,
            holds=bool(found.correlation > 0) if np.isfinite(found.correlation) else None,
        )
    )
    return Stability(
        verdict="there is more of the service where need is greater",
        settings=tuple(settings),
        boundaries="other boundary sets have not been tried",
    )


MEASURE = Measure(
    code="M29",
    name="Supply against need",
    question="Is the service where the need is?",
    asked_by="The Social Justice Coalition in Cape Town laid police per resident beside crime: the "
    "affluent had most police, the Flats most crime.",
    better="higher",
    success="The index lies above zero: more service where need is greater, and the poorest fifth "
    "has no less of it than the richest at equal need.",
    formula="C = (2/μ) cov_w(s, r): s service per resident, r the fractional rank of people by "
    "need (per resident where it is a count), w residents. Beside it Spearman's ρ of both, "
    "weighted by people, and per area the rank by need minus the rank by supply.",
    unit="index from −1 to 1",
    group_unit="per 10,000 residents",
    area_unit="per 10,000 residents",
    inputs=("area_variable", "cell"),
    parameters={
        "service": "the variable that counts it",
        "need": "the variable that ranks people by need",
        "why together": "what the city says of this pair",
        "unit of comparison": "areas are ranked, each by its average",
    },
    citation="After the Social Justice Coalition's evidence to the Khayelitsha Commission; index "
    "as in Wagstaff and van Doorslaer on need (MEASURES M9)",
    failure_modes=(
        "Areas are ranked, not people: within an area those in need may be far from the service.",
        "A service in the next street counts for nobody if a border lies between.",
        "Places are counted, not their size, quality or opening hours.",
        "Where places are large, few of them serve many: then fewer per resident is no shortfall.",
    ),
    family="need",
    headline=True,
    compute=compute,
)
