"""Any coverage or service laid over any need or trait of people: chosen from two lists, no code."""

from dataclasses import dataclass
from urllib.parse import quote

from audits import words
from audits.finding import Finding
from audits.overlaid import Choices, choices, overlay
from audits.overlay import OVERLAY
from audits.overlay_areas import Areas, overlay_areas
from audits.overlay_sides import Quantity
from audits.report import phrases
from audits.report.exhibit_svg import exhibit_svg
from audits.report.map_overlay import overlay_map, third
from audits.together import merged
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.caveats import caveats
from dashboard.components.estimate import estimate
from dashboard.components.group_table import group_tables
from dashboard.components.message import message
from dashboard.components.method import method
from dashboard.components.overlay_legend import overlay_legend
from dashboard.components.overlay_table import overlay_table
from dashboard.components.pair_form import pair_form
from dashboard.components.stability import stability_table
from dashboard.components.standing import grounds
from dashboard.components.statements import statements
from dashboard.components.svg import svg
from dashboard.contesting import contest_part
from dashboard.links import link
from dashboard.page import Page, View
from data.said import mark

_PATH = "/overlay"
_COVER, _NEED = "cover", "need"
_FIRST_NEED = "need-poverty"
"""The poorest first: before anybody chooses, coverage is laid over poverty."""
_COARSE = 1.5
_LONGEST = 60
_THIRD = (say("least"), say("a middling value"), say("most"))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Shown:
    """The pair of the address, its finding, and its areas."""

    offered: Choices
    cover: Quantity
    need: Quantity
    finding: Finding
    areas: Areas
    unknown: tuple[str, ...]
    """What the address asked for and nothing is called."""


def title(view: View) -> str:
    """For the window."""
    return say("Overlay of {city}", city=view.city.title)


def layout(view: View) -> html.Div:
    """The lists, then what the pair says: number, map, scatter, areas, caveats, method."""
    shown = _shown(view)
    if shown is None:
        return message(say("Overlay"), (say("This city has nothing to lay over its people."),))
    units = (shown.cover.unit, shown.need.unit)
    return html.Div(
        [
            html.Header(
                [
                    html.H1(say("Overlay")),
                    html.P(
                        say(
                            "Lay any coverage or service over any need or trait of people. The "
                            "address of this page holds the choice: send it, and others see the "
                            "same."
                        ),
                        className="lead",
                    ),
                    _form(shown),
                    *[html.P(said, className="doubt") for said in shown.unknown],
                ],
                className="page-head",
            ),
            html.Div(
                [
                    _answer(view, shown, units),
                    _scatter(view, shown, units),
                    _caveats(shown.finding),
                    html.Div(
                        [_groups(view, shown.finding), _stability(shown.finding)],
                        className="halves",
                    ),
                    html.Section([html.H2(say("Method"), id="method"), method(shown.finding)]),
                ],
                **attributes(data_findings=shown.finding.key),
            ),
            _reviews(view, shown.finding),
        ],
        className="overlay",
    )


def _shown(view: View) -> _Shown | None:
    frame = view.frame()
    offered = choices(frame, view.findings)
    if not offered.covers or not offered.needs:
        return None
    unknown: list[str] = []
    cover = _asked(view, _COVER, offered.covers, _largest(view), unknown)
    need = _asked(view, _NEED, offered.needs, _FIRST_NEED, unknown)
    finding = overlay(frame, cover, need, offered.pairs, view.reviews)
    return _Shown(
        offered=offered,
        cover=cover,
        need=need,
        finding=finding,
        areas=overlay_areas(frame, cover, need, finding.draft.blind_spot),
        unknown=tuple(unknown),
    )


def _largest(view: View) -> str:
    """Reach of the network with most sensors that is a service: the first the page speaks of."""
    many = {
        network.id: len(view.geography.sensors[network.id].ids)
        for network in view.city.networks
        if network.purpose != "burden"
    }
    return f"reach-{max(many, key=lambda name: many[name])}" if many else ""


