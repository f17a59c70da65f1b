"""One area: everything known and not known of it, dataset by dataset, and whom to ask."""

from audits import words
from audits.finding import Finding
from audits.place import Place, place
from audits.place_told import CardHere
from audits.report.families import FAMILIES
from audits.together import Same
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.ages import ages
from dashboard.components.locator import locator
from dashboard.components.place_asks import place_asks
from dashboard.components.place_datasets import place_datasets
from dashboard.components.place_events import place_events
from dashboard.components.place_measures import place_measures
from dashboard.components.place_networks import place_networks
from dashboard.components.place_people import place_people, settlements
from dashboard.components.place_reasons import place_reasons
from dashboard.components.scroll import scroll
from dashboard.components.shared_caveats import caveats_everywhere
from dashboard.components.statements import statements
from dashboard.links import link, measure_link
from dashboard.page import Page, View
from dashboard.subjects import by_subject, shared_of, subject_title
from data.said import joined, mark

_REACH = "M3"
"""Within reach or not is what a network's row says here, so its caveats stand behind the row."""

_PARTS = (
    ("people", say("Who lives here")),
    ("seen", say("What networks see")),
    ("reports", say("Reports")),
    ("stated", say("Datasets")),
    ("unknown", say("Not known, withheld")),
    ("measures", say("Measures")),
    ("evidence", say("Residents say")),
    ("ask", say("Whom to ask")),
)


def title(view: View) -> str:
    """The area's name and the city's."""
    return joined(", ", (view.geography.name_of(view.key or ""), view.city.title))


def knows(view: View) -> bool:
    """Whether the city has this area."""
    return view.key in view.geography.area_ids


def layout(view: View) -> html.Div:
    """Who lives here, what sees them, what is stated, what is not known, and whom to ask."""
    here = place(view.frame(), view.findings, view.reviews, view.key or "")
    subjects = by_subject(view.findings)
    networks = {name: held for name, held in subjects.items() if held[0].network}
    shared = shared_of(networks)
    return html.Div(
        [
            _head(view, here),
            _people(view, here),
            _networks(here, networks),
            _events(here),
            html.Section(
                [
                    html.H2(say("What each dataset states"), id="stated"),
                    html.P(
                        say(
                            "Side by side, each with its age. Where they disagree, both stand: "
                            "none was corrected by another."
                        ),
                        className="quiet",
                    ),
                    place_datasets(here.datasets),
                ]
            ),
            _unknown(view, here),
            _measures(view, here, shared),
            _said(view, here),
            html.Section([html.H2(say("Whom to ask"), id="ask"), place_asks(here.asks)]),
            _everywhere(networks, shared),
        ],
        className="place",
    )


def _head(view: View, here: Place) -> html.Header:
    return html.Header(
        [
            html.P(
                [
                    html.A(say("All areas"), href="/place", className="no-print"),
                    html.Span(" · ", className="no-print"),
                    here.region or view.city.title,
                ],
                className="kicker",
            ),
            html.H1(here.name),
            html.P(_lead(here), className="lead"),
            html.Nav(
                [
                    html.Span(say("On this page"), className="choices-label"),
                    html.Ul([html.Li(html.A(name, href=f"#{to}")) for to, name in _PARTS]),
                ],
                className="choices",
                **attributes(aria_label=say("Parts of this page")),
            ),
        ],
        className="page-head",
    )


def _lead(here: Place) -> str:
    if here.residents is None or here.of_city is None:
        return say("The statistics say nothing of this area: we do not know who lives here.")
    if here.residents == 0:
        return say("The statistics hold nobody here: whom the networks would see, nobody knows.")
    seen = [one for one in here.networks if one.within_reach is not None]
    most = sum(1 for one in seen if (one.within_reach or 0) >= 0.5)
    none = [words.within(one.network.title) for one in seen if one.within_reach == 0]
    said = say(
        "{residents}, {share} of the city's. {most} of {networks} could see most of them.",
        residents=words.residents(here.residents),
        share=words.share(here.of_city),
        most=most,
        networks=words.count(len(seen), "network"),
    )
    if not none:
        return said
    nobody = say("Nobody here is within reach of {networks}.", networks=words.listed(none, 4))
    return joined(" ", (said, nobody))


def _people(view: View, here: Place) -> html.Section:
    index = view.geography.area_ids.index(here.area)
    held = {source.name: source for one in here.dimensions for source in one.sources}
    sources = tuple(held.values())
    return html.Section(
        [
            html.H2(say("Who lives here"), id="people"),
            html.Div(
                [
                    html.Div(
                        [
                            locator(view.geography, index),
                            html.P(
                                say(
                                    "{km2} km². The ring marks the area.",
                                    km2=words.number(here.km2),
                                ),
                                className="quiet",
                            ),
                            settlements(here.settlements, view.city.settlement_word),
                        ],
                        className="place-where",
                    ),
                    html.Div([place_people(here.dimensions), ages(sources)]),
                ],
                className="halves",
            ),
        ],
        className="place-people",
        **attributes(data_stated=" ".join(source.name for source in sources)),
    )


