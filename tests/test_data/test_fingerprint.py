"""What goes into the name of a snapshot."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from data.errors import SourceError
from data.fingerprint import code_version, fingerprints, identify
from tests.test_data.small_city import make_city


def test_a_file_is_known_by_its_bytes_and_not_by_its_place(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_bytes(b"a\n1\n")
    one, two = (fingerprints({"a": tmp_path / name / "a.csv"}) for name in ("one", "two"))
    assert one == two
    (tmp_path / "two" / "a.csv").write_bytes(b"a\n2\n")
    assert fingerprints({"a": tmp_path / "two" / "a.csv"}) != one


@pytest.mark.parametrize("part", [".dbf", ".shx", ".prj"])
def test_a_shapefile_is_all_its_files(tmp_path: Path, part: str) -> None:
    path = tmp_path / "areas.shp"
    gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.box(0, 0, 1, 1)], crs=31983).to_file(path)
    before = fingerprints({"areas": path})
    other = path.with_suffix(part)
    other.write_bytes(other.read_bytes() + b" ")
    assert fingerprints({"areas": path}) != before


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.csv: cannot be read"):
        fingerprints({"a": tmp_path / "a.csv"})


def test_an_id_depends_on_manifest_inputs_and_their_names(tmp_path: Path) -> None:
    city = make_city(tmp_path)
    ids = {
        identify(city, {"a": "1", "b": "2"}),
        identify(city, {"a": "2", "b": "1"}),
        identify(city, {"a": "1"}),
        identify(replace(city, manifest_sha256="other"), {"a": "1"}),
    }
    assert len(ids) == 4
    assert identify(city, {"b": "2", "a": "1"}) in ids
    assert all(len(text) == 16 and int(text, 16) >= 0 for text in ids)


def test_the_code_has_one_version() -> None:
    assert code_version() == code_version()
