"""The areas of an overlay in rows: where both part most, then all, then those without a place."""

from collections.abc import Callable

from audits import words
from audits.overlay_areas import Apart, AreaLaid, Areas
from audits.report.exhibit_table import titled
from audits.thirds import WORDS as THIRDS
from audits.words import say
from dashboard import html
from dashboard.components.scroll import scroll
from dashboard.components.table_head import table_head

FIRST = 12
"""Rows that stand open."""
Link = Callable[[str], str]


def overlay_table(areas: Areas, units: tuple[str, str], here: str | None, link: Link) -> html.Div:
    """The widest partings open, all areas folded, the areas without a place apart."""
    few, all_ = areas.rows[:FIRST], areas.rows
    most, whole = say("Where both part most"), say("All areas")
    return html.Div(
        [
            html.P(
                say(
                    "Where people rank high by the second and low by the first. Parting: the "
                    "share of people whom an area passes in rank, from −100 to 100 %."
                ),
                className="quiet",
            ),
            scroll(_table(few, units, here, link, most), most),
            html.Details(
                [
                    html.Summary(
                        say(
                            "All {areas} with a place in it",
                            areas=words.count(len(all_), "area"),
                        )
                    ),
                    scroll(_table(all_, units, here, link, whole), whole, tall=True),
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
                say("Area"),
                titled(say("First"), units[0]),
                titled(say("Second"), units[1]),
                say("Parting"),
                say("Residents"),
                say("Not seen"),
            ),
            html.Tbody([_row(row, units, row.area == here, link) for row in rows]),
        ],
        className="table",
    )


def _row(row: AreaLaid, units: tuple[str, str], here: bool, link: Link) -> html.Tr:
    return html.Tr(
        [
            html.Th(html.A(row.name, href=link(row.area)), scope="row"),
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
    caption = say("Areas without a place")
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
            html.Summary(
                say(
                    "{areas} without a place in it, and why",
                    areas=words.count(len(apart), "area"),
                )
            ),
            scroll(
                html.Table(
                    [
                        html.Caption(caption, className="visually-hidden"),
                        table_head(say("Area"), say("Why"), say("Residents"), text=(0, 1)),
                        html.Tbody(rows),
                    ],
                    className="table",
                ),
                caption,
                tall=len(rows) > FIRST,
            ),
        ]
    )
