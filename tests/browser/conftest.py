"""A real headless Chromium, and each city served by real gunicorn from a home of its own."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from audits.opened import OpenedCity, open_city
from data.settings import Settings
from tests.test_dashboard.serving import served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
BEAT_MS = 12_500
"""A little more than the time after which an open page asks for news."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Where the checks run by themselves, a test that is skipped in silence is a test that fails.
    if CHROMIUM is None and "chromium" in os.environ.get("PENUMBRA_MUST_NOT_SKIP", ""):
        raise pytest.UsageError("found no chromium, expected one: install it")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no chromium on this machine"))


@dataclass(frozen=True, kw_only=True)
class Served:
    """A city that is being served: where, and what it holds."""

    url: str
    settings: Settings
    opened: OpenedCity


@dataclass(kw_only=True)
class Tab:
    """A page of the browser that remembers everything it should not have had to say or ask."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> "Tab":
        """Notes errors of the console and of scripts, and requests that leave this server."""

        def asked(request: Request) -> None:
            if not request.url.startswith((self.url, "data:", "blob:")):
                self.complaints.append(f"request to {request.url}")

        def said(kind: str, text: str) -> None:
            if kind in ("error", "warning"):
                self.complaints.append(f"console {kind}: {text}")

        self.page.on("console", lambda message: said(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", asked)
        return self

    def open(self, path: str) -> Page:
        """Goes to a path and waits until the page is drawn."""
        self.page.goto(self.url + path)
        self.page.wait_for_selector("main h1")
        self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Callable[..., Tab]]:
    """Opens a tab on a served city: its width, its theme, and with which clock."""
    contexts = []

    def make(city: Served, width: int = 1280, theme: str = "light", clock: bool = False) -> Tab:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
        )
        contexts.append(context)
        if clock:
            context.clock.install()
        return Tab(page=context.new_page(), url=city.url).listen()

    yield make
    for context in contexts:
        context.close()


def _served(opened: OpenedCity, settings: Settings, home: Path) -> Iterator[Served]:
    """What is contested here must not stand in anybody else's tests."""
    own = Settings(home=home)
    name = opened.city.id
    shutil.copytree(settings.city_home(name), own.city_home(name), dirs_exist_ok=True)
    with served(name, own) as url:
        yield Served(url=url, settings=own, opened=open_city(name, settings=own))


@pytest.fixture(scope="session")
def porto_sombra_served(
    porto_sombra: OpenedCity, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    yield from _served(porto_sombra, settings, tmp_path_factory.mktemp("porto_sombra"))


@pytest.fixture(scope="session")
def rio_served(
    rio: OpenedCity, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    yield from _served(rio, settings, tmp_path_factory.mktemp("rio"))


@pytest.fixture(
    params=["porto_sombra", pytest.param("rio", marks=pytest.mark.rio)], scope="session"
)
def city(request: pytest.FixtureRequest) -> Served:
    """Each of the two cities."""
    found: Served = request.getfixturevalue(f"{request.param}_served")
    return found
