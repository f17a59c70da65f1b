"""A measure by group of people, as a table."""

from audits import words
from audits.finding import GroupValue
from audits.report import phrases
from dashboard import html
from data.city import Dimension


def group_tables(
    values: tuple[GroupValue, ...], dimensions: tuple[Dimension, ...], unit: str
) -> html.Div:
    """The groups of one dimension each; crossed groups are many, and folded below them."""
    plain = tuple(one for one in dimensions if one.kind != "crossed")
    crossed = tuple(one for one in dimensions if one.kind == "crossed")
    many = sum(value.dimension in {one.id for one in crossed} for value in values)
    parts: list[html.Table | html.Details] = [group_table(values, plain, unit)]
    if many:
        parts.append(
            html.Details(
                [
                    html.Summary(words.count(many, "crossed group")),
                    group_table(values, crossed, unit),
                ]
            )
        )
    return html.Div(parts)


def group_table(
    values: tuple[GroupValue, ...], dimensions: tuple[Dimension, ...], unit: str
) -> html.Table:
    """One row per group, under the name of its dimension; a missing value says which kind."""
    bodies = []
    for dimension in dimensions:
        rows = [_row(value, unit) for value in values if value.dimension == dimension.id]
        if rows:
            bodies.append(html.Tbody([*_heads(dimension), *rows]))
    columns = (
        words.say("Group"),
        phrases.capitalised(unit),
        words.say("Interval"),
        words.say("People"),
    )
    return html.Table(
        [
            html.Caption(words.say("By group of people"), className="visually-hidden"),
            html.Thead(
                html.Tr(
                    [
                        html.Th(name, scope="col", className="num" if i else "")
                        for i, name in enumerate(columns)
                    ]
                )
            ),
            *bodies,
        ],
        className="table groups",
    )


def _heads(dimension: Dimension) -> list[html.Tr]:
    title = html.Th(dimension.title, colSpan=4, scope="colgroup")
    heads = [html.Tr(title, className="group-head")]
    if dimension.proxy:
        said = words.say("Stands in: {proxy}", proxy=dimension.proxy)
        heads.append(html.Tr(html.Td(said, colSpan=4, className="quiet proxy")))
    return heads


def _row(value: GroupValue, unit: str) -> html.Tr:
    if value.value is None:
        shown = words.value_or_reason(None, value.state, unit, value.reason)
    else:
        shown = words.figure(value.value, unit)
    return html.Tr(
        [
            html.Th(value.group, scope="row"),
            html.Td(shown, className="num" if value.value is not None else "nothing"),
            html.Td(words.interval(value.interval, unit), className="num quiet"),
            html.Td(words.people(value.people), className="num quiet"),
        ]
    )
