"""The wall as a server sends it: the blind spot in every piece, and nothing forged gets through."""

import re
from datetime import datetime

import pytest
from flask.testing import FlaskClient

from audits import words
from audits.opened import OpenedCity
from dashboard.app import create_app
from dashboard.clock import Replay
from dashboard.served import Here
from dashboard.wall import SECONDS, piece, seconds_of, views_of
from dashboard.wall_views import VIEWS
from data.errors import NoSnapshotError
from data.settings import Settings
from tests.test_dashboard.served_here import ServedHere


@pytest.fixture
def wall(porto_sombra: OpenedCity, settings: Settings) -> FlaskClient:
    served = ServedHere(Here(source=lambda: porto_sombra, settings=settings))
    found: FlaskClient = create_app(served, settings).server.test_client()
    return found


def test_the_page_needs_no_framework_and_asks_nobody_else(wall: FlaskClient) -> None:
    answer = wall.get("/wall")
    assert answer.status_code == 200
    assert re.findall(r'<script[^>]*src="([^"]*)"', answer.text) == ["/assets/wall.js"]
    assert "<script>" not in answer.text
    assert not re.findall(r"https?://(?!www\.w3\.org/)", answer.text)
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert 'data-theme="dark"' in answer.text
    for path in ("/assets/wall.js", "/assets/wall.css"):
        assert wall.get(path, buffered=True).status_code == 200
        assert path not in wall.get("/").text, "the desk does without the wall's files"


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_view_says_first_whom_the_city_does_not_see(
    wall: FlaskClient, porto_sombra: OpenedCity, view: str
) -> None:
    said = wall.get(f"/wall/view?view={view}").text
    sentence = words.blind_spot_statement(porto_sombra.city, porto_sombra.findings())
    assert sentence in said
    assert said.index(sentence) < said.index("<main")
    assert "is an invented city" in said
    assert "Newest of any feed" in said
    assert 'data-age="' in said


def test_a_view_that_there_is_not_is_refused_and_a_forged_address_does_no_harm(
    wall: FlaskClient,
) -> None:
    assert wall.get("/wall/view?view=%3Cscript%3E").status_code == 400
    assert wall.get("/wall/view").status_code == 400
    assert wall.post("/wall/view?view=map").status_code == 405
    forged = wall.get('/wall?views=<script>,nothing&seconds=-1&at="><script>alert(1)</script>')
    assert forged.status_code == 200
    assert "<script>alert" not in forged.text
    assert f'data-seconds="{SECONDS}"' in forged.text
    assert wall.get(f"/wall?at={'9' * 1900}").status_code == 200
    assert "expected YYYY-MM-DDTHH:MM" in wall.get("/wall/view?view=board&at=never").text


def test_views_and_seconds_are_read_with_care() -> None:
    assert views_of("map, board,map,nothing") == ("map", "board")
    assert views_of(None) == views_of("nothing") == tuple(VIEWS)
    assert [seconds_of(text) for text in ("5", "600", "4", "601", "²", "1e9", None)] == [
        5,
        600,
        *[SECONDS] * 5,
    ]


def test_a_city_that_is_not_built_is_an_error_and_not_a_calm_wall(settings: Settings) -> None:
    def none() -> OpenedCity:
        raise NoSnapshotError("none")

    served = ServedHere(Here(source=none, settings=settings))
    client = create_app(served, settings).server.test_client()
    answer = client.get("/wall/view?view=alerts")
    assert answer.status_code == 503
    assert "we do not know whom this city" in answer.text
    assert client.get("/wall").status_code == 200


def test_a_replay_moves_with_real_time_and_ages_grow_as_fast(porto_sombra: OpenedCity) -> None:
    replay = Replay(start=datetime.fromisoformat("2026-03-01T00:00"), speed=600, began=1000.0)
    first = piece(porto_sombra, "board", None, replay, 1000.0)
    later = piece(porto_sombra, "board", None, replay, 1300.0)
    assert "1 March 2026, 00:00" in first
    assert "3 March 2026, 02:00" in later
    assert "Replay from 1 March 2026, 600 times as fast" in later
    assert 'data-speed="600"' in later
    over = piece(porto_sombra, "board", None, replay, 1e9)
    assert "the end of the data" in over
