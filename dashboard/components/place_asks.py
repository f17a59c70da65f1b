"""Whom to ask about what stands on an area's page."""

from dash import html

from audits import words
from audits.place import Ask


def place_asks(held: tuple[Ask, ...]) -> html.Dl:
    """Each of them with what they run, own or publish; what nobody wrote down is unknown."""
    return html.Dl(
        [
            html.Div(
                [
                    html.Dt(one.who)
                    if one.who
                    else html.Dt("Unknown: nobody wrote down who", className="unknown"),
                    html.Dd(_about(one)),
                ]
            )
            for one in held
        ],
        className="asks",
    )


def _about(one: Ask) -> str:
    said = [
        f"{verb} {words.listed(map(words.within, titles))}"
        for verb, titles in (
            ("runs", one.runs),
            ("owns the data of", one.owns),
            ("publishes", one.publishes),
        )
        if titles
    ]
    return words.sentence("; ".join(said))
