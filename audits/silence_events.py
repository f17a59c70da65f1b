"""Feeds of events (calls, occurrences): what silence means where nobody is obliged to speak."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import false_discovery_control

from audits.frame import CityFrame, Floats
from audits.heard import NOBODY, Codes, Heard, Silence, in_run
from audits.stats.expected import (
    around,
    dispersion,
    expected_of_others,
    prior_shape,
    relative_rate,
    surprise,
    trailing,
)
from audits.stats.gaps import Run, collapses, gaps
from data.city import Dataset

WEEK = 7
MOST_WEEKS = 208
# A kind of event heard in fewer weeks than this cannot be expected in any other week.
_LEAST_WEEKS_OF_KIND = 4
# A gap that covers so much of a collapse explains it.
_EXPLAINS = 0.6
# A gap as long as this teaches nothing about usual days; −log of one in a million, as in `gaps`.
_LONG_DAYS, _SURPRISE = 28, -np.log(1e-6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The choices behind a word; each is varied in the finding's stability."""

    half_weeks: int = 26
    """Weeks before and after that count as an area's past (on the board only before)."""
    least_past: int = 4
    """With fewer weeks of past nothing is expected."""
    least_expected: float = 3.0
    """Below this, hearing nothing is no news: e⁻³ = 5 %."""
    low_reporting: float = 1 / 3
    """An area is blind where it speaks less than this share of the city's rate per resident."""
    month: int = 4
    """Weeks that are taken together where one week is too thin."""
    alpha: float = 0.05
    """False discovery rate over all areas and weeks."""


RULES = Rules()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weeks:
    """Events per area and week, counted back from a last day."""

    counts: Floats
    """Shape (areas, weeks), only days on which the feed was alive."""
    alive: NDArray[np.bool_]
    """Shape (weeks,): most days of it lie outside the feed's cuts."""
    first: date
    until: date
    cuts: tuple[Run, ...]
    placed: int


