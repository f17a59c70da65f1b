"""The browser chooses the language, a reader another one, and the choice stays."""

from collections.abc import Callable

from playwright.sync_api import Browser

from tests.browser.conftest import Served, Tab

MakeTab = Callable[..., Tab]


def test_a_reader_changes_the_language_and_stays_where_they_are(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/?network=rain_gauges")
    assert page.get_attribute("html", "lang") == "en"
    page.click("text=Português")
    page.wait_for_selector("html[lang='pt-BR']")
    assert "network=rain_gauges" in page.url
    assert page.locator("section[aria-label='Ponto cego conhecido']").count() == 1
    page.click("nav >> text=Medidas")
    page.wait_for_selector("main h1:has-text('Medidas')")
    page.reload()
    page.wait_for_selector("main h1:has-text('Medidas')")
    page.click("text=English")
    page.wait_for_selector("html[lang='en']")
    assert here.complaints == []


def test_the_browser_s_own_language_is_spoken_first(
    porto_sombra_served: Served, browser: Browser
) -> None:
    context = browser.new_context(locale="pt-BR")
    page = context.new_page()
    for path in ("/", "/wall"):
        page.goto(porto_sombra_served.url + path)
        assert page.get_attribute("html", "lang") == "pt-BR"
        assert "moradores" in page.inner_text(".statement-text")
    page.goto(porto_sombra_served.url + "/wall?lang=en")
    assert page.get_attribute("html", "lang") == "en"
    context.close()
