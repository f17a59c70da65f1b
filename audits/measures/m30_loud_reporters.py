"""M30: how few voices stand behind the reports, and where did they shout?"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from audits.compare import area_values, group_values
from audits.exhibit import Bar, Bars, Line, Lines
from audits.finding import AreaValue, Draft, Footing, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.lived import group_shares
from audits.measure import Measure
from audits.no_estimate import all_unseen, no_estimate
from audits.reach import group_people
from audits.stats.bootstrap import words_of_reports
from audits.stats.footing import LEAST_PEOPLE, too_few
from audits.stats.loudness import Bursts, bursts, effective_number, top_share
from audits.stats.rank import concentration_curve, concentration_index
from audits.words import count, day, joined, number, say, share
from data.city import Dataset

TOP = 0.1
_LOUDEST, _LEAST_REPORTS = 10, 20
_NO_KEY = say("who reported is not in the data")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Voices:
    """Per area, in the frame's order: counts, and nobody's name."""

    reports: Floats
    named: Floats
    reporters: Floats
    effective: Floats
    """NaN where no report has a key."""
    incidents: Floats
    linked: Floats
    nowhere: float
    """Reports that name no area."""


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per dataset of requests."""
    for name in frame.datasets_of("requests"):
        yield _draft(frame, frame.dataset(name))


def _voices(frame: CityFrame, dataset: Dataset) -> _Voices:
    rows = frame.tables["report_voice"]
    rows = rows[rows["dataset"] == dataset.name]
    index = {area: i for i, area in enumerate(frame.geography.area_ids)}
    at = rows["area_id"].map(index).to_numpy(float)
    placed = np.isfinite(at)
    columns = {}
    for name in ("n_reports", "n_named", "n_reporters", "n_incidents", "n_linked", "sum_squares"):
        # An area without a row is one from which no report came: that nought was counted.
        columns[name] = np.zeros(len(index))
        columns[name][at[placed].astype(np.int64)] = rows[name].to_numpy(float)[placed]
    return _Voices(
        reports=columns["n_reports"],
        named=columns["n_named"],
        reporters=columns["n_reporters"],
        effective=effective_number(columns["n_named"], columns["sum_squares"]),
        incidents=columns["n_incidents"],
        linked=columns["n_linked"],
        nowhere=float(rows["n_reports"].to_numpy(float)[~placed].sum()),
    )


def _by_day(frame: CityFrame, dataset: Dataset) -> tuple[Floats, pd.Timestamp | None]:
    """Reports per area and day, shape (areas, days), and the first day."""
    rows = frame.tables["request"]
    rows = rows[(rows["dataset"] == dataset.name) & rows["area_id"].notna()]
    areas = len(frame.geography.area_ids)
    if rows.empty:
        return np.zeros((areas, 1)), None
    codes, named = pd.factorize(rows["area_id"])
    index = {area: i for i, area in enumerate(frame.geography.area_ids)}
    area = np.array([index[name] for name in named], dtype=np.int64)[codes]
    days = rows["opened_at"].to_numpy().astype("datetime64[D]").astype(np.int64)
    width = int(days.max() - days.min()) + 1
    cells = np.bincount(area * width + days - days.min(), minlength=areas * width)
    first = pd.Timestamp(np.datetime64(int(days.min()), "D"))
    return cells.reshape(areas, width).astype(float), first


def _draft(frame: CityFrame, dataset: Dataset) -> Draft:
    voices, residents = _voices(frame, dataset), frame.by_area(frame.cell_people)
    lived_in = residents > 0
    if not voices.reports[lived_in].any():
        return _nothing(frame, dataset, say("no report names an area where anybody lives"))
    rate = voices.reports[lived_in] / residents[lived_in]
    draws = frame.draws
    weights = draws.counts[:, lived_in] * residents[lived_in]
    counts, first_day = _by_day(frame, dataset)
    shouted = bursts(counts)
    people, held = concentration_curve(rate, rate, residents[lived_in])
    lived = group_shares(frame)
    silent = ((voices.reports == 0) & lived_in)[frame.cell_area]
    return Draft(
        measure=MEASURE,
        network=None,
        subject=dataset.name,
        estimate=_gini(rate, residents[lived_in]),
        state=State.MEASURED,
        interval=draws.interval(concentration_index(rate, rate, weights)),
        interval_meaning=words_of_reports(),
        reading=_reading(frame, dataset, voices, shouted, first_day, top_share(people, held, TOP)),
        by_group=group_values(
            frame, draws, voices.reports[:, None] * lived, group_people(frame), scale=1000
        ),
        by_area=tuple(_by_area(frame, voices.reports, residents)),
        blind_spot=frame.blind_spot_of(silent, ((say("no report came from their area"), silent),)),
        footing=Footing(
            people=float(residents.sum()),
            areas=int((voices.reports > 0).sum()),
            sensors=0,
            incidents=int(voices.incidents.sum()) or None,
            reports=int(voices.reports.sum()),
        ),
        stability=Stability(
            verdict=say(
                "the tenth of residents in the loudest areas send more than {share} of the reports",
                share=share(2 * TOP),
            ),
            settings=tuple(_settings(voices, counts, shouted, residents)),
            boundaries=say("other boundary sets have not been tried"),
        ),
        parameters={say("loudest share of residents"): TOP, say("reports counted"): say("all")},
        datasets=_datasets(frame, dataset),
        exhibits=(
            _lorenz(people, held),
            _loudest(frame, voices, residents),
            _behind(frame, voices),
        ),
    )


