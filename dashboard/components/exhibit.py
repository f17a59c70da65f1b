"""A figure that a finding brought along, beside the table that says the same."""

from collections.abc import Callable

from audits.exhibit import Classed, Exhibit, Sites
from audits.finding import Finding
from audits.geography import Geography
from audits.report.exhibit_svg import exhibit_svg
from audits.report.exhibit_table import cell_words, exhibit_table, left_out
from audits.report.map_svg import shared_shapes
from audits.words import say
from dashboard import html
from dashboard.components.scroll import scroll
from dashboard.components.svg import svg

_TALL = 12
"""Rows from which a table scrolls in a frame of its own."""
COARSE = 1.5
OUTLINES = "o"
"""Name and coarseness of the outlines that the maps among a page's figures share."""


def outlines(exhibits: tuple[Exhibit, ...], geography: Geography) -> html.Div | None:
    """The shared outlines, once per page; None where no figure is a map."""
    if not any(isinstance(one, Classed | Sites) for one in exhibits):
        return None
    return svg(shared_shapes(geography, OUTLINES, coarse=COARSE), "outlines")


def exhibit_part(
    exhibit: Exhibit,
    finding: Finding,
    geography: Geography,
    index: int,
    link: Callable[[str], str],
) -> html.Section:
    """Heading, drawing and table; `link` gives each area its address.

    A page that holds maps among its figures must hold their `outlines`, too.
    """
    drawn = exhibit_svg(
        exhibit,
        geography,
        prefix=f"x{index}-{finding.key}",
        blind=finding.draft.blind_spot,
        link=link,
        coarse=COARSE,
        shared=OUTLINES,
    )
    rows = _rows(exhibit, geography)
    note = left_out(exhibit)
    told = scroll(rows, _in_rows(exhibit), tall=len(rows.children[-1].children) > _TALL)
    wide = isinstance(exhibit, Classed | Sites)
    return html.Section(
        [
            html.H2(exhibit.title, id=f"exhibit-{index + 1}"),
            html.Div(
                [
                    html.Figure(
                        [svg(drawn, "map" if wide else "chart")], className="figure exhibit"
                    ),
                    html.Div([told, html.P(note, className="quiet") if note else None]),
                ],
                className="halves",
            ),
        ]
    )


def _in_rows(exhibit: Exhibit) -> str:
    return say("{exhibit}, in rows", exhibit=exhibit.title)


def _rows(exhibit: Exhibit, geography: Geography) -> html.Table:
    table = exhibit_table(exhibit, geography)
    words = [unit == "" for unit in table.units]
    heads = [
        html.Th(name, scope="col", className="" if plain else "num") if name else html.Td()
        for name, plain in zip(table.columns, [True, *words[1:]], strict=True)
    ]
    body = []
    for row in table.rows:
        cells: list[html.Th | html.Td] = []
        for n, (cell, unit) in enumerate(zip(row, table.units, strict=True)):
            said = cell_words(cell, unit)
            look = "" if words[n] else "num" if isinstance(cell, float | int) else "nothing"
            cells.append(
                html.Th(said, scope="row", className=look if n else "")
                if n == 0
                else html.Td(said, className=look)
            )
        body.append(html.Tr(cells))
    return html.Table(
        [
            html.Caption(_in_rows(exhibit), className="visually-hidden"),
            html.Thead(html.Tr(heads)),
            html.Tbody(body),
        ],
        className="table rows",
    )
