"""Every page of both cities, in both languages and both themes, on screen and on paper."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from audits import words
from data.languages import ENGLISH, PORTUGUESE, Language
from data.said import speaking
from tests.browser.conftest import Served, Tab
from tests.test_dashboard.crawl import plain

MakeTab = Callable[..., Tab]
DARK_INK = """() => {
  const [r, g, b] = getComputedStyle(document.body).color.match(/[0-9.]+/g).map(Number);
  return r + g + b < 300;
}"""


def every(city: Served) -> list[str]:
    """Each page once, at this city's own addresses."""
    network = city.opened.city.networks[0].id
    keyed = [f"/place/{city.opened.geography.area_ids[0]}", f"/measure/M3-{network}"]
    plain_ones = ["/", "/room", "/place", "/overlay", "/siting", "/measures", "/reviews"]
    return [*plain_ones, "/register", "/methods", *keyed]


def says_whom_it_does_not_see(page: Page, city: Served, language: Language) -> bool:
    with speaking(language):
        sentence = plain(str(words.blind_spot_statement(city.opened.city, city.opened.findings())))
    return sentence in plain(page.inner_text(".first"))


@pytest.mark.parametrize("language", [ENGLISH, PORTUGUESE], ids=lambda one: str(one.tag))
def test_each_page_in_each_language_and_theme(
    city: Served, tab: MakeTab, language: Language
) -> None:
    here = tab(city, theme="dark")
    for path in every(city):
        page = here.open(f"{path}?lang={language.tag}")
        assert (path, page.get_attribute("html", "lang")) == (path, language.tag)
        assert says_whom_it_does_not_see(page, city, language), path
        assert not page.evaluate(DARK_INK), path
        page.click("button.theme-switch")
        assert page.evaluate(DARK_INK), path
        page.click("button.theme-switch")
        page.emulate_media(media="print")
        page.wait_for_function(DARK_INK)  # or else light ink comes on white paper
        page.emulate_media(media="screen")
    assert here.complaints == []


@pytest.mark.rio
@pytest.mark.slow
def test_nothing_keeps_anybody_out_in_the_other_city_and_language(
    rio_served: Served, tab: MakeTab
) -> None:
    here = tab(rio_served)
    for path in every(rio_served):
        page = here.open(f"{path}?lang=pt-BR")
        found = [
            (path, one["id"], one["nodes"][0]["html"])
            for one in Axe().run(page).response["violations"]
        ]
        assert found == []


def test_an_overlay_is_chosen_by_keyboard_and_its_address_restores_it(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/overlay")
    page.focus("#pair-cover")
    page.keyboard.type("Municipal clinics")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/overlay?cover=supply-clinics&need=*")
    page.wait_for_selector("main h2:has-text('Clinics')")
    there = tab(porto_sombra_served).open(page.url.removeprefix(here.url))
    for part in ("main h2 >> nth=0", ".estimate >> nth=0"):
        assert there.inner_text(part) == page.inner_text(part)
    for name in ("#pair-cover", "#pair-need"):
        assert there.input_value(name) == page.input_value(name)
    assert here.complaints == []
