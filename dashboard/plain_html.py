"""A tree of components as plain HTML, for a page that needs no framework in the browser."""

import re
from html import escape
from typing import Any

from dash.development.base_component import Component

_VOID = {"br", "hr", "img"}
_NAMES = {"className": "class", "tabIndex": "tabindex", "colSpan": "colspan", "rowSpan": "rowspan"}
_NOT_HTML = {"children", "disable_n_clicks", "n_clicks"}


def plain_html(node: object) -> str:
    """Every text and attribute is escaped; a drawing of ours (`data-svg`) is put in its place."""
    if node is None:
        return ""
    if isinstance(node, (list, tuple)):
        return "".join(plain_html(one) for one in node)
    if not isinstance(node, Component):
        return escape(str(node), quote=False)
    held: Any = node
    given = {k: v for k, v in held.to_plotly_json()["props"].items() if k not in _NOT_HTML}
    tag = "a" if type(node).__name__ == "Link" else type(node).__name__.lower()
    inside = plain_html(getattr(node, "children", None))
    drawn = given.pop("data-svg", None)
    written = "".join(_attribute(name, value) for name, value in given.items())
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