def _by_area(frame: CityFrame, reports: Floats, residents: Floats) -> Iterator[AreaValue]:
    """Reports per 1,000 residents; a rate that would give away a handful of reports is withheld."""
    hidden = too_few(reports)
    for value, hide in zip(area_values(frame, reports, residents, 1000), hidden, strict=True):
        yield (
            AreaValue(
                area=value.area,
                value=None,
                state=State.WITHHELD,
                reason=say(
                    "fewer than {n} reports, or would reveal such a count",
                    n=number(LEAST_PEOPLE),
                ),
            )
            if hide and value.value is not None
            else value
        )


def _gini(rate: Floats, residents: Floats) -> float:
    return float(concentration_index(rate, rate, residents)[0])


def _reading(
    frame: CityFrame,
    dataset: Dataset,
    voices: _Voices,
    shouted: Bursts,
    first_day: pd.Timestamp | None,
    loudest: float,
) -> str:
    text = [
        say(
            "{title}: {reports} reports. A tenth of residents, those in the areas that report "
            "most, sends {share} of them.",
            title=dataset.title,
            reports=number(voices.reports.sum(), 0),
            share=share(loudest),
        )
    ]
    names = frame.geography.names
    if voices.named.sum() > 0:
        use = np.flatnonzero(voices.named >= _LEAST_REPORTS)
        few = use[np.argmin((voices.effective / voices.named)[use])] if len(use) else None
        if few is not None:
            text.append(
                say(
                    "Behind {reports} reports from {area} stand {reporters} reporters, as loud "
                    "together as {effective} equally loud ones would be: the fewest for its "
                    "reports of all areas with {least} or more.",
                    reports=number(voices.named[few], 0),
                    area=names[few],
                    reporters=number(voices.reporters[few], 0),
                    effective=number(voices.effective[few], 1),
                    least=_LEAST_REPORTS,
                )
            )
    else:
        text.append(
            say("How many people stand behind a count is not measured: {why}.", why=_NO_KEY)
        )
    if voices.incidents.sum() > 0:
        again = voices.linked.sum() - voices.incidents.sum()
        text.append(
            say(
                "{share} of the linked reports repeat an incident that was reported before.",
                share=share(again / voices.linked.sum()),
            )
        )
    if len(shouted.area) and first_day is not None:
        most = int(np.argmax(shouted.reports - shouted.expected))
        loud = (first_day + pd.Timedelta(days=int(shouted.day[most]))).date()
        text.append(
            say(
                "On {days} an area reported far more than its other days and the rest of the city "
                "would lead to: most of all {area} on {day}, {reports} where {expected} were to be "
                "expected.",
                days=count(len(shouted.area), "day"),
                area=names[shouted.area[most]],
                day=day(loud),
                reports=number(shouted.reports[most], 0),
                expected=number(shouted.expected[most]),
            )
        )
    else:
        text.append(say("No area stands out on any single day."))
    if voices.nowhere:
        more = count(voices.nowhere, "report")
        text.append(say("{reports} more name no area.", reports=more))
    return joined(" ", text)


def _settings(
    voices: _Voices, counts: Floats, shouted: Bursts, residents: Floats
) -> Iterator[Setting]:
    """What is left when each kind of loudness is taken away."""
    calm = counts.copy()
    calm[shouted.area, shouted.day] = shouted.expected
    ways = [
        (say("all"), voices.reports),
        (say("bursts cut to what was expected"), calm.sum(axis=1)),
    ]
    if voices.incidents.sum() > 0:
        unlinked = voices.reports - voices.linked
        ways.append((say("one for each incident"), voices.incidents + unlinked))
    if voices.named.sum() > 0:
        nameless = voices.reports - voices.named
        ways.append((say("one for each reporter"), voices.reporters + nameless))
    use = residents > 0
    for name, reports in ways:
        if not reports[use].any():
            continue
        rate = reports[use] / residents[use]
        people, held = concentration_curve(rate, rate, residents[use])
        yield Setting(
            parameters={say("reports counted"): name},
            estimate=_gini(rate, residents[use]),
            holds=top_share(people, held, TOP) > 2 * TOP,
        )


