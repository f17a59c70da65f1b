"""One number with its interval; a doubtful one looks doubtful."""

from audits import words
from audits.caveat import Severity
from audits.finding import Finding, Interval
from audits.report import phrases
from audits.words import say
from dashboard import html
from dashboard.html import Component


def estimate(finding: Finding) -> html.Div:
    """The number, its interval, and each reason not to lean on it."""
    draft, unit = finding.draft, finding.measure.unit
    doubts = phrases.doubts(finding)
    blocked = finding.worst is Severity.BLOCKED
    parts: list[Component] = [
        _value(finding, "value value-unsure" if doubts or blocked else "value")
    ]
    if draft.estimate is not None:
        parts.append(html.P(_interval(draft.interval, unit), className="interval"))
    if blocked:
        asked = say("Blocked: a caveat asks not to rely on it until it is answered.")
        parts.append(html.P(asked, className="doubt blocked"))
    if doubts:
        unsure = say("Unsure: {doubts}.", doubts=words.joined("; ", doubts))
        parts.append(html.P(unsure, className="doubt"))
    return html.Div(parts, className="estimate")


def _interval(between: Interval | None, unit: str) -> str:
    said = words.interval(between, unit)
    if between is None:
        return said
    return say("{level} interval {between}", level=words.share(between.level), between=said)


def _value(finding: Finding, look: str) -> html.P:
    draft, unit = finding.draft, finding.measure.unit
    if draft.footing.withheld:
        withheld = say("withheld: {why}", why=draft.footing.withheld)
        return html.P(withheld, className="value value-none")
    if draft.estimate is None:
        return html.P(phrases.estimate(finding), className="value value-none")
    figure = str(words.figure(draft.estimate, unit))
    rest = str(words.with_unit(draft.estimate, unit)).removeprefix(figure)
    return html.P([figure, html.Span(rest, className="unit") if rest else None], className=look)
