"""Random little cities, and the same city told otherwise: reordered, split, in other units."""

from dataclasses import replace

import numpy as np
import pandas as pd
import shapely

from audits.frame import CityFrame
from audits.load import from_tables
from tests.test_audits.small_frame import FIFTHS, dataset, frame, network

SIDE = 1000.0


def random_city(seed: int) -> CityFrame:
    """A grid of 3 by 4 areas of four cells, with sensors anywhere, some of them dead."""
    rng = np.random.default_rng(seed)
    areas, sensors = 12, int(rng.integers(1, 9))
    wealth = rng.permutation(areas) + 1.0
    health_of = rng.choice(["working", "not working", "unknown"], sensors)
    base = frame(
        areas=[(1000, w) for w in wealth],
        sensors=[(0, str(status)) for status in health_of],
        net=network(reach_m=600.0, reach_grid_m=(300.0, 1200.0), scale_m=500.0),
        datasets=[dataset("feed", "readings", network="gauges")],
    )
    corner = np.array([(SIDE * (i % 4), SIDE * (i // 4)) for i in range(areas)])
    ids = [f"a{i}" for i in range(areas)]
    people = rng.uniform(0, 800, areas * 4) * (rng.random(areas * 4) < 0.8)
    at = np.repeat(corner, 4, axis=0) + np.tile(
        [(250, 250), (750, 250), (250, 750), (750, 750)], (areas, 1)
    )
    place = rng.uniform(0, [4 * SIDE, 3 * SIDE], (sensors, 2))
    cell = pd.DataFrame(
        {
            "area_id": np.repeat(ids, 4),
            "settlement_id": ["s" if inside else None for inside in rng.random(areas * 4) < 0.3],
            "x": at[:, 0],
            "y": at[:, 1],
            "people": people,
        }
    )
    held = cell.groupby("area_id")["people"].sum().reindex(ids).to_numpy()
    area = base.tables["area"].assign(
        region=[f"r{i % 3}" for i in range(areas)],
        people=held,
        geom=[bytearray(shapely.to_wkb(shapely.box(x, y, x + SIDE, y + SIDE))) for x, y in corner],
    )
    sensor = base.tables["sensor"].assign(
        x=place[:, 0],
        y=place[:, 1],
        area_id=[ids[int(x // SIDE) + 4 * int(y // SIDE)] for x, y in place],
    )
    group = pd.DataFrame(
        {
            "area_id": ids,
            "dimension": "fifth",
            "grp": [FIFTHS[int((w - 1) * 5 // areas)] for w in wealth],
            "share": 1.0,
        }
    )
    return _with(base, area=area, cell=cell, sensor=sensor, area_group=group)


def _with(city: CityFrame, **tables: pd.DataFrame) -> CityFrame:
    return from_tables(city.city, city.snapshot, city.as_of, city.tables | tables)


def reordered(city: CityFrame, seed: int) -> CityFrame:
    """The same rows in another order."""
    names = ("area", "cell", "sensor", "area_group", "area_variable")
    shuffled = {
        name: city.tables[name].sample(frac=1, random_state=seed + i).reset_index(drop=True)
        for i, name in enumerate(names)
    }
    return _with(city, **shuffled)


def split(city: CityFrame, area_id: str) -> CityFrame:
    """One area told as two, each with half of the people of every cell, and the same values."""
    twin = f"{area_id}-twin"

    def doubled(name: str, **changes: object) -> pd.DataFrame:
        table = city.tables[name]
        own = table[table["area_id"] == area_id].assign(area_id=twin)
        return pd.concat([table, own.assign(**changes)], ignore_index=True)

    cell, area = doubled("cell"), doubled("area")
    half = cell["area_id"].isin([area_id, twin])
    cell.loc[half, "people"] /= 2
    area.loc[area["area_id"].isin([area_id, twin]), "people"] /= 2
    return _with(
        city,
        cell=cell,
        area=area,
        area_group=doubled("area_group"),
        area_variable=doubled("area_variable"),
    )


def in_other_units(city: CityFrame, length: float, wealth: float) -> CityFrame:
    """All lengths, and all incomes, in another unit."""
    own = city.city.networks[0]
    scaled = replace(
        own,
        reach_m=own.reach_m * length,
        reach_grid_m=tuple(r * length for r in own.reach_grid_m),
        scale_m=own.scale_m * length,
    )
    tables = {
        name: city.tables[name].assign(
            x=city.tables[name]["x"] * length, y=city.tables[name]["y"] * length
        )
        for name in ("cell", "sensor")
    }
    shapes = shapely.from_wkb(city.tables["area"]["geom"].map(bytes).to_numpy(object))
    shapes = shapely.transform(shapes, lambda xy: xy * length)
    area = city.tables["area"].assign(geom=[bytearray(shapely.to_wkb(s)) for s in shapes])
    variable = city.tables["area_variable"]
    return from_tables(
        replace(city.city, networks=(scaled,)),
        city.snapshot,
        city.as_of,
        city.tables
        | tables
        | {"area": area, "area_variable": variable.assign(value=variable["value"] * wealth)},
    )


def killed(city: CityFrame, which: int) -> CityFrame:
    """The same city with one more sensor known to be dead."""
    sensor = city.tables["sensor"].copy()
    sensor.loc[which % len(sensor), "status"] = "not working"
    return _with(city, sensor=sensor)
