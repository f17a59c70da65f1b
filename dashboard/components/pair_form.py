"""Two lists and a button: what is laid over what. It is sent to the address, without a script."""

from collections.abc import Iterable

from audits.words import say
from dashboard import html
from dashboard.attributes import attributes

Option = tuple[str, str, str]
"""Heading, name, title."""


def pair_form(
    path: str, sides: tuple[tuple[str, str, Iterable[Option], str], ...], button: str
) -> html.Form:
    """`sides`: name in the address, label, options in the order of their headings, the one held."""
    return html.Form(
        [
            *[_side(name, label, options, held) for name, label, options, held in sides],
            html.Button(button, type="submit", className="button send"),
        ],
        action=path,
        method="get",
        className="pair-form",
        **attributes(data_search="true", aria_label=say("What is laid over what")),
    )


def _side(name: str, label: str, options: Iterable[Option], held: str) -> html.Div:
    headings: dict[str, list[html.Option]] = {}
    for heading, value, title in options:
        chosen = html.Option(title, value=value, selected="selected" if value == held else None)
        headings.setdefault(heading, []).append(chosen)
    return html.Div(
        [
            html.Label(label, htmlFor=f"pair-{name}"),
            html.Select(
                [html.Optgroup(held_, label=heading) for heading, held_ in headings.items()],
                id=f"pair-{name}",
                name=name,
            ),
        ],
        className="field",
    )
