import copy
import json
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.guard import MOST_BYTES
from tests.test_dashboard.sent import contest_request, draw_request

PATH = "/_dash-update-component"


def contest_output(app: Dash) -> str:
    return next(str(name) for name in app.callback_map if name.startswith("..contest-answer"))


def test_a_page_s_own_requests_pass(app: Dash, client: FlaskClient) -> None:
    assert client.post(PATH, json=draw_request()).status_code == 200
    sent = contest_request(contest_output(app))
    assert client.post(PATH, json=sent).status_code == 200


@pytest.mark.parametrize("path", [7, ["/"], {"a": 1}, True, 1.5, "x" * 20_000])
def test_an_address_that_is_no_short_text_is_refused(client: FlaskClient, path: object) -> None:
    assert client.post(PATH, json=draw_request(path)).status_code == 400


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
        _with(draw_request(), "..nothing.here..", "output"),
        _with(draw_request(), ["page.children"], "output"),
        _with(draw_request(), "page", "outputs", 1, "id"),
        _with(draw_request(), {"index": 1}, "inputs", 0, "id"),
        _with(draw_request(), "n_clicks", "inputs", 0, "property"),
        _with(draw_request(), ["a.b"], "changedPropIds"),
        _with(draw_request(), [{}], "changedPropIds"),
        _with(draw_request(), "url.pathname", "changedPropIds"),
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
    assert client.post(PATH, data="{", content_type="application/json").status_code == 400
    assert client.post(PATH, data="x=1").status_code == 415
    long = json.dumps(draw_request(search="x" * MOST_BYTES))
    assert client.post(PATH, data=long, content_type="application/json").status_code == 413


def test_a_callback_that_runs_in_the_browser_cannot_be_called_here(
    app: Dash, client: FlaskClient
) -> None:
    body = draw_request() | {"output": "newer.data", "outputs": {"id": "newer", "property": "data"}}
    assert "newer.data" in app.callback_map
    assert client.post(PATH, json=body).status_code == 400


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
