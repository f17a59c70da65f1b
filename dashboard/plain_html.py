"""A tree of components as plain HTML, for a page that needs no framework in the browser."""

import re
from html import escape

from dashboard.html import Component

_VOID = {"br", "hr", "img", "input"}
_NAMES = {
    "className": "class",
    "colSpan": "colspan",
    "htmlFor": "for",
    "rowSpan": "rowspan",
    "tabIndex": "tabindex",
}
_NOT_HTML = {"children", "data-svg", "key"}


def plain_html(node: object) -> str:
    """Every text and attribute is escaped; a drawing of ours (`data-svg`) is put in its place."""
    if node is None:
        return ""
    if isinstance(node, (list, tuple)):
        return "".join(plain_html(one) for one in node)
    if not isinstance(node, Component):
        return escape(str(node), quote=False)
    held = vars(node)
    tag = type(node).__name__.lower()
    inside = plain_html(node.children)
    drawn = held.get("data-svg")
    written = "".join(
        _attribute(name, value) for name, value in held.items() if name not in _NOT_HTML
    )
    if tag in _VOID:
        return f"<{tag}{written}>"
    return f"<{tag}{written}>{inside}{drawn or ''}</{tag}>"


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
