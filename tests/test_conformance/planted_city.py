"""Many histories of Porto Sombra: one map and its people, the sensors drawn anew for each seed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd
import pyarrow as pa
import shapely
from pyproj import Transformer

from audits.frame import CityFrame
from audits.load import MARTS, from_tables
from data.build import assemble
from data.checks.places import Ground, place
from data.cities.porto_sombra.generate import tables
from data.cities.porto_sombra.planted import PLANTED, Defects, Planted
from data.city import City, Dataset
from data.database import connect, load_spatial
from data.manifest import find_city
from data.source import Raw, from_table

AS_OF = date(2026, 4, 1)


def frames(seeds: range, planted: Planted = PLANTED) -> Iterator[CityFrame]:
    """A frame per seed. The first is built as any city is; the others get its sensors replaced."""
    whole = replace(planted, defects=Defects.none())
    first = build(tables(seeds[0], whole, readings=False))
    yield first
    outlines = shapely.STRtree(list(first.geography.settlements))
    ids = first.tables["settlement"]["settlement_id"].to_numpy()
    for seed in seeds[1:]:
        drawn = tables(seed, whole, readings=False)
        parts = [
            _sensors(drawn[d.name], d, first, outlines, ids)
            for d in first.city.datasets
            if d.role == "sensors"
        ]
        sensors = pd.concat(parts, ignore_index=True)
        marts = first.tables | {"sensor": sensors}
        yield from_tables(first.city, f"{seed:016x}", AS_OF, marts)


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
            "sensor_id": columns["sensor_id"].astype(str),
            "status": columns["status"].map(words) if "status" in columns else "unknown",
            "published": "yes",
            "area_id": [ground.area_ids[i] for i in placed.area],
            "settlement_id": inside,
            "x": placed.x,
            "y": placed.y,
        }
    )
