"""Porto Sombra as tables and as files: the same city for the same numbers, byte for byte."""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from data.cities.porto_sombra.defects import spoil
from data.cities.porto_sombra.ground import Ground, degrees, draw_ground
from data.cities.porto_sombra.life import draw_life
from data.cities.porto_sombra.names import REGIONS
from data.cities.porto_sombra.networks import draw_sensors
from data.cities.porto_sombra.planted import NETWORKS, PLANTED, Planted
from data.cities.porto_sombra.readings import draw_readings
from data.cities.porto_sombra.weather import draw_storms

Tables = dict[str, pd.DataFrame]


def tables(
    seed: int = 1,
    planted: Planted = PLANTED,
    readings: bool = True,
    *,
    defects: bool = True,
    ground: int = 1,
) -> Tables:
    """Resource name -> its table: the fields that the manifest declares, as typed values.

    `seed` draws what stands and happens (sensors, floods, reports, crews, readings); `ground` draws
    the map and its people, the same for every seed, so that many seeds are many histories of one
    city. Polygons are in degrees (EPSG:4326). Without `readings` their four tables are left out;
    without `defects` nothing is wrong with any row.
    """
    land = draw_ground(ground)
    sensors = draw_sensors(seed, planted, ground)
    storms = draw_storms(
        np.array(shapely.total_bounds(land.areas)), np.random.default_rng([seed, 6])
    )
    made = _places(land) | _people(land)
    made |= {network: sensors[network].table.copy() for network in NETWORKS}
    made |= draw_life(seed, planted, ground, sensors["cameras"], storms)
    if readings:
        made |= draw_readings(seed, planted, sensors, storms)
    return spoil(made, planted.defects, land, seed) if defects else made


def write(
    folder: Path,
    seed: int = 1,
    planted: Planted = PLANTED,
    readings: bool = True,
    *,
    defects: bool = True,
    ground: int = 1,
) -> None:
    """Writes `tables` as the files that the manifest names, into `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    made = tables(seed, planted, readings, defects=defects, ground=ground)
    manifest = json.loads(Path(__file__).with_name("datapackage.json").read_text(encoding="utf-8"))
    for resource in manifest["resources"]:
        if resource["name"] in made:
            _WRITERS[resource["format"]](made[resource["name"]], folder / resource["path"])


def _places(land: Ground) -> Tables:
    """areas and settlements, outlines in degrees."""
    region = {name: f"R{index:02d}" for index, name in enumerate(REGIONS, start=1)}
    counted = np.arange(len(land.settlements)) < len(land.settlements) - 1
    return {
        "areas": gpd.GeoDataFrame(
            {
                "area_id": land.area_ids,
                "name": land.names,
                "region_id": [region[name] for name in land.regions],
                "region": land.regions,
            },
            geometry=shapely.transform(land.areas, degrees),
            crs="EPSG:4326",
        ),
        "settlements": gpd.GeoDataFrame(
            {
                "settlement_id": [f"S{index:02d}" for index in range(1, len(counted) + 1)],
                "name": land.settlement_names,
                "people": np.where(counted, land.settlement_people, np.nan),
                "counted": counted,
            },
            geometry=shapely.transform(land.settlements, degrees),
            crs="EPSG:4326",
        ),
    }


def _people(land: Ground) -> Tables:
    """people, wealth, services and flood_hazard: one row for each area."""
    area_id = pd.Series(land.area_ids, name="area_id")
    people = land.people.counts["people"].to_numpy()
    rng = np.random.default_rng([len(people), 8])
    # Counter-evidence, kept on purpose: the city's own clinics and schools favour the poorer.
    poorer = np.append([1.4, 1.25, 1.1, 0.8, 0.5], 0.0)[land.fifth]
    return {
        "people": pd.concat([area_id, land.people.counts], axis=1),
        "wealth": pd.concat(
            [area_id, pd.Series(land.people.income, name="income_mean"), land.people.income_bands],
            axis=1,
        ),
        "services": pd.DataFrame(
            {
                "area_id": area_id,
                "schools": rng.poisson(people / 4_800 * poorer),
                "clinics": rng.poisson(people / 12_000 * poorer),
            }
        ),
        "flood_hazard": pd.DataFrame({"area_id": area_id, "hazard": np.round(land.hazard, 4)}),
    }


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    text = table.copy()
    for name in text.columns:
        if pd.api.types.is_datetime64_any_dtype(text[name]):
            text[name] = text[name].dt.strftime("%Y-%m-%dT%H:%M:%S")
    text.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _write_geojson(table: pd.DataFrame, path: Path) -> None:
    assert isinstance(table, gpd.GeoDataFrame)
    path.write_text(table.to_json(drop_id=True, ensure_ascii=False), encoding="utf-8")


def _write_parquet(table: pd.DataFrame, path: Path) -> None:
    # Without pandas' own notes in it, which name versions.
    bare = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(bare, path, compression="zstd")


_WRITERS = {"csv": _write_csv, "geojson": _write_geojson, "parquet": _write_parquet}
