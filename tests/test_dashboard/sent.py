"""Callback requests as the browser sends them."""

import json
from typing import Any


def draw_request(address: object = "/") -> dict[str, Any]:
    """What a browser asks when its address changes."""
    return _request("drawn", "asked", address)


def contest_request(**form: object) -> dict[str, Any]:
    """What a browser sends when somebody lets a statement stand."""
    given = {
        "target": "M3-cameras",
        "speaker": "A resident",
        "says": "Ours has been dark since spring.",
        "principle": "examine-power",
        "blocks": None,
        "token": None,
    } | form
    return _request("answer", "contest", json.dumps(given))


def _request(output: str, source: str, value: object) -> dict[str, Any]:
    return {
        "output": f"{output}.data",
        "outputs": {"id": output, "property": "data"},
        "inputs": [{"id": source, "property": "data", "value": value}],
        "changedPropIds": [f"{source}.data"],
    }
