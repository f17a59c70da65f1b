"""Every page in a language whose letters are others: what is left in ASCII was never said."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from html import unescape

import pandas as pd
from babel.dates import get_month_names

from audits.catalog import all_measures
from audits.opened import OpenedCity
from audits.report.method_decisions import decisions
from dashboard.draw import draw
from dashboard.html import Component
from dashboard.links import link, measure_link, place_link
from dashboard.router import pages
from data.languages import LANGUAGES
from data.said import speaking
from data.settings import Settings
from tests.pseudo import PSEUDO, left
from tests.test_dashboard.tree import attribute, walk

From = Callable[..., AbstractContextManager[object]]

READ_ALOUD = ("aria-label", "title", "alt", "placeholder", "label", "data-label")
OWN_WORDS = ("Code", "Pre", "Blockquote")
"""Elements that hold ids, commands and queries, or what residents said."""
OWN_LOOKS = ("code", "decision")
"""Looks of codes of measures, and of decisions, which are whole files in each language."""
NAMES_OF_COLUMNS = re.compile(r"`[^`]*`|\b\w+_\w+")
FIGURE_WORDS = ("text", "hovertemplate", "ticktext", "customdata")
SVG_WORDS = re.compile(r"<(\w+)[^<>]*>([^<>]+)<|aria-label=\"([^\"]*)\"")


def paths(opened: OpenedCity) -> Iterator[str]:
    """Every page of the navigation, its views by choice, and one page per measure."""
    findings, area = opened.findings(), opened.geography.area_ids[0]
    region = next(one for one in opened.geography.regions if one)
    network = next(finding.draft.subject for finding in findings if finding.network)
    yield from (page.path for page in pages() if not page.keyed)
    yield place_link(area)
    yield link("/", {"network": network, "area": area})
    yield link("/overlay", {"area": area, "cover": "?"})
    yield link("/room", {"region": region})
    yield link("/siting", {"network": network, "what": "remove", "sites": "?"})
    yield "/0"
    first = {finding.measure.code: finding for finding in reversed(findings)}
    for finding in first.values():
        yield link(measure_link(finding), {"area": area})


def names(opened: OpenedCity) -> frozenset[str]:
    """What keeps its own letters: names of places and firms, of languages, files and papers."""
    city, cited = opened.city, [measure.citation for measure in all_measures()]
    with speaking(PSEUDO):
        titles = [f"{decision.number:04d} {decision.title}" for decision in decisions()]
        titles += [decision.title for decision in decisions()]
    return frozenset(
        str(name)
        for name in (
            "Penumbra",
            *_proper(opened),
            *(language.name for language in LANGUAGES),
            *(network.id for network in city.networks),
            *(part for dataset in city.datasets for part in (dataset.path, dataset.name)),
            *titles,
            *cited,
            *(one[:1].upper() + one[1:] for one in cited),
        )
    )


def words_of_names(opened: OpenedCity) -> frozenset[str]:
    """The words of proper names one by one: a drawing breaks a long name over two lines."""
    months = get_month_names("abbreviated", locale=PSEUDO.tag).values()
    return frozenset(one for name in (*_proper(opened), *months) for one in left(str(name)))


def _proper(opened: OpenedCity) -> Iterator[str]:
    geography, tables = opened.geography, opened.frame.tables
    yield str(opened.city.title)
    yield from geography.names
    yield from (region for region in geography.regions if region)
    yield from map(str, tables["settlement"].get("name", ()))
    for column in ("operator", "vendor", "owner"):
        yield from map(str, tables["sensor"].get(column, pd.Series(dtype=str)).dropna().unique())


def shown(page: Component) -> Iterator[tuple[str, str]]:
    """Each text that a reader sees or hears, with the element that it stands in."""
    for piece, above in walk(page):
        if any(_own(one) for one in above):
            continue
        if isinstance(piece, str):
            yield _element(above[-1]) if above else "", piece
            continue
        for name in READ_ALOUD:
            if said := attribute(piece, name):
                yield f"{_element(piece)} {name}", said
        if drawn := attribute(piece, "data-svg"):
            for tag, words, label in SVG_WORDS.findall(drawn):
                if tag != "style":
                    yield f"{_element(piece)} svg {tag}", unescape(words or label)
        if figure := attribute(piece, "data-plotly"):
            for words in _figure(json.loads(figure)):
                yield f"{_element(piece)} figure", words


def _own(of: Component) -> bool:
    looks = (attribute(of, "className") or "").split()
    return type(of).__name__ in OWN_WORDS or any(look in looks for look in OWN_LOOKS)


def _element(of: Component) -> str:
    look = attribute(of, "className")
    return f"{type(of).__name__.lower()}{f'.{look}' if look else ''}"


def _figure(held: object, told: bool = False) -> Iterator[str]:
    if isinstance(held, str) and told:
        yield re.sub(r"%\{[^}]*\}|<[^>]*>", " ", held)
    elif isinstance(held, list):
        for one in held:
            yield from _figure(one, told)
    elif isinstance(held, dict):
        for name, one in held.items():
            yield from _figure(one, name in FIGURE_WORDS)


def _english(words: str, known: frozenset[str], pieces: frozenset[str]) -> list[str]:
    columns = frozenset(NAMES_OF_COLUMNS.findall(words))
    return [one for one in left(words, known | columns) if one not in pieces]


def untranslated(opened: OpenedCity, settings: Settings, request_from: From) -> list[str]:
    """Page, element and words of each text in which English is left, each text once."""
    known, pieces = names(opened), words_of_names(opened)
    found: dict[tuple[str, str], str] = {}
    for path in paths(opened):
        where, _, search = path.partition("?")
        with request_from(), speaking(PSEUDO):
            page, title, *_ = draw(lambda: opened, settings, where, search)
            for element, words in (("title", str(title)), *shown(page)):
                if rest := _english(words, known, pieces):
                    told = f"{path} <{element}>: {' '.join(rest)[:60]} | {words[:160]}"
                    found.setdefault((element, words), told)
    return list(found.values())


def test_no_page_of_the_invented_city_holds_a_word_that_was_not_said(
    porto_sombra: OpenedCity, settings: Settings, request_from: From
) -> None:
    found = untranslated(porto_sombra, settings, request_from)
    assert not found, "\n".join((*found, f"{len(found)} texts left in English"))
