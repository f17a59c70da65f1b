"""Many histories of Porto Sombra: one map and its people, all else drawn anew for each seed.

Sensors, how they worked, floods, reports and crews: what the intervals speak of.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from pyproj import Transformer

from audits.frame import CityFrame
from audits.load import MARTS, from_tables
from data.build import assemble
from data.checks.places import Ground, place
from data.cities.porto_sombra.generate import tables
from data.cities.porto_sombra.networks import draw_sensors
from data.cities.porto_sombra.planted import DAYS, FIRST_DAY, PLANTED, Defects, Planted
from data.cities.porto_sombra.readings import INTERVAL_MINUTES
from data.city import City, Dataset
from data.database import connect, load_spatial
from data.manifest import find_city
from data.source import Raw, from_table

AS_OF = date(2026, 4, 1)
_EVENTS = {"incidents": "incident", "requests": "request", "interventions": "intervention"}


def frames(seeds: range, planted: Planted = PLANTED) -> Iterator[CityFrame]:
    """A frame per seed. The ground is built as any city is; what is drawn replaces the marts."""
    whole = replace(planted, defects=Defects.none())
    first = build(tables(seeds[0], whole, readings=False))
    outlines = shapely.STRtree(list(first.geography.settlements))
    ids = first.tables["settlement"]["settlement_id"].to_numpy()
    for seed in seeds:
        drawn = tables(seed, whole, readings=False)
        parts = [
            _sensors(drawn[d.name], d, first, outlines, ids)
            for d in first.city.datasets
            if d.role == "sensors"
        ]
        sensors = pd.concat(parts, ignore_index=True)
        marts = first.tables | {"sensor": sensors, "sensor_health": _health(seed, whole)}
        for dataset in first.city.datasets:
            if dataset.role in _EVENTS:
                table = _events(drawn[dataset.name], dataset, first)
                marts[_EVENTS[dataset.role]] = table
        yield from_tables(first.city, f"{seed:016x}", AS_OF, marts)


def _health(seed: int, planted: Planted) -> pd.DataFrame:
    """How many readings each sensor sent, in the last week and before, as their files would say."""
    parts = []
    drawn = draw_sensors(seed, planted, 1)
    for network, minutes in INTERVAL_MINUTES.items():
        plan, own = planted.plan(network), drawn[network]
        rng = np.random.default_rng([seed, 11, minutes])
        days = np.arange(0, DAYS, minutes / 1440)
        lost = np.zeros(len(days), dtype=bool)
        if plan.loss is not None:
            start = (plan.loss.first - FIRST_DAY).days
            lost = (days >= start) & (days < start + plan.loss.days)
        made = own.outages.working(days) & ~lost
        for first, last in ((0, DAYS - 7), (DAYS - 7, DAYS)):
            due = (days >= first) & (days < last)
            received = made[:, due].sum(axis=1)
            parts.append(
                pd.DataFrame(
                    {
                        "network": network,
                        "sensor_id": own.table["sensor_id"],
                        "period_start": pd.Timestamp(FIRST_DAY) + pd.Timedelta(days=first),
                        "period_end": pd.Timestamp(FIRST_DAY) + pd.Timedelta(days=last),
                        "grain": "day",
                        "expected": int(due.sum()),
                        "received": received,
                        "usable": rng.binomial(received, 1 - plan.unusable),
                        "longest_gap_minutes": 0,
                        "counted": True,
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)


def _events(table: pd.DataFrame, dataset: Dataset, first: CityFrame) -> pd.DataFrame:
    """Incidents, reports or crews as their marts hold them."""
    ground = first.geography
    columns = {column: table[source] for column, source in dataset.columns.items()}
    to_metres = Transformer.from_crs(dataset.source_crs, first.city.crs, always_xy=True)
    columns["x"], columns["y"] = to_metres.transform(columns["longitude"], columns["latitude"])
    if "area_id" not in columns and "area_name" in columns:
        by_name = dict(zip(ground.names, ground.area_ids, strict=True))
        columns["area_id"] = columns["area_name"].map(by_name)
    elif "area_id" not in columns:
        points = shapely.points(columns["x"], columns["y"])
        tree = shapely.STRtree(list(ground.polygons))
        # On a border, or a rounding beyond one: the nearest.
        columns["area_id"] = np.array(ground.area_ids, dtype=object)[tree.nearest(points)]
    kept = pd.DataFrame(columns | {"dataset": dataset.name})
    words = (dataset.values or {}).get("kind", {})
    return kept.assign(kind=kept["kind"].replace(words)) if "kind" in kept else kept


def build(drawn: dict[str, pd.DataFrame]) -> CityFrame:
    """The frame of tables that were drawn, through the same ingest and marts as a city's files."""
    city = find_city("porto_sombra")
    city = replace(city, datasets=tuple(d for d in city.datasets if d.name in drawn))
    con = connect()
    try:
        load_spatial(con)
        assemble(con, city, lambda dataset: _raw(drawn[dataset.name], dataset), {})
        marts = {name: con.execute(f"from {name}").df() for name in MARTS}
    finally:
        con.close()
    return from_tables(city, "0" * 16, AS_OF, marts)


def _raw(table: pd.DataFrame, dataset: Dataset) -> Raw:
    names = [field.name for field in dataset.fields]
    plain = pa.Table.from_pandas(pd.DataFrame(table[names]), preserve_index=False)
    if "geometry" in table:
        return from_table(plain, dataset, geometry=table["geometry"].to_numpy(), crs="EPSG:4326")
    return from_table(plain, dataset)


def _sensors(
    table: pd.DataFrame,
    dataset: Dataset,
    first: CityFrame,
    outlines: shapely.STRtree,
    ids: "pd.Series[str]",
) -> pd.DataFrame:
    city: City = first.city
    ground = Ground(
        area_ids=first.geography.area_ids,
        names=first.geography.names,
        polygons=shapely.from_wkb([shapely.to_wkb(p) for p in first.geography.polygons]),
        tree=shapely.STRtree(list(first.geography.polygons)),
        edge_m=city.edge_m,
    )
    columns = {column: table[source] for column, source in dataset.columns.items()}
    placed = place(
        columns["latitude"],
        columns["longitude"],
        ground,
        Transformer.from_crs(dataset.source_crs, city.crs, always_xy=True),
        required=True,
    )
    points = shapely.points(placed.x, placed.y)
    inside = pd.Series(None, index=table.index, dtype=object)
    which, outline = outlines.query(points, predicate="intersects")
    inside.iloc[which] = ids[outline]
    words = (dataset.values or {}).get("status", {})
    return pd.DataFrame(
        {
            "network": dataset.network,
            "dataset": dataset.name,
            "sensor_id": columns["sensor_id"].astype(str),
            "status": columns["status"].map(words) if "status" in columns else "unknown",
            "operator": columns.get("operator"),
            "published": "yes",
            "area_id": [ground.area_ids[i] for i in placed.area],
            "settlement_id": inside,
            "x": placed.x,
            "y": placed.y,
        }
    )
