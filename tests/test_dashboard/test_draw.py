from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import cast

import pytest

from audits import words
from audits.opened import OpenedCity, open_city
from audits.reviews import Statement
from dashboard.draw import draw
from dashboard.served import Source
from data.errors import UserError
from data.settings import Settings
from tests.test_dashboard.town import Town
from tests.test_dashboard.tree import attribute, hrefs, tags, text

From = Callable[..., AbstractContextManager[object]]
PATHS = ("/", "/measures", "/register", "/measure/M3-cameras", "/nowhere")


@pytest.mark.parametrize("path", PATHS)
def test_the_blind_spot_statement_is_first_on_every_page(
    request_from: From, source: Source, own_settings: Settings, town: Town, path: str
) -> None:
    with request_from():
        page, _, version, _ = draw(source, own_settings, path, "")
    first = page.children[0]
    assert attribute(first, "aria-label") == "Known blind spot"
    assert words.blind_spot_statement(town.city, town.findings()) in text(first)
    assert "Testville is an invented city" in text(first)
    assert {"/#unseen", "/#map"} <= set(hrefs(first))
    assert not tags(first, "Button", "Details"), "nothing closes it"
    assert version == f"{town.snapshot} 0 {town.as_of}"


def test_titles_name_the_page_and_say_that_a_city_is_invented(
    request_from: From, source: Source, own_settings: Settings
) -> None:
    with request_from():
        _, title, *_ = draw(source, own_settings, "/measure/M3-cameras", "")
    assert title == ("Radius coverage and unsensed people: Cameras · Penumbra (invented city)")


@pytest.mark.parametrize("path", ["/nowhere", "/measure/M3-nobody", "/measure/" + "x" * 400])
def test_an_address_without_a_page_shows_a_way_back(
    request_from: From, source: Source, own_settings: Settings, path: str
) -> None:
    with request_from():
        page, title, *_ = draw(source, own_settings, path, "?network=cameras")
    assert title.startswith("No such page")
    assert "Found nothing at /" in text(page)
    assert "/" in hrefs(tags(page, "Main"))


def test_without_a_snapshot_the_page_says_which_command_makes_one(
    request_from: From, own_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    def none() -> OpenedCity:
        return open_city("porto_sombra", settings=own_settings)

    with request_from():
        page, _, version, _ = draw(none, own_settings, "/", "")
    assert "penumbra build CITY" in text(page)
    assert str(own_settings.home) not in text(page), "a reader learns no path of the machine"
    assert str(own_settings.home) in caplog.text
    assert version == "none 0 none"
    assert "We do not know whom" in text(page.children[0])


def test_an_error_is_told_in_words_and_its_trace_stays_in_the_log(
    request_from: From, own_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> OpenedCity:
        raise ZeroDivisionError("secret detail")

    with request_from():
        page, *_ = draw(broken, own_settings, "/", "")
    assert "could not be drawn" in text(page)
    assert "secret detail" not in text(page)
    assert "secret detail" in caplog.text


def test_what_an_error_says_to_the_operator_stays_in_the_log(
    request_from: From, own_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    def refused() -> OpenedCity:
        raise UserError("/home/somebody/city: found a wall, expected a door.")

    with request_from():
        page, *_ = draw(refused, own_settings, "/", "")
    assert "could not be drawn" in text(page)
    assert "/home/somebody" not in text(page)
    assert "expected a door" in caplog.text


def test_a_page_speaks_of_the_statements_of_one_moment(
    request_from: From, own_settings: Settings
) -> None:
    """What is said while it is drawn comes with the next one, which its version asks for."""
    asked = []

    class Spoken(Town):
        @property
        def reviews(self) -> tuple[Statement, ...]:
            asked.append(1)
            return super().reviews

    town = Spoken(settings=own_settings)
    with request_from():
        _, _, version, _ = draw(lambda: cast(OpenedCity, town), own_settings, "/reviews", "")
    assert asked == [1]
    assert version == f"{town.snapshot} 0 {town.as_of}"
