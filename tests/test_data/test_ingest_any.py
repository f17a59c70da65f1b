"""Properties: no input loses a row, or escapes as anything but an error raised on purpose."""

import datetime as dt
import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.build import ground_of
from data.cells import place_people
from data.checks.places import Ground
from data.city import City
from data.errors import PenumbraError
from data.ingest import Known, Taken, take
from data.ledger import Ledger
from data.warehouse import read_file
from tests.test_data.shapes import FEATURES
from tests.test_data.small_city import (
    CSV,
    add,
    features,
    ingest,
    make_city,
    square,
)

CELL = st.text(max_size=6) | st.sampled_from(
    ["", "g1", "g2", "c1", "1", "4", "7", "-22.01", "-22,01", "-43.03", "-43,03", "2024", "62",
     "2024-03-01", "01-03-2024", "2024-03-01T10:00:00Z", "9999-12-31", "0000-00-00", "1e400",
     "nan", "-1", "1.5", "1e300", "Norte", "Ligada", "Sim", "now", "\0", '"', ";", ","]
)  # fmt: skip
FILES = st.sampled_from(sorted(CSV))


def holds(one: Taken, ledger: Ledger) -> None:
    """What must be true of a dataset whatever stood in its file."""
    name, kept = one.dataset.name, one.kept
    assert ledger.rows(name, "read") == one.read
    assert ledger.rows(name, "kept") + ledger.rows(name, "quarantined") == one.read
    numbers = sorted([*set(kept["row_number"]), *one.quarantine["row_number"]])
    assert numbers == list(range(1, one.read + 1))
    assert one.quarantine["reason"].notna().all()
    declared = {field.name for field in one.dataset.fields}
    for row in one.quarantine["row"].dropna():
        assert set(json.loads(row)) == declared
    for column in ("x", "y", "people", "value", "expected", "usable"):
        stated = [v for v in kept.get(column, ()) if v is not None and not pd.isna(v)]
        assert all(math.isfinite(value) for value in stated)
    assert np.isfinite(one.variables["value"].dropna().astype(float)).all()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> City:
    """The small city without defects, whose files a property may replace one at a time."""
    return make_city(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def ground(small: City) -> Ground:
    taken, _ = ingest(small, "areas")
    return ground_of(small, taken["areas"])


def survives(small: City, ground: Ground, file: str, content: bytes) -> None:
    """One file of other content is refused with an error of ours, or every row is accounted for."""
    dataset = small.dataset(file.removesuffix(".csv"))
    path = small.folder / "other.csv"
    path.write_bytes(content)
    # What the other files would have said before this one.
    sensors = {} if dataset.role == "sensors" else {"gauges": {"g1", "g2"}}
    ledger = Ledger()
    try:
        known = Known(ground=ground, sensors=sensors)
        one = take(small, dataset, read_file(path, dataset), known, ledger)
    except PenumbraError:
        return
    holds(one, ledger)


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=150)
@given(FILES, st.lists(st.lists(CELL, max_size=7), max_size=5), st.booleans())
def test_any_cells_are_kept_or_refused_and_none_is_lost(
    small: City, ground: Ground, file: str, rows: list[list[str]], quote: bool
) -> None:
    mark = ";" if file == "cameras.csv" else ","
    width = len(CSV[file].splitlines()[0].split(mark))
    full = [(row + [""] * width)[:width] if row[:1] != ["x"] else row for row in rows]
    written = [
        mark.join('"' + c.replace('"', '""') + '"' if quote else c for c in row) for row in full
    ]
    survives(small, ground, file, add(file, *written)[file].encode("latin-1", errors="replace"))


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=150)
@given(FILES, st.binary(max_size=30), st.integers(0, 120), st.integers(0, 50))
def test_any_bytes_are_kept_or_refused_and_none_is_lost(
    small: City, ground: Ground, file: str, noise: bytes, at: int, cut: int
) -> None:
    whole = CSV[file].encode("latin-1" if file == "cameras.csv" else "utf-8")
    survives(small, ground, file, whole[:at] + noise + whole[at + cut :])


