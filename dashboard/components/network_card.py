"""A network's findings with everything that must stand beside them."""

from dash import html

from audits import words
from audits.finding import Finding
from audits.report import phrases
from audits.together import Same
from dashboard.attributes import attributes
from dashboard.components.finding_row import finding_row
from dashboard.components.standing import standing
from data.city import Dimension


def network_card(
    title: str, findings: tuple[Finding, ...], wealth: Dimension, shared: frozenset[Same]
) -> html.Article:
    """The findings of one subject: numbers on one side, what they cannot say on the other."""
    first = findings[0]
    anchor = f"card-{first.draft.subject}"
    return html.Article(
        [
            html.Header([html.H3(title, id=anchor), _about(first)], className="card-head"),
            html.Div(
                [
                    html.Div(
                        [finding_row(finding, wealth) for finding in findings],
                        className="card-numbers",
                    ),
                    standing(findings, shared),
                ],
                className="card-body",
            ),
        ],
        className="card",
        **attributes(
            aria_labelledby=anchor,
            data_findings=" ".join(finding.key for finding in findings),
        ),
    )


def _about(finding: Finding) -> html.P | None:
    network = finding.network
    if network is None:
        return None
    return html.P(
        f"Being seen by it is {phrases.purpose(network.purpose)}. "
        f"Operated by {network.operator or 'unknown'}; data owned by "
        f"{network.owner or 'unknown'}. A person counts as within reach of a {network.sensor} "
        f"up to {words.number(network.reach_m)} m away.",
        className="quiet",
    )
