"""An open page says when something newer stands on the server, and when the server is gone."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from audits.opened import OpenedCity
from data.settings import Settings
from tests.browser.conftest import BEAT_MS, Served, Tab
from tests.test_dashboard.serving import served, start, stop

MakeTab = Callable[..., Tab]


def test_a_snapshot_that_is_published_shows_itself(
    porto_sombra: OpenedCity, settings: Settings, tab: MakeTab, tmp_path: Path
) -> None:
    own = Settings(home=tmp_path)
    home = own.city_home("porto_sombra")
    shutil.copytree(settings.city_home("porto_sombra"), home)
    newer = "f" * 16
    with served("porto_sombra", own) as url:
        here = tab(Served(url=url, settings=own, opened=porto_sombra), clock=True)
        page = here.open("/register")
        assert porto_sombra.snapshot in page.inner_text("footer")
        # Published as a build does it: first the whole file, then the pointer, by renaming.
        old = home / "snapshots" / f"{porto_sombra.snapshot}.duckdb"
        shutil.copyfile(old, old.with_stem(newer))
        pointer = home / "CURRENT.new"
        pointer.write_text(newer, encoding="ascii")
        pointer.replace(home / "CURRENT")
        # The server reads the newer one beside the one that stands; the page asks every beat.
        for _ in range(60):
            page.clock.run_for(BEAT_MS)
            page.wait_for_load_state("networkidle")
            if newer in page.inner_text("footer"):
                break
            time.sleep(1)
        assert newer in page.inner_text("footer")
        assert "A newer snapshot was published" in page.inner_text("#news")
        assert "This page now shows it." in page.inner_text("#news")
        assert here.complaints == []


def test_a_server_that_is_lost_is_said_to_be_and_said_to_be_back(
    porto_sombra_served: Served, tab: MakeTab
) -> None:
    process, url = start("porto_sombra", porto_sombra_served.settings)
    try:
        here = Served(
            url=url, settings=porto_sombra_served.settings, opened=porto_sombra_served.opened
        )
        page = tab(here, clock=True).open("/")
    finally:
        stop(process)
    page.clock.run_for(BEAT_MS)
    page.wait_for_selector("#lost:has-text('The server has not answered since')")
    assert page.locator("main h1").inner_text() == "Porto Sombra", "what stood there stays"
    with served("porto_sombra", porto_sombra_served.settings, port=int(url.rsplit(":", 1)[1])):
        page.clock.run_for(BEAT_MS)
        page.wait_for_selector("#news:has-text('The server answers again.')")
        assert page.inner_text("#lost") == ""
