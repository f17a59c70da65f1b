"""The report in another language: all of its words are made again, and no number is another one."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from audits.opened import OpenedCity
from audits.report.card_html import card
from audits.report.content import Report, report_of
from audits.report.document import document_of
from audits.report.map_svg import finding_map
from audits.report.plain import one_line, plain, plain_list
from audits.report.render import render_html
from audits.report.rows import finding_rows
from audits.report.svg import NAMESPACE, element, text, width_of, wrapped
from data.languages import PORTUGUESE
from data.said import Said, say, speaking
from tests.pseudo import PSEUDO, left
from tests.test_audits.examples import example_finding, example_geography
from tests.test_audits.report.exhibits import EVERY_KIND
from tests.test_audits.report.reports import Page, example_report
from tests.translations import ROOT, texts
from tests.translations import fields as fields_of

TEMPLATES = sorted((ROOT / "audits/report/templates").glob("*.html"))
NO_WORDS = frozenset({"SHA-256", "Penumbra", NAMESPACE, "width=device-width", "initial-scale"})


def strings(held: Any) -> Iterator[str]:
    """Every plain text of a record: what the example and its codes say, which nobody translates."""
    if isinstance(held, str):
        if not isinstance(held, Said):
            yield str.__str__(held)
    elif is_dataclass(held) and not isinstance(held, type):
        for field in fields(held):
            yield from strings(getattr(held, field.name))
    elif isinstance(held, dict):
        for key, one in held.items():
            yield from strings(key)
            yield from strings(one)
    elif isinstance(held, (tuple, list)):
        for one in held:
            yield from strings(one)


def names(report: Report) -> frozenset[str]:
    """Those texts, as they stand at the start of a sentence and within one."""
    held = {text for text in strings(report) if len(text) > 2}
    held |= {f"{text}s" for text in held}
    cased = {text[:1].upper() + text[1:] for text in held} | {
        text[:1].lower() + text[1:] for text in held
    }
    lines = {line for text in held for line in wrapped(text, 21) + wrapped(text, 17)}
    return NO_WORDS | held | cased | lines | {text.rstrip(".") for text in held}


def shown(html: str) -> str:
    """What a page says, in its text and in its attributes."""
    bare = re.sub(r"<(style|code|pre)\b.*?</\1>", " ", html, flags=re.DOTALL)
    said = " ".join(re.findall(r'(?:aria-label|content)="([^"]*)"', bare))
    return unescape(re.sub(r"<[^>]+>", " ", bare) + said)


@pytest.fixture(scope="module")
def report() -> Report:
    first, *others = example_report().findings
    made = example_finding(exhibits=EVERY_KIND)
    alone = example_finding(network=None, subject="city", measure=first.measure)
    return example_report(findings=(made, alone, *others))


@pytest.mark.parametrize("for_print", [False, True])
def test_every_word_of_the_report_is_said(report: Report, for_print: bool) -> None:
    with speaking(PSEUDO):
        html = render_html(report, for_print=for_print)
    months = frozenset({"Jan", "Feb", "Mar", "sans-serif"})
    assert left(shown(html), names(report) | months) == []


def test_every_word_of_a_card_and_of_plain_text_is_said(report: Report) -> None:
    geography = example_geography()
    with speaking(PSEUDO):
        cards = [card(replace(one, geography=geography)) for one in report.findings]
        told = [*map(one_line, report.findings), plain_list(report.findings * 2)]
        whole = " ".join(" ".join(plain(one).split()) for one in report.findings)
    said = " ".join([*map(shown, cards), *told, whole])
    assert left(" ".join(said.split()), names(report) | {"Jan", "Feb"}) == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_templates_hold_no_words_outside_of_what_is_said(file: Path) -> None:
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", file.read_text("utf-8"), flags=re.DOTALL)
    assert left(shown(bare), NO_WORDS) == []


def test_the_page_says_its_language_and_writes_numbers_and_days_in_it(report: Report) -> None:
    with speaking(PORTUGUESE):
        html = render_html(report)
    page = Page(html)
    assert [one.get("lang") for one in page.named("html")] == ["pt-BR"]
    said = shown(html)
    assert "Ponto cego conhecido" in said
    assert "18.000 de 60.000 moradores (30%)" in said
    assert "1 de março de 2026" in said
    assert "0,143" in said
    assert not re.search(r"\d\.\d{1,2}(?!\d)", said.replace("CC-BY-4.0", ""))
    assert "penumbra report testville --out FOLDER --lang pt-BR" in html


def test_ids_links_and_colours_are_the_same_in_every_language(report: Report) -> None:
    english = Page(render_html(report))
    with speaking(PORTUGUESE):
        other = Page(render_html(report))
    assert other.ids == english.ids
    for name in ("href", "class", "fill"):
        assert {a.get(name) for _, a in other.tags} == {a.get(name) for _, a in english.tags}


def test_no_drawing_keeps_the_language_of_another_reader(report: Report) -> None:
    first = render_html(report)
    with speaking(PORTUGUESE):
        between = render_html(report)
        again = render_html(report)
    assert again == between != first
    assert render_html(report) == first


def test_what_machines_read_is_english_whoever_asks(report: Report) -> None:
    def made() -> tuple[Any, list[Any]]:
        document = document_of(report.city, report.snapshot, "2026-03-01", report.findings)
        return document, [list(finding_rows(one, {})) for one in report.findings]

    english = made()
    with speaking(PORTUGUESE):
        assert made() == english


def test_a_drawing_is_made_in_the_language_of_its_reader() -> None:
    said = say("half or more of the residents unseen")
    with speaking(PORTUGUESE):
        assert "metade ou mais" in text(said, 0, 0)
        assert 'aria-label="metade ou mais' in element("g", "x", aria_label=said)
        assert width_of(said, 10) == width_of(str(said), 10)
        assert wrapped(said, 200) == [str(said)]
        assert "pelo menos metade" in finding_map(example_finding(), example_geography())


def test_porto_sombra_in_portuguese_holds_no_sentence_of_the_report_in_english(
    porto_sombra: OpenedCity,
) -> None:
    with speaking(PORTUGUESE):
        html = render_html(report_of(porto_sombra))
    said = " ".join(shown(html).split())
    ours = [
        one.one
        for one in texts()
        if one.where.startswith("audits/report/") and not fields_of(one.one) and " " in one.one
    ]
    assert len(ours) > 100
    assert [one for one in ours if one in said and one != "in rows"] == []
    assert len(html.encode()) < 1_000_000
