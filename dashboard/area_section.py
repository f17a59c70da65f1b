"""A measure by area: its map beside a table that can be sorted and searched."""

from audits import words
from audits.finding import Finding
from dashboard import html
from dashboard.areas import SORTS, area_rows, ordered, searched
from dashboard.chosen_area import chosen_area
from dashboard.components.area_table import SortLink, area_table
from dashboard.components.map_drawing import map_drawing
from dashboard.components.scroll import scroll
from dashboard.components.search import search
from dashboard.links import area_links, chosen, link
from dashboard.page import View
from data.said import again, say

_COLUMNS = {
    "name": say("Area"),
    "value": "",
    "people": say("Residents"),
    "unseen": say("Not seen"),
    "share": say("Share not seen"),
}


def area_section(view: View, finding: Finding) -> html.Section | None:
    """Sorting, search and the chosen area live in the address; None without values by area."""
    if not finding.draft.by_area:
        return None
    column = chosen(view.query, "sort", ("unseen", *SORTS)) or "unseen"
    orders = (_first_order(column), "ascending", "descending")
    descending = chosen(view.query, "order", orders) == "descending"
    every = area_rows(finding, view.geography)
    rows = ordered(searched(every, view.query.get("find")), column, descending)
    drawing = map_drawing(
        finding,
        view.geography,
        view.city.settlement_word,
        area_links(view.path, view.query, "areas"),
    )
    table = area_table(
        rows,
        finding.measure.unit_of_areas,
        _columns(view, finding, column, descending),
        view.query.get("area"),
    )
    return html.Section(
        [
            html.H2(say("By area"), id="areas"),
            html.Div(
                [
                    html.Div([drawing, chosen_area(view, (finding,), "areas")]),
                    html.Div(
                        [
                            search(
                                "find",
                                say("Find an area or a region"),
                                view.query.get("find", ""),
                            ),
                            html.P(
                                say(
                                    "{shown} of {areas}. Not seen: out of reach of every sensor "
                                    "that works.",
                                    shown=len(rows),
                                    areas=words.count(len(every), "area"),
                                ),
                                className="quiet",
                            ),
                            scroll(table, say("Table of areas"), tall=True),
                        ]
                    ),
                ],
                className="halves",
            ),
        ]
    )


@again
def _headed(unit: str) -> str:
    return str(words.sentence(unit)).removesuffix(".")


def _first_order(column: str) -> str:
    return "ascending" if column == "name" else "descending"


def _columns(
    view: View, finding: Finding, sorted_by: str, descending: bool
) -> tuple[SortLink, ...]:
    now = "descending" if descending else "ascending"
    other = "ascending" if descending else "descending"
    return tuple(
        SortLink(
            title=name or _headed(finding.measure.unit_of_areas),
            href=link(
                view.path,
                view.query,
                "areas",
                sort=column,
                order=other if column == sorted_by else _first_order(column),
            ),
            sorted=now if column == sorted_by else None,
        )
        for column, name in _COLUMNS.items()
    )
