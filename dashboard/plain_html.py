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
    out: list[str] = []
    _write(node, out)
    return "".join(out)


def _write(node: object, out: list[str]) -> None:
    if isinstance(node, Component):
        if node.written is None:
            _element(node, out)
        else:
            if not node.written:
                own: list[str] = []
                _element(node, own)
                node.written = "".join(own)
            out.append(node.written)
    elif isinstance(node, (list, tuple)):
        for one in node:
            _write(one, out)
    elif node is not None:
        out.append(escape(str(node), quote=False))


def _element(node: Component, out: list[str]) -> None:
    held = vars(node)
    tag = type(node).__name__.lower()
    out.append(f"<{tag}")
    for name, value in held.items():
        if name not in _NOT_HTML and value is not None and value is not False:
            out.append(_attribute(name, value))
    out.append(">")
    if tag in _VOID:
        return
    _write(node.children, out)
    if drawn := held.get("data-svg"):
        out.append(drawn)
    out.append(f"</{tag}>")


def _attribute(name: str, value: object) -> str:
    name = _NAMES.get(name, name)
    if value is True:
        return f" {name}"
    if isinstance(value, dict):
        value = ";".join(f"{_dashed(key)}:{one}" for key, one in value.items())
    return f' {name}="{escape(str(value))}"'


def _dashed(name: str) -> str:
    return re.sub("([A-Z])", lambda match: f"-{match[1].lower()}", name)
