"""A slow line, a second click, a closed storage: an open page stays true to its address."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from audits.reviews import contest, statements
from tests.browser.conftest import BEAT_MS, Served, Tab

MakeTab = Callable[..., Tab]
CALLBACKS = "**/_dash-update-component*"
VERSION = "**/version"
GIVEN_UP_MS = 21_000
"""After which a page says that the server has not answered."""
NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}
"""
RESIZERS = """
window.resizers = 0;
const add = window.addEventListener, remove = window.removeEventListener;
window.addEventListener = function (name, ...rest) {
  if (name === "resize") window.resizers += 1;
  return add.call(this, name, ...rest);
};
window.removeEventListener = function (name, ...rest) {
  if (name === "resize") window.resizers -= 1;
  return remove.call(this, name, ...rest);
};
"""


class Held:
    """What a page asks, kept from the server until the test lets it go."""

    def __init__(self, page: Page, url: str = CALLBACKS) -> None:
        self.waiting: list[Route] = []
        self.closed = True
        page.route(url, self._asked)

    def _asked(self, route: Route) -> None:
        if self.closed:
            self.waiting.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        self.closed = False
        for route in self.waiting:
            route.continue_()


def said_elsewhere(city: Served, says: str) -> None:
    """Something that makes every open page draw itself again at its next beat."""
    contest(
        city.settings,
        city.opened.city.id,
        known={"dataset": ("people",)},
        target_kind="dataset",
        target="people",
        says=says,
        principle="make-labour-visible",
        channel="command line",
    )


