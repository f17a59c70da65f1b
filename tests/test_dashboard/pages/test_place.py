from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from audits import words
from audits.opened import OpenedCity
from audits.reviews import Statement
from dashboard.components.area_panel import area_panel
from dashboard.draw import draw
from dashboard.html import Component
from dashboard.links import place_link
from dashboard.pages import place, places
from dashboard.router import find
from data.settings import Settings
from tests.test_audits.examples import example_finding
from tests.test_dashboard.crawl import faults, plain
from tests.test_dashboard.examples import example_view
from tests.test_dashboard.test_crawl import crawled
from tests.test_dashboard.tree import attribute, hrefs, parts, tags, text

From = Callable[..., AbstractContextManager[object]]


@pytest.fixture
def drawn(
    porto_sombra: OpenedCity, settings: Settings, request_from: From
) -> Callable[[str, str], Component]:
    def make(path: str, search: str = "") -> Component:
        with request_from():
            return draw(lambda: porto_sombra, settings, path, search)[0]

    return make


Drawn = Callable[..., Component]


def test_addresses_without_and_with_an_area_are_two_pages() -> None:
    assert find("/place") == (places.PAGE, None)
    assert find("/place/PS001") == (place.PAGE, "PS001")
    assert find(place_link("a/b c")) == (place.PAGE, "a/b c")


def test_the_page_knows_the_areas_of_the_city_and_no_others() -> None:
    first = example_view().geography.area_ids[0]
    assert place.knows(example_view(key=first))
    for key in ("nowhere", "", None, first * 90, "../etc"):
        assert not place.knows(example_view(key=key))


def test_a_forged_area_gets_a_message_and_no_trace(drawn: Drawn) -> None:
    assert "Found nothing at /place/nowhere" in text(drawn("/place/nowhere"))


def test_no_number_stands_alone(drawn: Drawn, porto_sombra: OpenedCity) -> None:
    ids = porto_sombra.geography.area_ids
    for area in (ids[0], ids[9], ids[150], ids[-1]):
        path = f"/place/{area}"
        assert faults(crawled(drawn(path), path), porto_sombra.findings()) == []


def test_what_a_dataset_states_stands_with_its_age(drawn: Drawn, porto_sombra: OpenedCity) -> None:
    page = drawn("/place/PS010")
    ages = {r.dataset.name: r for r in porto_sombra.register().datasets}
    blocks = parts(page, lambda one: attribute(one, "data-stated") is not None)
    assert {name for one in blocks for name in str(attribute(one, "data-stated")).split()} >= {
        d.name for d in porto_sombra.city.datasets if d.variables
    }
    for block in blocks:
        for name in str(attribute(block, "data-stated")).split():
            assert plain(words.day(ages[name].observed_until)) in plain(text(block))
            assert words.age(ages[name].age_days) in text(block)


def test_every_finding_that_speaks_of_the_area_is_on_its_page(
    drawn: Drawn, porto_sombra: OpenedCity
) -> None:
    page = drawn("/place/PS010")
    shown = {
        key
        for one in parts(page, lambda one: attribute(one, "data-findings") is not None)
        for key in str(attribute(one, "data-findings")).split()
    }
    speaking = {
        f.key
        for f in porto_sombra.findings()
        if any(value.area == "PS010" for value in f.draft.by_area)
    }
    assert speaking <= shown
    assert len(speaking) > 50


def test_the_parts_of_the_page_are_led_to(drawn: Drawn) -> None:
    page = drawn("/place/PS010")
    ids = {attribute(one, "id") for one in parts(page, lambda one: True)}
    inner = [href[1:] for href in hrefs(tags(page, "Main")) if href.startswith("#")]
    assert {"people", "seen", "stated", "unknown", "measures", "evidence", "ask"} <= set(inner)
    assert set(inner) <= ids


def test_who_nobody_wrote_down_reads_unknown_and_the_forms_are_led_to(drawn: Drawn) -> None:
    page = drawn("/place/PS010")
    assert "nobody wrote down who" in text(page)
    led = hrefs(page)
    assert "/register?contest=people#dataset-people" in led
    assert "/measure/M3-cameras#contest" in led
    assert "/measure/M3-cameras?area=PS010#areas" in led


def test_a_statement_that_names_the_area_stands_on_its_page(porto_sombra: OpenedCity) -> None:
    name = porto_sombra.geography.name_of("PS010")
    view = example_view(
        city=porto_sombra.city,
        findings=porto_sombra.findings(),
        geography=porto_sombra.geography,
        frame=lambda: porto_sombra.frame,
        path="/place/PS010",
        key="PS010",
    )
    assert place.title(view) == f"{name}, Porto Sombra"
    assert f"No statement of a review names {name} yet." in text(place.layout(view))
    said = Statement(
        number=1,
        at=datetime(2026, 2, 1, tzinfo=UTC),
        city="porto_sombra",
        target_kind="measure",
        target="M3-cameras",
        speaker="Mothers of the upper street",
        says=f"In {name.lower()} the cameras look at the bank.",
        principle="consider-context",
        blocks=False,
        channel="screen",
        snapshot=None,
        answers=None,
    )
    page = place.layout(replace(view, reviews=(said,)))
    assert [text(one) for one in tags(page, "Blockquote")] == [said.says]
    assert "Mothers of the upper street" in text(page)


@pytest.mark.parametrize(
    ("sought", "names"),
    [("lakeside", ["Lakeside"]), ("LÁKE", ["Lakeside"]), ("nothing like it", [])],
)
def test_areas_are_found_by_name_whatever_the_accents(sought: str, names: list[str]) -> None:
    page = places.layout(example_view(path="/place", query={"find": sought}))
    (held,) = parts(page, lambda one: attribute(one, "className") == "regions")
    assert [text(link) for link in tags(held, "A")] == names
    assert f"{len(names)} of 12 areas." in text(page)


def test_every_area_is_listed_under_its_region_and_on_the_map() -> None:
    view = example_view(path="/place")
    page = places.layout(view)
    led = set(hrefs(page))
    (drawing,) = [
        str(d) for one in parts(page, lambda o: True) if (d := attribute(one, "data-svg"))
    ]
    for area in view.geography.area_ids:
        assert place_link(area) in led
        assert f'href="{place_link(area)}"' in drawing


def test_the_panel_of_an_area_leads_to_its_page() -> None:
    panel = area_panel("Harbour", 12.0, (example_finding(),), "t 1", "/")
    assert hrefs(panel) == ["/place/t%201", "/"]


@pytest.mark.rio
@pytest.mark.parametrize("area", ["6", "133", "166"])
def test_rio(area: str, rio: OpenedCity, settings: Settings, request_from: From) -> None:
    path = f"/place/{area}"
    with request_from():
        page, *_ = draw(lambda: rio, settings, path, "")
    assert faults(crawled(page, path), rio.findings()) == []
    assert ("withheld" in text(tags(page, "Main"))) is True
