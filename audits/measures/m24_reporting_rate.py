"""M24: how fast do people report what stands before them, and who reports faster?"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from audits.compare import ends, group_bar, group_values
from audits.exhibit import Bar, Bars
from audits.finding import (
    AreaValue,
    BlindSpot,
    Draft,
    Footing,
    GroupValue,
    Setting,
    Stability,
    State,
)
from audits.frame import CityFrame, Floats
from audits.lived import group_shares
from audits.measure import Measure
from audits.no_estimate import all_unseen, no_estimate
from audits.stats.bootstrap import words_of_reports
from audits.stats.reporting import further_reports, poisson_rates, zero_inflated_rates
from audits.words import joined, number, say
from data.city import Dataset

CAP_DAYS = 30.0
"""An incident of which nobody says when it ended is followed for so long."""
_LEAST_INCIDENTS = 5
_DAY = np.timedelta64(1, "D")
_ENDS = (say("first action, closing or cap"), say("closing or cap"))
_BY_FIFTH = say("Poisson by fifth")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Linked:
    """Per reported incident: its area, further reports and days under report."""

    area: NDArray[np.int64]
    further: Floats
    days: Floats


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per dataset of requests."""
    for name in frame.datasets_of("requests"):
        dataset = frame.dataset(name)
        linked = _linked(frame, dataset, _ENDS[0], CAP_DAYS)
        if linked is None:
            yield _nothing(frame, dataset, say("reports of one incident are not linked"))
        else:
            yield _draft(frame, dataset, linked)


def _linked(frame: CityFrame, dataset: Dataset, ends_at: str, cap: float) -> _Linked | None:
    """None where no report says which incident it is about."""
    if dataset.source_of("incident_id") is None:
        return None
    rows = frame.tables["request"]
    rows = rows[
        (rows["dataset"] == dataset.name) & rows["incident_id"].notna() & rows["area_id"].notna()
    ]
    if rows.empty:
        return None
    codes, ids = pd.factorize(rows["incident_id"])
    incident = np.asarray(codes, dtype=np.int64)
    start = rows["opened_at"].min()
    opened = _days(rows["opened_at"], start)
    first = np.full(len(ids), np.inf)
    np.minimum.at(first, incident, opened)
    closed = np.full(len(ids), np.inf)
    np.fmin.at(closed, incident, _days(rows["closed_at"], start))
    # Beyond its newest report a feed knows nothing of what was still open.
    end = np.minimum.reduce([closed, first + cap, np.full(len(ids), opened.max())])
    if ends_at == _ENDS[0]:
        end = np.minimum(end, _first_action(frame, ids, first, start))
    _, further, days = further_reports(incident, opened, end)
    index = {area: i for i, area in enumerate(frame.geography.area_ids)}
    area = np.zeros(len(ids), dtype=np.int64)
    area[incident[::-1]] = rows["area_id"].map(index).to_numpy(np.int64)[::-1]
    use = days > 0
    return _Linked(area=area[use], further=further[use], days=days[use])


def _days(times: "pd.Series[pd.Timestamp]", start: pd.Timestamp) -> Floats:
    """Days since the first report; infinite where there is no time."""
    days = ((times - start) / _DAY).to_numpy(float)
    return np.where(np.isnan(days), np.inf, days)


def _first_action(
    frame: CityFrame, ids: "pd.Index[str]", first: Floats, start: pd.Timestamp
) -> Floats:
    """Per incident, the day of the first action after its first report; infinite if none came."""
    rows = frame.tables["intervention"]
    found = np.full(len(ids), np.inf)
    if "incident_id" not in rows or rows.empty:
        return found
    at = ids.get_indexer(rows["incident_id"])
    came = _days(rows["started_at"], start)
    later = (at >= 0) & (came > first[at])
    np.minimum.at(found, at[later], came[later])
    return found