def weeks_of(frame: CityFrame, dataset: Dataset, until: datetime | None = None) -> Weeks | None:
    """The last four years of a feed, up to a moment (None: the end of its newest day).

    A day is 24 hours that end at the time of that moment, and is named after the date on which they
    end. None where the feed has no rows of a whole week.
    """
    requests = dataset.role == "requests"
    rows = frame.tables["request" if requests else "intervention"]
    stamp = "opened_at" if requests else "started_at"
    rows = rows.loc[rows["dataset"] == dataset.name, [stamp, "kind", "area_id"]]
    last = None
    if until is not None:
        rows = rows[rows[stamp] <= pd.Timestamp(until)]
        last = (until - timedelta(microseconds=1)).date()
        begun = until - datetime.combine(last, time.min)
        days = (rows[stamp] + (timedelta(days=1) - begun)).to_numpy("datetime64[D]")
        days = np.minimum(days, np.datetime64(last))  # of the very moment itself
    else:
        days = rows[stamp].to_numpy("datetime64[D]")
    keep = _expectable(rows["kind"], days)
    rows, days = rows[keep], days[keep]
    if len(days) == 0:
        return None
    last = last or days.max().astype(object)
    # Whole weeks only, counted back from the last day: what comes before the first is left out.
    length = min(MOST_WEEKS, ((last - days.min().astype(object)).days + 1) // WEEK)
    if length == 0:
        return None
    first = last - timedelta(days=length * WEEK - 1)
    back = (days - np.datetime64(first)).astype(np.int64)
    every = np.bincount(back[back >= 0], minlength=length * WEEK).astype(float)
    cuts = whole_feed_cuts(every, first)
    dead = in_run(cuts, first, length * WEEK)
    area = pd.Index(list(frame.geography.area_ids)).get_indexer(rows["area_id"])
    use = (area >= 0) & (back >= 0)
    use[use] = ~dead[back[use]]
    at = area[use] * length + back[use] // WEEK
    areas = len(frame.geography.area_ids)
    counts = np.bincount(at, minlength=areas * length).reshape(areas, length).astype(float)
    alive = 2 * dead.reshape(length, WEEK).sum(axis=1) <= WEEK
    return Weeks(
        counts=counts, alive=alive, first=first, until=last, cuts=cuts, placed=int(use.sum())
    )


def _expectable(kinds: "pd.Series[str]", days: NDArray[np.datetime64]) -> NDArray[np.bool_]:
    """Rows of kinds that come again and again: one day's whole list raises no expectation."""
    codes, names = pd.factorize(kinds, use_na_sentinel=False)
    week = days.astype(np.int64) // WEEK
    weeks = len(np.unique(week))
    if weeks <= _LEAST_WEEKS_OF_KIND:
        return np.ones(len(days), dtype=bool)
    pairs = np.unique(codes * np.int64(1 << 32) + week)
    often = np.bincount(pairs >> 32, minlength=len(names)) >= _LEAST_WEEKS_OF_KIND
    return np.asarray(often[codes])


def whole_feed_cuts(every: Floats, first: date) -> tuple[Run, ...]:
    """Days on which the whole feed was silent or had collapsed; `every` holds events per day.

    A gap that explains most of a collapse stands for it, since its days are known exactly.
    """
    index = pd.date_range(pd.Timestamp(first), periods=len(every), freq="D")
    daily = pd.Series(every, index=index)
    found = _against_weekdays(gaps(daily, steady=False), daily)
    fallen = [
        run
        for run in collapses(daily)
        if not any(_overlap(run, gap) >= _EXPLAINS * run.days for gap in found)
    ]
    together: list[Run] = []
    for run in sorted([*found, *fallen], key=lambda run: run.start):
        if together and (run.start - together[-1].end).days <= 1:
            together[-1] = replace(together[-1], end=max(together[-1].end, run.end))
        else:
            together.append(run)
    return tuple(together)


def _against_weekdays(found: tuple[Run, ...], daily: "pd.Series[float]") -> tuple[Run, ...]:
    """Gaps that are one also against what these weekdays usually bring: no closed office's Sunday.

    What is usual is learnt outside long gaps, or a feed dead for most of its record would look so.
    """
    dead = np.zeros(len(daily), dtype=bool)
    first = daily.index[0].date()
    for run in found:
        if run.days >= _LONG_DAYS:
            dead |= in_run((run,), first, len(daily))
    values, weekday = daily.to_numpy(), np.arange(len(daily)) % WEEK
    usual = np.zeros(len(daily))
    for day in range(WEEK):
        kept = values[(weekday == day) & ~dead]
        usual[weekday == day] = np.median(kept) if len(kept) else 0.0
    return tuple(run for run in found if usual[in_run((run,), first, len(daily))].sum() > _SURPRISE)


def _overlap(one: Run, other: Run) -> int:
    return max((min(one.end, other.end) - max(one.start, other.start)).days + 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Expectation:
    """What was expected and heard, shape (areas, weeks), and how areas speak per resident."""

    weeks: Weeks
    expected: Floats
    relative: Floats
    """Rate per resident over the city's, from the weeks around."""
    by_people: Floats
    """Events that an area's residents would have sent in the weeks around at the city's rate."""
    past: NDArray[np.int64]
    """Live weeks around each week."""
    usual: Floats
    """What the whole city sends in a week, the median over the live weeks around."""
    region: NDArray[np.int64]


def expectation(frame: CityFrame, weeks: Weeks, half_weeks: int) -> Expectation:
    """From residents, from the weeks around, and from what all others sent in the same week."""
    residents = frame.by_area(frame.cell_people)
    part = residents / residents.sum()
    live = weeks.counts * weeks.alive
    nearby = around(live, half_weeks)
    by_people = part[:, None] * nearby.sum(axis=0)
    lived = residents > 0
    whole = live.sum(axis=1)
    shape = prior_shape(whole[lived], (part * whole.sum())[lived])
    relative = relative_rate(nearby, by_people, shape)
    past = around(weeks.alive[None, :].astype(float), half_weeks)[0].astype(np.int64)
    names = [region or "" for region in frame.geography.regions]
    return Expectation(
        weeks=weeks,
        expected=expected_of_others(live, part[:, None] * relative),
        relative=relative,
        by_people=by_people,
        past=past,
        usual=_usual(weeks, half_weeks),
        region=np.unique(names, return_inverse=True)[1].astype(np.int64).ravel(),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evidence:
    """On what each area-week was judged: one p value, from itself, its month or its region."""

    p: Floats
    """P(as few or fewer); NaN where all three are too thin."""
    fallen: NDArray[np.bool_]
    """Where that is too small to be chance, among all areas and weeks (Benjamini-Hochberg)."""


def evidence(known: Expectation, rules: Rules) -> Evidence:
    """The narrowest of week, four weeks and region's week that expects enough to be judged.

    A region speaks for its areas only where it can: its own p value is used for each of them.
    """
    heard, expected = known.weeks.counts, known.expected
    judged = np.isfinite(expected) & known.weeks.alive & (known.past >= rules.least_past)
    plain = np.where(judged, expected, 0.0)  # what is not judged adds nothing to any sum
    alpha = dispersion(heard, plain, judged)
    own = _p(heard, plain, alpha, judged & (plain >= rules.least_expected))
    month, month_squares = trailing(plain, rules.month), trailing(plain**2, rules.month)
    over = alpha * np.divide(month_squares, month**2, out=np.zeros_like(month), where=month > 0)
    lately = trailing(np.where(judged, heard, 0.0), rules.month)
    thin = judged & ~np.isfinite(own)
    monthly = _p(lately, month, over, thin & (month >= rules.least_expected))
    region = _regional(known.region, np.where(judged, heard, 0.0), plain, judged, rules)
    p = np.where(np.isfinite(own), own, np.where(np.isfinite(monthly), monthly, region))
    tested = np.isfinite(p)
    fallen = np.zeros_like(tested)
    if tested.any():
        fallen[tested] = false_discovery_control(np.clip(p[tested], 0, 1)) < rules.alpha
    return Evidence(p=p, fallen=fallen)


def _p(heard: Floats, mean: Floats, alpha: Floats | float, use: NDArray[np.bool_]) -> Floats:
    """Surprise where it is to be computed, NaN elsewhere."""
    found = np.full(heard.shape, np.nan)
    spread = np.broadcast_to(np.asarray(alpha, dtype=float), heard.shape)
    found[use] = surprise(heard[use], mean[use], spread[use])
    return found


def _regional(
    region: NDArray[np.int64],
    heard: Floats,
    mean: Floats,
    judged: NDArray[np.bool_],
    rules: Rules,
) -> Floats:
    together = np.zeros((int(region.max()) + 1, len(region)))
    together[region, np.arange(len(region))] = 1
    if len(together) == 1:  # one region is the whole city, and says nothing of its parts
        return np.full(heard.shape, np.nan)
    theirs, all_mean = together @ heard, together @ mean
    use = all_mean >= rules.least_expected
    alpha = dispersion(theirs, all_mean, use)
    found = _p(theirs, all_mean, alpha, use)[region]
    return np.where(judged, found, np.nan)


def classify(known: Expectation, found: Evidence, residents: Floats, rules: Rules) -> Codes:
    """The word of every area and week, shape (areas, weeks)."""
    codes = np.full(found.p.shape, Silence.UNKNOWN, dtype=np.int8)
    codes[np.isfinite(found.p)] = Silence.CALM
    codes[found.fallen] = Silence.CUT_OFF
    # An area that hardly speaks at all is not heard, whatever little it was expected to say.
    mute = (known.relative < rules.low_reporting) & (known.by_people >= rules.least_expected)
    codes[mute & (codes != Silence.CUT_OFF)] = Silence.BLIND
    codes[:, _hushed(known, rules) | (known.past < rules.least_past)] = Silence.UNKNOWN
    codes[:, ~known.weeks.alive] = Silence.CUT_OFF
    codes[residents <= 0] = NOBODY
    return codes


def _usual(weeks: Weeks, half_weeks: int) -> Floats:
    total = np.where(weeks.alive, weeks.counts.sum(axis=0), np.nan)
    padded = np.pad(total, half_weeks, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * half_weeks + 1)
    found = np.full(len(total), np.nan)
    found[weeks.alive] = np.nanmedian(windows[weeks.alive], axis=1)  # itself is in its window
    return found


def _hushed(known: Expectation, rules: Rules) -> NDArray[np.bool_]:
    """Weeks in which the whole city said far less than in the weeks around: calm, or a feed dying.

    What all others say cannot tell these apart, so nobody is called calm in them.
    """
    total = known.weeks.counts.sum(axis=0)
    return np.asarray(known.weeks.alive & (total < rules.low_reporting * known.usual))


def heard_events(
    frame: CityFrame, dataset: Dataset, until: datetime | None = None, rules: Rules = RULES
) -> Heard | None:
    """What silence meant in each area and week of a feed of events; None where it has no rows."""
    weeks = weeks_of(frame, dataset, until)
    if weeks is None:
        return None
    known = expectation(frame, weeks, rules.half_weeks)
    codes = classify(known, evidence(known, rules), frame.by_area(frame.cell_people), rules)
    return heard_of(frame, dataset, known, codes)


def heard_of(frame: CityFrame, dataset: Dataset, known: Expectation, codes: Codes) -> Heard:
    """The record of words that were found."""
    weeks = known.weeks
    parts = np.stack([(codes == state).mean(axis=1)[frame.cell_area] for state in Silence])
    return Heard(
        feed=dataset.name,
        title=dataset.title,
        start=weeks.first,
        days=WEEK,
        codes=codes,
        parts=parts,
        cuts=weeks.cuts,
        until=weeks.until,
        events=weeks.placed,
        expected=known.expected[:, -1],
        heard=weeks.counts[:, -1],
    )