def _asked(
    view: View, side: str, offered: tuple[Quantity, ...], first: str, unknown: list[str]
) -> Quantity:
    """What the address asks for; what is called so by nothing is said, and the first is shown."""
    by_name = {one.name: one for one in offered}
    name = view.query.get(side)
    if name is not None and name not in by_name:
        unknown.append(
            say(
                "Nothing in this list is called “{name}”, so the page shows what it shows first. "
                "The link may be old, or of another city.",
                name=name[:_LONGEST],
            )
        )
    return by_name.get(name or "") or by_name.get(first) or offered[0]


def _form(shown: _Shown) -> html.Form:
    return pair_form(
        _PATH,
        (
            (
                _COVER,
                say("First: what areas have"),
                _options(shown.offered.covers),
                shown.cover.name,
            ),
            (_NEED, say("Second: need or trait"), _options(shown.offered.needs), shown.need.name),
        ),
        say("Lay over"),
    )


def _options(offered: tuple[Quantity, ...]) -> list[tuple[str, str, str]]:
    return [(one.heading, one.name, one.title) for one in offered]


def _answer(view: View, shown: _Shown, units: tuple[str, str]) -> html.Section:
    finding, titles = shown.finding, (shown.cover.title, shown.need.title)
    many = say(
        "{caveats}, gravest: {worst}",
        caveats=words.count(len(finding.caveats), "caveat"),
        worst=say(finding.worst.value),
    )
    return html.Section(
        [
            html.H2(
                [titles[0], html.Span(say(" against "), className="against"), titles[1]], id="map"
            ),
            html.Div(
                [
                    html.Div(
                        [_map(view, shown, units), overlay_legend(shown.areas, titles, units)]
                    ),
                    html.Div(
                        [
                            html.P(finding.measure.question, className="question"),
                            estimate(finding),
                            html.P(finding.draft.reading, className="reading"),
                            html.P([html.A(many, href="#caveats"), "."]),
                            _here(view, shown, units),
                            _grounds(shown),
                        ],
                        className="map-words",
                    ),
                ],
                className="map-panel",
            ),
        ]
    )


def _grounds(shown: _Shown) -> html.Div:
    """Blind spot, ages and footing; of a service, the blind spot is where nobody counted it."""
    finding, spot = shown.finding, shown.finding.draft.blind_spot
    unseen, *rest = grounds((finding,))
    if finding.network is None:
        unseen = html.P(
            say(
                "{cover}: how much of it there is, no source states for {residents} ({share}).",
                cover=shown.cover.title,
                residents=words.residents_of(spot.people, spot.of_people),
                share=words.share(spot.share),
            ),
            className="unseen-line",
        )
    return html.Div([unseen, *rest], className="standing")


def _map(view: View, shown: _Shown, units: tuple[str, str]) -> html.Div:
    areas = shown.areas
    by_area = {row.area: row for row in areas.rows}
    why = {one.area: one.why for one in areas.apart}
    said = []
    for area, name in zip(view.geography.area_ids, view.geography.names, strict=True):
        row = by_area.get(area)
        said.append(
            say("{area}: no place in it, {why}", area=name, why=why[area])
            if row is None
            else say(
                "{area}: first {cover} ({cover_third}); second {need} ({need_third}); "
                "{share} unseen",
                area=name,
                cover=words.figure(row.cover, units[0]),
                cover_third=third(row.cover_third),
                need=words.figure(row.need, units[1]),
                need_third=third(row.need_third),
                share=words.share(row.unseen),
            )
        )
    drawn = overlay_map(
        areas.cover,
        areas.need,
        view.geography,
        said=tuple(said),
        blind=shown.finding.draft.blind_spot,
        title=say("Map: {cover} against {need}", cover=shown.cover.title, need=shown.need.title),
        prefix="overlay-map",
        link=lambda area: link(_PATH, view.query, "map", area=area),
        here=view.query.get("area"),
        coarse=_COARSE,
    )
    return svg(drawn, "map")


