"""Every area by name: the way to the page of one."""

from audits import words
from audits.finding import State
from audits.report.map_classes import Classes
from audits.report.map_content import AreaMark, MapContent
from audits.report.map_svg import map_svg
from audits.spelling import plain
from audits.words import say
from dashboard import html
from dashboard.components.place_list import place_list
from dashboard.components.search import search
from dashboard.components.svg import svg
from dashboard.links import place_link
from dashboard.page import Page, View
from data.said import mark


def title(view: View) -> str:
    """For the window."""
    return say("Areas of {city}", city=view.city.title)


def layout(view: View) -> html.Div:
    """Search, list by region, and a map; what is sought lives in the address."""
    geography, sought = view.geography, view.query.get("find", "")
    wanted = plain(sought).strip()
    found = tuple(
        index
        for index, name in enumerate(geography.names)
        if wanted in plain(f"{name} {geography.regions[index] or ''}")
    )
    return html.Div(
        [
            html.Header(
                [
                    html.H1(say("Places")),
                    html.P(
                        say(
                            "What is known of one area, and what is not: every dataset side by "
                            "side, what each network sees there, and whom to ask."
                        ),
                        className="lead",
                    ),
                ],
                className="page-head",
            ),
            html.Div(
                [
                    html.Div(
                        [
                            search("find", say("Find an area or a region"), sought),
                            html.P(
                                _found(len(found), len(geography.names)),
                                className="quiet",
                                role="status",
                            ),
                            place_list(geography, found),
                        ]
                    ),
                    html.Div(svg(_map(view, frozenset(found)), "map"), className="map-side"),
                ],
                className="places-body",
            ),
        ],
        className="places",
    )


def _found(many: int, of: int) -> str:
    areas = words.count(of, "area")
    if not many:
        return say("{found} of {areas}. Try a part of the name.", found=many, areas=areas)
    return say("{found} of {areas}.", found=many, areas=areas)


def _map(view: View, found: frozenset[int]) -> str:
    """Areas that the search found are filled; all of them lead to their pages."""
    geography = view.geography
    marks = tuple(
        AreaMark(
            area=area,
            fill="map-2" if index in found else "map-0",
            state=State.MEASURED,
            shade=None,
            words=geography.names[index],
        )
        for index, area in enumerate(geography.area_ids)
    )
    content = MapContent(
        areas=marks,
        classes=Classes(limits=(), tokens=(), labels=()),
        title=say("Map of {areas}; each leads to its page.", areas=words.count(len(marks), "area")),
        description=say("The list beside it holds the same areas by name."),
        value_of=say("areas"),
    )
    return map_svg(content, geography, prefix="places", link=place_link, with_legend=False)


PAGE = Page(path="/place", name=mark("Places"), order=2, title=title, layout=layout)
