"""Sources to tables: every dataset taken, people placed, staging and marts made in one database."""

import json
from collections.abc import Callable
from dataclasses import asdict

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from data.cells import place_people
from data.checks.places import Ground
from data.city import City, Dataset
from data.errors import BuildError
from data.groups import area_groups
from data.ingest import Known, Reader, Taken, take
from data.ledger import Ledger
from data.marts import make_marts
from data.retold import kept
from data.roles import ROLES
from data.said import say

Progress = Callable[[str, float], None]
"""Told what is being done and how far along the build is (0 to 1)."""


def unwatched(_what: str, _done: float) -> None:
    """Progress that nobody watches."""


_ARROW = {
    "VARCHAR": pa.string(),
    "DOUBLE": pa.float64(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "BOOLEAN": pa.bool_(),
    "TIMESTAMP": pa.timestamp("us"),
    "BLOB": pa.binary(),
}
_PLACE = {"x": "DOUBLE", "y": "DOUBLE", "located": "VARCHAR", "near_edge": "BOOLEAN"}


def in_order(datasets: tuple[Dataset, ...]) -> list[Dataset]:
    """Datasets such that each comes after those its keys point at: the order of the roles."""
    roles = list(ROLES)
    return sorted(datasets, key=lambda dataset: roles.index(dataset.role))


def assemble(
    con: duckdb.DuckDBPyConnection,
    city: City,
    read: Reader,
    fingerprints: dict[str, str],
    progress: Progress = unwatched,
) -> Ledger:
    """Fills an empty database (spatial loaded) with everything that measures read.

    `fingerprints` holds the SHA-256 of each dataset's file, by dataset name. Raises SourceError and
    SensitiveDataError; BuildError if a row got lost, which would be our mistake.
    """
    ledger, known, taken = Ledger(), Known(), []
    datasets = in_order(city.datasets)
    for index, dataset in enumerate(datasets):
        progress(dataset.title, 0.8 * index / len(datasets))
        one = take(city, dataset, read(dataset), known, ledger)
        if len(one.kept) != one.derived or one.read != len(one.quarantine) + ledger.rows(
            dataset.name, "kept"
        ):
            raise BuildError(f"{dataset.name}: rows got lost between reading and keeping.")
        if dataset.role == "areas":
            known.ground = ground_of(city, one)
        taken.append(one)
    progress("placing people", 0.8)
    _load(con, city, taken, fingerprints)
    _people(con, city, ledger)
    progress("staging and marts", 0.9)
    con.execute("set variable crs = ?", [city.crs])
    make_marts(con)
    _insert(con, "ledger", _ledger_frame(ledger), _LEDGER)
    _drop_steps(con)
    progress("done", 1.0)
    return ledger


def ground_of(city: City, areas: Taken) -> Ground:
    """The areas as later datasets see them. Raises BuildError when none was kept."""
    kept = areas.kept
    if kept.empty:
        raise BuildError(f"{areas.dataset.path}: no area passed its checks; a city needs some.")
    polygons = shapely.from_wkb(kept["wkb"].to_numpy())
    return Ground(
        area_ids=tuple(kept["area_id"]),
        names=tuple(kept["name"]),
        polygons=polygons,
        tree=shapely.STRtree(polygons),
        edge_m=city.edge_m,
    )


def _insert(
    con: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame, columns: dict[str, str]
) -> None:
    """Creates `table` if it is not there and appends `frame`; absent columns are null."""
    spec = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    con.execute(f"create table if not exists {table} ({spec})")
    if frame.empty:
        return
    arrays = []
    for name, kind in columns.items():
        values = frame[name] if name in frame else pd.Series(None, index=frame.index, dtype=object)
        if kind in ("BIGINT", "INTEGER"):
            values = values.astype("Float64").astype("Int64")
        arrays.append(pa.array(values, type=_ARROW[kind], from_pandas=True))
    incoming = pa.table(dict(zip(columns, arrays, strict=True)))
    con.register("incoming", incoming)
    con.execute(f"insert into {table} select * from incoming")  # noqa: S608  (our own names)
    con.unregister("incoming")


def _load(
    con: duckdb.DuckDBPyConnection, city: City, taken: list[Taken], fingerprints: dict[str, str]
) -> None:
    """Kept rows into one table per role; quarantine, datasets, networks, the city beside."""
    for role in ROLES.values():
        columns = {"dataset": "VARCHAR", "network": "VARCHAR", "row_number": "BIGINT"}
        columns |= role.columns | _PLACE
        if role.geometry == "polygon":
            columns["wkb"] = "BLOB"
        _insert(con, f"kept_{role.name}", pd.DataFrame(), columns)
        for one in taken:
            if one.dataset.role == role.name:
                kept = one.kept.assign(dataset=one.dataset.name, network=one.dataset.network)
                _insert(con, f"kept_{role.name}", kept, columns)
    for one in taken:
        _insert(
            con,
            "kept_variables",
            one.variables.assign(dataset=one.dataset.name),
            {"dataset": "VARCHAR", "area_id": "VARCHAR", "variable": "VARCHAR", "value": "DOUBLE"},
        )
        _insert(
            con,
            "quarantine",
            one.quarantine.assign(dataset=one.dataset.name),
            {
                "dataset": "VARCHAR",
                "row_number": "BIGINT",
                "rule": "VARCHAR",
                "reason": "VARCHAR",
                "row": "VARCHAR",
            },
        )
    _insert(con, "dataset", _dataset_frame(taken, fingerprints), _DATASET)
    _insert(con, "variable", _variable_frame(city), _VARIABLE)
    _insert(con, "network", _network_frame(city), _NETWORK)
    _insert(
        con,
        "city",
        pd.DataFrame([{"id": city.id, "title": city.title, "crs": city.crs}]),
        {"id": "VARCHAR", "title": "VARCHAR", "crs": "VARCHAR"},
    )


_DATASET = {
    "name": "VARCHAR",
    "title": "VARCHAR",
    "role": "VARCHAR",
    "network": "VARCHAR",
    "path": "VARCHAR",
    "sha256": "VARCHAR",
    "sample": "BOOLEAN",
    "rows_read": "BIGINT",
    "rows_kept": "BIGINT",
    "rows_quarantined": "BIGINT",
    "observed_from": "TIMESTAMP",
    "observed_until": "TIMESTAMP",
    "biography": "VARCHAR",
}
_VARIABLE = {
    "dataset": "VARCHAR",
    "variable": "VARCHAR",
    "title": "VARCHAR",
    "unit": "VARCHAR",
    "extensive": "BOOLEAN",
}
_NETWORK = {
    "id": "VARCHAR",
    "title": "VARCHAR",
    "sensor": "VARCHAR",
    "purpose": "VARCHAR",
    "reach_m": "DOUBLE",
    "reading_interval_minutes": "DOUBLE",
    "operator": "VARCHAR",
    "vendor": "VARCHAR",
    "owner": "VARCHAR",
    "low": "DOUBLE",
    "high": "DOUBLE",
    "most_equal": "BIGINT",
    "most_step": "DOUBLE",
}
_CHECKS = ("low", "high", "most_equal", "most_step")
_LEDGER = {
    "step": "BIGINT",
    "dataset": "VARCHAR",
    "rule": "VARCHAR",
    "action": "VARCHAR",
    "n_rows": "BIGINT",
    "reason": "VARCHAR",
    "template": "VARCHAR",
    "arguments": "VARCHAR",
    "seconds": "DOUBLE",
}
_TIMES = ("observed_at", "opened_at", "started_at")


def _observed(one: Taken) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    """First and last time that the kept rows speak of; else what the publisher states."""
    kept, stated = one.kept, one.dataset
    for column in _TIMES:
        if column in kept and kept[column].notna().any():
            return kept[column].min(), kept[column].max()
    if {"year", "month"} <= set(kept.columns) and len(kept):
        months = pd.to_datetime(
            {"year": kept["year"].astype(int), "month": kept["month"].astype(int), "day": 1}
        )
        return months.min(), months.max() + pd.offsets.MonthEnd(0)
    first, last = stated.observed_from, stated.observed_until
    return (pd.Timestamp(first) if first else None, pd.Timestamp(last) if last else None)


def _dataset_frame(taken: list[Taken], fingerprints: dict[str, str]) -> pd.DataFrame:
    rows = []
    for one in taken:
        first, last = _observed(one)
        rows.append(
            {
                "name": one.dataset.name,
                "title": one.dataset.title,
                "role": one.dataset.role,
                "network": one.dataset.network,
                "path": one.dataset.path,
                "sha256": fingerprints.get(one.dataset.name),
                "sample": one.dataset.sample,
                "rows_read": one.read,
                "rows_kept": one.kept["row_number"].nunique(),
                "rows_quarantined": len(one.quarantine),
                "observed_from": first,
                "observed_until": last,
                "biography": json.dumps(asdict(one.dataset.biography), ensure_ascii=False),
            }
        )
    return pd.DataFrame(rows)


def _variable_frame(city: City) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "dataset": dataset.name,
                "variable": variable.name,
                "title": variable.title,
                "unit": variable.unit,
                "extensive": variable.extensive,
            }
            for dataset in city.datasets
            for variable in dataset.variables
        ]
    )