def _draft(frame: CityFrame, dataset: Dataset, linked: _Linked) -> Draft:
    areas, draws = len(frame.geography.area_ids), frame.draws
    further = np.bincount(linked.area, linked.further, areas).astype(float)
    days = np.bincount(linked.area, linked.days, areas).astype(float)
    residents = frame.by_area(frame.cell_people)
    lived = group_shares(frame)
    by_group = group_values(frame, draws, further[:, None] * lived, days[:, None] * lived)
    both = ends(frame, by_group)
    if both is None or both[0] == 0:
        return _nothing(
            frame,
            dataset,
            say("no reported incidents, or no further reports, in the poorest fifth"),
        )
    poorest, richest = both
    member = frame.strata[:, None] == np.array([0, frame.strata.max()])
    drawn_further, drawn_days = (draws.counts @ (x[:, None] * member) for x in (further, days))
    rates = np.divide(
        drawn_further, drawn_days, out=np.zeros_like(drawn_further), where=drawn_days > 0
    )
    replicates = np.full(len(rates), np.nan)
    np.divide(rates[:, 1], rates[:, 0], out=replicates, where=rates[:, 0] > 0)
    counts = np.bincount(linked.area, minlength=areas)
    return Draft(
        measure=MEASURE,
        network=None,
        subject=dataset.name,
        estimate=richest / poorest,
        state=State.MEASURED,
        interval=draws.ratio_interval(replicates),
        interval_meaning=words_of_reports(),
        reading=_reading(dataset, linked, poorest, richest),
        by_group=by_group,
        by_area=tuple(_by_area(frame, further, days, counts)),
        blind_spot=_unheard(frame, counts == 0),
        footing=Footing(
            people=float(residents[counts > 0].sum()),
            areas=int((counts > 0).sum()),
            sensors=0,
            incidents=len(linked.days),
            reports=int(linked.further.sum()),
        ),
        stability=Stability(
            verdict=say("the richest fifth reports what stands before it sooner than the poorest"),
            settings=tuple(_settings(frame, dataset, linked)),
            boundaries=say("other boundary sets have not been tried"),
        ),
        parameters={
            say("end of an incident"): _ENDS[0],
            say("cap in days"): CAP_DAYS,
            say("model"): _BY_FIFTH,
        },
        datasets=_datasets(frame, dataset),
        exhibits=tuple(_bars(frame, by_group)),
    )


def _reading(dataset: Dataset, linked: _Linked, poorest: float, richest: float) -> str:
    text = [
        say(
            "{title}: once an incident is known, further reports of it come at {poorest} a day "
            "where the poorest fifth lives and at {richest} where the richest does.",
            title=dataset.title,
            poorest=number(poorest, 2),
            richest=number(richest, 2),
        )
    ]
    if richest:
        text.append(
            say(
                "At such rates a standing incident waits {poorest} days for its first report among "
                "the poorest, {richest} among the richest.",
                poorest=number(1 / poorest, 1),
                richest=number(1 / richest, 1),
            )
        )
        text.append(
            say("The richest fifth reports {n} times as fast.", n=number(richest / poorest, 2))
            if richest >= poorest
            else say("The poorest fifth reports {n} times as fast.", n=number(poorest / richest, 2))
        )
    else:
        text.append(
            say(
                "At such rates a standing incident waits {poorest} days for its first report among "
                "the poorest.",
                poorest=number(1 / poorest, 1),
            )
        )
    text.append(
        say(
            "Told by {further} further reports of {incidents} incidents; of what nobody reports it "
            "says nothing.",
            further=number(linked.further.sum()),
            incidents=number(len(linked.days)),
        )
    )
    return joined(" ", text)


def _by_area(
    frame: CityFrame, further: Floats, days: Floats, counts: NDArray[np.int64]
) -> Iterator[AreaValue]:
    for i, area in enumerate(frame.geography.area_ids):
        if counts[i] == 0:
            yield AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason=say("no incident was reported"),
            )
        elif counts[i] < _LEAST_INCIDENTS:
            yield AreaValue(
                area=area,
                value=None,
                state=State.WITHHELD,
                reason=say("rests on fewer than {n} incidents", n=_LEAST_INCIDENTS),
            )
        else:
            yield AreaValue(area=area, value=float(further[i] / days[i]), state=State.MEASURED)


def _unheard(frame: CityFrame, silent: NDArray[np.bool_]) -> BlindSpot:
    cells = silent[frame.cell_area]
    return frame.blind_spot_of(cells, ((say("no incident was reported from their area"), cells),))


def _settings(frame: CityFrame, dataset: Dataset, linked: _Linked) -> Iterator[Setting]:
    for ends_at, cap in ((_ENDS[0], CAP_DAYS), (_ENDS[0], CAP_DAYS / 3), (_ENDS[1], CAP_DAYS)):
        other = linked if (ends_at, cap) == (_ENDS[0], CAP_DAYS) else None
        other = other or _linked(frame, dataset, ends_at, cap)
        yield _setting(
            {say("end of an incident"): ends_at, say("cap in days"): cap, say("model"): _BY_FIFTH},
            None if other is None else _by_fifth(frame, other, zero_inflated=False),
        )
    yield _setting(
        {say("model"): say("zero-inflated Poisson by fifth")},
        _by_fifth(frame, linked, zero_inflated=True),
    )
    yield _setting({say("model"): say("Poisson, log of wealth")}, _by_wealth(frame, linked))


def _setting(parameters: dict[str, str | float], value: float | None) -> Setting:
    return Setting(
        parameters=parameters, estimate=value, holds=None if value is None else value > 1
    )


