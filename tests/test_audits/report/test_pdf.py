import os
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from audits.report.pdf import render_pdf
from data.languages import PORTUGUESE
from data.said import speaking
from tests.test_audits.examples import SNAPSHOT, example_findings
from tests.test_audits.report.reports import example_report

pytestmark = pytest.mark.usefixtures("pango")


@pytest.fixture(scope="module")
def made(pango: None) -> bytes:
    return render_pdf(example_report(findings=example_findings()[:2]))


@pytest.fixture(scope="module")
def pdf(made: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(made)) as opened:
        yield opened


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    return [
        held
        for held in pdf.objects
        if isinstance(held, pikepdf.Dictionary) and held.get("/Type") == "/StructElem"
    ]


def test_it_says_that_it_is_accessible_and_in_which_language(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert "Testville" in metadata["dc:title"]
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_it_is_made_in_the_language_that_is_spoken() -> None:
    with speaking(PORTUGUESE):
        made = render_pdf(example_report(findings=example_findings()[:1]))
    with pikepdf.open(BytesIO(made)) as pdf:
        assert str(pdf.Root.Lang) == "pt-BR"
        assert any("Mapa de 12 áreas" in str(held.get("/Alt", "")) for held in elements(pdf))


def test_headings_tables_and_figures_are_tagged(pdf: pikepdf.Pdf) -> None:
    kinds = {str(held.S) for held in elements(pdf)}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= kinds


def test_every_figure_has_words(pdf: pikepdf.Pdf) -> None:
    figures = [held for held in elements(pdf) if held.S == "/Figure"]
    assert len(figures) >= 3
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)
    assert any("Map of 12 areas" in str(figure.Alt) for figure in figures)


def test_its_date_is_that_of_the_report_and_not_the_clock(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260301")


def test_the_same_report_gives_the_same_bytes_and_the_environment_is_left_alone(
    made: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12345")
    assert render_pdf(example_report(findings=example_findings()[:2])) == made
    assert os.environ["SOURCE_DATE_EPOCH"] == "12345"


def test_nothing_outside_the_report_is_ever_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "audits.report.pdf.render_html",
        lambda *_, **__: f'<title>{SNAPSHOT}</title><img alt="x" src="http://127.0.0.1:9/x.png">',
    )
    with pytest.raises(BaseException, match=r"127\.0\.0\.1:9"):
        render_pdf(example_report())
