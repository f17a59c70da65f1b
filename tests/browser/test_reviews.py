"""Contesting from the page: what is said stands with the number at once, for every reader."""

from collections.abc import Callable

from audits.reviews import contest, statements
from tests.browser.conftest import BEAT_MS, Served, Tab

MakeTab = Callable[..., Tab]


def test_what_a_reader_says_stands_with_the_number(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/measure/M3-cameras")
    page.fill("#contest-speaker", "Residents of the harbour")
    page.fill("#contest-says", "Ours have been dark since spring.")
    page.click("text=Let it stand")
    page.wait_for_selector("#contest-answer:has-text('Choose one')")
    with page.expect_response("**/_dash-update-component*"):
        page.click("text=Let it stand")  # the same answer again
    page.click("label.principle:has-text('Consider context')")
    page.click("label.principle:has-text('Examine power')")
    assert page.locator(".principle input:checked").count() == 1
    page.click("text=This blocks the use of it")
    page.click("text=Let it stand")
    page.wait_for_selector(".statements:has-text('Ours have been dark since spring.')")
    assert "stands with M3-cameras from now on" in page.inner_text("#news")
    caveat = page.locator("#caveats ~ .wide-caveats li").first.inner_text()
    assert caveat.startswith("blocked")
    assert "Residents of the harbour" in caveat
    made = statements(porto_sombra_served.settings, "porto_sombra")[-1]
    assert (made.principle, made.blocks, made.channel) == ("examine-power", True, "screen")
    other = tab(porto_sombra_served).open("/measure/M3-cameras")
    assert "Ours have been dark since spring." in other.inner_text("#caveats ~ .wide-caveats")
    assert here.complaints == []


def test_what_is_said_elsewhere_appears_on_an_open_page_and_drafts_survive(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served, clock=True)
    page = here.open("/register?contest=people")
    page.fill("#contest-says", "A sentence that is not finished")
    page.keyboard.press("Tab")
    contest(
        porto_sombra_served.settings,
        "porto_sombra",
        known={"dataset": ("people",)},
        target_kind="dataset",
        target="people",
        says="Said from the command line.",
        principle="make-labour-visible",
        channel="command line",
    )
    page.clock.run_for(BEAT_MS)
    page.wait_for_selector(".statements:has-text('Said from the command line.')")
    assert "This page now shows it." in page.inner_text("#news")
    assert page.input_value("#contest-says") == "A sentence that is not finished"
    assert here.complaints == []
