"""A link restores every view, and the page follows what readers do."""

from collections.abc import Callable

from tests.browser.conftest import Served, Tab

MakeTab = Callable[..., Tab]


def test_a_choice_is_in_the_address_and_the_address_brings_it_back(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/")
    page.click(".controls >> text=Rain gauges")
    page.wait_for_selector(".choice.held >> text=Rain gauges")
    page.click(".controls >> text=Wealth gradient")
    page.wait_for_selector(".map-words h3:has-text('Wealth gradient')")
    there = tab(porto_sombra_served).open(page.url.removeprefix(here.url))
    for part in (".map-words", ".svg-map svg title >> nth=0"):
        assert there.text_content(part) == page.text_content(part)
    page.go_back()
    page.wait_for_selector(".map-words h3:has-text('Radius coverage')")
    assert here.complaints == []


def test_an_area_is_chosen_on_the_map_without_a_new_page(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/")
    page.evaluate("window.still = true")
    link = page.locator(".svg-map a").nth(40)
    name = str(link.locator("title").text_content()).split(":")[0]
    link.dispatch_event("click")
    page.wait_for_selector(f"#area h4:has-text({name!r})")
    assert "area=" in page.url
    assert page.evaluate("window.still"), "the page was not loaded anew"
    there = tab(porto_sombra_served).open(page.url.removeprefix(here.url))
    assert there.inner_text("#area") == page.inner_text("#area")
    page.click("text=Leave this area")
    page.wait_for_selector("#area", state="detached")


def test_areas_are_sorted_and_searched_and_the_address_holds_both(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/measure/M3-cameras")
    page.click("table.areas th >> text=Residents")
    page.wait_for_selector("th[aria-sort=descending] >> text=Residents")
    rows = page.locator("table.areas tbody tr")
    total = rows.count()
    residents = [
        int("".join(c for c in text if c.isdigit()))
        for text in page.locator("table.areas tbody td:nth-of-type(2)").all_inner_texts()
        if any(c.isdigit() for c in text)
    ]
    assert residents[:5] == sorted(residents, reverse=True)[:5]
    page.fill("#search-find", "praia")
    page.press("#search-find", "Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('table.areas tbody tr').length < n", arg=total
    )
    assert "sort=people" in page.url
    assert "find=praia" in page.url
    there = tab(porto_sombra_served).open(page.url.removeprefix(here.url))
    assert there.inner_text("table.areas") == page.inner_text("table.areas")
    assert there.input_value("#search-find") == "praia"
    assert here.complaints == []


def test_the_chosen_theme_is_kept_and_reaches_maps_and_figures(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    page = tab(porto_sombra_served, theme="light").open("/measure/M3-cameras")
    ink = """() => [
      getComputedStyle(document.querySelector('.figure-groups .main-svg text')).fill,
      getComputedStyle(document.querySelector('.svg-map g[stroke]')).stroke,
      getComputedStyle(document.body).color,
    ]"""
    page.locator(".figure-groups").scroll_into_view_if_needed()
    page.wait_for_selector(".figure-groups .main-svg text")
    before = page.evaluate(ink)
    page.click("button.theme-switch")
    after = page.evaluate(ink)
    assert all(a != b for a, b in zip(before, after, strict=True))
    page.reload()
    page.locator(".figure-groups").scroll_into_view_if_needed()
    page.wait_for_selector(".figure-groups .main-svg text")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate(ink) == after


def test_the_keyboard_goes_past_the_head_and_a_new_page_begins_at_its_title(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    page = tab(porto_sombra_served).open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.click("nav >> text=Data register")
    page.wait_for_selector("h1:focus >> text=Data register")
    assert page.title().startswith("Data register of Porto Sombra")


def test_the_statement_leads_to_who_and_where(porto_sombra_served: Served, tab: MakeTab) -> None:
    page = tab(porto_sombra_served).open("/register")
    page.click("text=Who is not seen")
    page.wait_for_selector("#unseen")
    page.wait_for_function(
        "() => Math.abs(document.querySelector('#unseen').getBoundingClientRect().top) < 60"
    )
