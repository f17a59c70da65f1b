"""A strip of areas with a gauge in each, whose days and quarter hours are made by hand."""

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from audits.frame import CityFrame
from tests.test_audits.quiet_city import FIRST, health
from tests.test_audits.small_frame import dataset, frame, network

AREAS, DAYS = 5, 30
START: datetime = FIRST.to_pydatetime()
END = START + timedelta(days=DAYS)


def pulse(
    usable: "np.ndarray[tuple[int], np.dtype[np.int64]]", arrived: int = AREAS
) -> pd.DataFrame:
    """Hours of the feed from its first day on: how many sensors made a usable reading in each.

    In an hour with a negative number nothing arrived at all.
    """
    rows = []
    for hour, many in enumerate(usable.tolist()):
        at = START + timedelta(hours=hour)
        rows.append(
            {
                "dataset": "gauge_readings",
                "network": "gauges",
                "quarter": at,
                "last_at": at,
                "arrived_at": at if many >= 0 else pd.NaT,
                "usable_at": at if many > 0 else pd.NaT,
                "arrived": arrived if many >= 0 else 0,
                "usable": max(many, 0),
                "highest": 1.0 if many > 0 else np.nan,
                "sensors": max(many, 0),
            }
        )
    made = pd.DataFrame(rows)
    for column in ("last_at", "arrived_at", "usable_at"):
        made[column] = pd.to_datetime(made[column])
    return made


def gauged(
    days: "np.ndarray[tuple[int, int], np.dtype[np.float64]] | None" = None,
    hours: "np.ndarray[tuple[int], np.dtype[np.int64]] | None" = None,
    requests: pd.DataFrame | None = None,
) -> CityFrame:
    """`days`: usable share of each sensor and day; `hours`: sensors heard in each hour."""
    shares = np.ones((AREAS, DAYS)) if days is None else days
    heard = np.full(24 * DAYS, AREAS) if hours is None else hours
    feed = pd.DataFrame(
        {
            "dataset": "gauge_readings",
            "network": "gauges",
            "day": [FIRST + pd.Timedelta(days=d) for d in range(shares.shape[1])],
            "n_rows": 96 * AREAS,
            "usable": (96 * shares.sum(axis=0)).astype(int),
        }
    )
    table = health(shares)
    table["dataset"] = "gauge_readings"
    own = [dataset("gauge_readings", "readings", network="gauges")]
    if requests is not None:
        own.append(dataset("calls", "requests"))
    made = frame(
        areas=[(1000.0, i + 1) for i in range(AREAS)],
        sensors=[(i, "working") for i in range(AREAS)],
        health=table,
        feed=feed,
        pulse=pulse(heard),
        requests=requests,
        datasets=own,
        net=network(reading_interval_minutes=15.0, operator="The Water Office"),
    )
    return replace(made, as_of=END.date())
