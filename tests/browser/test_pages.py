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


def test_in_portuguese_no_page_is_wider_than_a_phone(city: Served, tab: MakeTab) -> None:
    here = tab(city, width=390)
    area = city.opened.geography.area_ids[0]
    wide = {}
    for path in (*CRAWLED, "/overlay", "/methods", f"/place/{area}"):
        page = here.open(f"{path}?lang=pt-BR")
        assert page.get_attribute("html", "lang") == "pt-BR"
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in wide.items() if width > 390} == {}


def test_figures_have_the_colours_of_the_page_s_theme(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    page = tab(porto_sombra_served, theme="dark").open("/measure/M9-cameras")
    for figure in page.locator("[data-plotly]").all():
        figure.scroll_into_view_if_needed()
        page.wait_for_function("one => one.matches('.js-plotly-plot')", arg=figure.element_handle())
    for uid, part, property_, token in (
        ("groups", "points", "fill", "accent"),
        ("curve", "lines", "stroke", "accent"),
        ("this", "points", "fill", "ink"),
    ):
        drawn = f".trace{uid} .{part} path"
        page.wait_for_selector(drawn, state="attached")
        assert page.evaluate(
            """([drawn, property, token]) => {
              const probe = document.createElement("p");
              probe.style.color = `var(--${token})`;
              document.body.append(probe);
              return getComputedStyle(document.querySelector(drawn))[property]
                === getComputedStyle(probe).color;
            }""",
            [drawn, property_, token],
        ), drawn


def test_an_address_without_a_page_leads_back(porto_sombra_served: Served, tab: MakeTab) -> None:
    page = tab(porto_sombra_served).open("/nowhere")
    assert "No such page" in page.title()
    page.click("text=To the city page")
    page.wait_for_selector("h1:has-text('Porto Sombra')")
