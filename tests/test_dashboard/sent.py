"""Callback requests as the browser sends them."""

from typing import Any

DRAW = "..page.children...title.data...shown.data.."


def draw_request(path: object = "/", search: object = "") -> dict[str, Any]:
    """What a browser asks when its address changes."""
    return {
        "output": DRAW,
        "outputs": [
            {"id": "page", "property": "children"},
            {"id": "title", "property": "data"},
            {"id": "shown", "property": "data"},
        ],
        "inputs": [
            {"id": "url", "property": "pathname", "value": path},
            {"id": "url", "property": "search", "value": search},
            {"id": "newer", "property": "data"},
        ],
        "changedPropIds": ["url.pathname"],
    }


def contest_request(output: str, **form: object) -> dict[str, Any]:
    """What a browser sends when somebody lets a statement stand."""
    given = {
        "target": "M3-cameras",
        "who": "A resident",
        "says": "Ours has been dark since spring.",
        "principle": "examine-power",
        "blocks": "",
        "token": None,
    } | form
    pieces = output.strip(".").split("...")
    where = {"target": "data", "principle": "data", "blocks": "data"}
    return {
        "output": output,
        "outputs": [
            {"id": piece.split(".")[0], "property": piece.split(".")[1]} for piece in pieces
        ],
        "inputs": [{"id": "contest-send", "property": "n_clicks", "value": 1}],
        "state": [
            {"id": f"contest-{name}", "property": where.get(name, "value"), "value": value}
            for name, value in given.items()
        ],
        "changedPropIds": ["contest-send.n_clicks"],
    }
