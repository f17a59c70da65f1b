"""Siting: where sensors would be put, mended or taken away, for whom, and what that leaves out."""

from collections.abc import Sequence

from audits import words
from audits.exhibit import Bars, Lines, Sites
from audits.finding import Finding
from audits.frame import CityFrame
from audits.report import phrases
from audits.siting_answer import Answer
from audits.siting_figures import change
from audits.siting_whom import everyone
from audits.together import Held, merged
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.caveats import caveats
from dashboard.components.choices import choices
from dashboard.components.estimate import estimate
from dashboard.components.exhibit import outlines
from dashboard.components.filled import filled
from dashboard.components.folded_exhibit import folded_exhibit
from dashboard.components.group_table import group_tables
from dashboard.components.siting_compare import siting_compare
from dashboard.components.siting_form import siting_form
from dashboard.components.siting_sites import siting_sites
from dashboard.components.stability import stability_table
from dashboard.components.standing import grounds
from dashboard.html import Component
from dashboard.links import link, measure_link, place_link
from dashboard.page import Page, View
from dashboard.siting_file import PATH as FILE
from dashboard.siting_found import found
from dashboard.siting_question import Asked, asked
from data.said import joined, mark

_PATH = "/siting"
_IGNORES = ("siting_", "uniform_density")
"""Caveats of what a plan leaves out stand beside it; all of them stand further down."""
_CARRIED = ("sites", "aim", "against")
"""Choices that mean the same for another network."""


def title(view: View) -> str:
    """For the window."""
    return say("Siting in {city}", city=view.city.title)


def layout(view: View) -> html.Div:
    """The question as a form, its answer under two aims, and everything that qualifies it."""
    frame = view.frame()
    question = asked(frame, view.query)
    head = html.Header(
        [
            html.H1(say("Siting")),
            html.P(
                say(
                    "The residents of these areas must be asked. A plan counts people, not consent."
                ),
                className="lead siting-consent",
            ),
        ],
        className="page-head",
    )
    if question is None:
        return html.Div(
            [head, html.P(say("This city has no network, so there is nothing to place."))]
        )
    held = found(frame, question, view.reviews)
    return html.Div(
        [
            head,
            _question(frame, question),
            html.Div(
                _answer(view, frame, question, held.answer, held.finding),
                **attributes(data_findings=held.finding.key),
            ),
        ],
        className="siting",
    )


def _question(frame: CityFrame, asked: Asked) -> html.Section:
    kept = {name: asked.query[name] for name in _CARRIED}
    return html.Section(
        [
            html.H2(say("The question"), className="visually-hidden"),
            choices(
                say("Network"),
                tuple(
                    (network.title, link(_PATH, {"network": network.id} | kept))
                    for network in frame.city.networks
                ),
                link(_PATH, {"network": asked.network.id} | kept),
            ),
            siting_form(frame, asked, _PATH),
            html.Ul([html.Li(note) for note in asked.notes], className="siting-notes", role="list")
            if asked.notes
            else None,
        ],
        className="siting-question",
    )


def _answer(
    view: View, frame: CityFrame, asked: Asked, answer: Answer | None, finding: Finding
) -> list[Component | None]:
    return [
        _head(finding, asked, answer),
        *(
            (
                _compare(answer, frame),
                _where(answer, finding, frame),
                *_figures(view, finding, frame),
            )
            if answer
            else ()
        ),
        _stability(finding) if answer else None,
        html.Section(
            [
                html.H2(say("What this rests on"), id="grounds"),
                html.Div(grounds((finding,)), className="standing"),
            ]
        ),
        html.Section(
            [
                html.H2(say("Caveats ({n})", n=len(finding.caveats)), id="caveats"),
                html.Div(caveats(merged((finding,)), whole=True), className="wide-caveats"),
                html.P(
                    filled(
                        say(
                            "How it is worked out, and where to contest it: {page}.", page="{page}"
                        ),
                        page=html.A(
                            joined(
                                ", ",
                                (finding.measure.name, words.within(words.subject(finding))),
                            ),
                            href=measure_link(finding),
                        ),
                    )
                ),
            ]
        ),
    ]


