"""The city: whom its networks do not see, where, and what each network says."""

from audits import words
from audits.finding import Finding
from audits.measure import Family
from audits.report.families import FAMILIES, by_family
from audits.together import Same
from audits.words import say
from dashboard import html
from dashboard.attention import attention, attention_line
from dashboard.attributes import attributes
from dashboard.chosen_area import chosen_area
from dashboard.components.change_list import change_list
from dashboard.components.choices import choices
from dashboard.components.map_drawing import map_drawing
from dashboard.components.map_panel import map_panel
from dashboard.components.network_card import network_card
from dashboard.components.shared_caveats import caveats_everywhere
from dashboard.components.unseen import unseen
from dashboard.components.unseen_overview import unseen_overview
from dashboard.html import Component
from dashboard.links import area_links, chosen, link, measure_link
from dashboard.page import Page, View
from dashboard.subjects import Subjects, by_subject, shared_of, subject_title
from data.said import mark

_FIRST_MAP = "M3"
"""Within reach or not is what the blind-spot statement counts, so its map comes first."""


def title(view: View) -> str:
    """The city's name."""
    return view.city.title


def layout(view: View) -> html.Div:
    """Map, cards per network, who and where; every choice is in the address."""
    subjects = by_subject(view.findings)
    networks = {name: held for name, held in subjects.items() if held[0].network}
    shared = shared_of(networks)
    return html.Div(
        [
            html.Header(
                [
                    html.H1(view.city.title),
                    html.P(_lead(view, networks), className="lead"),
                    attention_line(view, view.changes()),
                ],
                className="page-head",
            ),
            _map(view, networks, shared),
            _now(view),
            _cards(view, networks, shared),
            _unseen(view, networks, shared),
        ]
    )


def _lead(view: View, networks: Subjects) -> str:
    return say(
        "{networks}, {areas}: what they see, and whom they miss.",
        networks=words.count(len(networks), "sensor network"),
        areas=words.count(len(view.geography.area_ids), "area"),
    )


def _now(view: View) -> html.Section:
    """What asks for a person, and what is other than before: the two reasons to come back."""
    changes = view.changes()
    return html.Section(
        [
            html.Div(
                [
                    html.H2(say("What needs attention"), id="attention"),
                    attention(view, changes),
                ],
            ),
            html.Div(
                [
                    html.H2(say("What changed since the last snapshot"), id="changed"),
                    change_list(
                        changes,
                        {one.key: subject_title(view.city, one) for one in view.findings},
                    ),
                ],
            ),
        ],
        className="halves now",
    )


def _map(view: View, networks: Subjects, shared: frozenset[Same]) -> html.Section:
    head = html.H2(say("Where"), id="map")
    network = chosen(view.query, "network", tuple(networks))
    drawable = {
        finding.measure.code: finding
        for finding in networks.get(network or "", ())
        if finding.draft.by_area
    }
    codes = sorted(drawable, key=lambda code: code != _FIRST_MAP)
    code = chosen(view.query, "measure", tuple(codes))
    if network is None or code is None:
        return html.Section([head, html.P(say("No measure of this city speaks of areas."))])
    here = view.query | {"network": network, "measure": code}
    finding = drawable[code]
    drawing = map_drawing(
        finding,
        view.geography,
        view.city.settlement_word,
        area_links("/", here, "map"),
    )
    return html.Section(
        [
            head,
            html.Div(
                [
                    choices(say("Network"), _networks(view, networks, here), link("/", here)),
                    *_measures(drawable, here),
                ],
                className="controls",
            ),
            map_panel(finding, drawing, chosen_area(view, networks[network], "map"), shared),
            html.P(html.A(say("Every area as a table"), href=measure_link(finding, "areas"))),
        ]
    )


def _measures(drawable: dict[str, Finding], here: dict[str, str]) -> list[Component]:
    """Those that a city is known by in sight, the others folded until one of them is chosen."""
    first = {code: held for code, held in drawable.items() if held.measure.headline}
    rest = {code: held for code, held in drawable.items() if code not in first}
    rows: list[Component] = [choices(say("Measure"), _links(first, here), link("/", here))]
    if rest:
        others = choices(say("Other measures"), _links(rest, here), link("/", here))
        summary = html.Summary(say("{measures} more", measures=words.count(len(rest), "measure")))
        rows.append(html.Details([summary, others], open=here["measure"] in rest))
    return rows


def _links(held: dict[str, Finding], here: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((f.measure.name, link("/", here, measure=code)) for code, f in held.items())


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
    return html.Section(
        [
            html.H2(say("What each network says"), id="networks"),
            html.P(
                say(
                    "Each network stands alone: being near a rain gauge does not make anybody seen "
                    "by a camera. Being watched and being unseen are not added up."
                )
            ),
            _contents(view, networks, alone),
            *[
                network_card(
                    subject_title(view.city, held[0]), held, wealth, shared, open_=index == 0
                )
                for index, held in enumerate(networks.values())
            ],
            *[_family(view, family, held, shared) for family, held in alone.items()],
            caveats_everywhere(networks, shared),
        ]
    )


def _family(
    view: View, family: Family, findings: tuple[Finding, ...], shared: frozenset[Same]
) -> html.Article:
    """What speaks of no single network, under the question that it answers."""
    return network_card(
        _whole_city(family),
        findings,
        view.city.dimension(view.city.wealth),
        shared,
        name=f"city-{family}",
        subjects={finding.key: subject_title(view.city, finding) for finding in findings},
        open_=False,
    )


def _whole_city(family: Family) -> str:
    return say("The whole city: {question}", question=words.within(FAMILIES[family].title))


def _contents(view: View, networks: Subjects, alone: dict[Family, tuple[Finding, ...]]) -> html.Nav:
    links = [
        html.Li(html.A(subject_title(view.city, held[0]), href=f"#card-{name}"))
        for name, held in networks.items()
    ]
    links += [
        html.Li(
            html.A(
                _whole_city(family),
                href=f"#card-city-{family}",
            )
        )
        for family in alone
    ]
    return html.Nav(
        [html.Span(say("On this page"), className="choices-label"), html.Ul(links)],
        className="choices",
        **attributes(aria_label=say("Networks on this page")),
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
            html.H3(say("{subject}: who, why and where", subject=subject_title(view.city, first))),
            unseen(first, view.city, view.geography, shared),
        ]
    absent = [_absent(gone.who, gone.why, gone.people) for gone in view.city.not_counted]
    if absent:
        parts += [html.H3(say("Not in the statistics at all")), html.Ul(absent)]
    return html.Section([html.H2(say("Who is not seen"), id="unseen"), *parts])


def _absent(who: str, why: str, people: int | None) -> html.Li:
    held = words.joined(": ", (who, words.sentence(why)))
    if people:
        held = say("{who} About {people} people.", who=held, people=words.people(people))
    return html.Li(held)


PAGE = Page(path="/", name=mark("City"), order=0, title=title, layout=layout)
