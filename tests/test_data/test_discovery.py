"""A file in a plug-in folder declares its one object, or is told by name."""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module, invalidate_caches
from pathlib import Path
from types import ModuleType

import pytest

from data import sources
from data.discovery import discover
from data.errors import DeclarationError
from data.source import Source

Package = Callable[[dict[str, str]], ModuleType]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Package]:
    def make(files: dict[str, str]) -> ModuleType:
        folder = tmp_path / "plugged_in"
        folder.mkdir()
        for name, text in {"__init__.py": "", **files}.items():
            (folder / name).write_text(text)
        monkeypatch.syspath_prepend(tmp_path)
        invalidate_caches()
        return import_module("plugged_in")

    yield make
    for name in [name for name in sys.modules if name.split(".")[0] == "plugged_in"]:
        del sys.modules[name]


def test_connectors_are_found_and_share_no_format() -> None:
    found = discover(sources, "SOURCE", Source)
    formats = [form for source in found for form in source.formats]
    assert {"csv", "geojson", "gpkg", "shp", "parquet", "geoparquet"} <= set(formats)
    assert len(formats) == len(set(formats))


def test_objects_come_in_the_order_of_their_files(package: Package) -> None:
    made = package({"b.py": "THING = 2", "a.py": "THING = 1", "_helper.py": "", "notes.txt": ""})
    assert discover(made, "THING", int) == (1, 2)


@pytest.mark.parametrize("text", ["", "THING = 'one'", "thing = 1"])
def test_a_file_that_declares_nothing_or_another_thing_is_told(package: Package, text: str) -> None:
    with pytest.raises(DeclarationError, match=r"bad\.py: found THING = .*expected THING = int"):
        discover(package({"bad.py": text, "good.py": "THING = 1"}), "THING", int)
