"""Parquet and GeoParquet: every type a column may have, as text, with nulls kept."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.city import Biography, Dataset, Field
from data.errors import PenumbraError, SourceError
from data.source import Raw
from data.sources.columnar import read

DATASET = Dataset(
    name="things",
    title="Things",
    role="need",
    path="things.parquet",
    format="parquet",
    fields=(Field(name="a", type="string"),),
    columns={},
    biography=Biography(),
)
NOON = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
Reads = Callable[[pa.Array], Raw]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    def run(column: pa.Array) -> Raw:
        pq.write_table(pa.table({"a": column}), tmp_path / "things.parquet")
        return read(tmp_path / "things.parquet", DATASET)

    return run


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (pa.array([7, None, 12345678901234567]), ["7", None, "12345678901234567"]),
        (pa.array([7.0, None, -22.9068467]), ["7", None, "-22.9068467"]),
        (pa.array([True, None]), ["true", None]),
        (pa.array([Decimal("1.50"), None]), ["1.50", None]),
        (pa.array(["a", None]).dictionary_encode(), ["a", None]),
        (pa.array([[1, 2], None]), ["[1, 2]", None]),
        (pa.array([{"x": 1}, None]), ["[('x', 1)]", None]),
        (pa.array([b"\xff", None]), ["b'\\xff'", None]),
        (pa.array([None, None]), [None, None]),
        (pa.array([], pa.int64()), []),
        (pa.array([dt.date(1, 1, 1), dt.date(9999, 12, 31)]), ["0001-01-01", "9999-12-31"]),
        (pa.array([float("nan"), float("inf")]), ["nan", "inf"]),
    ],
    ids=lambda value: str(value.type) if isinstance(value, pa.Array) else "",
)
def test_any_type_becomes_text(reads: Reads, column: pa.Array, text: list[str | None]) -> None:
    raw = reads(column)
    assert raw.frame["a"].tolist() == text
    assert raw.read == len(text)


@pytest.mark.parametrize(
    "kind",
    [pa.timestamp("us"), pa.timestamp("us", tz="UTC"), pa.timestamp("ms", "America/Sao_Paulo")],
    ids=str,
)
def test_typed_times_are_iso(reads: Reads, kind: pa.DataType) -> None:
    stamp = NOON.replace(tzinfo=None) if kind.tz is None else NOON.astimezone(ZoneInfo(kind.tz))
    raw = reads(pa.array([stamp, None], kind))
    assert raw.iso == {"a"}
    read_back = pd.Timestamp(raw.frame["a"][0])
    assert read_back == pd.Timestamp(stamp)
    assert raw.frame["a"][1] is None


def test_an_index_of_pandas_is_an_ordinary_column(tmp_path: Path) -> None:
    pd.DataFrame({"a": ["x", "x"], "b": [1, 2]}).set_index("a").to_parquet(tmp_path / "t.parquet")
    raw = read(tmp_path / "t.parquet", DATASET)
    assert raw.frame["a"].tolist() == ["x", "x"]
    assert raw.frame.index.tolist() == [0, 1]


def test_folders_above_the_file_are_no_columns(tmp_path: Path) -> None:
    folder = tmp_path / "a=folder"
    folder.mkdir()
    pq.write_table(pa.table({"a": ["file"]}), folder / "t.parquet")
    assert read(folder / "t.parquet", DATASET).frame["a"].tolist() == ["file"]


def test_geoparquet_brings_its_geometry_and_crs(tmp_path: Path) -> None:
    shapes = [shapely.box(0, 0, 1, 1), None]
    frame = gpd.GeoDataFrame({"a": [1, 2], "secret": ["rtsp://u:p@10.0.0.1", ""]})
    frame.set_geometry(gpd.GeoSeries(shapes), crs=31983).to_parquet(tmp_path / "t.parquet")
    raw = read(tmp_path / "t.parquet", replace(DATASET, format="geoparquet"))
    assert list(raw.frame.columns) == ["a"]
    assert raw.crs == "EPSG:31983"
    assert raw.geometry is not None
    assert [shape is None for shape in raw.geometry] == [False, True]


def test_geoparquet_without_crs_says_so(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.box(0, 0, 1, 1)])
    frame.to_parquet(tmp_path / "t.parquet")
    assert read(tmp_path / "t.parquet", DATASET).crs is None


@pytest.mark.parametrize(
    "about", [b"", b"x", b"[]", b"{}", b'{"primary_column": "no"}', b'{"primary_column": "a"}']
)
def test_metadata_that_lies_is_told(tmp_path: Path, about: bytes) -> None:
    table = pa.table({"a": ["1"]}).replace_schema_metadata({b"geo": about})
    pq.write_table(table, tmp_path / "t.parquet")
    with pytest.raises(SourceError, match="no readable parquet"):
        read(tmp_path / "t.parquet", DATASET)


def test_missing_and_repeated_columns_are_told(tmp_path: Path) -> None:
    pq.write_table(pa.table({"b": [1]}), tmp_path / "t.parquet")
    with pytest.raises(SourceError, match="found columns b; expected also a"):
        read(tmp_path / "t.parquet", DATASET)
    twice = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["a", "a"])
    pq.write_table(twice, tmp_path / "t.parquet")
    with pytest.raises(SourceError, match="column a more than once"):
        read(tmp_path / "t.parquet", DATASET)


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
@given(st.binary(max_size=30), st.integers(0, 700), st.integers(0, 60))
def test_a_damaged_file_never_escapes_as_anything_else(
    tmp_path: Path, noise: bytes, at: int, cut: int
) -> None:
    path = tmp_path / "t.parquet"
    gpd.GeoDataFrame({"a": ["1", "2"]}, geometry=[shapely.box(0, 0, 1, 1)] * 2).to_parquet(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + noise + whole[at + cut :])
    try:
        raw = read(path, DATASET)
    except PenumbraError:
        return
    assert len(raw.frame) == len(raw.rows)
