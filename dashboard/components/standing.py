"""What must stand beside any number: whom it does not see, its age, its footing, its caveats."""

from dash import html
from dash.development.base_component import Component

from audits import words
from audits.finding import DatasetAge, Finding
from audits.report import phrases
from audits.together import Same, merged, split
from dashboard.components.ages import ages
from dashboard.components.caveats import caveats
from dashboard.components.shared_caveats import shared_line


def standing(findings: tuple[Finding, ...], shared: frozenset[Same] = frozenset()) -> html.Div:
    """For findings of one subject: what they have in common is said once.

    Caveats in `shared` stand in full elsewhere on the page and are named here.
    """
    own, elsewhere = split(merged(findings), shared)
    return html.Div(
        [
            *grounds(findings),
            html.P("Caveats", className="label"),
            caveats(own),
            shared_line(elsewhere),
        ],
        className="standing",
    )


def grounds(findings: tuple[Finding, ...]) -> list[Component]:
    """Blind spot, age and footing, without the caveats."""
    return [
        html.P(words.unseen(findings[0]), className="unseen-line"),
        html.P("Age of the data", className="label"),
        ages(_datasets(findings)),
        html.P("Footing", className="label"),
        *_footings(findings),
    ]


def _datasets(findings: tuple[Finding, ...]) -> tuple[DatasetAge, ...]:
    return tuple({d.name: d for f in findings for d in f.datasets}.values())


def _footings(findings: tuple[Finding, ...]) -> list[html.P]:
    codes: dict[str, list[str]] = {}
    for finding in findings:
        codes.setdefault(phrases.footing(finding.draft.footing), []).append(finding.measure.code)
    return [
        html.P(
            f"{', '.join(held)}: {said}" if len(codes) > 1 else said,
            className="footing",
        )
        for said, held in codes.items()
    ]
