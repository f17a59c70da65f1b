"""A strip of areas that call, by hand: every week alike, so that a silence can be planted."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from audits.frame import CityFrame
from tests.test_audits.small_frame import dataset, frame

WEEKS, AREAS = 40, 10
FIRST = pd.Timestamp("2025-01-01")
LAST = FIRST + pd.Timedelta(days=7 * WEEKS - 1)


def calling(
    rate: Callable[[int, int], int], people: tuple[float, ...] = (1000.0,) * AREAS
) -> CityFrame:
    """`rate(area, week)` calls of each area in each week, spread over its days."""
    rows = [
        {
            "dataset": "calls",
            "opened_at": FIRST + pd.Timedelta(days=7 * week + (k + area) % 7, hours=12),
            "kind": "noise",
            "area_id": f"a{area}",
        }
        for area in range(len(people))
        for week in range(WEEKS)
        for k in range(rate(area, week))
    ]
    requests = pd.DataFrame(rows, columns=["dataset", "opened_at", "kind", "area_id"])
    requests["opened_at"] = requests["opened_at"].astype("datetime64[ns]")
    made = frame(
        areas=[(p, i + 1) for i, p in enumerate(people)],
        requests=requests,
        datasets=[dataset("calls", "requests")],
    )
    return replace(made, as_of=LAST.date())


def health(usable: np.ndarray, expected: float = 96.0) -> pd.DataFrame:
    """Days of sensors s0, s1, ...: the share of what they owe that came, shape (sensors, days)."""
    return pd.DataFrame(
        [
            {
                "network": "gauges",
                "sensor_id": f"s{sensor}",
                "period_start": FIRST + pd.Timedelta(days=day),
                "period_end": FIRST + pd.Timedelta(days=day),
                "grain": "day",
                "expected": expected,
                "received": expected,
                "usable": share * expected,
                "longest_gap_minutes": 0,
                "counted": True,
            }
            for sensor, row in enumerate(usable)
            for day, share in enumerate(row)
            if not np.isnan(share)
        ]
    )
