"""One choice among a few, made of links: it lives in the address, so a link restores it."""

from dashboard import html
from dashboard.attributes import attributes


def choices(label: str, options: tuple[tuple[str, str], ...], held: str | None) -> html.Nav:
    """`options` are pairs of words and address; the one whose address is `held` is marked."""
    items = [
        html.Li(
            html.A(name, href=href, className="choice held" if href == held else "choice"),
            **attributes(aria_current="true" if href == held else None),
        )
        for name, href in options
    ]
    return html.Nav(
        [html.Span(label, className="choices-label"), html.Ul(items)],
        className="choices",
        **attributes(aria_label=label),
    )
