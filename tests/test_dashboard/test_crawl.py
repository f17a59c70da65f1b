"""Every page of both cities, read as a tree: numbers never stand without what they cannot see."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from html import unescape

import numpy as np
import pytest

from audits import words
from audits.finding import Finding
from audits.opened import OpenedCity
from audits.overlaid import choices, overlay
from audits.overlay_sides import Quantity
from audits.siting_answer import may
from dashboard.draw import draw
from dashboard.html import Component
from dashboard.links import link, measure_link, parse_query, place_link
from dashboard.room_moment import moment_of, room_at
from dashboard.router import pages
from dashboard.siting_found import found
from dashboard.siting_question import asked
from dashboard.wall import piece
from dashboard.wall_views import VIEWS
from data.settings import Settings
from tests.test_audits.examples import example_finding
from tests.test_dashboard.crawl import Block, Crawled, faults, plain
from tests.test_dashboard.tree import attribute, hrefs, parts, tags, text, walk

From = Callable[..., AbstractContextManager[object]]


def paths(opened: OpenedCity) -> Iterator[str]:
    """Every page, those with a key for each finding and some areas, and their choices."""
    findings, geography = opened.findings(), opened.geography
    yield from (page.path for page in pages() if not page.keyed)
    for finding in findings:
        yield measure_link(finding)
    area, empty = geography.area_ids[0], int(np.nanargmin(geography.people))
    yield from (place_link(area), place_link(geography.area_ids[empty]))
    for network in dict.fromkeys(f.draft.subject for f in findings if f.network):
        yield link("/", {"network": network, "area": area})
    for code in dict.fromkeys(finding.measure.code for finding in findings):
        yield link("/", {"measure": code})
    for cover, need in pairs(opened):
        yield link("/overlay", {"cover": cover.name, "need": need.name, "area": area})
    for network_of in opened.city.networks:
        for what in may(network_of):
            yield link("/siting", {"network": network_of.id, "what": what, "sites": "3"})
    region = next(one for one in geography.regions if one)
    yield from (link("/room", {"feed": feed, "region": region}) for feed in feeds(opened))


def feeds(opened: OpenedCity) -> list[str]:
    when = moment_of(opened.frame, None, None, 0.0)
    assert when is not None
    return [feed.feed for feed in room_at(opened.frame, when.at).board.feeds]


def pairs(opened: OpenedCity) -> Iterator[tuple[Quantity, Quantity]]:
    """Each coverage and service over one need; one of them over a need or trait of each kind."""
    offered = choices(opened.frame, opened.findings())
    for cover in offered.covers:
        yield cover, offered.needs[0]
    for need in {one.heading: one for one in offered.needs}.values():
        yield offered.covers[0], need


def known(opened: OpenedCity, read: Crawled) -> tuple[Finding, ...]:
    """The findings that a page may show: the city's, and what answers the question of its address.

    The answer to a siting question takes the place of the city's own to its first question.
    """
    findings, frame = opened.findings(), opened.frame
    where, _, search = read.path.partition("?")
    own: list[Finding] = []
    if where == "/overlay":
        offered = choices(frame, findings)
        keys = {key for block in read.blocks for key in block.keys}
        own = [
            overlay(frame, cover, need, offered.pairs)
            for cover in offered.covers
            for need in offered.needs
            if f"overlay-{cover.name}-against-{need.name}" in keys
        ]
        assert len(own) == 1
    elif where == "/siting" and (question := asked(frame, parse_query(search))):
        own = [found(frame, question, ()).finding]
    return (*own, *(one for one in findings if one.key not in {held.key for held in own}))


def crawled(page: Component, path: str) -> Crawled:
    main = tags(page, "Main")
    blocks = parts(main, lambda one: attribute(one, "data-findings") is not None)
    loose = [
        piece
        for piece, above in walk(main)
        if isinstance(piece, str)
        and not any(one in blocks for one in above)
        and not any(attribute(one, "data-stated") is not None for one in above)
        and not any("caveats" in (attribute(one, "className") or "") for one in above)
    ]
    return Crawled(
        path=path,
        text=text(page),
        blocks=tuple(
            Block(
                keys=tuple(str(attribute(one, "data-findings")).split()),
                text=text(one),
                hrefs=tuple(hrefs(one)),
            )
            for one in blocks
        ),
        loose=" ".join(loose),
    )


def crawl(opened: OpenedCity, settings: Settings, request_from: From) -> tuple[list[str], set[str]]:
    """All faults of all pages, and the findings that some page shows."""
    broken, shown = [], set()
    sentence = words.blind_spot_statement(opened.city, opened.findings())
    for path in paths(opened):
        where, _, search = path.partition("?")
        with request_from():
            page, *_ = draw(lambda: opened, settings, where, search)
        first = page.children[0]
        if sentence not in text(first):
            broken.append(f"{path}: the blind-spot statement is not first")
        if opened.city.invented and "is an invented city" not in text(first):
            broken.append(f"{path}: does not say that the city is invented")
        read = crawled(page, path)
        if path == "/methods":  # its numbers are those of formulas and decisions, and of no city
            assert not read.blocks
            read = replace(read, loose="")
        broken += faults(read, known(opened, read))
        shown |= {key for block in read.blocks for key in block.keys}
    return broken, shown


def crawl_wall(opened: OpenedCity) -> list[str]:
    """The wall has no caveats in full: so none of its views says a number of a finding."""
    findings, broken = opened.findings(), []
    for name in VIEWS:
        head, body = piece(opened, name, None, None, 0.0).split("</header>", 1)
        said = plain(unescape(re.sub("<[^>]*>", " ", head)))
        if plain(words.blind_spot_statement(opened.city, findings)) not in said:
            broken.append(f"{name}: the blind-spot statement is not first")
        if opened.city.invented and "is an invented city" not in said:
            broken.append(f"{name}: does not say that the city is invented")
        if not re.search(r"[Dd]ata.* old.* caveats, gravest: ", said):
            broken.append(f"{name}: says no age and no caveats")
        loose = unescape(re.sub("<[^>]*>", " ", body))
        broken += faults(Crawled(path=name, text="", blocks=(), loose=loose), findings)
    return broken


def test_the_invented_city(
    porto_sombra: OpenedCity, settings: Settings, request_from: From
) -> None:
    broken, shown = crawl(porto_sombra, settings, request_from)
    assert broken == []
    assert shown >= {finding.key for finding in porto_sombra.findings()}
    assert crawl_wall(porto_sombra) == []


@pytest.mark.rio
@pytest.mark.slow
def test_rio(rio: OpenedCity, settings: Settings, request_from: From) -> None:
    broken, shown = crawl(rio, settings, request_from)
    assert broken == []
    assert shown >= {finding.key for finding in rio.findings()}
    assert crawl_wall(rio) == []


def test_a_page_that_drops_anything_is_caught(
    porto_sombra: OpenedCity, settings: Settings, request_from: From
) -> None:
    finding = porto_sombra.findings()[0]
    with request_from():
        page, *_ = draw(lambda: porto_sombra, settings, f"/measure/{finding.key}", "")
    whole = crawled(page, "/")
    block = max(whole.blocks, key=lambda one: len(one.text))

    def without(said: str) -> list[str]:
        cut = replace(block, text=block.text.replace(said, ""), hrefs=())
        return faults(replace(whole, blocks=(cut,)), porto_sombra.findings())

    assert faults(replace(whole, blocks=(block,)), porto_sombra.findings()) == []
    assert any("the caveat" in fault for fault in without(finding.caveats[0].text))
    assert any("blind spot" in f for f in without(words.unseen(finding)))
    number = words.figure(finding.draft.estimate or 0, finding.measure.unit)
    alone = replace(whole, loose=f"In all {number} of them.")
    assert any("stands alone" in fault for fault in faults(alone, porto_sombra.findings()))


def test_the_age_of_data_is_looked_for() -> None:
    finding = example_finding()
    spot = finding.draft.blind_spot
    text_without_age = " ".join(
        [words.people(spot.people), words.share(spot.share), *(c.text for c in finding.caveats)]
    )
    block = Block(keys=(finding.key,), text=text_without_age, hrefs=())
    page = Crawled(path="/", text=text_without_age, blocks=(block,), loose="")
    assert faults(page, [finding]) == ["/: M3-cameras stands without the age of its data"]