def _by_fifth(frame: CityFrame, linked: _Linked, *, zero_inflated: bool) -> float | None:
    """Rate of the richest fifth over the poorest, from a model with one rate for each fifth."""
    fifth = frame.strata[linked.area]
    use = fifth >= 0
    held = np.unique(fifth[use])
    if len(held) < 2 or held[0] != 0 or held[-1] != frame.strata.max():
        return None
    if not zero_inflated:
        rates = np.bincount(fifth[use], linked.further[use]) / np.maximum(
            np.bincount(fifth[use], linked.days[use]), 1e-12
        )
        return float(rates[-1] / rates[0]) if rates[0] > 0 else None
    design = np.asarray(fifth[use][:, None] == held, dtype=float)
    found = zero_inflated_rates(linked.further[use], linked.days[use], design)
    return None if found is None else float(np.exp(found[-1] - found[0]))


def _by_wealth(frame: CityFrame, linked: _Linked) -> float | None:
    """The same from a trait of the areas: the ends are the mean logs of the two fifths' wealth."""
    wealth, residents = frame.wealth, frame.by_area(frame.cell_people)
    known = np.isfinite(wealth) & (wealth > 0)
    level = np.log(np.where(known, wealth, 1.0))
    use = known[linked.area]
    at_ends = []
    for fifth in (0, frame.strata.max()):
        own = known & (frame.strata == fifth)
        if not own.any():
            return None
        at_ends.append(float(level[own] @ residents[own] / residents[own].sum()))
    design = np.column_stack([np.ones(use.sum()), level[linked.area][use]])
    found = poisson_rates(linked.further[use], linked.days[use], design)
    return None if found is None else float(np.exp(found[1] * (at_ends[1] - at_ends[0])))


def _bars(frame: CityFrame, by_group: tuple[GroupValue, ...]) -> Iterator[Bars]:
    fifths = [value for value in by_group if value.dimension == frame.city.wealth]
    yield Bars(
        title=say("Further reports of a standing incident"),
        unit=say("reports per day"),
        bars=tuple(map(group_bar, fifths)),
    )
    yield Bars(
        title=say("Days that a standing incident waits for its first report, at these rates"),
        unit=say("days"),
        bars=tuple(
            Bar(
                name=v.group,
                value=1 / v.value if v.value else None,
                low=1 / v.interval.high if v.value and v.interval and v.interval.low else None,
                high=1 / v.interval.low if v.value and v.interval and v.interval.low else None,
                reason=None if v.value else v.reason or say("no further reports"),
            )
            for v in fifths
        ),
    )


def _datasets(frame: CityFrame, dataset: Dataset) -> tuple[str, ...]:
    linking = tuple(
        name
        for name in frame.datasets_of("interventions")
        if frame.dataset(name).source_of("incident_id")
    )
    return (dataset.name, *linking, *frame.datasets_of("areas", "people", "wealth"))


def _nothing(frame: CityFrame, dataset: Dataset, reason: str) -> Draft:
    return no_estimate(
        measure=MEASURE,
        network=None,
        subject=dataset.name,
        reason=reason,
        reading=say(
            "{title}: we do not know how fast people report what stands before them: {reason}. "
            "Without it, few reports can mean little need or little reporting.",
            title=dataset.title,
            reason=reason,
        ),
        blind_spot=all_unseen(frame, reason),
        footing=Footing(people=frame.people, areas=0, sensors=0, incidents=0),
        parameters={say("cap in days"): CAP_DAYS},
        datasets=(dataset.name, *frame.datasets_of("areas", "people", "wealth")),
    )


MEASURE = Measure(
    code="M24",
    name=say("Reporting rate"),
    question=say("How fast do people report what stands before them, and who reports faster?"),
    asked_by=say("Whoever reads complaints as need: calls measure who calls."),
    better="nearer to one",
    success=say("The interval holds 1: the poorest fifth reports as fast as the richest."),
    formula=say(
        "log E[D_k] = log T_k + β of its fifth: D_k further reports of incident k in the T_k "
        "days from its first report to its end. Estimate: rate of the richest fifth ÷ the poorest."
    ),
    unit=say("times as fast in the richest fifth"),
    group_unit=say("reports per day"),
    area_unit=say("reports per day"),
    inputs=("request", "report_voice", "intervention", "area_group"),
    parameters={
        say("end of an incident"): say("which of action, closing and cap comes first"),
        say("cap in days"): say(
            "how long an incident is followed of which nobody says when it ended"
        ),
        say("model"): say("one rate for each fifth, or a zero-inflated or a wealth-graded one"),
    },
    citation="MEASURES M24; Liu, Bhandaram and Garg 2024, Nature Computational Science",
    failure_modes=(
        say(
            "Needs reports of one incident to be linked, and repeats by one caller to "
            "be told apart."
        ),
        say("Of kinds of incident that nobody reports nothing is learned."),
        say("Incidents that last in one place and not in another, unsaid, look like reporting."),
    ),
    family="need",
    headline=False,
    compute=compute,
)
