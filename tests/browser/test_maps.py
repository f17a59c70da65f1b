"""A map by keyboard: one stop of the Tab key, arrows between areas, a closer look."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import Served, Tab

MakeTab = Callable[..., Tab]
HELD = "document.activeElement.getAttribute('href')"
MIDDLE = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}"""


def enter(page: Page) -> None:
    """Focus on the one area of the map that Tab reaches."""
    stops = page.locator(".svg-map a[tabindex='0']")
    assert stops.count() == 1
    stops.focus()


def box(page: Page) -> list[float]:
    text = page.locator(".svg-map svg").get_attribute("viewBox") or ""
    return [float(part) for part in text.split()]


def test_arrows_go_from_area_to_area_and_back(porto_sombra_served: Served, tab: MakeTab) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/")
    enter(page)
    seen = {page.evaluate(HELD)}
    for key, axis, sign in (("ArrowDown", 1, 1), ("ArrowRight", 0, 1), ("ArrowUp", 1, -1)):
        before = page.evaluate(MIDDLE)
        page.keyboard.press(key)
        after = page.evaluate(MIDDLE)
        if page.evaluate(HELD) not in seen:
            assert (after[axis] - before[axis]) * sign > 0, key
        seen.add(page.evaluate(HELD))
    assert len(seen) >= 3
    assert page.locator(".svg-map a[tabindex='0']").count() == 1
    assert page.locator(".map-hint").is_visible()
    assert here.complaints == []


def test_enter_opens_the_area_that_is_held(porto_sombra_served: Served, tab: MakeTab) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/")
    enter(page)
    page.keyboard.press("ArrowDown")
    name = page.evaluate("document.activeElement.querySelector('title').textContent").split(":")[0]
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#area h4:has-text({name!r})")
    assert "area=" in page.url
    assert here.complaints == []


def test_a_closer_look_by_keys_and_by_buttons(porto_sombra_served: Served, tab: MakeTab) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/")
    whole = box(page)
    enter(page)
    page.keyboard.press("+")
    near = box(page)
    assert near[2] < whole[2]
    assert abs(near[3] / near[2] - whole[3] / whole[2]) < 1e-6, "nothing is stretched"
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert box(page)[0] >= near[0]
    page.keyboard.press("0")
    assert box(page) == whole
    page.click(".map-tools button >> nth=0")
    assert box(page)[2] < whole[2]
    page.click(".map-tools button >> nth=1")
    page.click(".map-tools button >> nth=1")
    assert box(page) == whole, "no farther than the whole"
    for _ in range(20):
        page.click(".map-tools button >> nth=0")
    assert box(page)[2] >= whole[2] / 12.1
    page.click(".map-tools button >> nth=2")
    assert box(page) == whole
    assert here.complaints == []


INSIDE = """() => {
  const frame = document.querySelector(".svg-map svg").getBoundingClientRect();
  const held = document.activeElement.getBoundingClientRect();
  const x = held.left + held.width / 2, y = held.top + held.height / 2;
  return x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
}"""


def test_what_holds_the_focus_is_seen_also_from_near(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    page = tab(porto_sombra_served).open("/")
    enter(page)
    for _ in range(6):
        page.keyboard.press("+")
    first = page.evaluate(HELD)
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft") * 2:
        for _ in range(3):
            page.keyboard.press(key)
            assert page.evaluate(INSIDE), key
    assert page.evaluate(HELD)
    page.click(".map-tools button >> nth=2")
    enter(page)
    assert page.evaluate(HELD) != first or page.evaluate(INSIDE)


def test_a_closer_look_outlasts_the_choice_of_an_area(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    here = tab(porto_sombra_served)
    page = here.open("/")
    whole = box(page)
    enter(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("+")
    page.keyboard.press("+")
    near = box(page)
    area = page.evaluate(HELD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#area")
    assert box(page) == near
    assert page.evaluate(HELD) == area
    assert page.evaluate("document.activeElement.closest('svg') !== null")
    page.click("nav >> text=Operations room")
    page.wait_for_selector("main h1:has-text('Operations room')")
    page.click("nav >> text=City")
    page.wait_for_selector("main h1:has-text('Porto Sombra')")
    assert box(page) == whole, "another page begins with the whole"
    assert here.complaints == []
