"""Who one network does not see: people, groups and areas, worst first."""

from audits import words
from audits.finding import BlindSpot, Finding
from audits.geography import Geography
from audits.together import Same
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.standing import standing
from dashboard.components.table_head import table_head
from dashboard.remembered import remembered
from data.city import City

_FIRST = 15


@remembered
def unseen(finding: Finding, city: City, geography: Geography, shared: frozenset[Same]) -> html.Div:
    """The blind spot of a finding's network, whole: nothing in it is a rate without its count."""
    spot = finding.draft.blind_spot
    return html.Div(
        [
            _by_group(spot, city),
            html.Div([_why(spot), _where(spot, geography)]),
            standing((finding,), shared),
        ],
        className="columns",
        **attributes(data_findings=finding.key),
    )


def _by_group(spot: BlindSpot, city: City) -> html.Table:
    bodies = []
    for dimension in city.dimensions:
        rows = [
            html.Tr(
                [
                    html.Th(blind.group, scope="row"),
                    html.Td(words.people(blind.people), className="num"),
                    html.Td(words.share(blind.share), className="num"),
                    html.Td(_bar(blind.share), className="bar-cell"),
                ]
            )
            for blind in spot.by_group
            if blind.dimension == dimension.id
        ]
        if rows:
            head = html.Tr(
                html.Th(dimension.title, colSpan=4, scope="colgroup"), className="group-head"
            )
            bodies.append(html.Tbody([head, *rows]))
    return html.Table(
        [
            html.Caption(say("Who")),
            table_head(say("Group"), say("People unseen"), say("Share of the group"), ""),
            *bodies,
        ],
        className="table",
    )


def _why(spot: BlindSpot) -> html.Table:
    rows = [
        html.Tr([html.Th(reason, scope="row"), html.Td(words.people(count), className="num")])
        for reason, count in spot.reasons
    ]
    return html.Table(
        [
            html.Caption(say("Why")),
            table_head(say("Reason"), say("People unseen")),
            html.Tbody(rows),
        ],
        className="table",
    )


def _where(spot: BlindSpot, geography: Geography) -> html.Div:
    rows = [
        html.Tr(
            [
                html.Th(geography.name_of(blind.area), scope="row"),
                html.Td(words.people(blind.people), className="num"),
                html.Td(words.share(blind.share), className="num"),
            ]
        )
        for blind in spot.areas
    ]
    head = table_head(say("Area"), say("People unseen"), say("Share of its people"))
    caption = say("Where: {areas}, most people first", areas=words.count(len(rows), "area"))
    parts: list[html.Table | html.Details] = [
        html.Table([html.Caption(caption), head, html.Tbody(rows[:_FIRST])], className="table")
    ]
    if len(rows) > _FIRST:
        parts.append(
            html.Details(
                [
                    html.Summary(
                        say("The other {areas}", areas=words.count(len(rows) - _FIRST, "area"))
                    ),
                    html.Table([head, html.Tbody(rows[_FIRST:])], className="table"),
                ]
            )
        )
    return html.Div(parts)


def _bar(share: float) -> html.Div:
    """The share again as a length; the number beside it is what is read aloud."""
    return html.Div(
        html.Div(style={"width": f"{100 * share:.1f}%"}),
        className="bar",
        **attributes(aria_hidden="true"),
    )
