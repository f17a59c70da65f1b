"""A page that cannot show what was asked: what happened, and the way on."""

from audits.words import say
from dashboard import html


def message(title: str, sentences: tuple[str, ...], command: str | None = None) -> html.Div:
    """States the matter, the command that mends it where there is one, and a way back."""
    parts: list[html.H1 | html.P | html.Pre] = [html.H1(title), *[html.P(s) for s in sentences]]
    if command:
        parts.append(html.Pre(html.Code(command), className="command", tabIndex="0"))
    parts.append(html.P(html.A(say("To the city page"), href="/")))
    return html.Div(parts, className="message")
