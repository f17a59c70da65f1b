"""A frame of a few areas made by hand, with numbers that can be checked by head."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from audits.frame import CityFrame
from audits.load import from_tables
from data.city import Biography, City, Dataset, Dimension, Network

FIFTHS = ("poorest fifth", "second fifth", "middle fifth", "fourth fifth", "richest fifth")
AS_OF = date(2026, 3, 1)


def dataset(name: str, role: str, **more: Any) -> Dataset:
    """A dataset of which nothing is known but its role."""
    values: dict[str, Any] = {
        "title": name,
        "path": f"{name}.csv",
        "format": "csv",
        "fields": (),
        "columns": {},
        "biography": Biography(),
    }
    return Dataset(name=name, role=role, **(values | more))


def network(**more: Any) -> Network:
    """Gauges that reach 100 m."""
    values: dict[str, Any] = {
        "id": "gauges",
        "title": "Gauges",
        "sensor": "gauge",
        "purpose": "service",
        "reach_m": 100.0,
        "reach_grid_m": (50.0, 1500.0),
        "scale_m": 100.0,
    }
    return Network(**(values | more))


def frame(
    *,
    areas: Sequence[tuple[float, float | None]] = (
        (1000, 1),
        (1000, 2),
        (1000, 3),
        (1000, 4),
        (1000, 5),
    ),
    sensors: Sequence[tuple[int, str]] = (),
    health: pd.DataFrame | None = None,
    feed: pd.DataFrame | None = None,
    requests: pd.DataFrame | None = None,
    pulse: pd.DataFrame | None = None,
    net: Network | None = None,
    invented: bool = False,
    datasets: Sequence[Dataset] = (),
    ledger: pd.DataFrame | None = None,
) -> CityFrame:
    """Areas side by side, 1,000 m wide, one cell of people in the middle of each.

    `areas`: people and wealth (None unknown). `sensors`: index of the area in whose middle each
    stands, and its status.
    """
    own = net or network()
    wealth_known = [(i, w) for i, (_, w) in enumerate(areas) if w is not None]
    declared = (
        dataset("areas", "areas"),
        dataset("people", "people", observed_until=date(2022, 12, 31), interval_days=3650),
        dataset("income", "wealth"),
        dataset("sensors", "sensors", network=own.id),
        *datasets,
    )
    city = City(
        id="strip",
        title="Strip",
        country="XX",
        invented=invented,
        crs="EPSG:31983",
        timezone="UTC",
        locale="en",
        cell_m=1000,
        folder=Path(),
        manifest_sha256="",
        datasets=declared,
        networks=(own,),
        dimensions=(
            Dimension(id="fifth", title="Income", kind="fifths", groups=FIFTHS, variable="income"),
            Dimension(id="favela", title="Favela", kind="settlement", groups=("inside", "outside")),
        ),
        wealth="fifth",
    )
    ids = [f"a{i}" for i in range(len(areas))]
    middle = [1000.0 * i + 500 for i in range(len(areas))]
    tables = {
        "area": pd.DataFrame(
            {
                "area_id": ids,
                "name": [name.upper() for name in ids],
                "region": None,
                "people": [float(p) for p, _ in areas],
                "geom": [
                    bytearray(shapely.to_wkb(shapely.box(1000 * i, 0, 1000 * i + 1000, 1000)))
                    for i in range(len(areas))
                ],
            }
        ),
        "cell": pd.DataFrame(
            [
                {"area_id": a, "settlement_id": None, "x": x, "y": 500.0, "people": float(p)}
                for a, x, (p, _) in zip(ids, middle, areas, strict=True)
                if p > 0
            ],
            columns=["area_id", "settlement_id", "x", "y", "people"],
        ),
        "area_group": pd.DataFrame(
            [
                {"area_id": ids[i], "dimension": "fifth", "grp": FIFTHS[rank], "share": 1.0}
                for rank, (i, _) in enumerate(sorted(wealth_known, key=lambda pair: pair[1])[:5])
            ],
            columns=["area_id", "dimension", "grp", "share"],
        ),
        "area_variable": pd.DataFrame(
            {
                "area_id": [ids[i] for i, _ in wealth_known],
                "variable": "income",
                "value": [float(w) for _, w in wealth_known],
            }
        ),
        "sensor": pd.DataFrame(
            [
                {
                    "network": own.id,
                    "sensor_id": f"s{j}",
                    "status": status,
                    "published": "yes",
                    "area_id": ids[i],
                    "settlement_id": None,
                    "x": middle[i],
                    "y": 500.0,
                }
                for j, (i, status) in enumerate(sensors)
            ],
            columns=[
                "network",
                "sensor_id",
                "status",
                "published",
                "area_id",
                "settlement_id",
                "x",
                "y",
            ],
        ),
        "settlement": pd.DataFrame({"settlement_id": [], "counted": [], "geom": []}),
        "sensor_health": health
        if health is not None
        else pd.DataFrame(
            columns=[
                "network",
                "sensor_id",
                "period_start",
                "period_end",
                "grain",
                "expected",
                "received",
                "usable",
                "longest_gap_minutes",
                "counted",
            ]
        ).astype({"counted": bool}),
        "feed_day": feed
        if feed is not None
        else pd.DataFrame(columns=["dataset", "network", "day", "n_rows", "usable"]),
        "feed_pulse": pulse
        if pulse is not None
        else pd.DataFrame(columns=["dataset", "network", "last_at", "arrived_at", "usable_at"]),
        "request": requests
        if requests is not None
        else pd.DataFrame(columns=["dataset", "opened_at", "kind", "area_id"]),
        "intervention": pd.DataFrame(columns=["dataset", "started_at", "kind", "area_id"]),
        "reading_flag": pd.DataFrame(
            columns=["network", "dataset", "sensor_id", "rule", "n_flagged", "n_readings"]
        ),
        "report_voice": pd.DataFrame(
            columns=[
                "dataset",
                "area_id",
                "n_reports",
                "n_named",
                "n_reporters",
                "sum_squares",
                "n_incidents",
                "n_linked",
            ]
        ),
        "incident": pd.DataFrame(),
        "need": pd.DataFrame(),
        "dataset": pd.DataFrame(
            {
                "name": [d.name for d in declared],
                "observed_from": None,
                "observed_until": [
                    pd.Timestamp(d.observed_until) if d.observed_until else None for d in declared
                ],
                "rows_read": 1,
                "rows_kept": 1,
                "rows_quarantined": 0,
                "sha256": "",
            }
        ),
        "ledger": ledger
        if ledger is not None
        else pd.DataFrame(
            [
                {
                    "step": i,
                    "dataset": d.name,
                    "rule": "read",
                    "action": "read",
                    "n_rows": 1,
                    "reason": d.path,
                }
                for i, d in enumerate(declared)
            ]
        ),
    }
    return from_tables(city, "0" * 16, AS_OF, tables)