def _head(finding: Finding, asked: Asked, answer: Answer | None) -> html.Section:
    ignored = tuple(
        Held(caveat=caveat) for caveat in finding.caveats if caveat.code.startswith(_IGNORES)
    )
    return html.Section(
        [
            html.Div(
                [
                    html.P(words.subject(finding), className="kicker"),
                    html.H2(say("What it would change"), id="change"),
                    estimate(finding),
                    html.P(words.sentence(finding.measure.unit), className="quiet"),
                    html.P(finding.draft.reading, className="reading lead"),
                    _file(asked) if answer else None,
                ]
            ),
            html.Div(
                [
                    html.P(say("What it ignores"), className="label"),
                    caveats(ignored) if ignored else None,
                    html.P(
                        [
                            html.A(
                                say(
                                    "All {caveats}, gravest: {worst}",
                                    caveats=words.count(len(finding.caveats), "caveat"),
                                    worst=say(finding.worst.value),
                                ),
                                href="#caveats",
                            ),
                            ". ",
                            html.A(say("Blind spot, age of the data, footing"), href="#grounds"),
                            ".",
                        ],
                        className="quiet",
                    ),
                ],
                className="standing",
            ),
        ],
        className="card-body siting-head",
    )


def _file(asked: Asked) -> html.P:
    return html.P(
        [
            html.A(
                say("The sites as a table file (CSV)"), href=link(FILE, asked.query), download=""
            ),
            html.Span(
                say(": each row holds its caveats, its age and its snapshot."), className="quiet"
            ),
        ]
    )


def _compare(answer: Answer, frame: CityFrame) -> html.Section:
    return html.Section(
        [html.H2(say("Now and then"), id="then"), siting_compare(answer, everyone(frame))]
    )


def _where(answer: Answer, finding: Finding, frame: CityFrame) -> html.Section:
    places = [one for one in finding.draft.exhibits if isinstance(one, Sites)]
    return html.Section(
        [
            html.H2(say("Where"), id="where"),
            html.P(
                say(
                    "Two answers to the same question, side by side. Each area leads to its own "
                    "page: what is known there, what is not, and whom to ask."
                ),
                className="quiet",
            ),
            outlines(tuple(places), frame.geography),
            html.Div(
                [
                    siting_sites(
                        exhibit,
                        finding,
                        frame.geography,
                        say("Chosen for {whom}", whom=whom.alike),
                        change(answer.plans[0]),
                        place_link,
                    )
                    for exhibit, whom in zip(places, (answer.whom, answer.against), strict=True)
                ],
                className="halves",
            ),
        ]
    )


def _figures(view: View, finding: Finding, frame: CityFrame) -> list[html.Section]:
    """The curves and who gains; the places stand in `_where`."""
    curves, bars = (
        [one for one in finding.draft.exhibits if isinstance(one, kind)] for kind in (Lines, Bars)
    )

    def drawn(name: str, held: Sequence[Lines | Bars]) -> html.Div:
        parts = [
            folded_exhibit(one, finding, frame.geography, f"{name}-{n}")
            for n, one in enumerate(held)
        ]
        return html.Div(parts, className="halves")

    return [
        html.Section([html.H2(say("More sites, fewer sites"), id="curve"), drawn("curve", curves)]),
        html.Section(
            [html.H2(say("Who gains"), id="groups"), drawn("gain", bars), _groups(view, finding)]
        ),
    ]


def _groups(view: View, finding: Finding) -> html.Details:
    return html.Details(
        [
            html.Summary(say("Every group of people, by the first of the two choices")),
            group_tables(
                finding.draft.by_group, view.city.dimensions, finding.measure.unit_of_groups
            ),
        ]
    )


def _stability(finding: Finding) -> html.Section:
    held = finding.draft.stability
    return html.Section(
        [
            html.H2(say("Other reaches, other numbers of sites"), id="stability"),
            html.P(phrases.stability(finding)),
            html.Details(
                [
                    html.Summary(words.count(len(held.settings), "setting")),
                    stability_table(held, finding.measure.unit),
                ]
            ),
        ]
    )


PAGE = Page(path=_PATH, name=mark("Siting"), order=4, title=title, layout=layout)
