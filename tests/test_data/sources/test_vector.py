"""GeoJSON, GeoPackage and Shapefile: nothing changed, nothing lost, nothing else opened."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.city import Biography, Dataset, Field
from data.errors import PenumbraError, SourceError
from data.source import Raw
from data.sources.vector import read
from tests.test_data.shapes import FEATURES
from tests.test_data.small_city import features, square

DATASET = Dataset(
    name="things",
    title="Things",
    role="areas",
    path="things.geojson",
    format="geojson",
    fields=(Field(name="a", type="string"),),
    columns={},
    biography=Biography(),
)
SQUARE = square(0, 0, 1)
Reads = Callable[..., Raw]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    def run(content: str | bytes, *fields: str) -> Raw:
        path = tmp_path / "things.geojson"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        names = fields or ("a",)
        return read(
            path, replace(DATASET, fields=tuple(Field(name=n, type="string") for n in names))
        )

    return run


def cells(raw: Raw, name: str = "a") -> list[object]:
    return list(raw.frame[name])


def test_values_are_text_as_they_were_written(reads: Reads) -> None:
    raw = reads(
        features(
            ({"n": 7, "big": 12345678901234567, "x": 1.5, "t": True, "s": "São"}, SQUARE),
            ({"n": None, "big": None, "x": None, "t": None, "s": None}, SQUARE),
        ),
        "n", "big", "x", "t", "s",
    )  # fmt: skip
    # A null beside it must not turn the key 7 into 7.0, nor round a long one.
    assert raw.frame.iloc[0].tolist() == ["7", "12345678901234567", "1.5", "true", "São"]
    assert raw.frame.iloc[1].tolist() == [None] * 5
    assert raw.crs == "EPSG:4326"


def test_times_keep_their_offsets(reads: Reads) -> None:
    stamps = ["2024-01-01T10:00:00+02:00", "2024-01-01T10:00:00-03:00", "2024-01-01T10:00:00"]
    raw = reads(features(*(({"a": stamp}, SQUARE) for stamp in stamps)))
    assert cells(raw) == stamps
    assert raw.iso == frozenset()


def test_undeclared_properties_are_not_read(reads: Reads) -> None:
    raw = reads(features(({"a": "1", "login": "rtsp://u:p@10.0.0.1"}, SQUARE)))
    assert list(raw.frame.columns) == ["a"]


def test_a_feature_without_geometry_or_with_a_bad_one_stays_a_row(reads: Reads) -> None:
    shapes = [
        SQUARE,
        None,
        {"type": "Polygon", "coordinates": "x"},
        {"type": "Polygon", "coordinates": [[[0, 0]]]},
        {"type": "Circle", "coordinates": [0, 0]},
        {"type": "Polygon", "coordinates": []},
    ]
    raw = reads(features(*(({"a": str(i)}, shape) for i, shape in enumerate(shapes))))
    assert raw.read == 6
    assert raw.geometry is not None
    missing = [shape is None or shape.is_empty for shape in raw.geometry]
    assert missing == [False, True, True, True, True, True]


def test_lacking_properties_are_null_and_absent_ones_are_told(reads: Reads) -> None:
    assert cells(reads(features(({"a": "1"}, SQUARE), ({"b": 2}, SQUARE)))) == ["1", None]
    with pytest.raises(SourceError, match="found columns b; expected also a"):
        reads(features(({"b": "1"}, SQUARE)))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "not json",
        "{",
        "[1, 2]",
        '{"a": 1}',
        "null",
        '{"type": "FeatureCollection"}',
        '{"type": "FeatureCollection", "features": [',
        "<OGRVRTDataSource/>",
        b"\xff\xfe\x00\x01",
        "{" * 5000,
    ],
)
def test_what_is_no_geojson_is_told(reads: Reads, content: str | bytes) -> None:
    with pytest.raises(SourceError, match=r"things\.geojson: found"):
        reads(content)


def test_a_file_that_names_other_files_opens_none(reads: Reads, tmp_path: Path) -> None:
    (tmp_path / "other.geojson").write_text(features(({"a": "other"}, SQUARE)))
    with pytest.raises(SourceError, match="no geojson"):
        reads(
            '<OGRVRTDataSource><OGRVRTLayer name="other"><SrcDataSource>'
            f"{tmp_path}/other.geojson</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
        )


def test_a_value_is_not_bent_to_the_type_of_its_neighbours(reads: Reads) -> None:
    # GDAL joins the member `id` and the property `id`, and would read `north` as the number 0.
    first = {"type": "Feature", "id": "south", "properties": {"id": 5}, "geometry": SQUARE}
    second = {"type": "Feature", "id": "north", "properties": {}, "geometry": SQUARE}
    both = {"type": "FeatureCollection", "features": [first, second]}
    with pytest.raises(SourceError, match="type of its neighbours"):
        reads(json.dumps(both), "id")


@pytest.mark.parametrize(("kind", "driver"), [("gpkg", "GPKG"), ("shp", "ESRI Shapefile")])
def test_geopackage_and_shapefile(tmp_path: Path, kind: str, driver: str) -> None:
    shapes = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    frame = gpd.GeoDataFrame({"a": ["Norte", "São"], "n": [1, 2]}, geometry=shapes, crs=31983)
    path = tmp_path / f"things.{kind}"
    frame.to_file(path, driver=driver)
    raw = read(path, replace(DATASET, format=kind))
    assert cells(raw) == ["Norte", "São"]
    assert raw.crs is not None
    assert "31983" in raw.crs
    assert raw.geometry is not None
    assert [shape.area for shape in raw.geometry] == [1, 1]


def test_a_shapefile_without_encoding_is_read_in_that_of_the_manifest(tmp_path: Path) -> None:
    path = tmp_path / "things.shp"
    frame = gpd.GeoDataFrame({"a": ["São"]}, geometry=[shapely.box(0, 0, 1, 1)], crs=31983)
    frame.to_file(path, encoding="ISO-8859-1")
    path.with_suffix(".cpg").unlink()
    assert cells(read(path, replace(DATASET, format="shp", encoding="latin-1"))) == ["São"]
    with pytest.raises(SourceError):
        read(path, replace(DATASET, format="shp", encoding="utf-8"))


def test_typed_times_are_told_apart_from_written_ones(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"a": np.array(["2024-03-01"], dtype="datetime64[ms]")},
        geometry=[shapely.box(0, 0, 1, 1)],
        crs=31983,
    )
    path = tmp_path / "things.gpkg"
    frame.to_file(path)
    raw = read(path, replace(DATASET, format="gpkg"))
    assert raw.iso == {"a"}
    assert str(cells(raw)[0]).startswith("2024-03-01 00:00:00")


def test_layers(tmp_path: Path) -> None:
    path = tmp_path / "things.gpkg"
    for name in ("first", "second"):
        frame = gpd.GeoDataFrame({"a": [name]}, geometry=[shapely.box(0, 0, 1, 1)], crs=31983)
        frame.to_file(path, layer=name)
    dataset = replace(DATASET, format="gpkg")
    assert cells(read(path, replace(dataset, layer="second"))) == ["second"]
    with pytest.raises(SourceError, match="found layers first, second, expected `third`"):
        read(path, replace(dataset, layer="third"))


def test_a_layer_without_geometry_is_told(tmp_path: Path) -> None:
    path = tmp_path / "things.gpkg"
    table = gpd.pd.DataFrame({"a": ["1"]})
    pyogrio.write_dataframe(table, path, layer="plain")
    with pytest.raises(SourceError, match="without geometry"):
        read(path, replace(DATASET, format="gpkg"))


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=80)
@given(FEATURES)
def test_every_feature_is_a_row_of_text_or_the_file_is_refused(
    tmp_path: Path, listed: list[tuple[dict[str, object], object]]
) -> None:
    path = tmp_path / "things.geojson"
    path.write_text(features(*listed), encoding="utf-8", errors="surrogatepass")
    try:
        raw = read(path, DATASET)
    except PenumbraError:
        return
    assert raw.read == len(listed)
    assert raw.geometry is not None
    assert len(raw.geometry) == len(raw.frame) == raw.read
    for value, cell in zip((p.get("a") for p, _ in listed), cells(raw), strict=True):
        assert (cell is None) == (value is None)
        assert cell is None or isinstance(cell, str)
        if isinstance(value, str) and value.isascii() and "\0" not in value:
            assert cell == value


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
@given(st.binary(max_size=40), st.integers(0, 400), st.integers(0, 60))
def test_a_damaged_file_never_escapes_as_anything_else(
    tmp_path: Path, noise: bytes, at: int, cut: int
) -> None:
    whole = features(*(({"a": str(i)}, SQUARE) for i in range(3))).encode()
    path = tmp_path / "things.geojson"
    path.write_bytes(whole[:at] + noise + whole[at + cut :])
    try:
        raw = read(path, DATASET)
    except PenumbraError:
        return
    assert len(raw.frame) == len(raw.rows) == raw.read
