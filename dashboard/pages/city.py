"""The city: whom its networks do not see, where, and what each network says."""

from dash import dcc, html
from dash.development.base_component import Component

from audits import words
from audits.finding import Finding
from audits.measure import Family
from audits.report.families import FAMILIES, by_family
from audits.together import Same, common, merged, split
from dashboard.attributes import attributes
from dashboard.chosen_area import chosen_area
from dashboard.components.choices import choices
from dashboard.components.map_drawing import map_drawing
from dashboard.components.map_panel import map_panel
from dashboard.components.network_card import network_card
from dashboard.components.shared_caveats import shared_caveats
from dashboard.components.unseen import unseen
from dashboard.components.unseen_overview import unseen_overview
from dashboard.links import chosen, link, measure_link
from dashboard.page import Page, View
from dashboard.subjects import Subjects, by_subject, subject_title

_FIRST_MAP = "M3"
"""Within reach or not is what the blind-spot statement counts, so its map comes first."""


def title(view: View) -> str:
    """The city's name."""
    return view.city.title


def layout(view: View) -> html.Div:
    """Map, cards per network, who and where; every choice is in the address."""
    subjects = by_subject(view.findings)
    networks = {name: held for name, held in subjects.items() if held[0].network}
    shared = common(networks.values())
    return html.Div(
        [
            html.Header(
                [html.H1(view.city.title), html.P(_lead(view, networks), className="lead")],
                className="page-head",
            ),
            _map(view, networks, shared),
            _cards(view, networks, shared),
            _unseen(view, networks, shared),
        ]
    )


def _lead(view: View, networks: Subjects) -> str:
    return (
        f"{words.count(len(networks), 'sensor network')}, "
        f"{words.count(len(view.geography.area_ids), 'area')}: what they see, and whom they miss."
    )


def _map(view: View, networks: Subjects, shared: frozenset[Same]) -> html.Section:
    head = html.H2("Where", id="map")
    network = chosen(view.query, "network", tuple(networks))
    drawable = {
        finding.measure.code: finding
        for finding in networks.get(network or "", ())
        if finding.draft.by_area
    }
    codes = sorted(drawable, key=lambda code: code != _FIRST_MAP)
    code = chosen(view.query, "measure", tuple(codes))
    if network is None or code is None:
        return html.Section([head, html.P("No measure of this city speaks of areas.")])
    here = view.query | {"network": network, "measure": code}
    finding = drawable[code]
    drawing = map_drawing(
        finding,
        view.geography,
        view.city.settlement_word,
        lambda area: link("/", here, "map", area=area),
    )
    return html.Section(
        [
            head,
            html.Div(
                [
                    choices("Network", _networks(view, networks, here), link("/", here)),
                    choices(
                        "Measure",
                        tuple(
                            (found.measure.name, link("/", here, measure=one))
                            for one, found in drawable.items()
                        ),
                        link("/", here),
                    ),
                ],
                className="controls",
            ),
            map_panel(finding, drawing, chosen_area(view, networks[network], "map"), shared),
            html.P(dcc.Link("Every area as a table", href=measure_link(finding, "areas"))),
        ]
    )


def _networks(
    view: View, networks: Subjects, here: dict[str, str], anchor: str = ""
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (subject_title(view.city, held[0]), link("/", here, anchor, network=name))
        for name, held in networks.items()
    )


def _cards(view: View, networks: Subjects, shared: frozenset[Same]) -> html.Section:
    wealth = view.city.dimension(view.city.wealth)
    alone = by_family(tuple(finding for finding in view.findings if finding.network is None))
    of_networks = [finding for held in networks.values() for finding in held]
    _, everywhere = split(merged(of_networks), shared)
    return html.Section(
        [
            html.H2("What each network says", id="networks"),
            html.P(
                "Each network stands alone: being near a rain gauge does not make anybody seen by "
                "a camera. Being watched and being unseen are not added up."
            ),
            _contents(view, networks, alone),
            *[
                network_card(
                    subject_title(view.city, held[0]), held, wealth, shared, open_=index == 0
                )
                for index, held in enumerate(networks.values())
            ],
            *[_family(view, family, held, shared) for family, held in alone.items()],
            shared_caveats(everywhere),
        ]
    )


def _family(
    view: View, family: Family, findings: tuple[Finding, ...], shared: frozenset[Same]
) -> html.Article:
    """What speaks of no single network, under the question that it answers."""
    return network_card(
        f"The whole city: {words.within(FAMILIES[family].title)}",
        findings,
        view.city.dimension(view.city.wealth),
        shared,
        name=f"city-{family}",
        subjects={finding.key: subject_title(view.city, finding) for finding in findings},
        open_=False,
    )


def _contents(view: View, networks: Subjects, alone: dict[Family, tuple[Finding, ...]]) -> html.Nav:
    links = [
        html.Li(html.A(subject_title(view.city, held[0]), href=f"#card-{name}"))
        for name, held in networks.items()
    ]
    links += [
        html.Li(
            html.A(
                f"The whole city: {words.within(FAMILIES[family].title)}",
                href=f"#card-city-{family}",
            )
        )
        for family in alone
    ]
    return html.Nav(
        [html.Span("On this page", className="choices-label"), html.Ul(links)],
        className="choices",
        **attributes(aria_label="Networks on this page"),
    )


def _unseen(view: View, networks: Subjects, shared: frozenset[Same]) -> html.Section:
    parts: list[Component] = []
    here = chosen(view.query, "network", tuple(networks))
    if here is not None:
        wealth = view.city.dimension(view.city.wealth)
        rows = tuple(
            (held[0], link("/", view.query, "unseen", network=name))
            for name, held in networks.items()
        )
        first = networks[here][0]
        parts += [
            unseen_overview(rows, wealth, here),
            html.H3(f"{subject_title(view.city, first)}: who, why and where"),
            unseen(first, view.city, view.geography, shared),
        ]
    absent = [_absent(gone.who, gone.why, gone.people) for gone in view.city.not_counted]
    if absent:
        parts += [html.H3("Not in the statistics at all"), html.Ul(absent)]
    return html.Section([html.H2("Who is not seen", id="unseen"), *parts])


def _absent(who: str, why: str, people: int | None) -> html.Li:
    about = f" About {words.people(people)} people." if people else ""
    return html.Li(f"{who}: {words.sentence(why)}{about}")


PAGE = Page(path="/", name="City", order=0, title=title, layout=layout)