def _here(view: View, shown: _Shown, units: tuple[str, str]) -> html.Div | None:
    """What the overlay says of the area that the address chooses."""
    area = view.query.get("area")
    if area is None or area not in view.geography.area_ids:
        return None
    row = next((one for one in shown.areas.rows if one.area == area), None)
    if row is None:
        apart = next(one for one in shown.areas.apart if one.area == area)
        said = say("It has no place in this overlay: {why}.", why=apart.why)
    else:
        said = say(
            "First: {cover}, in the third of people that has {cover_third}. Second: {need}, in "
            "the third that has {need_third}. {residents}, {share} of them not seen.",
            cover=words.with_unit(row.cover, units[0]),
            cover_third=_THIRD[row.cover_third],
            need=words.with_unit(row.need, units[1]),
            need_third=_THIRD[row.need_third],
            residents=words.residents(row.people),
            share=words.share(row.unseen),
        )
    return html.Div(
        [
            html.H4(view.geography.name_of(area)),
            html.P(said),
            html.P(
                [
                    html.A(say("Everything known of it"), href=f"/place/{quote(area, safe='')}"),
                    " · ",
                    html.A(say("Leave this area"), href=link(_PATH, view.query, "map", area=None)),
                ]
            ),
        ],
        className="area-panel",
        id="area",
    )


def _scatter(view: View, shown: _Shown, units: tuple[str, str]) -> html.Section | None:
    if not shown.finding.draft.exhibits:
        return None

    def to(area: str) -> str:
        return link(_PATH, view.query, "areas", area=area)

    drawn = exhibit_svg(
        shown.finding.draft.exhibits[0], view.geography, prefix="overlay-dots", link=to
    )
    return html.Section(
        [
            html.H2(say("Area by area"), id="areas"),
            html.Div(
                [
                    html.Figure(
                        [
                            html.Figcaption(
                                say(
                                    "One dot per area, as large as its people. Lines: what is "
                                    "usual among people. The table says the same."
                                )
                            ),
                            svg(drawn, "chart"),
                        ],
                        className="figure exhibit",
                    ),
                    overlay_table(shown.areas, units, view.query.get("area"), to),
                ],
                className="halves",
            ),
        ]
    )


def _caveats(finding: Finding) -> html.Section:
    return html.Section(
        [
            html.H2(say("Caveats ({n})", n=len(finding.caveats)), id="caveats"),
            html.Div(caveats(merged((finding,)), whole=True), className="wide-caveats"),
        ]
    )


def _groups(view: View, finding: Finding) -> html.Section:
    unit = finding.measure.unit_of_groups
    return html.Section(
        [
            html.H2(say("The first of the pair, by group of people"), id="groups"),
            group_tables(finding.draft.by_group, view.city.dimensions, unit),
        ]
    )


def _stability(finding: Finding) -> html.Section:
    held = finding.draft.stability
    return html.Section(
        [
            html.H2(say("Stability"), id="stability"),
            html.P(phrases.stability(finding)),
            html.P(
                say(
                    "The interval means: {meaning}",
                    meaning=words.sentence(finding.draft.interval_meaning),
                )
            ),
            stability_table(held, finding.measure.unit) if held.settings else None,
        ]
    )


def _reviews(view: View, finding: Finding) -> html.Section:
    said = tuple(
        one
        for one in view.reviews
        if one.target == OVERLAY.code or one.target in finding.draft.datasets
    )
    ways = [
        html.Li(
            html.A(
                dataset.title,
                href=link("/register", {}, f"dataset-{dataset.name}", contest=dataset.name),
            )
        )
        for dataset in finding.datasets
    ]
    return html.Section(
        [
            html.H2(say("What reviews say"), id="reviews"),
            statements(said),
            html.P(say("Contest the data behind it:")),
            html.Ul(ways, className="answers"),
            contest_part(view, OVERLAY.code, say("overlays, of every pair")),
        ]
    )


PAGE = Page(path=_PATH, name=mark("Overlay"), order=3, title=title, layout=layout)
