"""The areas of an overlay in rows: where both part most, then all, then those without a place."""

from collections.abc import Callable

from dash import dcc, html

from audits import words
from audits.overlay_areas import Apart, AreaLaid, Areas
from audits.report.exhibit_table import titled
from audits.thirds import WORDS as THIRDS
from dashboard.components.scroll import scroll
from dashboard.components.table_head import table_head

FIRST = 12
"""Rows that stand open."""
Link = Callable[[str], str]


def overlay_table(areas: Areas, units: tuple[str, str], here: str | None, link: Link) -> html.Div:
    """The widest partings open, all areas folded, the areas without a place apart."""
    few, all_ = areas.rows[:FIRST], areas.rows
    return html.Div(
        [
            html.P(
                "Where people rank high by the second and low by the first. Parting: the share of "
                "people whom an area passes in rank, from −100 to 100 %.",
                className="quiet",
            ),
            scroll(_table(few, units, here, link, "Where both part most"), "Where both part most"),
            html.Details(
                [
                    html.Summary(f"All {words.count(len(all_), 'area')} with a place in it"),
                    scroll(_table(all_, units, here, link, "All areas"), "All areas", tall=True),
                ]
            )
            if len(all_) > len(few)
            else None,
            _apart(areas.apart),
        ],
        className="overlay-rows",
    )


def _table(
    rows: tuple[AreaLaid, ...], units: tuple[str, str], here: str | None, link: Link, caption: str
) -> html.Table:
    return html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            table_head(
                "Area",
                titled("First", units[0]),
                titled("Second", units[1]),
                "Parting",
                "Residents",
                "Not seen",
            ),
            html.Tbody([_row(row, units, row.area == here, link) for row in rows]),
        ],
        className="table",
    )


def _row(row: AreaLaid, units: tuple[str, str], here: bool, link: Link) -> html.Tr:
    return html.Tr(
        [
            html.Th(dcc.Link(row.name, href=link(row.area)), scope="row"),
            _value(row.cover, units[0], row.cover_third),
            _value(row.need, units[1], row.need_third),
            html.Td(_signed(row.parting), className="num"),
            html.Td(words.people(row.people), className="num"),
            html.Td(words.share(row.unseen), className="num"),
        ],
        className="here" if here else "",
    )


def _value(value: float, unit: str, third: int) -> html.Td:
    return html.Td(
        [words.figure(value, unit), html.Span(f" {THIRDS[third]}", className="quiet third")],
        className="num",
    )


def _signed(parting: float) -> str:
    said = words.share(abs(parting))
    return said if parting >= 0 or said == words.share(0) else f"−{said}"


def _apart(apart: tuple[Apart, ...]) -> html.Details | None:
    if not apart:
        return None
    rows = [
        html.Tr(
            [
                html.Th(one.name, scope="row"),
                html.Td(one.why),
                html.Td(words.people(one.people), className="num"),
            ]
        )
        for one in apart
    ]
    return html.Details(
        [
            html.Summary(f"{words.count(len(apart), 'area')} without a place in it, and why"),
            scroll(
                html.Table(
                    [
                        html.Caption("Areas without a place", className="visually-hidden"),
                        table_head("Area", "Why", "Residents", text=(0, 1)),
                        html.Tbody(rows),
                    ],
                    className="table",
                ),
                "Areas without a place",
                tall=len(rows) > FIRST,
            ),
        ]
    )
