"""The siting page in a real browser: its form, its addresses, its file, and on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Served, Tab

MakeTab = Callable[..., Tab]
NAMES = ("sites", "what", "reach", "aim", "against")
SAYS = "said => document.body.innerText.includes(said)"
ASKED = "/siting?network=rain_gauges&sites=4&what=new&reach=2000&aim=age%3A0+to+14&against=everyone"


def held(page: Page) -> dict[str, str]:
    """What the form shows to be chosen."""
    return {name: page.input_value(f"#choose-{name}") for name in NAMES}


def test_a_question_goes_into_the_address_and_the_address_restores_it(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/siting?network=rain_gauges")
    first = held(page)
    page.fill("#choose-sites", "3")
    page.select_option("#choose-what", "new")
    page.select_option("#choose-aim", "everyone")
    page.select_option("#choose-against", "worst-off")
    page.keyboard.press("Tab")
    page.click("text=Work it out")
    page.wait_for_url("**sites=3**")
    page.wait_for_function(SAYS, arg="3 rain gauges added where")
    asked = held(page)
    assert asked == first | {
        "sites": "3",
        "what": "new",
        "aim": "everyone",
        "against": "worst-off",
    }
    again = tab(porto_sombra_served)
    assert held(again.open(page.url.removeprefix(here.url))) == asked
    page.go_back()
    page.wait_for_function("n => document.querySelector('#choose-sites').value === n", arg="10")
    assert held(page) == first
    assert here.complaints == []


def test_another_network_keeps_what_means_the_same_there(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    page = tab(porto_sombra_served).open(ASKED)
    page.click("nav[aria-label='Network'] >> text=microphones")
    page.wait_for_function(SAYS, arg="Taking away 4 microphones")
    assert held(page) == {
        "sites": "4",
        "what": "remove",
        "reach": "400",
        "aim": "age:0 to 14",
        "against": "everyone",
    }
    assert page.locator(".siting-notes").count() == 0


def test_the_file_of_the_page_can_be_taken_away(porto_sombra_served: Served, tab: MakeTab) -> None:
    page = tab(porto_sombra_served).open(ASKED)
    with page.expect_download() as taken:
        page.click("text=The sites as a table file")
    name = taken.value.suggested_filename
    assert name.startswith("siting-porto_sombra-rain_gauges-")
    text = Path(taken.value.path()).read_text("utf-8")
    assert text.count("\n") == 9
    assert "not seen" in text


@pytest.mark.parametrize("path", ["/siting", ASKED])
def test_nothing_serious_keeps_anybody_out(
    porto_sombra_served: Served, tab: MakeTab, path: str
) -> None:
    page = tab(porto_sombra_served).open(path)
    for summary in page.locator("main details > summary").all():
        summary.click()
    for _ in range(2):
        grave = [
            (one["id"], one["nodes"][0]["html"])
            for one in Axe().run(page).response["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert grave == []
        page.click("button.theme-switch")
    for width in (390, 768, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("w => document.documentElement.scrollWidth <= w", arg=width)
