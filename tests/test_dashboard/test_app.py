import gzip
import json
import re

import pytest
from dash import Dash
from flask.testing import FlaskClient

from tests.test_dashboard.sent import draw_request
from tests.test_dashboard.town import Town


def test_two_apps_in_one_process_have_the_same_callbacks(app: Dash, client: FlaskClient) -> None:
    from dashboard.app import create_app

    client.get("/")
    other = create_app(None, None)  # type: ignore[arg-type]
    other.server.test_client().get("/")
    assert set(other.callback_map) == set(app.callback_map)
    assert len(app.callback_map) == 5


def test_the_shell_is_a_page_in_a_language_with_a_way_past_the_head(client: FlaskClient) -> None:
    page = client.get("/").text
    assert '<html lang="en">' in page
    assert '<a class="skip" href="#main">' in page
    assert 'name="viewport"' in page
    assert "Without scripts these pages can be read" in page


def test_nothing_in_the_shell_comes_from_another_host(client: FlaskClient) -> None:
    for path in ("/", "/tokens.css", "/assets/style.css"):
        assert not re.findall(
            r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9.-]+\.[a-z]+",  # the names of SVG's own words
            client.get(path, buffered=True).text,
        ), path


def test_the_theme_is_chosen_before_anything_is_painted(client: FlaskClient) -> None:
    head = client.get("/").text.split("</head>")[0]
    assert '<script src="/assets/theme.js"></script>' in head
    assert client.get("/").text.count("theme.js") == 1


@pytest.mark.parametrize("path", ["/", "/version", "/assets/style.css", "/nowhere", "/tokens.css"])
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path, buffered=True).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_the_inline_scripts_of_the_shell_are_those_of_the_policy(client: FlaskClient) -> None:
    answer = client.get("/")
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", answer.text, re.S)
    run = [text for attributes, text in inline if "application/json" not in attributes]
    allowed = re.findall(r"'sha256-[^']+'", answer.headers["Content-Security-Policy"])
    assert len(run) == len(allowed) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/register", 200),
        ("/measure/M3-cameras", 200),
        ("/nowhere", 404),
        ("/measure/M3-nobody", 404),
        ("/place/nobody", 404),
    ],
)
def test_an_address_without_a_page_says_so_in_its_status(
    client: FlaskClient, path: str, status: int
) -> None:
    assert client.get(path).status_code == status


def test_the_version_changes_with_what_is_said(client: FlaskClient, town: Town) -> None:
    assert client.get("/version").json == {"version": f"{town.snapshot} 0 {town.as_of}"}
    town.snapshot = "f" * 16
    assert client.get("/version").json == {"version": f"{'f' * 16} 0 {town.as_of}"}


def test_text_goes_out_zipped_to_those_who_take_it(client: FlaskClient) -> None:
    plain = client.get("/assets/style.css", buffered=True)
    asked = {"Accept-Encoding": "gzip"}
    zipped = client.get("/assets/style.css", headers=asked, buffered=True)
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert len(zipped.data) < len(plain.data) / 2
    assert "Accept-Encoding" in zipped.headers["Vary"]
    assert zipped.headers["ETag"] != plain.headers["ETag"]


def test_a_page_is_drawn_through_the_callback(client: FlaskClient, town: Town) -> None:
    answer = client.post("/_dash-update-component", json=draw_request("/"))
    drawn = json.loads(answer.text)["response"]["drawn"]["data"]
    assert drawn["title"] == "Testville · Penumbra (invented city)"
    assert "Known blind spot" in drawn["html"]
    assert (drawn["address"], drawn["version"]) == ("/", f"{town.snapshot} 0 {town.as_of}")


def test_scripts_are_ready_before_anybody_asks_for_a_page(client: FlaskClient) -> None:
    """Several threads may ask at once, and none of them for the page first."""
    page = client.get("/").text
    scripts = re.findall(r'src="(/_dash-component-suites/[^"]+)"', page)
    assert len(scripts) > 5


def test_a_fresh_app_knows_its_libraries(app: Dash) -> None:
    assert {"dash", "plotly"} <= set(app.registered_paths)


def test_the_same_text_is_zipped_once(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask() -> bytes:
        asked = {"Accept-Encoding": "gzip"}
        sent = draw_request("/measures")
        answer = client.post("/_dash-update-component", json=sent, headers=asked)
        return bytes(answer.data)

    first = ask()
    monkeypatch.setattr(gzip, "compress", lambda *_, **__: pytest.fail("it was zipped"))
    assert ask() == first
