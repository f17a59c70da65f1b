"""What each page weighs and when its first content stands: `python -m tests.browser.weights CITY`.

Prints the table of `README.md` beside this file. Bytes are those on the line, zipped; the document
holds the page itself. Times are of a fresh browser, as this machine is and with its processor
slowed four times, as on a cheap phone.
"""

import sys
from dataclasses import dataclass
from urllib.request import urlopen

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from data.settings import Settings
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.test_dashboard.serving import served

PATHS = (
    "/", "/room", "/wall", "/place", "/place/{area}", "/overlay", "/siting",
    "/measures", "/measure/M3-{network}", "/reviews", "/register", "/methods",
)  # fmt: skip
_SLOWED = 4


@dataclass(frozen=True, kw_only=True)
class Weight:
    """One page: bytes on the line, and milliseconds until it shows its content."""

    path: str
    page: int
    framework: int
    content_ms: int
    slowed_ms: int


def weigh(browser: Browser, url: str, path: str) -> Weight:
    """Opens the page twice, each time in a browser that has kept nothing.

    The server has drawn it for somebody before: each of its processes, most likely.
    """
    for _ in range(6):
        with urlopen(url + path) as answer:
            answer.read()
    held = [_opened(browser, url + path, slowed) for slowed in (1, _SLOWED)]
    (page, framework, content), (_, _, slowed) = held
    return Weight(path=path, page=page, framework=framework, content_ms=content, slowed_ms=slowed)


def _opened(browser: Browser, url: str, slowed: int) -> tuple[int, int, int]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    bytes_of = _listen(devtools)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.goto(url)
    page.wait_for_load_state("networkidle")
    found = _content_ms(page)
    context.close()
    framework = sum(size for at, size in bytes_of.items() if "/_dash-component-suites/" in at)
    return sum(bytes_of.values()) - framework, framework, found


def _listen(devtools: CDPSession) -> dict[str, int]:
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def answered(event: dict[str, dict[str, str]]) -> None:
        names[str(event["requestId"])] = event["response"]["url"]

    def finished(event: dict[str, int]) -> None:
        at = names.get(str(event["requestId"]), "")
        sizes[at] = sizes.get(at, 0) + event["encodedDataLength"]

    devtools.on("Network.responseReceived", answered)
    devtools.on("Network.loadingFinished", finished)
    return sizes


def _content_ms(page: Page) -> int:
    found: float = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)[0]"
    )
    return round(found)


def main(city: str) -> None:
    """Prints the table for a city that has been built."""
    from audits import open_city

    settings = Settings.from_environment()
    opened = open_city(city, settings=settings)
    area, network = opened.geography.area_ids[0], opened.city.networks[0].id
    sys.stdout.write(
        f"| {opened.city.title} | page, kB | framework, kB | content, ms | slowed ×4, ms |\n"
        "|---|---|---|---|---|\n"
    )
    with sync_playwright() as playwright, served(city, settings) as url:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for path in PATHS:
            one = weigh(browser, url, path.format(area=area, network=network))
            weights = f"{one.page / 1000:.0f} | {one.framework / 1000:.0f}"
            sys.stdout.write(f"| `{path}` | {weights} | {one.content_ms} | {one.slowed_ms} |\n")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "porto_sombra")