def _networks(here: Place, networks: dict[str, tuple[Finding, ...]]) -> html.Section:
    silent = {one.feed: one for one in here.silence}
    rows = tuple(
        (one, silent.get(one.network.id), _reach(networks.get(one.network.id, ())))
        for one in here.networks
    )
    return html.Section(
        [
            html.H2(say("What each network sees here"), id="seen"),
            html.P(
                say(
                    "Being seen by one network says nothing of another. Distances are from homes "
                    "to the nearest sensor that is not known to be dead: half of the residents "
                    "have it nearer than the first."
                ),
                className="quiet",
            ),
            scroll(place_networks(rows), say("Networks here")),
        ]
    )


def _reach(findings: tuple[Finding, ...]) -> Finding | None:
    return min(findings, key=lambda one: one.measure.code != _REACH, default=None)


def _events(here: Place) -> html.Section | None:
    if not here.events:
        return None
    silent = {one.feed: one for one in here.silence}
    return html.Section(
        [
            html.H2(say("What was reported, and done"), id="reports"),
            html.P(
                say(
                    "Counts only. Few reports can mean little need, or that people here do not "
                    "call, are not heard, or gave up."
                ),
                className="quiet",
            ),
            scroll(place_events(here.events, silent), say("Reports here")),
        ]
    )


def _unknown(view: View, here: Place) -> html.Section:
    absent = tuple((one.who, (one.why,)) for one in view.city.not_counted)
    return html.Section(
        [
            html.H2(say("What is not known here, and what is withheld"), id="unknown"),
            html.Div(
                [
                    html.Div(
                        [
                            html.H3(say("Not known")),
                            place_reasons(
                                here.unknown,
                                say("Every dataset of the city speaks of this area."),
                            ),
                            html.H3(say("Withheld")),
                            place_reasons(
                                here.withheld,
                                say("No count of this area is small enough to hide."),
                            ),
                        ]
                    ),
                    html.Div(
                        [
                            html.H3(say("In no dataset, here or elsewhere in the city")),
                            place_reasons(absent, say("Nobody has said what is in no dataset.")),
                        ],
                        className="in-no-dataset",
                    ),
                ],
                className="halves",
            ),
        ],
        className="place-unknown",
    )


def _measures(view: View, here: Place, shared: frozenset[Same]) -> html.Section:
    return html.Section(
        [
            html.H2(say("What the measures say here"), id="measures"),
            html.P(
                say(
                    "A value of one area is an average: it says nothing of any one home. Measures "
                    "that say the very same here stand in one row; each leads to its own page."
                ),
                className="quiet",
            ),
            html.Div(
                [
                    place_measures(held, *_named(view, held), here.area, shared)
                    for held in here.measures
                ],
                className="place-tables",
            ),
        ],
        className="place-measures",
    )


def _named(view: View, held: CardHere) -> tuple[str, dict[str, str]]:
    """A card's title, and of what each finding speaks where it is not one network."""
    if held.family is None:
        return subject_title(view.city, held.findings[0]), {}
    title = say("The whole city: {question}", question=words.within(FAMILIES[held.family].title))
    return title, {one.key: subject_title(view.city, one) for one in held.findings}


def _said(view: View, here: Place) -> html.Section:
    data = [one.dataset for one in here.datasets] + [one.dataset for one in here.events]
    links = [
        html.Li(
            html.A(
                dataset.title,
                href=link("/register", {}, f"dataset-{dataset.name}", contest=dataset.name),
            )
        )
        for dataset in data
    ]
    links += [
        html.Li(
            html.A(
                joined(
                    ": ",
                    (held.findings[0].measure.name, subject_title(view.city, held.findings[0])),
                ),
                href=measure_link(held.findings[0], "contest"),
            )
        )
        for held in here.measures
    ]
    return html.Section(
        [
            html.H2(say("What residents say"), id="evidence"),
            statements(here.naming)
            if here.naming
            else html.P(
                say("No statement of a review names {area} yet.", area=here.name),
                className="quiet",
            ),
            html.Div(
                [html.H3(say("Of the data that speak of this area")), statements(here.of_data)],
                className="of-data",
            )
            if here.of_data
            else None,
            html.Details(
                [
                    html.Summary(say("Contest what stands here")),
                    html.P(
                        say(
                            "Choose what you contest. If your words name {area}, they stand on "
                            "this page from then on, beside the data.",
                            area=here.name,
                        )
                    ),
                    html.Ul(links, className="contents"),
                ],
                className="no-print",
            ),
        ]
    )


def _everywhere(
    networks: dict[str, tuple[Finding, ...]], shared: frozenset[Same]
) -> html.Section | None:
    found = caveats_everywhere(networks, shared)
    return html.Section(found, className="place-everywhere") if found else None


PAGE = Page(path="/place", name=mark("Place"), keyed=True, title=title, layout=layout, knows=knows)
