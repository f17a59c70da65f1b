"""Every page of both cities in a real browser."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from audits import words
from tests.browser.conftest import Served, Tab
from tests.test_dashboard.crawl import Block, Crawled, faults, plain

MakeTab = Callable[..., Tab]
CRAWLED = (
    "/", "/measures", "/register", "/room", "/siting", "/place", "/reviews",
    "/measure/M3-cameras", "/measure/M9-cameras",
)  # fmt: skip
EVERY = (
    *CRAWLED, "/methods", "/overlay", "/place/{area}", "/measure/M27-rain_gauges",
    "/measure/M28-city", "/register?contest=cameras", "/nowhere",
)  # fmt: skip
READ = """() => {
  const main = document.querySelector("main");
  const blocks = [...main.querySelectorAll("[data-findings]")];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const loose = [];
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement;
    if (!at.closest("[data-findings], [data-stated], .caveats")) {
      loose.push(walker.currentNode.data);
    }
  }
  return {
    text: document.body.innerText,
    loose: loose.join(" "),
    blocks: blocks.map(one => ({
      keys: one.dataset.findings.split(" "),
      text: one.innerText,
      hrefs: [...one.querySelectorAll("a[href]")].map(a => a.getAttribute("href")),
    })),
  };
}"""


def read(tab: Tab, path: str) -> Crawled:
    """A page as the browser shows it with everything unfolded: what is hidden is not there."""
    tab.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = tab.page.evaluate(READ)
    return Crawled(
        path=path,
        text=found["text"],
        loose=found["loose"],
        blocks=tuple(
            Block(keys=tuple(one["keys"]), text=one["text"], hrefs=tuple(one["hrefs"]))
            for one in found["blocks"]
        ),
    )


@pytest.mark.parametrize("path", CRAWLED)
def test_a_page_shows_what_it_cannot_see_and_asks_nobody_else(
    city: Served, tab: MakeTab, path: str
) -> None:
    here = tab(city)
    page = here.open(path)
    first = page.locator("section[aria-label='Known blind spot']")
    sentence = plain(words.blind_spot_statement(city.opened.city, city.opened.findings()))
    assert sentence in plain(first.inner_text())
    box = first.bounding_box()
    assert box is not None
    assert box["y"] == 0, "nothing stands above it"
    assert ("invented city" in first.inner_text()) == city.opened.city.invented
    assert faults(read(here, path), city.opened.findings()) == []
    assert here.complaints == []


@pytest.mark.parametrize("path", EVERY)
def test_nothing_keeps_anybody_out_and_no_page_is_wider_than_the_screen(
    porto_sombra_served: Served, tab: MakeTab, path: str
) -> None:
    area = porto_sombra_served.opened.geography.area_ids[0]
    page = tab(porto_sombra_served, theme="light").open(path.format(area=area))
    for theme in ("light", "dark"):
        assert page.evaluate("document.documentElement.dataset.theme") == theme
        found = [
            (theme, one["id"], one["nodes"][0]["html"])
            for one in Axe().run(page).response["violations"]
        ]
        assert found == []
        page.click("button.theme-switch")
    for width in (390, 768, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("w => document.documentElement.scrollWidth <= w", arg=width)


def test_an_address_without_a_page_leads_back(porto_sombra_served: Served, tab: MakeTab) -> None:
    page = tab(porto_sombra_served).open("/nowhere")
    assert "No such page" in page.title()
    page.click("text=To the city page")
    page.wait_for_selector("h1:has-text('Porto Sombra')")
