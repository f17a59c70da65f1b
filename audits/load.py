"""A frame made from a snapshot's marts: WKB to outlines, shares to people, statuses to numbers."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from audits.frame import CityFrame, Floats, Group
from audits.geography import Geography, SensorPoints
from data.city import City, Dimension, Network
from data.errors import SourceError

# A sensor that made no usable reading in the last this many days of its feed is taken for dead.
SILENT_DAYS = 7

MARTS = (
    "area",
    "area_group",
    "area_variable",
    "cell",
    "dataset",
    "feed_day",
    "feed_pulse",
    "incident",
    "intervention",
    "ledger",
    "need",
    "reading_flag",
    "report_voice",
    "request",
    "sensor",
    "sensor_health",
    "settlement",
    "site",
)


def from_tables(
    city: City, snapshot: str, as_of: date, tables: dict[str, pd.DataFrame]
) -> CityFrame:
    """The frame of a city from its marts. Geometries come as WKB in the city's metric CRS.

    Raises SourceError where nobody lives: everything here is said of residents.
    """
    areas = tables["area"]
    index = {area_id: i for i, area_id in enumerate(areas["area_id"])}
    cells = tables["cell"]
    cell_area = cells["area_id"].map(index).to_numpy(np.int64)
    people = cells["people"].to_numpy(float)
    if not people.sum() > 0:
        raise SourceError(
            f"{city.id}: found nobody living in any area, expected residents. "
            "Look at the dataset whose role is `people`, and at what of it was kept."
        )
    inside = cells["settlement_id"].notna().to_numpy()
    geography = Geography(
        crs=city.crs,
        area_ids=tuple(areas["area_id"]),
        names=tuple(areas["name"]),
        regions=tuple(None if pd.isna(r) else str(r) for r in areas["region"]),
        people=areas["people"].to_numpy(float),
        polygons=tuple(_shapes(areas["geom"])),
        settlements=tuple(_shapes(tables["settlement"]["geom"])),
        sensors={n.id: _points(n, tables, index) for n in city.networks},
    )
    return CityFrame(
        city=city,
        snapshot=snapshot,
        as_of=as_of,
        geography=geography,
        tables=tables,
        cell_x=cells["x"].to_numpy(float),
        cell_y=cells["y"].to_numpy(float),
        cell_people=people,
        cell_area=cell_area,
        cell_in_settlement=inside,
        groups=tuple(_groups(city, tables["area_group"], index, cell_area, people, inside)),
    )


def _shapes(column: "pd.Series[bytes]") -> NDArray[np.object_]:
    # DuckDB hands out bytearray, which shapely does not take.
    shapes: NDArray[np.object_] = shapely.from_wkb(column.map(bytes).to_numpy(object))
    return shapes


def _groups(
    city: City,
    shares: pd.DataFrame,
    index: dict[str, int],
    cell_area: NDArray[np.int64],
    people: Floats,
    inside: NDArray[np.bool_],
) -> list[Group]:
    groups: list[Group] = []
    for dimension in city.dimensions:
        if dimension.kind == "crossed":
            continue
        if dimension.kind == "settlement":
            for name, member in zip(dimension.groups, (inside, ~inside), strict=True):
                groups.append(Group(dimension=dimension.id, name=name, people=people * member))
            continue
        rows = shares[shares["dimension"] == dimension.id]
        for name in dimension.groups:
            own = rows[rows["grp"] == name]
            share = np.zeros(len(index))
            share[own["area_id"].map(index).to_numpy(np.int64)] = own["share"].to_numpy(float)
            groups.append(
                Group(dimension=dimension.id, name=name, people=people * share[cell_area])
            )
    crossed = [dimension for dimension in city.dimensions if dimension.kind == "crossed"]
    return groups + [
        group for dimension in crossed for group in _crossed(dimension, groups, people)
    ]


def _crossed(dimension: Dimension, groups: list[Group], people: Floats) -> Iterator[Group]:
    """Every pair (or triple) of groups: within a cell one trait is taken not to tell another."""
    parts = [[group for group in groups if group.dimension == name] for name in dimension.of]
    for name, members in zip(dimension.groups, product(*parts), strict=True):
        both = members[0].people
        for member in members[1:]:
            share = np.divide(member.people, people, out=np.zeros_like(people), where=people > 0)
            both = both * share
        yield Group(dimension=dimension.id, name=name, people=both)


def _points(
    network: Network, tables: dict[str, pd.DataFrame], index: dict[str, int]
) -> SensorPoints:
    rows = tables["sensor"]
    rows = rows[rows["network"] == network.id]
    return SensorPoints(
        ids=tuple(rows["sensor_id"]),
        x=rows["x"].to_numpy(float),
        y=rows["y"].to_numpy(float),
        working=_working(rows, tables["sensor_health"]),
        published=(rows["published"] != "no").to_numpy(bool),
        area=rows["area_id"].map(index).to_numpy(np.int64),
    )


def _working(sensors: pd.DataFrame, health: pd.DataFrame) -> Floats:
    """1, 0 or NaN per sensor: stated dead is dead; else its last readings decide; else the word."""
    words = {"working": 1.0, "not working": 0.0}
    stated: Floats = sensors["status"].map(words).to_numpy(float)
    network = sensors["network"].iloc[0] if len(sensors) else None
    own = health[(health["network"] == network) & health["counted"]]
    if own.empty:
        return stated
    newest = own["period_end"].max()
    recent = own[own["period_end"] > newest - pd.Timedelta(days=SILENT_DAYS)]
    usable = recent.groupby("sensor_id")["usable"].sum().reindex(sensors["sensor_id"])
    heard = usable.to_numpy(float)
    proven = np.where(np.isnan(heard), stated, (heard > 0).astype(float))
    working: Floats = np.where(stated == 0, 0.0, proven)
    return working
