"""One chosen area: what each measure of the network says there."""

from dash import dcc, html

from audits import words
from audits.finding import AreaValue, Finding
from dashboard.links import place_link


def area_panel(
    name: str, people: float | None, findings: tuple[Finding, ...], area: str, close: str
) -> html.Div:
    """A row per measure that speaks of areas, then how many residents are not seen."""
    rows = [
        html.Tr(
            [
                html.Th(finding.measure.name, scope="row"),
                html.Td(_said(finding, value), className="num"),
            ]
        )
        for finding in findings
        for value in finding.draft.by_area
        if value.area == area
    ]
    count = "not in the statistics" if people is None else words.people(people)
    return html.Div(
        [
            html.H4(name),
            html.P([f"Residents: {count}. ", _unseen(findings[0], area, people)]),
            html.Table(
                [
                    html.Caption(f"Measures in {name}", className="visually-hidden"),
                    html.Tbody(rows),
                ],
                className="table",
            )
            if rows
            else None,
            html.P(
                [
                    dcc.Link(f"Everything known and not known of {name}", href=place_link(area)),
                    " · ",
                    dcc.Link("Leave this area", href=close),
                ]
            ),
        ],
        className="area-panel",
        id="area",
    )


def _said(finding: Finding, value: AreaValue) -> str:
    return words.value_or_reason(
        value.value, value.state, finding.measure.unit_of_areas, value.reason
    )


def _unseen(finding: Finding, area: str, people: float | None) -> str:
    blind = next((b for b in finding.draft.blind_spot.areas if b.area == area), None)
    if blind:
        return f"Not seen: {words.people(blind.people)} of them ({words.share(blind.share)})."
    return "None of them is unseen." if people else "Whom it would not see is unknown."
