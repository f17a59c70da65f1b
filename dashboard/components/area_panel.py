"""One chosen area: what each measure of the network says there."""

from audits import words
from audits.finding import AreaValue, Finding
from audits.words import say
from dashboard import html
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
    count = say("not in the statistics") if people is None else words.people(people)
    return html.Div(
        [
            html.H4(name),
            html.P([say("Residents: {count}. ", count=count), _unseen(findings[0], area, people)]),
            html.Table(
                [
                    html.Caption(say("Measures in {area}", area=name), className="visually-hidden"),
                    html.Tbody(rows),
                ],
                className="table",
            )
            if rows
            else None,
            html.P(
                [
                    html.A(
                        say("Everything known and not known of {area}", area=name),
                        href=place_link(area),
                    ),
                    " · ",
                    html.A(say("Leave this area"), href=close),
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
        return say(
            "Not seen: {people} of them ({share}).",
            people=words.people(blind.people),
            share=words.share(blind.share),
        )
    return say("None of them is unseen.") if people else say("Whom it would not see is unknown.")
