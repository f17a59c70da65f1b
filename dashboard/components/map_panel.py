"""The map of one finding with everything that stands beside the number."""

from audits.finding import Finding
from audits.together import Same
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.estimate import estimate
from dashboard.components.standing import standing


def map_panel(
    finding: Finding, drawing: html.Div, beside: html.Div | None, shared: frozenset[Same]
) -> html.Div:
    """`drawing` is the map; `beside` is what is said of the chosen area."""
    return html.Div(
        [
            html.Div([drawing, beside]),
            html.Div(
                [
                    html.H3(finding.measure.name),
                    html.P(finding.measure.question, className="question"),
                    estimate(finding),
                    html.P(finding.draft.reading, className="reading"),
                    standing((finding,), shared),
                ],
                className="map-words",
            ),
        ],
        className="map-panel",
        **attributes(data_findings=finding.key),
    )
