import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from audits.report.write import write_report
from data.errors import UserError
from tests.test_audits.examples import (
    AS_OF,
    SNAPSHOT,
    example_city,
    example_findings,
    example_geography,
    example_register,
)


def opened(as_of: date = AS_OF) -> Any:
    """What a report asks of an opened city, with real records."""
    return SimpleNamespace(
        city=example_city(),
        snapshot=SNAPSHOT,
        as_of=as_of,
        findings=lambda: example_findings()[:1],
        geography=example_geography(),
        register=example_register,
        reviews=(),
    )


@pytest.mark.usefixtures("pango")
def test_both_files_are_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    html, pdf = write_report(opened(), tmp_path / "a folder" / "below")
    assert html.name == "testville.html"
    assert html.read_text("utf-8").startswith("<!doctype html>")
    assert pdf.read_bytes().startswith(b"%PDF-1.7")
    assert sorted(p.name for p in html.parent.iterdir()) == ["testville.html", "testville.pdf"]


@pytest.mark.usefixtures("pango")
def test_a_second_run_gives_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_report(opened(), tmp_path / "one")]
    second = [path.read_bytes() for path in write_report(opened(), tmp_path / "two")]
    assert first == second


def test_without_pango_the_html_is_written_and_what_to_install_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What WeasyPrint does where the libraries are missing.
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango'\")\n")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    out = tmp_path / "out"
    with pytest.raises(UserError, match=r"testville\.html is written.*libpango-1\.0-0"):
        write_report(opened(), out)
    assert [path.name for path in out.iterdir()] == ["testville.html"]


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    there = tmp_path / "report"
    there.write_text("mine")
    with pytest.raises(UserError, match="found a file, expected a folder"):
        write_report(opened(), there)
    assert there.read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    there = tmp_path / "file"
    there.write_text("mine")
    with pytest.raises(UserError, match="could not be made"):
        write_report(opened(), there / "below")
