"""Caveats that hold for every card of a page: in full once, by name in each card."""

from dash import html

from audits import words
from audits.together import Held
from dashboard.components.caveats import caveats

ANCHOR = "everywhere"


def shared_caveats(held: tuple[Held, ...]) -> html.Section | None:
    """All of them in full, in columns; None where the cards share none."""
    if not held:
        return None
    return html.Section(
        [
            html.H3("What holds for every network here", id=ANCHOR),
            html.Div(caveats(held), className="wide-caveats"),
        ]
    )


def shared_line(held: tuple[Held, ...]) -> html.P | None:
    """What each of them is and what it is about, with the way to the full text."""
    if not held:
        return None
    about: dict[str, list[str]] = {}
    for one in held:
        name = one.caveat.code.replace("_", " ")
        about.setdefault(name, []).append(one.caveat.about.replace("_", " "))
    said = "; ".join(
        f"{name} ({', '.join(dict.fromkeys(subjects))})" for name, subjects in about.items()
    )
    many = f"{words.count(len(held), 'caveat')}, gravest: {held[0].caveat.severity}"
    return html.P(
        [
            f"And what holds for every network here ({many}): {said}. ",
            html.A("In full", href=f"#{ANCHOR}"),
            ".",
        ],
        className="shared-line",
    )