def survives_all(small: City, files: dict[str, bytes]) -> dict[str, Taken]:
    """Areas and settlements of other content: refused with an error of ours, or accounted for."""
    for name, content in files.items():
        (small.folder / name).write_bytes(content)
    try:
        taken, ledger = ingest(small, "areas", "settlements")
    except PenumbraError:
        return {}
    for one in taken.values():
        holds(one, ledger)
    return taken


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=80)
@given(FEATURES, FEATURES)
def test_any_features_are_kept_or_refused_and_people_can_be_placed_on_them(
    tmp_path_factory: pytest.TempPathFactory,
    areas: list[tuple[dict[str, object], object]],
    slums: list[tuple[dict[str, object], object]],
) -> None:
    def named(listed: list[tuple[dict[str, object], object]]) -> bytes:
        rows = [({**p, "code": f"{i % 4}", "name": "x", "people": p.get("a")}, g)
                for i, (p, g) in enumerate(listed)]  # fmt: skip
        return features(*rows).encode("utf-8", errors="replace")

    small = make_city(tmp_path_factory.getbasetemp() / "shapes")
    files = {
        "areas.geojson": named([*areas, ({"a": 9}, square(-43.04, -22.02))]),
        "settlements.geojson": named(slums),
    }
    taken = survives_all(small, files)
    if taken:
        tables = [one.kept.assign(geometry=shapely.from_wkb(one.kept["wkb"].to_numpy(object)))
                  for one in taken.values()]  # fmt: skip
        tables[0]["people"] = 100.0
        tables[1]["people"] = tables[1]["people"].astype(float)
        placed = place_people(tables[0], tables[1], 1000)
        assert placed.placed_people == pytest.approx(100 * len(tables[0]))


def _column(kind: pa.DataType, values: st.SearchStrategy[Any]) -> st.SearchStrategy[pa.Array]:
    cells = st.lists(st.none() | values, min_size=3, max_size=3)
    return cells.map(lambda column: pa.array(column, kind))


COLUMNS = st.one_of(
    _column(pa.int64(), st.integers(-(2**63), 2**63 - 1) | st.integers(0, 9)),
    _column(pa.float64(), st.floats()),
    _column(pa.float32(), st.floats(width=32)),
    _column(pa.bool_(), st.booleans()),
    _column(pa.string(), st.text(max_size=5) | st.sampled_from(["g1", "2024-03-01", "1e400"])),
    _column(pa.binary(), st.binary(max_size=5)),
    _column(pa.date32(), st.dates()),
    _column(pa.timestamp("us"), st.datetimes()),
    _column(pa.timestamp("us", tz="UTC"), st.datetimes(timezones=st.just(dt.UTC))),
    _column(pa.decimal128(20, 4), st.decimals(-(10**9), 10**9, places=4)),
    _column(pa.list_(pa.int8()), st.lists(st.integers(0, 9), max_size=2)),
    _column(pa.struct({"x": pa.int8()}), st.fixed_dictionaries({"x": st.integers(0, 9)})),
    _column(pa.time64("us"), st.times()),
)


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=80)
@given(st.sampled_from(["rain", "uptime", "calls", "gauges"]), st.data())
def test_any_types_of_parquet_are_kept_or_refused_and_none_is_lost(
    small: City, ground: Ground, name: str, data: st.DataObject
) -> None:
    dataset = replace(small.dataset(name), format="parquet")
    path = small.folder / "other.parquet"
    table = pa.table({field.name: data.draw(COLUMNS) for field in dataset.fields})
    pq.write_table(table, path)
    ledger = Ledger()
    sensors = {} if name == "gauges" else {"gauges": {"g1", "g2"}}
    try:
        known = Known(ground=ground, sensors=sensors)
        one = take(small, dataset, read_file(path, dataset), known, ledger)
    except PenumbraError:
        return
    assert one.read == 3
    holds(one, ledger)
