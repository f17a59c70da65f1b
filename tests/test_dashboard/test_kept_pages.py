"""Pages are drawn once while nothing that they show has changed."""

from dataclasses import replace
from datetime import datetime
from typing import cast

import pytest

from audits.opened import OpenedCity
from audits.reviews import contest
from dashboard import kept_pages
from dashboard.clock import Replay
from dashboard.draw import draw
from dashboard.kept_pages import Asked, KeptPages
from dashboard.served import Here, Served
from dashboard.writing import Writing
from data.errors import NoSnapshotError
from data.languages import ENGLISH, PORTUGUESE
from data.settings import Settings
from tests.test_dashboard.served_here import ServedHere
from tests.test_dashboard.town import Town

MAY = Writing(allowed=True, with_token=False)
HERE = Asked(address="/measures", language=ENGLISH, writing=MAY)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were drawn, in order."""
    paths: list[str] = []

    def noting(*given: object) -> object:
        paths.append(str(given[2]))
        return draw(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(kept_pages, "draw", noting)
    return paths


def test_a_page_is_drawn_once(served: Served, own_settings: Settings, drawn: list[str]) -> None:
    pages = KeptPages(own_settings)
    assert pages.page(served, HERE) == pages.page(served, HERE)
    assert drawn == ["/measures"]


def test_what_decides_how_a_page_looks_tells_pages_apart(
    served: Served, own_settings: Settings, drawn: list[str]
) -> None:
    pages = KeptPages(own_settings)
    asked = [
        HERE,
        replace(HERE, language=PORTUGUESE),
        replace(HERE, address="/measures?x=1"),
        replace(HERE, writing=Writing(allowed=False, with_token=True)),
    ]
    for _ in range(2):
        for one in asked:
            pages.page(served, one)
    assert len(drawn) == len(asked)


def test_a_new_snapshot_and_a_new_statement_are_shown_at_once(
    served: Served, own_settings: Settings, town: Town, drawn: list[str]
) -> None:
    pages = KeptPages(own_settings)
    first = pages.page(served, HERE)
    town.snapshot = "f" * 16
    second = pages.page(served, HERE)
    assert ("f" * 16 in first["html"], "f" * 16 in second["html"]) == (False, True)
    contest(
        own_settings,
        town.city.id,
        known=town.targets(),
        target_kind="measure",
        target="M3",
        says="The hill is not flat.",
        principle="consider-context",
        channel="screen",
    )
    assert pages.page(served, HERE)["version"] == f"{'f' * 16} 1 {town.as_of}"
    assert len(drawn) == 3


def test_errors_are_not_kept(own_settings: Settings, served: Served, drawn: list[str]) -> None:
    def none() -> OpenedCity:
        raise NoSnapshotError("none")

    pages = KeptPages(own_settings)
    nothing = ServedHere(Here(source=none, settings=own_settings))
    assert "Nothing has been built yet" in pages.page(nothing, HERE)["html"]
    assert "Nothing has been built yet" not in pages.page(served, HERE)["html"]
    nowhere = replace(HERE, address="/nowhere")
    pages.page(served, nowhere)
    pages.page(served, nowhere)
    assert drawn == ["/measures", "/measures", "/nowhere", "/nowhere"]


def test_a_page_that_moves_with_the_clock_of_a_replay_is_drawn_each_time(
    served: Served, own_settings: Settings, drawn: list[str]
) -> None:
    replay = Replay(start=datetime.fromisoformat("2026-03-01T00:00"), speed=600, began=0.0)
    room = replace(HERE, address="/room?feed=x")
    for pages, times in ((KeptPages(own_settings, replay), 2),):
        drawn.clear()
        pages.page(served, room)
        pages.page(served, room)
        pages.page(served, HERE)
        pages.page(served, HERE)
        assert drawn.count("/room") == times
        assert drawn.count("/measures") == 1


def test_what_readers_asked_for_lately_is_drawn_ahead(
    served: Served, own_settings: Settings, town: Town, drawn: list[str]
) -> None:
    pages = KeptPages(own_settings)
    pages.page(served, HERE)
    newer = cast(OpenedCity, Town(settings=own_settings, snapshot="f" * 16))
    pages.ahead(ServedHere(Here(source=lambda: newer, settings=own_settings)))
    assert drawn == ["/measures", "/measures"]
    town.snapshot = "f" * 16
    assert "f" * 16 in pages.page(served, HERE)["html"]
    assert len(drawn) == 2
