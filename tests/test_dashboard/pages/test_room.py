"""The desk's room: a link restores a moment, and a moment that is not there is explained."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

import pytest

from audits.opened import OpenedCity
from dashboard.clock import Replay
from dashboard.draw import draw
from dashboard.html import Component
from data.settings import Settings
from tests.test_dashboard.tree import attribute, hrefs, parts, tags, text

From = Callable[..., AbstractContextManager[object]]
Draw = Callable[..., Component]


@pytest.fixture
def drawn(porto_sombra: OpenedCity, settings: Settings, request_from: From) -> Draw:
    def make(search: str = "", replay: Replay | None = None) -> Component:
        with request_from():
            page, *_ = draw(lambda: porto_sombra, settings, "/room", search, replay)
        return tags(page, "Main")[0]

    return make


def test_it_shows_the_newest_moment_unless_asked(drawn: Draw) -> None:
    said = text(drawn())
    assert "As it stood on 1 April 2026, 00:00. That is the newest moment" in said
    for part in ("Alerts", "Silence board", "Where", "What was reported", "Sensors"):
        assert part in said


def test_a_link_restores_a_moment_a_region_and_a_feed(drawn: Draw) -> None:
    page = drawn("?at=2026-03-01T10:30&region=Baía&feed=rain_gauges")
    said = text(page)
    assert "As it stood on 1 March 2026, 10:30." in said
    board = tags(page, "Table")[0]
    assert len(parts(board, lambda one: attribute(one, "className") == "area")) == 16
    assert any("at=2026-03-01T09%3A30" in href for href in hrefs(page))
    assert "Rain gauges" in text(parts(page, lambda o: attribute(o, "className") == "map-words")[0])


@pytest.mark.parametrize("asked", ["2019-01-01T00:00", "2031-01-01T00:00"])
def test_a_moment_outside_the_data_is_explained_and_leads_to_its_ends(
    drawn: Draw, asked: str
) -> None:
    page = drawn(f"?at={asked}")
    (told,) = parts(page, lambda one: attribute(one, "className") == "problem")
    assert "They tell of 1 January 2026, 00:00 to 1 April 2026, 00:00." in text(told)
    assert any("at=2026-01-01T00%3A00" in href for href in hrefs(page))


@pytest.mark.parametrize(
    "search", ["?at=nonsense", "?at=2026-03-01T10:30:00+03:00", "?at=" + "9" * 1500]
)
def test_a_forged_moment_is_told_and_the_newest_is_shown(drawn: Draw, search: str) -> None:
    said = text(drawn(search))
    assert "expected YYYY-MM-DDTHH:MM" in said
    assert "1 April 2026, 00:00" in said


def test_what_is_chosen_and_is_not_there_falls_back(drawn: Draw) -> None:
    assert text(drawn("?region=<script>&feed=nothing")) == text(drawn())


def test_a_replay_says_that_it_is_one(drawn: Draw) -> None:
    replay = Replay(start=datetime.fromisoformat("2026-02-01T00:00"), speed=600, began=0.0)
    said = text(drawn(replay=replay))
    assert "Replay from 1 February 2026, 600 times as fast." in said
    assert "It has come to the end of the data." in said


def test_small_counts_of_reports_stay_withheld(drawn: Draw) -> None:
    page = drawn()
    assert "with fewer than 10 reports, which would speak of single persons" in text(page)