def test_who_turns_back_before_a_page_came_is_not_kept_waiting(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    page = tab(porto_sombra_served, clock=True).open("/register")
    held = Held(page)
    page.click("nav >> text=Measures")
    page.wait_for_url("**/measures")
    page.go_back()
    page.wait_for_url("**/register")
    held.let_go()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#page")).not_to_have_attribute("aria-busy", "true")
    page.clock.run_for(GIVEN_UP_MS)
    assert page.inner_text("main h1") == "Data register"
    assert page.inner_text("#lost") == ""
    assert page.inner_text("#news") == ""


def test_a_slow_answer_does_not_take_the_place_of_a_later_one(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    page = tab(porto_sombra_served).open("/register")
    held = Held(page)
    page.click("nav >> text=Measures")
    page.wait_for_url("**/measures")
    held.closed = False
    page.click("nav >> text=Methods")
    page.wait_for_selector("main h1:has-text('Methods')")
    held.let_go()
    page.wait_for_load_state("networkidle")
    assert page.inner_text("main h1") == "Methods"


def test_a_page_that_never_came_comes_when_the_server_is_back(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    page = tab(porto_sombra_served, clock=True).open("/register")
    page.context.set_offline(True)
    page.click("nav >> text=Measures")
    page.clock.run_for(GIVEN_UP_MS)
    page.wait_for_selector("#lost:has-text('The server has not answered since')")
    page.context.set_offline(False)
    page.clock.run_for(BEAT_MS)
    page.wait_for_selector("main h1:has-text('Measures')")
    assert page.inner_text("#lost") == ""


def test_a_server_that_hangs_is_lost_too(porto_sombra_served: Served, tab: MakeTab) -> None:
    page = tab(porto_sombra_served, clock=True).open("/register")
    held = Held(page, VERSION)
    page.clock.run_for(BEAT_MS)
    page.clock.run_for(GIVEN_UP_MS)
    page.wait_for_selector("#lost:has-text('The server has not answered since')")
    assert len(held.waiting) <= 3


def test_a_link_is_followed_while_scripts_are_not_ready(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served)
    page = here.page
    Held(page, "**/_dash-layout")
    page.goto(here.url + "/register")
    page.wait_for_function("() => !!window.penumbra && !!window.dash_clientside.set_props")
    page.click("nav >> text=Measures")
    page.wait_for_selector("main h1:has-text('Measures')")


def test_the_wall_is_another_document(porto_sombra_served: Served, tab: MakeTab) -> None:
    page = tab(porto_sombra_served).open("/room")
    page.click("main >> text=The wall")
    page.wait_for_selector("#wall main.view h1")


def test_an_address_asked_for_in_a_language_stays_in_it(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served, clock=True)
    page = here.open("/register?lang=pt")
    page.click("nav >> text=Medidas")
    page.wait_for_selector("main h1:has-text('Medidas')")
    here.open("/register?lang=pt")
    page.click("text=English")
    page.wait_for_selector("html[lang='en']")
    here.page.goto(here.url + "/wall?views=board&seconds=20&lang=pt")
    first = page.inner_text("main h1")
    page.clock.run_for(20_050)
    page.wait_for_selector("body[data-refreshes='1']")
    assert page.inner_text("main h1") == first


def test_a_fragment_that_is_no_text_does_no_harm(porto_sombra_served: Served, tab: MakeTab) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/place#%E0%A4%A")
    page.fill("input[name=find]", "praia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/place?find=praia*")
    page.wait_for_load_state("networkidle")
    expect(page.locator("input[name=find]")).to_be_focused()
    assert here.complaints == []


def test_two_clicks_are_one_statement(porto_sombra_served: Served, tab: MakeTab) -> None:
    page = tab(porto_sombra_served).open("/measure/M3-cameras")
    before = len(statements(porto_sombra_served.settings, "porto_sombra"))
    page.fill("#contest-says", "Said with two clicks.")
    page.click("label.principle:has-text('Examine power')")
    held = Held(page)
    page.click("text=Let it stand")
    page.wait_for_timeout(100)
    page.click("text=Let it stand")
    page.wait_for_timeout(100)
    held.let_go()
    page.wait_for_selector(".statements:has-text('Said with two clicks.')")
    page.wait_for_load_state("networkidle")
    assert len(statements(porto_sombra_served.settings, "porto_sombra")) == before + 1


def test_what_was_not_taken_down_can_be_sent_again(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    page = tab(porto_sombra_served, clock=True).open("/measure/M3-cameras")
    page.fill("#contest-says", "Said when the server was gone.")
    page.click("label.principle:has-text('Examine power')")
    page.route(CALLBACKS, lambda route: route.abort())
    page.click("text=Let it stand")
    page.clock.run_for(GIVEN_UP_MS)
    page.wait_for_selector("#contest-answer:has-text('The server has not answered since')")
    page.unroute(CALLBACKS)
    page.click("text=Let it stand")
    page.wait_for_selector(".statements:has-text('Said when the server was gone.')")


def test_an_answer_that_comes_late_leaves_another_draft_alone(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    page = tab(porto_sombra_served).open("/measure/M3-cameras")
    page.fill("#contest-says", "Said before going on.")
    page.click("label.principle:has-text('Examine power')")
    held = Held(page)
    page.click("text=Let it stand")
    page.wait_for_timeout(100)
    held.closed = False
    page.evaluate("window.history.pushState(null, '', '/measure/M9-cameras')")
    page.evaluate("window.penumbra.go()")
    page.wait_for_selector("main h1:has-text('Wealth gradient')")
    page.fill("#contest-says", "Half a sentence about something el")
    held.let_go()
    page.wait_for_selector("#news:has-text('stands with M3-cameras')")
    page.wait_for_load_state("networkidle")
    assert page.input_value("#contest-says") == "Half a sentence about something el"


def test_what_is_being_filled_in_outlasts_a_page_that_renews_itself(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served, clock=True)
    here.page.add_init_script(NO_STORAGE)
    page = here.open("/measure/M3-cameras")
    page.fill("#search-find", "pra")
    page.fill("#contest-says", "A sentence that is not finished")
    page.evaluate("document.querySelector('#contest-says').setSelectionRange(2, 4)")
    said_elsewhere(porto_sombra_served, "Said while somebody else was writing.")
    version = page.get_attribute("#page", "data-version")
    page.clock.run_for(BEAT_MS)
    page.wait_for_selector(f"#page:not([data-version='{version}'])")
    assert page.input_value("#search-find") == "pra"
    assert page.input_value("#contest-says") == "A sentence that is not finished"
    expect(page.locator("#contest-says")).to_be_focused()
    selected = "[document.activeElement.selectionStart, document.activeElement.selectionEnd]"
    assert page.evaluate(selected) == [2, 4]
    assert here.complaints == []


def test_a_page_that_renews_itself_leaves_the_reader_where_they_are(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    page = tab(porto_sombra_served, clock=True).open("/measure/M3-cameras")
    page.evaluate("document.querySelector('.scroll.tall').scrollTop = 120")
    page.locator("details:has(summary) > summary").nth(1).focus()
    focused = page.evaluate("document.activeElement.textContent")
    said_elsewhere(porto_sombra_served, "Said while somebody was reading.")
    held = Held(page)
    page.clock.run_for(BEAT_MS)
    page.wait_for_selector("#page[aria-busy=true]")
    page.evaluate("document.querySelector('#areas').scrollIntoView()")
    top = "document.querySelector('#areas').getBoundingClientRect().top"
    seen = page.evaluate(top)
    version = page.get_attribute("#page", "data-version")
    held.let_go()
    page.wait_for_selector(f"#page:not([data-version='{version}'])")
    page.wait_for_load_state("networkidle")
    assert abs(page.evaluate(top) - seen) < 2
    assert page.evaluate("document.querySelector('.scroll.tall').scrollTop") == 120
    assert page.evaluate("document.activeElement.textContent") == focused


def test_figures_that_go_leave_nothing_behind(porto_sombra_served: Served, tab: MakeTab) -> None:
    here = tab(porto_sombra_served)
    here.page.add_init_script(RESIZERS)
    page = here.open("/measure/M3-cameras")

    def drawn() -> int:
        page.locator(".figure-groups").scroll_into_view_if_needed()
        page.wait_for_selector(".figure-groups .main-svg text")
        page.wait_for_load_state("networkidle")
        return int(page.evaluate("window.resizers"))

    first = drawn()
    for path in ("/register", "/measure/M3-cameras") * 3:
        page.evaluate(
            "to => { window.history.pushState(null, '', to); window.penumbra.go(); }", path
        )
        page.wait_for_selector(f"#page[data-address='{path}']:not([aria-busy])")
    assert drawn() <= first
