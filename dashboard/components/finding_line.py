"""One finding in short: its name, its number, and the gravest thing to know before using it."""

from audits import words
from audits.finding import Finding
from audits.report import phrases
from audits.words import say
from dashboard import html
from dashboard.links import measure_link


def finding_line(finding: Finding, of: str | None = None) -> html.Li:
    """A line of a list; `of` names what it speaks of, where the list holds several subjects."""
    draft, unit = finding.draft, finding.measure.unit
    first = phrases.by_severity(finding)[0]
    if draft.estimate is None:
        shown = html.Span(phrases.estimate(finding), className="line-value value-none")
    else:
        unsure = " value-unsure" if phrases.doubts(finding) else ""
        shown = html.Span(
            [
                html.Span(words.with_unit(draft.estimate, unit), className=f"line-number{unsure}"),
                html.Span(f", {words.interval(draft.interval, unit)}", className="quiet"),
            ],
            className="line-value",
        )
    return html.Li(
        [
            html.Span(
                [
                    html.A(finding.measure.name, href=measure_link(finding)),
                    html.Span(f" {of}", className="quiet") if of else None,
                ],
                className="line-name",
            ),
            shown,
            html.Span(
                [
                    html.Span(
                        say(first.severity.value),
                        className=f"severity severity-{first.severity.replace(' ', '-')}",
                    ),
                    f" {first.text}",
                ],
                className="line-caveat caveats",
            ),
        ],
        className="finding-line",
    )
