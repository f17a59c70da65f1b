"""The overlay page: a link restores it, nothing forged breaks it, no number stands alone."""

from dataclasses import replace
from typing import Any

import pytest

from audits.frame import CityFrame
from audits.opened import OpenedCity
from audits.overlaid import choices, overlay
from dashboard import html
from dashboard.links import parse_query
from dashboard.page import View
from dashboard.pages.overlay import PAGE, layout
from tests.test_audits.served_frame import served
from tests.test_dashboard.crawl import Block, Crawled, faults
from tests.test_dashboard.examples import example_view
from tests.test_dashboard.test_crawl import crawled
from tests.test_dashboard.tree import attribute, hrefs, parts, tags, text

CITY = served([5, 8, 3, 8, 1], [1, 2, 3, 4, 5], sensors=[(0, "working")])
PAIR = {"cover": "supply-clinics", "need": "need-hazard"}


def shown(frame: CityFrame = CITY, **changes: Any) -> View:
    given: dict[str, Any] = {
        "city": frame.city,
        "findings": (),
        "geography": frame.geography,
        "frame": lambda: frame,
        "path": "/overlay",
    }
    return example_view(**(given | changes))


def held(page: object) -> list[str]:
    """What both lists hold."""
    chosen = parts(page, lambda one: attribute(one, "selected") is not None)
    return [str(attribute(one, "value")) for one in chosen]


def test_before_anybody_chooses_reach_is_laid_over_poverty() -> None:
    assert held(layout(shown())) == ["reach-gauges", "need-poverty"]


def test_the_address_restores_the_choice_and_the_area() -> None:
    page = layout(shown(query=PAIR | {"area": "a1"}))
    assert held(page) == list(PAIR.values())
    (panel,) = parts(page, lambda one: attribute(one, "id") == "area")
    assert "A1" in text(panel)
    assert "/place/a1" in hrefs(panel)
    for href in hrefs(page):
        if href.startswith("/overlay?"):
            asked = parse_query(href.partition("?")[2].partition("#")[0])
            assert asked.items() >= PAIR.items()


def test_the_form_is_a_plain_one_that_names_its_fields() -> None:
    (form,) = [one for one in tags(layout(shown()), "Form") if attribute(one, "method") == "get"]
    assert attribute(form, "action") == "/overlay"
    names = [attribute(one, "name") for one in tags(form, "Select")]
    assert names == ["cover", "need"]
    for select, label in zip(tags(form, "Select"), tags(form, "Label"), strict=True):
        assert attribute(select, "id") == attribute(label, "htmlFor")


@pytest.mark.parametrize("forged", ["nothing", "", "<script>alert(1)</script>", "a" * 1900, "\0"])
def test_what_nothing_is_called_shows_the_first_and_says_so(forged: str) -> None:
    page = layout(shown(query={"cover": forged, "need": forged, "area": forged}))
    assert held(page) == ["reach-gauges", "need-poverty"]
    said = text(page)
    assert said.count("Nothing in this list is called") == 2
    assert "a" * 100 not in said


def test_map_scatter_and_table_say_the_same_areas() -> None:
    page = layout(shown(query=PAIR))
    drawn = [str(attribute(one, "data-svg")) for one in parts(page, _drawing)]
    (picture,) = [one for one in drawn if "Map: Clinics against Hazard" in one]
    (scatter,) = [one for one in drawn if "Area by area" in one]
    for name in CITY.geography.names:
        assert f"{name}: first" in picture
        assert f"{name}:" in scatter
        assert name in text(page)
    assert "hatch" not in text(page)


def _drawing(one: object) -> bool:
    return attribute(one, "data-svg") is not None  # type: ignore[arg-type]


def test_a_city_without_services_or_people_of_a_kind_still_says_something() -> None:
    city = served([0, 0, 0, 0, 0], [1, 2, 3, 4, 5])
    page = layout(shown(city, query=PAIR))
    assert "We do not know" in text(page)
    assert "there is none of it" in text(page)


def test_an_area_without_a_place_says_why() -> None:
    city = served([float("nan"), 2, 3, 1, 1], [1, 2, 3, 4, 5])
    page = layout(shown(city, query=PAIR | {"area": "a0"}))
    (panel,) = parts(page, lambda one: attribute(one, "id") == "area")
    assert "no place in this overlay: of the first: no source states it" in text(panel)


def test_no_number_stands_alone(porto_sombra: OpenedCity) -> None:
    for query in ({}, {"cover": "supply-schools", "need": "share-age-0_to_14"}):
        view = example_view(
            city=porto_sombra.city,
            findings=porto_sombra.findings(),
            geography=porto_sombra.geography,
            frame=lambda: porto_sombra.frame,
            register=porto_sombra.register,
            path="/overlay",
            query=query,
        )
        page = layout(view)
        offered = choices(porto_sombra.frame, view.findings)
        (block,) = parts(page, lambda one: attribute(one, "data-findings") is not None)
        cover, need = held(page)
        found = overlay(
            porto_sombra.frame,
            next(one for one in offered.covers if one.name == cover),
            next(one for one in offered.needs if one.name == need),
            offered.pairs,
        )
        assert attribute(block, "data-findings") == found.key

        read = crawled(html.Main(page), "/overlay")
        assert faults(read, (*view.findings, found)) == []
        (only,) = read.blocks
        cut = Block(keys=only.keys, text=only.text.replace(found.caveats[0].text, ""), hrefs=())
        again = Crawled(path="/", text=cut.text, blocks=(cut,), loose="")
        assert any("the caveat" in fault for fault in faults(again, (found,)))


def test_what_reviews_say_of_overlays_can_be_added_to_here() -> None:
    page = layout(shown())
    (form,) = parts(page, lambda one: attribute(one, "className") == "contest-form")
    assert attribute(form, "data-contest") == "overlay"
    assert PAGE.order is not None


def test_a_burden_is_not_what_the_page_begins_with() -> None:
    frame = replace(
        CITY,
        city=replace(CITY.city, networks=(replace(CITY.city.networks[0], purpose="burden"),)),
    )
    assert held(layout(shown(frame)))[0] == "reach-gauges"  # the only one there is
