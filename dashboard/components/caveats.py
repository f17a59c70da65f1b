"""Caveats in full, as text that stands beside a number."""

from dash import html

from audits.report.phrases import raised
from audits.together import Held


def caveats(held: tuple[Held, ...], whole: bool = False) -> html.Ul:
    """Each caveat with its word of severity, and which measures it speaks of.

    Who raised it is said where it was not the audit itself; with `whole`, always, and what it is
    about.
    """
    return html.Ul([_item(one, whole) for one in held], className="caveats")


def _item(held: Held, whole: bool) -> html.Li:
    caveat = held.caveat
    source = list(held.codes)
    if whole:
        source.append(f"about {caveat.about.replace('_', ' ')}")
    if whole or caveat.raised_by != "machine":
        source.append(raised(caveat.raised_by))
    return html.Li(
        [
            html.Span(
                str(caveat.severity),
                className=f"severity severity-{caveat.severity.replace(' ', '-')}",
            ),
            " ",
            caveat.text,
            " ",
            html.Span(", ".join(source), className="caveat-source") if source else None,
        ]
    )
