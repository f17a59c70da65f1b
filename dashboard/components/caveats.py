"""Caveats in full, as text that stands beside a number."""

from audits import words
from audits.caveat import Severity
from audits.report.phrases import raised
from audits.together import Held
from audits.words import say
from dashboard import html
from dashboard.components.id_words import id_words


def caveats(held: tuple[Held, ...], whole: bool = False) -> html.Ul:
    """Each caveat with its word of severity, and which measures it speaks of.

    Who raised it is said where it was not the audit itself; with `whole`, always, and what it is
    about.
    """
    return html.Ul([_item(one, whole) for one in held], className="caveats")


def in_short(caveats: str, worst: Severity) -> str:
    """`12 caveats, gravest: care`, of a count with its noun."""
    return say("{caveats}, gravest: {severity}", caveats=caveats, severity=say(worst.value))


def _item(held: Held, whole: bool) -> html.Li:
    caveat = held.caveat
    source = list(held.codes)
    if whole:
        source.append(say("about {what}", what=id_words(caveat.about)))
    if whole or caveat.raised_by != "machine":
        source.append(raised(caveat.raised_by))
    return html.Li(
        [
            html.Span(
                say(caveat.severity.value),
                className=f"severity severity-{caveat.severity.replace(' ', '-')}",
            ),
            " ",
            caveat.text,
            " ",
            html.Span(words.joined(", ", source), className="caveat-source") if source else None,
        ]
    )
