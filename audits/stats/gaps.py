"""When did a whole feed fall silent, or nearly? Found in the daily counts, without being told."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# A day with less than this share of the usual readings is dead; one below `_WHOLE` is partly so.
_DEAD, _WHOLE = 0.10, 0.90
# A run of empty days is a gap when the usual rate makes it less likely than one in a million.
_SURPRISE = -np.log(1e-6)
# A collapse: at least this many days in which the sum of `_WINDOW` days is under a fifth of usual.
_WINDOW, _COLLAPSE, _LEAST_DAYS = 28, 0.20, 28
# Too few rows a day to tell a quiet week from a broken feed.
_LEAST_RATE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.end - self.start).days + 1


def _filled(daily: "pd.Series[float]") -> "pd.Series[float]":
    """Every day from first to last; a day without rows is a zero that was counted: no row came."""
    return daily.sort_index().asfreq("D", fill_value=0.0)


def _runs(mask: NDArray[np.bool_], days: pd.DatetimeIndex) -> list[Run]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(int), [0]])))
    return [
        Run(start=days[a].date(), end=days[b - 1].date())
        for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]


def gaps(daily: "pd.Series[float]", *, steady: bool) -> tuple[Run, ...]:
    """Days on which a feed was silent. `daily` holds usable rows per day.

    A `steady` feed (readings) is silent when a day holds less than a tenth of the usual number; the
    partly dead days before and after belong to the gap. A feed of events is silent when so many
    empty days in a row would come less than once in a million at its usual (median) rate.
    """
    if len(daily) == 0:
        return ()
    series = _filled(daily)
    values, days = series.to_numpy(), pd.DatetimeIndex(series.index)
    usual = float(np.median(values[values > 0])) if (values > 0).any() else 0.0
    if not steady:
        if usual < _LEAST_RATE:
            return ()
        return tuple(run for run in _runs(values == 0, days) if run.days * usual > _SURPRISE)
    found = []
    for run in _runs(values < _DEAD * usual, days):
        first = int(days.searchsorted(pd.Timestamp(run.start)))
        last = int(days.searchsorted(pd.Timestamp(run.end)))
        if first > 0 and values[first - 1] < _WHOLE * usual:
            first -= 1
        if last + 1 < len(days) and values[last + 1] < _WHOLE * usual:
            last += 1
        found.append(Run(start=days[first].date(), end=days[last].date()))
    return tuple(found)


def extend_into_months(run: Run, months: pd.DataFrame) -> Run:
    """A gap that reaches the end of a month goes on as far as the next month's counts say.

    `months` has period_start and longest_gap_minutes, one row per sensor and month. When half of
    the sensors have a longest gap of a day or more in a month that begins where the run ends, that
    gap is taken to be its continuation.
    """
    following = run.end + timedelta(days=1)
    own = months[pd.to_datetime(months["period_start"]) == pd.Timestamp(following)]
    if own.empty:
        return run
    minutes = float(own["longest_gap_minutes"].median())
    if not minutes >= 1440:
        return run
    end = pd.Timestamp(following) + pd.Timedelta(minutes=minutes)
    return replace(run, end=end.date())


def collapses(daily: "pd.Series[float]") -> tuple[Run, ...]:
    """Days on which four weeks together hold under a fifth of what they usually (median) do."""
    if len(daily) == 0:
        return ()
    series = _filled(daily)
    if len(series) < 3 * _WINDOW:
        return ()
    window = series.rolling(_WINDOW, center=True).sum().dropna()
    usual = float(window.median())
    if usual < _LEAST_RATE * _WINDOW:
        return ()
    low = (window < _COLLAPSE * usual).to_numpy()
    found = _runs(low, pd.DatetimeIndex(window.index))
    return tuple(run for run in found if run.days >= _LEAST_DAYS)
