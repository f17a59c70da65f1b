"""Which language a reader is answered in, and that choosing one leads nowhere else."""

import json

import pytest
from flask.testing import FlaskClient

from dashboard.spoken import language_link
from data.languages import ENGLISH, PORTUGUESE
from tests.test_dashboard.sent import draw_request


@pytest.mark.parametrize(
    ("address", "reads", "lang"),
    [
        ("/", None, "en"),
        ("/", "pt", "pt-BR"),
        ("/", "de, pt;q=0.8, en;q=0.5", "pt-BR"),
        ("/", "x" * 900, "en"),
        ("/?lang=pt", "en", "pt-BR"),
        ("/?lang=en", "pt", "en"),
        ("/?lang=nothing", "pt", "pt-BR"),
    ],
)
def test_the_address_comes_first_then_the_browser(
    client: FlaskClient, address: str, reads: str | None, lang: str
) -> None:
    headers = {"Accept-Language": reads} if reads else {}
    assert f'<html lang="{lang}">' in client.get(address, headers=headers).text


def test_a_chosen_language_stays_and_leads_back(client: FlaskClient) -> None:
    answer = client.get(language_link(PORTUGUESE, "/measures?network=cameras"))
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/measures?network=cameras"
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert '<html lang="pt-BR">' in client.get("/", headers={"Accept-Language": "en"}).text


def test_what_the_address_asks_for_holds_for_what_its_page_asks_for(client: FlaskClient) -> None:
    assert '<html lang="pt-BR">' in client.get("/?lang=pt").text
    answer = client.post("/_dash-update-component", json=draw_request("/measures"))
    assert "Medidas" in json.loads(answer.text)["response"]["drawn"]["data"]["title"]
    assert "Set-Cookie" not in client.get("/register?lang=pt").headers
    assert "Set-Cookie" not in client.get("/register?lang=nothing").headers


def test_another_language_can_be_chosen_where_the_address_asks_for_one(client: FlaskClient) -> None:
    here = "/measures?lang=pt&network=cameras"
    answer = client.get(language_link(ENGLISH, here))
    assert answer.headers["Location"] == "/measures?network=cameras"


@pytest.mark.parametrize(
    "to",
    [
        *("//elsewhere.example", "https://elsewhere.example", "////elsewhere.example"),
        *("/\\elsewhere.example", "/\t/elsewhere.example", "\\\\elsewhere.example"),
        *("javascript:alert(1)", "http:///elsewhere.example", "//[", "elsewhere.example", ""),
    ],
)
def test_it_leads_to_no_other_server(client: FlaskClient, to: str) -> None:
    answer = client.get("/language/pt", query_string={"to": to})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"


def test_no_header_can_be_slipped_in(client: FlaskClient) -> None:
    answer = client.get("/language/pt", query_string={"to": "/a\r\nSet-Cookie: x=y"})
    assert len(answer.headers.getlist("Set-Cookie")) == 1


def test_a_language_that_nobody_speaks_is_not_found(client: FlaskClient) -> None:
    assert client.get("/language/tlh").status_code == 404
