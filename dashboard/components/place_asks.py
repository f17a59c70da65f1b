"""Whom to ask about what stands on an area's page."""

from audits import words
from audits.place import Ask
from audits.words import say
from dashboard import html
from data.said import mark


def place_asks(held: tuple[Ask, ...]) -> html.Dl:
    """Each of them with what they run, own or publish; what nobody wrote down is unknown."""
    return html.Dl(
        [
            html.Div(
                [
                    html.Dt(one.who)
                    if one.who
                    else html.Dt(say("Unknown: nobody wrote down who"), className="unknown"),
                    html.Dd(_about(one)),
                ]
            )
            for one in held
        ],
        className="asks",
    )


def _about(one: Ask) -> str:
    said = [
        say(does, titles=words.listed(map(words.within, titles)))
        for does, titles in (
            (mark("runs {titles}"), one.runs),
            (mark("owns the data of {titles}"), one.owns),
            (mark("publishes {titles}"), one.publishes),
        )
        if titles
    ]
    return words.sentence(words.joined("; ", said))
