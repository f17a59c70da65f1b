"""Back and forward lead to where the reader was, and what was there."""

from collections.abc import Callable

from tests.browser.conftest import Served, Tab

MakeTab = Callable[..., Tab]
DOWN = "Math.round(window.scrollY)"


def test_back_from_a_place_on_the_same_page_goes_up_again(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    page = tab(porto_sombra_served).open("/overlay")
    link = page.locator("main a[href='#caveats']").first
    link.scroll_into_view_if_needed()
    before = page.evaluate(DOWN)
    link.click()
    page.wait_for_function(
        "() => Math.abs(document.querySelector('#caveats').getBoundingClientRect().top) < 60"
    )
    assert page.evaluate(DOWN) != before
    page.go_back()
    page.wait_for_function(f"was => {DOWN} === was", arg=before)


def test_back_and_forward_between_pages_find_the_place(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/register")
    page.evaluate("window.scrollTo(0, 700)")
    page.evaluate("window.scrollTo(0, 700)")
    page.evaluate("document.querySelector('nav a[href=\"/measures\"]').click()")
    page.wait_for_selector("main h1:has-text('Measures')")
    assert page.evaluate(DOWN) == 0
    page.go_back()
    page.wait_for_selector("main h1:has-text('Data register')")
    page.wait_for_function(f"() => {DOWN} === 700")
    page.go_forward()
    page.wait_for_selector("main h1:has-text('Measures')")
    page.reload()
    page.wait_for_selector("main h1:has-text('Measures')")
    page.go_back()
    page.wait_for_selector("main h1:has-text('Data register')")
    assert here.complaints == []
