"""DuckDB with its spatial extension: one version, offline, and the two traps of its maps."""

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import geopandas as gpd
import pytest
from pyproj import Transformer

import data
from data.database import connect, load_spatial
from data.errors import BuildError

ROOT = Path(str(data.__file__)).parents[1]
RIO = (-43.2, -22.9)


def test_duckdb_and_its_extensions_are_pinned_to_one_version() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    pins = dict(item.split("==") for item in declared if item.startswith("duckdb"))
    assert set(pins) == {"duckdb", "duckdb-extensions", "duckdb-extension-spatial"}
    assert len(set(pins.values())) == 1
    assert {name: version(name) for name in pins} == pins


def test_spatial_loads_without_network_and_without_a_home(tmp_path: Path) -> None:
    code = (
        "from data.database import connect, load_spatial; c = connect(); load_spatial(c); "
        "print(c.execute('select st_area(st_buffer(st_point(0, 0), 1)) > 3').fetchone())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"HOME": str(tmp_path / "nowhere"), "PYTHONPATH": str(ROOT), "PATH": ""},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "(True,)\n"
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_installed_behind_our_back() -> None:
    con = connect()
    rows = con.execute(
        "select name, value from duckdb_settings() where name like 'auto%known_extensions'"
    ).fetchall()
    con.close()
    assert {value for _, value in rows} == {"false"}
    assert len(rows) == 2


def test_a_missing_extension_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    con = connect()
    monkeypatch.setattr("data.database.duckdb.__version__", "0.0.1")
    with pytest.raises(BuildError, match=r"DuckDB 0\.0\.1 without its spatial extension"):
        load_spatial(con)
    con.close()


@pytest.mark.parametrize("source", ["'EPSG:4326', 'EPSG:31983', always_xy := true",
                                    "'OGC:CRS84', 'EPSG:31983'"])  # fmt: skip
def test_transform_needs_always_xy(source: str) -> None:
    con = connect()
    load_spatial(con)
    point = "st_point(-43.2, -22.9)"

    def moved(arguments: str) -> tuple[float, float]:
        query = f"with p as (select st_transform({point}, {arguments}) as g) "
        (found,) = con.execute(query + "select st_x(g), st_y(g) from p").fetchall()
        return float(found[0]), float(found[1])

    expected = Transformer.from_crs(4326, 31983, always_xy=True).transform(*RIO)
    assert moved(source) == pytest.approx(expected, abs=1e-6)
    # The trap: without it a latitude is expected first, and Rio lies in the Atlantic.
    assert abs(moved("'EPSG:4326', 'EPSG:31983'")[0] - expected[0]) > 1e6
    con.close()


@pytest.mark.parametrize("stated", [True, False])
def test_a_geometry_keeps_its_crs_in_a_file_and_in_geoparquet(tmp_path: Path, stated: bool) -> None:
    con = connect(tmp_path / "a.duckdb")
    load_spatial(con)
    con.execute("set variable crs = 'EPSG:31983'")
    point = "st_setcrs(st_point(1, 2), getvariable('crs'))" if stated else "st_point(1, 2)"
    con.execute(f"create table t as select {point} as geom")
    con.close()
    reader = connect()
    reader.execute(f"attach '{tmp_path / 'a.duckdb'}' as a (read_only)")
    kind = reader.execute("describe a.t").fetchall()[0][1]
    assert kind == ("GEOMETRY('EPSG:31983')" if stated else "GEOMETRY")
    load_spatial(reader)
    reader.execute(f"copy a.t to '{tmp_path / 't.parquet'}' (format parquet)")
    reader.close()
    crs = gpd.read_parquet(tmp_path / "t.parquet").crs.to_string()
    # The trap: metres without a CRS come back as degrees.
    assert crs == ("EPSG:31983" if stated else "OGC:CRS84")
