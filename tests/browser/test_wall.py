"""The wall on a real screen: it fits, it turns, it says what it has lost, and it does not grow."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from audits import words
from audits.opened import OpenedCity
from dashboard.wall import RELOAD_S
from dashboard.wall_views import VIEWS
from data.settings import Settings
from tests.browser.conftest import Served, Tab
from tests.test_dashboard.crawl import plain
from tests.test_dashboard.serving import served, start, stop

MakeTab = Callable[..., Tab]
SIZES = ((1280, 720), (1920, 1080), (3840, 2160))
HIDDEN = """() => {
  const out = [];
  const view = document.querySelector("main.view");
  const frame = view.getBoundingClientRect();
  if (document.documentElement.scrollWidth > innerWidth) out.push("page is too wide");
  if (document.documentElement.scrollHeight > innerHeight) out.push("page is too high");
  document.querySelectorAll("#wall p, #wall h1, #wall h2, #wall td, #wall th, #wall li")
    .forEach(one => {
      const box = one.getBoundingClientRect();
      if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1) out.push(one.textContent);
    });
  const size = parseFloat(getComputedStyle(view).fontSize);
  if (size < innerHeight * 0.02) out.push("text of " + size + " px");
  return out;
}"""


def opened(tab: Tab, path: str) -> Page:
    tab.page.goto(tab.url + path)
    tab.page.wait_for_selector("main.view h1")
    return tab.page


def turned(page: Page, refreshes: int, seconds: int = 20) -> None:
    """Lets time pass until the wall has turned so often."""
    page.clock.run_for(seconds * 1000 + 50)
    page.wait_for_selector(f"body[data-refreshes='{refreshes}']")


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_every_screen_and_can_be_read_from_afar(
    city: Served, tab: MakeTab, size: tuple[int, int]
) -> None:
    here = tab(city)
    here.page.set_viewport_size({"width": size[0], "height": size[1]})
    sentence = plain(words.blind_spot_statement(city.opened.city, city.opened.findings()))
    for view in VIEWS:
        page = opened(here, f"/wall?views={view}&lang=pt-BR")
        assert (view, page.evaluate(HIDDEN)) == (view, []), "Portuguese takes more room"
        page = opened(here, f"/wall?views={view}&lang=en")
        assert (view, page.evaluate(HIDDEN)) == (view, [])
        assert sentence in plain(page.inner_text(".statement-text"))
    assert here.complaints == []


def test_it_turns_through_the_chosen_views_and_keeps_the_statement(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served, clock=True)
    page = opened(here, "/wall?views=board,alerts,map&seconds=20")
    seen = [page.get_attribute("main", "aria-label")]
    for count in range(1, 7):
        turned(page, count)
        seen.append(page.get_attribute("main", "aria-label"))
        assert page.locator(".statement-text").count() == 1
    assert seen == ["board", "alerts", "map", "board", "alerts", "map", "board"]
    assert here.complaints == []


def test_two_fetches_never_overlap_however_slow_the_server(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served, clock=True)
    asked: list[str] = []
    page = opened(here, "/wall?views=board&seconds=5")
    page.route("**/wall/view*", lambda route: asked.append(route.request.url))  # never answered
    with page.expect_request("**/wall/view*"):
        page.clock.run_for(5_050)
    page.clock.run_for(24_000)
    page.wait_for_timeout(500)  # in which another one would have come
    assert len(asked) == 1
    page.clock.run_for(7_000)
    page.wait_for_selector("#lost:has-text('No answer from the server since')")


def test_a_server_that_is_lost_is_told_with_the_age_of_what_stands(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    process, url = start("porto_sombra", porto_sombra_served.settings)
    try:
        there = Served(
            url=url, settings=porto_sombra_served.settings, opened=porto_sombra_served.opened
        )
        page = opened(tab(there, clock=True), "/wall?views=board&seconds=20")
        turned(page, 1)
    finally:
        stop(process)
    page.clock.run_for(21_000)
    page.wait_for_selector("#lost:has-text('No answer from the server since')")
    page.clock.run_for(300_000)
    assert "drawn 5 minutes ago and is not renewed" in page.inner_text("#lost")
    assert page.inner_text(".wall-age").endswith("drawn 5 minutes ago")
    assert page.locator("main h1").count() == 1, "what stood there stays"
    with served("porto_sombra", porto_sombra_served.settings, port=int(url.rsplit(":", 1)[1])):
        page.clock.run_for(25_000)
        page.wait_for_selector("body[data-refreshes='2']")
        assert page.inner_text("#lost") == ""


def test_an_error_of_the_server_is_told_apart_from_its_silence(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    page = opened(tab(porto_sombra_served, clock=True), "/wall?views=board&seconds=20")
    page.route("**/wall/view*", lambda route: route.fulfill(status=503, body="no"))
    page.clock.run_for(21_000)
    page.wait_for_selector("#lost:has-text('answers with an error (503)')")


def test_it_starts_over_every_day(porto_sombra_served: Served, tab: MakeTab) -> None:
    page = opened(tab(porto_sombra_served, clock=True), "/wall?views=board&seconds=600")
    page.evaluate("document.body.dataset.mark = 'old'")
    with page.expect_navigation():
        page.clock.fast_forward(RELOAD_S * 1000 + 1000)
    page.wait_for_selector("main.view h1")
    assert page.evaluate("document.body.dataset.mark") is None


def test_a_replay_plays_what_was_stored(
    porto_sombra: OpenedCity, settings: Settings, tab: MakeTab
) -> None:
    replay = ("2026-02-10T00:00:00", 3600.0, time.time())
    process, url = start("porto_sombra", settings, replay=replay)
    try:
        here = tab(Served(url=url, settings=settings, opened=porto_sombra))
        page = opened(here, "/wall?views=sensors&seconds=5")
        first = page.inner_text(".wall-moment")
        assert "Replay from 10 February 2026" in page.inner_text(".wall-strip")
        page.wait_for_function(
            "was => document.querySelector('.wall-moment').innerText !== was", arg=first
        )
        assert "February 2026" in page.inner_text(".wall-moment")
        here.open("/room")
        assert "Replay from 10 February 2026" in here.page.inner_text("main")
        assert here.complaints == []
    finally:
        stop(process)


@pytest.mark.slow
def test_its_memory_does_not_grow(porto_sombra_served: Served, tab: MakeTab) -> None:
    """Two hundred refreshes; the heap after a collection, every twenty of them."""
    page = opened(tab(porto_sombra_served, clock=True), "/wall?seconds=5")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    used: list[dict[str, float]] = []
    for count in range(1, 201):
        turned(page, count, seconds=5)
        if count % 20 == 0:
            devtools.send("HeapProfiler.collectGarbage")
            found = devtools.send("Performance.getMetrics")["metrics"]
            used.append({one["name"]: one["value"] for one in found})
    heap = [round(one["JSHeapUsedSize"] / 1000) for one in used]
    nodes = [round(one["Nodes"]) for one in used]
    print(f"kB of heap: {heap}; nodes: {nodes}")  # noqa: T201
    assert heap[-1] <= 1.25 * heap[1]
    assert nodes[-1] <= 1.25 * nodes[1] + 50
