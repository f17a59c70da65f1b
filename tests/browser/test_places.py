"""The pages of areas in a real browser: found by name, read on a phone, printed on one sheet."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Served, Tab
from tests.browser.test_pages import read
from tests.test_dashboard.crawl import faults

MakeTab = Callable[..., Tab]


def some_area(city: Served) -> str:
    """An area with residents, from the middle of the list."""
    geography = city.opened.geography
    index = next(i for i in range(5, len(geography.area_ids)) if geography.people[i] > 5000)
    return geography.area_ids[index]


def test_an_area_is_found_by_its_name_without_its_accents(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/place")
    page.fill("input[name=find]", "ESTACAO")
    page.keyboard.press("Enter")
    page.wait_for_url("**/place?find=ESTACAO")
    page.get_by_role("link", name="Estação", exact=True).first.click()
    page.wait_for_selector("main .place h1")
    assert page.inner_text("main h1") == "Estação"
    assert page.title().startswith("Estação, Porto Sombra")
    assert here.complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_keeps_anybody_out_and_no_part_is_wider_than_a_phone(
    porto_sombra_served: Served, tab: MakeTab, theme: str
) -> None:
    for path in ("/place", f"/place/{some_area(porto_sombra_served)}"):
        page = tab(porto_sombra_served, theme=theme).open(path)
        assert Axe().run(page).response["violations"] == []
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_function(
            """() => [...document.querySelectorAll("main *")].every(
              (one) => one.closest(".scroll") || one.getBoundingClientRect().right <= 391)"""
        )


def test_what_is_shown_stands_with_what_it_cannot_see(city: Served, tab: MakeTab) -> None:
    here = tab(city)
    path = f"/place/{some_area(city)}"
    page = here.open(path)
    # What is folded is on the page; a reader opens it with one key.
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert faults(read(here, path), city.opened.findings()) == []
    assert here.complaints == []


def test_it_prints_on_one_sheet(city: Served, tab: MakeTab) -> None:
    page = tab(city).open(f"/place/{some_area(city)}")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
