from datetime import date

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from audits.stats.gaps import Run, collapses, extend_into_months, gaps

DAYS = pd.date_range("2022-01-01", periods=200, freq="D")


def series(values: NDArray[np.float64] | NDArray[np.int64]) -> "pd.Series[float]":
    return pd.Series(values.astype(float), index=DAYS[: len(values)])


def test_a_steady_feed_that_stops_is_found_with_its_partly_dead_days() -> None:
    values = np.full(200, 96.0)
    values[50], values[51:60], values[60] = 47, 0, 70
    assert gaps(series(values), steady=True) == (
        Run(start=date(2022, 2, 20), end=date(2022, 3, 2)),
    )


def test_one_stray_reading_does_not_hide_a_gap() -> None:
    values = np.full(200, 96.0)
    values[51:60] = 0
    values[55] = 1
    assert [run.days for run in gaps(series(values), steady=True)] == [9]


def test_days_without_any_row_are_days_too() -> None:
    whole = series(np.full(200, 96.0))
    found = gaps(whole.drop(DAYS[100:104]), steady=True)
    assert found == (Run(start=date(2022, 4, 11), end=date(2022, 4, 14)),)


def test_events_fall_silent_only_when_chance_cannot_explain_it() -> None:
    rng = np.random.default_rng(3)
    rare = rng.poisson(2.0, 200)
    rare[40:44] = 0  # e^-8: once in three thousand
    assert gaps(series(rare), steady=False) == ()
    rare[40:60] = 0
    assert gaps(series(rare), steady=False) == (Run(start=date(2022, 2, 10), end=date(2022, 3, 1)),)


def test_a_feed_of_a_row_now_and_then_is_never_called_silent() -> None:
    values = np.zeros(200)
    values[::40] = 1
    assert gaps(series(values), steady=False) == () or values[values > 0].mean() >= 1
    assert collapses(series(values)) == ()


def test_an_unbroken_feed_has_no_gap() -> None:
    assert gaps(series(np.full(200, 96.0)), steady=True) == ()
    assert gaps(pd.Series(dtype=float), steady=True) == ()
    assert collapses(pd.Series(dtype=float)) == ()


def test_a_collapse_is_found() -> None:
    rng = np.random.default_rng(4)
    values = rng.poisson(80.0, 200)
    values[120:180] = rng.poisson(2.0, 60)
    (run,) = collapses(series(values))
    assert abs((run.start - DAYS[120].date()).days) <= 14
    assert abs((run.end - DAYS[179].date()).days) <= 14


@pytest.mark.parametrize(("minutes", "end"), [(2490, date(2022, 9, 2)), (30, date(2022, 8, 31))])
def test_a_gap_goes_on_as_far_as_the_next_month_says(minutes: int, end: date) -> None:
    months = pd.DataFrame(
        {
            "period_start": [pd.Timestamp("2022-09-01")] * 3,
            "longest_gap_minutes": [minutes, minutes, 30],
        }
    )
    run = Run(start=date(2022, 8, 15), end=date(2022, 8, 31))
    assert extend_into_months(run, months) == Run(start=run.start, end=end)
