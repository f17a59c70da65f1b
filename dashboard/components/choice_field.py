"""One choice of a form from a list: a plain select, which needs no script to be chosen from."""

from dashboard import html

Options = tuple[tuple[str, str], ...]
"""Pairs of value and words."""


def choice_field(
    name: str, label: str, options: tuple[tuple[str | None, Options], ...], held: str
) -> html.Div:
    """`options` come in groups, each with its title or None; `name` is the query parameter."""
    inside: list[html.Option | html.Optgroup] = []
    for title, own in options:
        drawn = [_option(value, said, held) for value, said in own]
        inside += [html.Optgroup(drawn, label=title)] if title else drawn
    return html.Div(
        [
            html.Label(label, htmlFor=f"choose-{name}"),
            html.Select(inside, id=f"choose-{name}", name=name),
        ],
        className="field choice-field",
    )


def _option(value: str, said: str, held: str) -> html.Option:
    return html.Option(said, value=value, selected="selected" if value == held else None)
