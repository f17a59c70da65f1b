"""The findings of a card that are told in short, folded away under their families."""

from audits import words
from audits.finding import Finding
from audits.report.families import FAMILIES, by_family
from audits.together import Same
from dashboard import html
from dashboard.components.finding_line import finding_line
from dashboard.components.standing import standing
from dashboard.html import Component


def more_findings(
    findings: tuple[Finding, ...], shared: frozenset[Same], subjects: dict[str, str]
) -> html.Details | None:
    """None where there are none. `subjects` names them by key, where a card holds several."""
    if not findings:
        return None
    parts: list[Component] = []
    for family, held in by_family(findings).items():
        parts += [
            html.H4(FAMILIES[family].title),
            html.Ul(
                [finding_line(finding, subjects.get(finding.key)) for finding in held],
                className="finding-lines",
            ),
        ]
    many = words.count(len({f.measure.code for f in findings}), "more measure")
    names = words.listed(dict.fromkeys(f.measure.name.lower() for f in findings), 3)
    return html.Details(
        [
            html.Summary(f"{many}: {names}"),
            html.Div([html.Div(parts), standing(findings, shared)], className="card-body"),
        ],
        className="more-findings",
    )
