"""Every page of both cities, read as a tree: numbers never stand without what they cannot see."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from audits import words
from audits.opened import OpenedCity
from dashboard.draw import draw
from dashboard.html import Component
from dashboard.links import link
from data.settings import Settings
from tests.test_audits.examples import example_finding
from tests.test_dashboard.crawl import Block, Crawled, faults
from tests.test_dashboard.tree import attribute, hrefs, parts, tags, text, walk

From = Callable[..., AbstractContextManager[object]]


def paths(opened: OpenedCity) -> Iterator[str]:
    """Every page, and the city page for each choice of network and of measure."""
    findings = opened.findings()
    yield from ("/", "/measures", "/register", "/siting")
    for finding in findings:
        yield f"/measure/{finding.key}"
    area = opened.geography.area_ids[0]
    yield from ("/place", f"/place/{area}", "/room")
    for network in dict.fromkeys(f.draft.subject for f in findings if f.network):
        yield link("/", {"network": network, "area": area})
    for code in dict.fromkeys(finding.measure.code for finding in findings):
        yield link("/", {"measure": code})


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
    found, shown = [], set()
    sentence = words.blind_spot_statement(opened.city, opened.findings())
    for path in paths(opened):
        where, _, search = path.partition("?")
        with request_from():
            page, _, _ = draw(lambda: opened, settings, where, search)
        first = page.children[0]
        if sentence not in text(first):
            found.append(f"{path}: the blind-spot statement is not first")
        if opened.city.invented and "is an invented city" not in text(first):
            found.append(f"{path}: does not say that the city is invented")
        read = crawled(page, path)
        found += faults(read, opened.findings())
        shown |= {key for block in read.blocks for key in block.keys}
    return found, shown


def test_the_invented_city(
    porto_sombra: OpenedCity, settings: Settings, request_from: From
) -> None:
    found, shown = crawl(porto_sombra, settings, request_from)
    assert found == []
    assert shown == {finding.key for finding in porto_sombra.findings()}


@pytest.mark.rio
@pytest.mark.slow
def test_rio(rio: OpenedCity, settings: Settings, request_from: From) -> None:
    found, shown = crawl(rio, settings, request_from)
    assert found == []
    assert shown == {finding.key for finding in rio.findings()}


def test_a_page_that_drops_anything_is_caught(
    porto_sombra: OpenedCity, settings: Settings, request_from: From
) -> None:
    finding = porto_sombra.findings()[0]
    with request_from():
        page, _, _ = draw(lambda: porto_sombra, settings, f"/measure/{finding.key}", "")
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
