"""Refuses callback requests that no page of ours would send, before they reach any code.

Dash believes what a request says about itself: an unknown output, a missing input or a list where
text belongs ends in a traceback and a 500. Here each request is held against the callbacks that
the app has, and what does not fit is answered with 400 and one sentence.
"""

from collections.abc import Mapping
from typing import Any

from dash import Dash
from flask import Response, request

CALLBACK_PATH = "/_dash-update-component"
MOST_BYTES = 64_000
_LONGEST = 10_000
_KEYS = {"output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"}

_TYPES: dict[str, tuple[type, ...]] = {
    "pathname": (str,),
    "search": (str,),
    "value": (str,),
    "data": (str,),
    "n_clicks": (int,),
}
"""Property -> what its value may be, besides None."""


def guard(app: Dash) -> None:
    """Holds every callback request of this app against the callbacks it declares."""
    app.server.config["MAX_CONTENT_LENGTH"] = MOST_BYTES

    def _check() -> Response | None:
        if request.path != CALLBACK_PATH or request.method != "POST":
            return None
        body = request.get_json()  # raises 400, 413 or 415 by itself
        found = refusal(body, app.callback_map)
        return Response(found, status=400, mimetype="text/plain") if found else None

    app.server.before_request(_check)


def refusal(body: Any, callbacks: Mapping[str, Any]) -> str | None:
    """Why this request is not one of ours; None where it is."""
    if not isinstance(body, dict) or not set(body) <= _KEYS:
        return "Found a request of another shape, expected one of a page's own."
    output = body.get("output")
    declared = callbacks.get(output) if isinstance(output, str) else None
    if declared is None or "callback" not in declared:
        return "Found an unknown output, expected one of this page's."
    if not _same_outputs(body.get("outputs"), str(output)):
        return "Found outputs that are not those of the callback."
    for part, expected in (("inputs", declared["inputs"]), ("state", declared["state"])):
        if (problem := _values(body.get(part, []), expected)) is not None:
            return problem
    changed = body.get("changedPropIds", [])
    ours = {f"{i['id']}.{i['property']}" for i in declared["inputs"]}
    if not isinstance(changed, list) or not all(c in ours for c in changed if isinstance(c, str)):
        return "Found a change of something that is no input."
    return None if all(isinstance(c, str) for c in changed) else "Found a nameless change."


def _same_outputs(given: Any, output: str) -> bool:
    several = output.startswith("..") and output.endswith("..")
    listed = given if several else [given]
    if not isinstance(listed, list):
        return False
    for one in listed:
        if not isinstance(one, dict) or set(one) != {"id", "property"}:
            return False
    joined = "...".join(f"{one['id']}.{one['property']}" for one in listed)
    return output == (f"..{joined}.." if several else joined)


def _values(given: Any, expected: list[dict[str, str]]) -> str | None:
    if not isinstance(given, list) or len(given) != len(expected):
        return "Found another number of inputs than the callback has."
    for one, want in zip(given, expected, strict=True):
        if not isinstance(one, dict) or not set(one) <= {"id", "property", "value"}:
            return "Found an input of another shape."
        if one.get("id") != want["id"] or one.get("property") != want["property"]:
            return "Found an input that is not the callback's."
        value = one.get("value")
        if value is None:
            continue
        if not isinstance(value, _TYPES[want["property"]]) or isinstance(value, bool):
            return f"Found a {want['property']} of another type."
        if isinstance(value, str) and len(value) > _LONGEST:
            return f"Found more than {_LONGEST} characters."
    return None
