"""Refuses requests that no page of ours would send, before they reach any code.

Dash believes what a request says about itself: an unknown output, a missing input or a list where
text belongs ends in a traceback and a 500. Here each request is held against the callbacks that
the app has, and what does not fit is answered with 400 and one sentence.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from dash import Dash
from dash.exceptions import DependencyException, InvalidResourceError
from flask import Response, request

from dashboard.submit import FIELDS

CALLBACK_PATH = "/_dash-update-component"
MOST_BYTES = 64_000
LONGEST_ADDRESS = 4_000
_LONGEST_FORM = 20_000
_KEYS = {"output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"}

_RENDERER = "endId"
"""By which Dash's script names itself in the address of every callback."""


def guard(app: Dash) -> None:
    """Holds every request to this app against what the app's own pages send."""
    app.server.config["MAX_CONTENT_LENGTH"] = MOST_BYTES

    def _check() -> Response | None:
        if len(request.full_path) > LONGEST_ADDRESS:
            return _refused(f"Found an address of more than {LONGEST_ADDRESS} characters.", 414)
        if request.path != CALLBACK_PATH or request.method != "POST":
            return None
        if not set(request.args) <= {_RENDERER}:
            return _refused("Found a query, expected none of ours here.", 400)
        try:
            body = request.get_json()  # raises 400, 413 or 415 by itself
        except RecursionError:
            body = None
        found = refusal(body, app.callback_map)
        return _refused(found, 400) if found else None

    def _no_such_file(_error: Exception) -> Response:
        return _refused("Found no such file.", 404)

    app.server.before_request(_check)
    for error in (DependencyException, InvalidResourceError):
        app.server.register_error_handler(error, _no_such_file)


def _refused(why: str, status: int) -> Response:
    return Response(f"{why}\n", status=status, mimetype="text/plain")


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
        fits = FITS[f"{want['id']}.{want['property']}"]
        if not isinstance(value := one.get("value"), str) or not fits(value):
            return f"Found something else than the {want['id']} of a page."
    return None


def _is_address(text: str) -> bool:
    """Whether it can be path and query of a page: of this server, short, of real letters."""
    local = text.startswith("/") and not text.startswith("//")
    return local and len(text) <= LONGEST_ADDRESS and _is_written(text) and text.isprintable()


def _is_form(text: str) -> bool:
    """Whether it is what the script of the form sends: an object of texts."""
    if len(text) > _LONGEST_FORM:
        return False
    try:
        form = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(form, dict)
        and set(form) <= set(FIELDS)
        and all(one is None or (isinstance(one, str) and _is_written(one)) for one in form.values())
    )


def _is_written(text: str) -> bool:
    """Whether no half of a character stands in it, with which nobody could be answered."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


FITS: dict[str, Callable[[str], bool]] = {"asked.data": _is_address, "contest.data": _is_form}
"""Each input of a callback that runs here, and what it may be."""
