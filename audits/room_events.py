"""What residents asked for and what the city attended to in the 24 hours before a moment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from audits.frame import CityFrame
from audits.per_frame import per_frame
from audits.stats.footing import too_few
from data.city import Dataset

HOURS, DAYS = 24, 14
_END_OF_DAY = pd.Timedelta(hours=23, minutes=59, seconds=59)
_WEEKS = 4
"""So many of the same 24 hours a week apart say what is usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCount:
    """Rows of one area; None where so few would speak of single persons."""

    area: str
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsNow:
    """One feed of events at one moment, from what had come by then."""

    dataset: Dataset
    hours: tuple[int, ...] | None
    """Rows of the whole city in each of the last 24 hours, the oldest first; None where the feed
    states only days."""
    days: tuple[int, ...]
    """Rows in each of the last 14 times 24 hours, the oldest first."""
    areas: tuple[AreaCount, ...]
    """Areas with any, most first; those withheld last."""
    unplaced: int | None
    """Rows without an area; None where withheld."""
    usual: float | None
    """Median of the same 24 hours in the four weeks before; None where the feed is younger."""
    newest: datetime | None
    silent_since: date | None = None
    """Where the whole feed is silent, or nearly: since when. Its zeros count nothing."""

    @property
    def total(self) -> int:
        """Rows of the 24 hours."""
        return self.days[-1]


def events_at(frame: CityFrame, at: datetime) -> tuple[EventsNow, ...]:
    """Every feed of requests and of interventions that is no sample.

    What an invented city knows of its true incidents is left out: no room could know it.
    """
    return tuple(_events(frame, at))


@per_frame
def arrived(frame: CityFrame) -> CityFrame:
    """The city in which a row that states only its day comes at the end of that day.

    At midnight, when it is stamped, nobody can have known of it.
    """
    tables = dict(frame.tables)
    for table, column in (("request", "opened_at"), ("intervention", "started_at")):
        rows = tables[table]
        late = [name for name in rows["dataset"].unique() if only_days(frame, name)]
        if late:
            own = rows["dataset"].isin(late)
            stamps = rows[column].where(~own, rows[column] + _END_OF_DAY)
            tables[table] = rows.assign(**{column: stamps})
    changed = any(tables[name] is not frame.tables[name] for name in tables)
    return replace(frame, tables=tables) if changed else frame


@per_frame
def only_days(frame: CityFrame, name: str) -> bool:
    """Whether a feed of events states days and no times."""
    stamps = _stamps(frame, frame.dataset(name))
    seconds = stamps.dt.hour * 3600 + stamps.dt.minute * 60 + stamps.dt.second
    return len(stamps) > 0 and seconds.nunique() == 1


def _stamps(frame: CityFrame, dataset: Dataset) -> "pd.Series[pd.Timestamp]":
    requests = dataset.role == "requests"
    rows = frame.tables["request" if requests else "intervention"]
    column: pd.Series[pd.Timestamp] = rows.loc[
        rows["dataset"] == dataset.name, "opened_at" if requests else "started_at"
    ]
    return column


def stamped(frame: CityFrame, dataset: Dataset) -> pd.DataFrame:
    """Rows of a feed of events with the moment of each as `at`."""
    requests = dataset.role == "requests"
    rows = frame.tables["request" if requests else "intervention"]
    rows = rows[rows["dataset"] == dataset.name]
    return pd.DataFrame(
        {"at": rows["opened_at" if requests else "started_at"], "area_id": rows["area_id"]}
    )


def _events(frame: CityFrame, at: datetime) -> Iterator[EventsNow]:
    moment = pd.Timestamp(at)
    for name in frame.datasets_of("requests", "interventions"):
        dataset = frame.dataset(name)
        if dataset.sample:
            continue
        rows = stamped(frame, dataset)
        rows = rows[rows["at"] <= moment]
        back = (moment - rows["at"]).dt.total_seconds().to_numpy(float)
        last = rows[back < HOURS * 3600]
        areas, unplaced = _by_area(last, guarded=dataset.role == "requests")
        yield EventsNow(
            dataset=dataset,
            hours=None if only_days(frame, dataset.name) else _counts(back, 3600.0, HOURS),
            days=_counts(back, HOURS * 3600.0, DAYS),
            areas=areas,
            unplaced=unplaced,
            usual=_usual(back),
            newest=None if rows.empty else rows["at"].max().to_pydatetime(),
        )


def _counts(
    back: "np.ndarray[tuple[int], np.dtype[np.float64]]", seconds: float, many: int
) -> tuple[int, ...]:
    """Rows in each of so many spells before the moment, the oldest first."""
    spell = (back // seconds).astype(np.int64)
    counts = np.bincount(spell[spell < many], minlength=many)[::-1]
    return tuple(int(n) for n in counts)


def _usual(back: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float | None:
    week, day = timedelta(days=7).total_seconds(), timedelta(hours=HOURS).total_seconds()
    if len(back) == 0 or back.max() < _WEEKS * week + day:
        return None
    counts = [
        int(((back >= n * week) & (back < n * week + day)).sum()) for n in range(1, _WEEKS + 1)
    ]
    return float(np.median(counts))


def _by_area(rows: pd.DataFrame, guarded: bool) -> tuple[tuple[AreaCount, ...], int | None]:
    """The city's total is known, so where one count is hidden another goes with it."""
    counts = rows["area_id"].dropna().value_counts()
    numbers = np.append(counts.to_numpy(float), rows["area_id"].isna().sum())
    hidden = too_few(numbers) if guarded else np.zeros(len(numbers), dtype=bool)
    listed = [
        AreaCount(area=str(area), count=None if hide else int(n))
        for area, n, hide in zip(counts.index, counts, hidden, strict=False)
    ]
    listed.sort(key=lambda one: (one.count is None, -(one.count or 0), one.area))
    if guarded:
        # In the order of their size the withheld would tell which is larger.
        listed = [o for o in listed if o.count is not None] + sorted(
            (o for o in listed if o.count is None), key=lambda one: one.area
        )
    return tuple(listed), None if hidden[-1] else int(numbers[-1])
