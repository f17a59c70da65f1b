"""The legend of an overlay's map, which is a table: nine looks, in words and counts."""

from audits import words
from audits.overlay_areas import Areas
from audits.report.exhibit_table import titled
from audits.report.map_overlay import hatch_sample, overlay_sample
from audits.thirds import NOWHERE, Thirds
from audits.thirds import WORDS as THIRDS
from audits.words import say
from dashboard import html
from dashboard.components.svg import svg


def overlay_legend(areas: Areas, titles: tuple[str, str], units: tuple[str, str]) -> html.Div:
    """Rows by the first of the pair, columns by the second; the most of each comes first."""
    order = tuple(reversed(range(len(THIRDS))))
    heads = [_third(areas.need, n, units[1], "col") for n in order]
    rows = [
        html.Tr([_third(areas.cover, c, units[0], "row"), *[_cell(areas, c, n) for n in order]])
        for c in order
    ]
    return html.Div(
        [
            html.Table(
                [
                    html.Caption(say("What the map shows: thirds of the people by both")),
                    html.Thead(
                        [
                            html.Tr(
                                [
                                    html.Td(),
                                    html.Th(
                                        titled(titles[1], units[1]), colSpan=3, scope="colgroup"
                                    ),
                                ],
                                className="legend-second",
                            ),
                            html.Tr([html.Th(titled(titles[0], units[0]), scope="col"), *heads]),
                        ]
                    ),
                    html.Tbody(rows),
                ],
                className="table overlay-legend",
            ),
            html.Ul(
                [
                    _also(
                        hatch_sample("dense", "ol-d"),
                        say("half or more of the residents unseen"),
                    ),
                    _also(
                        hatch_sample("sparse", "ol-s"), say("10 to 50 % of the residents unseen")
                    ),
                    *(
                        [
                            _also(
                                overlay_sample(NOWHERE, NOWHERE, "ol-n"),
                                say(
                                    "no place in it ({areas}, below)",
                                    areas=words.count(len(areas.apart), "area"),
                                ),
                            )
                        ]
                        if areas.apart
                        else []
                    ),
                ]
            ),
        ],
        className="legend",
    )


def _third(of: Thirds, n: int, unit: str, scope: str) -> html.Th:
    held = of.spans[n]
    if held is None:
        said = say("no area")
    else:
        low, high = (words.figure(value, unit) for value in held)
        said = low if low == high else say("{low} to {high}", low=low, high=high)
    return html.Th(
        [html.Strong(THIRDS[n]), html.Br(), html.Span(said, className="quiet")], scope=scope
    )


def _cell(areas: Areas, cover: int, need: int) -> html.Td:
    many, people = areas.many(cover, need)
    drawn = svg(overlay_sample(cover, need, f"ol-{cover}{need}"), "sample")
    if not many:
        return html.Td([drawn, html.Span(say("no area"), className="quiet")])
    return html.Td(
        [
            drawn,
            html.Span(words.count(many, "area")),
            html.Br(),
            html.Span(words.heads(people), className="quiet"),
        ]
    )


def _also(drawn: str, said: str) -> html.Li:
    return html.Li([svg(drawn, "sample"), said])