def _lorenz(people: Floats, held: Floats) -> Lines:
    return Lines(
        title=say("Reports over residents, the quietest areas first"),
        x_title=say("Residents"),
        x_unit=say("share of people"),
        y_title=say("Reports"),
        y_unit=say("share of reports"),
        x=tuple(map(float, people)),
        lines=(Line(name=say("reports"), y=tuple(map(float, held))),),
        mark_x=1 - TOP,
        equal=True,
    )


def _loudest(frame: CityFrame, voices: _Voices, residents: Floats) -> Bars:
    least = frame.city.dimension(frame.city.wealth).least_people
    rate = np.full(len(residents), -np.inf)
    use = residents > max(least, 0)
    rate[use] = 1000 * voices.reports[use] / residents[use]
    order = [i for i in np.argsort(-rate, kind="stable")[:_LOUDEST] if rate[i] > 0]
    return Bars(
        title=say("The areas that report most for their residents"),
        unit=MEASURE.unit_of_areas,
        bars=tuple(Bar(name=frame.geography.names[i], value=float(rate[i])) for i in order),
    )


def _behind(frame: CityFrame, voices: _Voices) -> Bars:
    """Effective reporters of 100 reports, in the areas with most reports for each."""
    title = say("Effective reporters behind 100 reports, where they are fewest")
    if not voices.named.sum():
        order: NDArray[np.int64] = np.argsort(-voices.reports, kind="stable")[:_LOUDEST]
        bars = tuple(
            Bar(name=frame.geography.names[i], value=None, reason=_NO_KEY)
            for i in order
            if voices.reports[i] > 0
        )
        return Bars(title=title, unit=say("effective reporters"), bars=bars, no_difference=None)
    use = np.flatnonzero(voices.named >= _LEAST_REPORTS)
    part = 100 * voices.effective[use] / voices.named[use]
    order = np.argsort(part, kind="stable")[:_LOUDEST]
    return Bars(
        title=title,
        unit=say("effective reporters"),
        bars=tuple(
            Bar(name=frame.geography.names[use[i]], value=float(part[i]), weighty=rank == 0)
            for rank, i in enumerate(order)
        ),
        no_difference=100.0,
    )


def _datasets(frame: CityFrame, dataset: Dataset) -> tuple[str, ...]:
    return (dataset.name, *frame.datasets_of("areas", "people", "wealth", "settlements"))


def _nothing(frame: CityFrame, dataset: Dataset, reason: str) -> Draft:
    return no_estimate(
        measure=MEASURE,
        network=None,
        subject=dataset.name,
        reason=reason,
        reading=say(
            "{title}: we do not know how few voices stand behind the reports: {reason}.",
            title=dataset.title,
            reason=reason,
        ),
        blind_spot=all_unseen(frame, reason),
        footing=Footing(people=frame.people, areas=0, sensors=0, reports=0),
        parameters={say("loudest share of residents"): TOP},
        datasets=_datasets(frame, dataset),
    )


MEASURE = Measure(
    code="M30",
    name=say("Loud reporters"),
    question=say("How few voices stand behind the reports, and where and when did they shout?"),
    asked_by=say(
        "After Jakarta, where one candidate flooded a sub-district with reports, and counts "
        "of reports were used to dismiss workers."
    ),
    better="lower",
    success=say(
        "No area's count rests on a few voices, and what remains when repeats and bursts are "
        "taken away says the same."
    ),
    formula=say(
        "Gini of reports over residents, areas from the quietest: (2/μ) cov_w(h, r), h reports "
        "per resident. Effective reporters n²/Σ n_k² of an area. A burst: a day of an area with at "
        "least 3 reports and 3 times (N_a − n)(M_d − n)/(N − N_a − M_d + n), by a "
        "Poisson test with "
        "false discoveries under 5 %."
    ),
    unit=say("index from 0 to 1"),
    group_unit=say("reports per 1,000 residents"),
    area_unit=say("reports per 1,000 residents"),
    inputs=("report_voice", "request", "area_group"),
    parameters={
        say("loudest share of residents"): say("how many residents, of the loudest areas first"),
        say("reports counted"): say("all, or what is left without bursts, repeats or loud voices"),
    },
    citation="After Qlue in Jakarta (MISSION); Simpson 1949; Benjamini and Hochberg 1995",
    failure_modes=(
        say("Who reports a lot may live with a lot: a loud area is not a lying one."),
        say("Reports come in clusters, so a Poisson test finds more bursts than anybody made."),
        say("One person with two numbers is two reporters, and two with one number are one."),
    ),
    family="need",
    headline=False,
    compute=compute,
)
