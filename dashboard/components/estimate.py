"""One number with its interval; a doubtful one looks doubtful."""

from dash import html
from dash.development.base_component import Component

from audits import words
from audits.caveat import Severity
from audits.finding import Finding
from audits.report import phrases


def estimate(finding: Finding) -> html.Div:
    """The number, its interval, and each reason not to lean on it."""
    draft, unit = finding.draft, finding.measure.unit
    doubts = phrases.doubts(finding)
    blocked = finding.worst is Severity.BLOCKED
    level = f"{words.share(draft.interval.level)} interval " if draft.interval else ""
    parts: list[Component] = [
        _value(finding, "value value-unsure" if doubts or blocked else "value")
    ]
    if draft.estimate is not None:
        between = words.interval(draft.interval, unit)
        parts.append(html.P(f"{level}{between}", className="interval"))
    if blocked:
        asked = "Blocked: a caveat asks not to rely on it until it is answered."
        parts.append(html.P(asked, className="doubt blocked"))
    if doubts:
        parts.append(html.P(f"Unsure: {'; '.join(doubts)}.", className="doubt"))
    return html.Div(parts, className="estimate")


def _value(finding: Finding, look: str) -> html.P:
    draft, unit = finding.draft, finding.measure.unit
    if draft.footing.withheld:
        return html.P(f"withheld: {draft.footing.withheld}", className="value value-none")
    if draft.estimate is None:
        return html.P(phrases.estimate(finding), className="value value-none")
    figure = words.figure(draft.estimate, unit)
    rest = words.with_unit(draft.estimate, unit).removeprefix(figure)
    return html.P([figure, html.Span(rest, className="unit") if rest else None], className=look)