def _network_frame(city: City) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {name: getattr(n.checks if name in _CHECKS else n, name, None) for name in _NETWORK}
            for n in city.networks
        ]
    )


def _ledger_frame(ledger: Ledger) -> pd.DataFrame:
    rows = [
        asdict(entry) | dict(zip(("template", "arguments"), kept(entry.reason), strict=True))
        for entry in ledger.entries
    ]
    frame = pd.DataFrame(rows)
    return frame.rename(columns={"rows": "n_rows"}).assign(step=np.arange(len(frame)))


def _people(con: duckdb.DuckDBPyConnection, city: City, ledger: Ledger) -> None:
    """The tables `cell` and `area_group`: who lives where, and which group they belong to."""
    areas = con.execute(
        "select a.area_id, sum(p.people) as people, any_value(a.wkb) as wkb "
        "from kept_areas a left join kept_people p using (area_id) group by a.area_id order by 1"
    ).df()
    settlements = con.execute(
        "select settlement_id, people, wkb from kept_settlements order by 1"
    ).df()
    for frame in (areas, settlements):
        frame["geometry"] = shapely.from_wkb(frame.pop("wkb").map(bytes).to_numpy(object))
    placement = place_people(areas, settlements, city.cell_m)
    counted = next((d.name for d in city.datasets if d.role == "people"), "people")
    ledger.write(
        counted,
        "placed_on_cells",
        "derived",
        len(placement.cells),
        say(
            "{people:,} residents on cells of {cell:g} m, "
            "{inside:,} of them inside {settlement} limits",
            people=round(placement.placed_people),
            cell=city.cell_m,
            inside=round(placement.settlement_people),
            settlement=city.settlement_word,
        ),
    )
    if placement.capped:
        ledger.write(
            counted,
            "settlements_capped",
            "noted",
            len(placement.capped),
            say(
                "areas whose {settlement}s claim more people than the area has: {areas}",
                settlement=city.settlement_word,
                areas=", ".join(placement.capped),
            ),
        )
    _insert(
        con,
        "cell",
        placement.cells,
        {
            "cell_id": "BIGINT",
            "area_id": "VARCHAR",
            "settlement_id": "VARCHAR",
            "x": "DOUBLE",
            "y": "DOUBLE",
            "people": "DOUBLE",
        },
    )
    variables = con.execute("select area_id, variable, value from kept_variables").df()
    for dimension in city.dimensions:
        _insert(
            con,
            "area_group",
            area_groups(dimension, areas[["area_id", "people"]], variables),
            {"area_id": "VARCHAR", "dimension": "VARCHAR", "grp": "VARCHAR", "share": "DOUBLE"},
        )


def _drop_steps(con: duckdb.DuckDBPyConnection) -> None:
    """Drops what was only a step on the way, so that a snapshot holds marts alone."""
    tables = [row[0] for row in con.execute("select table_name from duckdb_tables()").fetchall()]
    for table in tables:
        if table.startswith(("kept_", "stg_")):
            con.execute(f"drop table {table}")
