"""A tree of components as plain HTML, for a page that needs no framework in the browser."""

import re
from html import escape
from typing import Any

from dash.development.base_component import Component

_VOID = {"br", "hr", "img", "input"}
_NAMES = {
    "className": "class",
    "colSpan": "colspan",
    "htmlFor": "for",
    "rowSpan": "rowspan",
    "tabIndex": "tabindex",
}
_NOT_HTML = {
    "available_properties",
    "available_wildcard_properties",
    "children",
    "data-svg",
    "disable_n_clicks",
    "key",
    "n_clicks",
}


def plain_html(node: object) -> str:
    """Every text and attribute is escaped; a drawing of ours (`data-svg`) is put in its place."""
    if node is None:
        return ""
    if isinstance(node, (list, tuple)):
        return "".join(plain_html(one) for one in node)
    if not isinstance(node, Component):
        return escape(str(node), quote=False)
    # Dash keeps what a component was given among its own attributes; asking it takes long.
    held: dict[str, Any] = vars(node)
    given = [(k, v) for k, v in held.items() if k not in _NOT_HTML and not k.startswith("_")]
    tag = type(node).__name__.lower()
    inside = plain_html(held.get("children"))
    drawn = held.get("data-svg")
    # Dash holds some of them in an order of chance; the same page must be the same text.
    written = "".join(_attribute(name, value) for name, value in sorted(given, key=_place))
    if tag in _VOID:
        return f"<{tag}{written}>"
    return f"<{tag}{written}>{inside}{drawn or ''}</{tag}>"


def _place(attribute: tuple[str, object]) -> tuple[bool, str]:
    return attribute[0] != "id", attribute[0]


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = _NAMES.get(name, name)
    if value is True:
        return f" {name}"
    if isinstance(value, dict):
        value = ";".join(f"{_dashed(key)}:{one}" for key, one in value.items())
    return f' {name}="{escape(str(value))}"'


def _dashed(name: str) -> str:
    return re.sub("([A-Z])", lambda match: f"-{match[1].lower()}", name)
