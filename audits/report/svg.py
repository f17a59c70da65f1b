"""Pieces of SVG as text: elements with escaped attributes, and short numbers.

A drawing is made for one reader: the words in it are made here, in the language being spoken.
"""

import html
from textwrap import wrap

from audits.report.paint import Paint

NAMESPACE = "http://www.w3.org/2000/svg"


Attributes = dict[str, str | float | None]
"""Attributes that several elements share."""
_HOLDERS = ("g", "defs")
"""Elements that mean nothing when they hold nothing."""


def short(value: float) -> str:
    """A coordinate to one decimal, without trailing zeros."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def element(tag: str, *children: str, **attributes: str | float | None) -> str:
    """An element; `None` leaves an attribute out, `_` becomes `-`, children are ready-made.

    An empty group and an empty path are left out.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    if tag in _HOLDERS and not inside:
        return ""
    if tag == "path" and attributes.get("d") == "":
        return ""
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def escaped(words: str) -> str:
    """The words in the language being spoken, as they stand between two tags."""
    return html.escape(str(words), quote=False)


def wrapped(words: str, characters: int) -> list[str]:
    """The words in the language being spoken, in lines of at most so many characters."""
    return wrap(str(words), characters)


def text(words: str, x: float, y: float, **attributes: str | float | None) -> str:
    """A line of text; the words are escaped here."""
    return element("text", escaped(words), x=x or None, y=y, **attributes)


def width_of(words: str, size: float) -> float:
    """About how wide a line of text is set; fonts differ, so leave it some air."""
    return 0.54 * size * len(str(words))


def picture(
    *body: str,
    width: float,
    height: float,
    title: str,
    description: str,
    prefix: str,
    paint: Paint,
    role: str = "img",
) -> str:
    """A whole SVG that scales to the width it is given and says in words what it shows."""
    return element(
        "svg",
        element("title", escaped(title), id=f"{prefix}-t"),
        element("desc", escaped(description), id=f"{prefix}-d"),
        *body,
        xmlns=NAMESPACE if paint.fallback else None,  # inside a page HTML itself says so
        viewBox=f"0 0 {short(width)} {short(height)}",
        role=role,
        aria_labelledby=f"{prefix}-t {prefix}-d",
        # Where the page surely holds the tokens, its own font is inherited.
        font_family=None if paint.variables and not paint.fallback else paint("sans"),
        width="100%",
        preserveAspectRatio="xMinYMin",
    )


def _attribute(value: str | float) -> str:
    return html.escape(str(value)) if isinstance(value, str) else short(value)
