import copy
import json
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.guard import FITS, LONGEST_ADDRESS, MOST_BYTES
from tests.test_dashboard.sent import contest_request, draw_request

PATH = "/_dash-update-component"


def test_a_page_s_own_requests_pass(client: FlaskClient) -> None:
    assert client.post(PATH, json=draw_request()).status_code == 200
    assert client.post(PATH, json=draw_request("/place/A%C3%A7a?at=x&lang=pt")).status_code == 200
    assert client.post(PATH, json=contest_request()).status_code == 200


def test_every_input_of_a_callback_that_runs_here_says_what_it_may_be(app: Dash) -> None:
    taken = {
        f"{part['id']}.{part['property']}"
        for declared in app.callback_map.values()
        if "callback" in declared
        for part in (*declared["inputs"], *declared["state"])
    }
    assert taken == set(FITS)


@pytest.mark.parametrize(
    "address",
    [
        *(7, ["/"], {"a": 1}, True, 1.5, None, ""),
        *("nowhere", "//elsewhere.example", "http://elsewhere.example/", "/\x00", "/\ud800"),
        "/" + "x" * LONGEST_ADDRESS,
        "/?" + "a=1&" * LONGEST_ADDRESS,
    ],
)
def test_what_is_no_address_of_a_page_is_refused(client: FlaskClient, address: object) -> None:
    assert client.post(PATH, json=draw_request(address)).status_code == 400


@pytest.mark.parametrize(
    "form",
    [
        *("", "[", "7", "[]", "null", "NaN", "[" * 9000, "x" * 30_000),
        *('{"says": 7}', '{"says": ["x"]}', '{"more": "x"}', r'{"target": "\ud800"}'),
    ],
)
def test_what_is_no_form_is_refused(client: FlaskClient, form: str) -> None:
    body = contest_request()
    body["inputs"][0]["value"] = form
    assert client.post(PATH, json=body).status_code == 400


def _without(body: dict[str, Any], *path: Any) -> dict[str, Any]:
    changed = copy.deepcopy(body)
    here = changed
    for step in path[:-1]:
        here = here[step]
    del here[path[-1]]
    return changed


def _with(body: dict[str, Any], value: Any, *path: Any) -> dict[str, Any]:
    changed = copy.deepcopy(body)
    here = changed
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return changed


@pytest.mark.parametrize(
    "forged",
    [
        _without(draw_request(), "output"),
        _without(draw_request(), "outputs"),
        _without(draw_request(), "inputs"),
        _without(draw_request(), "inputs", 0),
        _without(draw_request(), "inputs", 0, "id"),
        _without(draw_request(), "inputs", 0, "value"),
        _with(draw_request(), "nothing.here", "output"),
        _with(draw_request(), "..drawn.data..", "output"),
        _with(draw_request(), ["drawn.data"], "output"),
        _with(draw_request(), "answer", "outputs", "id"),
        _with(draw_request(), {"index": 1}, "inputs", 0, "id"),
        _with(draw_request(), "n_clicks", "inputs", 0, "property"),
        _with(draw_request(), ["a.b"], "changedPropIds"),
        _with(draw_request(), [{}], "changedPropIds"),
        _with(draw_request(), "asked.data", "changedPropIds"),
        _with(draw_request(), 1, "more"),
        [],
        None,
        "text",
        7,
    ],
)
def test_a_forged_request_is_answered_with_400_and_one_sentence(
    client: FlaskClient, forged: object
) -> None:
    answer = client.post(PATH, data=json.dumps(forged), content_type="application/json")
    assert answer.status_code == 400
    assert "Traceback" not in answer.text
    assert len(answer.text) < 300


def test_what_is_no_json_or_too_much_is_refused(client: FlaskClient) -> None:
    for body in ("{", "[" * 50_000):
        assert client.post(PATH, data=body, content_type="application/json").status_code == 400
    assert client.post(PATH, data="x=1").status_code == 415
    long = json.dumps(draw_request("x" * MOST_BYTES))
    assert client.post(PATH, data=long, content_type="application/json").status_code == 413


def test_a_callback_that_runs_in_the_browser_cannot_be_called_here(
    app: Dash, client: FlaskClient
) -> None:
    own = [name for name, one in app.callback_map.items() if "callback" not in one]
    assert len(own) == 3
    for name in own:
        assert client.post(PATH, json=draw_request() | {"output": name}).status_code == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/?" + "a=1&" * LONGEST_ADDRESS, 414),
        ("/version?" + "x" * LONGEST_ADDRESS, 414),
        ("/siting.csv?" + "x" * LONGEST_ADDRESS, 414),
        ("/wall/view?view=%00", 400),
        ("/language/nothing", 404),
        ("/_dash-component-suites/dash/nothing.js", 404),
        ("/_dash-component-suites/nothing/nothing.js", 404),
        ("/_dash-component-suites/../../etc/passwd", 404),
        ("/_dash-component-suites/dash/nothing.exe", 404),
        ("/assets/..%2fapp.py", 404),
        ("/%00", 404),
    ],
)
def test_no_forged_address_reaches_a_traceback(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("query", ["cancelJob=1", "cacheKey=x&job=1", "x"])
def test_a_callback_takes_no_query(client: FlaskClient, query: str) -> None:
    assert client.post(f"{PATH}?{query}", json=draw_request()).status_code == 400


@pytest.mark.parametrize(
    ("name", "value"), [("Host", "["), ("Host", "[::1"), ("Origin", "http://[")]
)
def test_forged_headers_do_no_harm(client: FlaskClient, name: str, value: str) -> None:
    assert client.get("/reviews", headers={name: value}).status_code in (200, 400)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "property", "value", "inputs"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    part=st.sampled_from(["output", "outputs", "inputs", "state", "changedPropIds"]), value=_JSON
)
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_forged_part_reaches_a_traceback(client: FlaskClient, part: str, value: object) -> None:
    answer = client.post(PATH, json=draw_request() | {part: value})
    assert answer.status_code in (200, 400)


@given(text=st.text(max_size=60))
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_address_reaches_a_traceback(client: FlaskClient, text: str) -> None:
    for address in (text, f"/{text}", f"/measure/{text}", f"/?{text}"):
        assert client.post(PATH, json=draw_request(address)).status_code in (200, 400)
