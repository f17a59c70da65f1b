"""A figure with the table that says the same folded below it, where several stand side by side."""

from audits.exhibit import Exhibit
from audits.finding import Finding
from audits.geography import Geography
from audits.report.exhibit_svg import exhibit_svg
from audits.report.exhibit_table import exhibit_table, said_rows
from audits.words import say
from dashboard import html
from dashboard.components.scroll import scroll
from dashboard.components.svg import svg
from dashboard.components.table_head import table_head


def folded_exhibit(
    exhibit: Exhibit, finding: Finding, geography: Geography, name: str
) -> html.Section:
    """`name` starts every id of the drawing. For charts alone: a map needs its links, too."""
    drawn = exhibit_svg(exhibit, geography, prefix=name, blind=finding.draft.blind_spot)
    table = exhibit_table(exhibit, geography)
    plain = tuple(n for n, unit in enumerate(table.units) if unit == "")
    caption = say("{exhibit}, in rows", exhibit=exhibit.title)
    rows = [
        html.Tr([_cell(said, n, plain) for n, said in enumerate(row)]) for row in said_rows(table)
    ]
    return html.Section(
        [
            html.H3(exhibit.title),
            html.Figure(svg(drawn, "chart"), className="figure exhibit"),
            html.Details(
                [
                    html.Summary(
                        [
                            say("In rows"),
                            html.Span(f": {exhibit.title}", className="visually-hidden"),
                        ]
                    ),
                    scroll(
                        html.Table(
                            [
                                html.Caption(caption, className="visually-hidden"),
                                table_head(*table.columns, text=plain),
                                html.Tbody(rows),
                            ],
                            className="table rows",
                        ),
                        caption,
                    ),
                ]
            ),
        ]
    )


def _cell(said: str, column: int, plain: tuple[int, ...]) -> html.Th | html.Td:
    look = "" if column in plain else "num"
    return html.Td(said, className=look) if column else html.Th(said, scope="row", className=look)
