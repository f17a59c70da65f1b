"""The document holds the page that is asked for, and what its scripts need."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from audits import words
from audits.reviews import contest
from data.settings import Settings
from tests.test_dashboard.sent import draw_request
from tests.test_dashboard.town import Town


@pytest.mark.parametrize("address", ["/", "/measures", "/measure/M3-cameras", "/reviews?by=target"])
def test_the_first_answer_holds_the_page_whole(
    client: FlaskClient, town: Town, address: str
) -> None:
    text = client.get(address).text
    body = text.split('<div id="page"', maxsplit=1)[1]
    assert words.blind_spot_statement(town.city, town.findings()) in unescape(body)
    assert "<h1" in body
    assert f'data-address="{address}"' in body
    assert f'data-version="{town.snapshot} 0 {town.as_of}"' in body


def test_the_document_and_the_callback_say_the_same(client: FlaskClient) -> None:
    document = client.get("/measures").text
    answer = client.post("/_dash-update-component", json=draw_request("/measures"))
    page = answer.get_json()["response"]["drawn"]["data"]
    assert page["html"] in document
    assert f"<title>{page['title']}</title>" in document


def test_an_address_is_written_so_that_it_stays_an_address(client: FlaskClient) -> None:
    text = client.get('/measures?x="><script>alert(1)</script>').text
    assert "<script>alert" not in text
    assert re.search(r'data-address="/measures\?[^"<>]*"', text)


def test_what_a_reader_wrote_is_no_placeholder(
    client: FlaskClient, town: Town, own_settings: Settings
) -> None:
    contest(
        own_settings,
        town.city.id,
        known=town.targets(),
        target_kind="measure",
        target="M3",
        says="{%config%} and {%scripts%}",
        principle="examine-power",
        channel="screen",
    )
    text = client.get("/reviews").text
    assert "{%config%} and {%scripts%}" in text
    assert text.count("_dash-config") == client.get("/measures").text.count("_dash-config")
