"""What is not known of an area and what is withheld: each with its reason."""

from audits import words
from dashboard import html

Reasons = tuple[tuple[str, tuple[str, ...]], ...]
_MOST = 6


def place_reasons(held: Reasons, none: str) -> html.Ul | html.P:
    """Each reason once, with what it takes away."""
    if not held:
        return html.P(none)
    return html.Ul(
        [
            html.Li(
                [
                    html.Strong(words.sentence(why)),
                    html.Span(f" {words.sentence(words.listed(what, _MOST))}"),
                ]
            )
            for why, what in held
        ],
        className="reasons",
    )
