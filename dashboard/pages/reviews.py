"""What review sessions said: every statement, those that block first, and how to say more."""

from collections.abc import Callable, Iterable

from audits import words
from audits.overlay import OVERLAY
from audits.principles import PRINCIPLES, principle
from audits.reviews import Statement
from audits.words import say
from dashboard import html
from dashboard.components.choices import choices
from dashboard.components.review_list import review_list
from dashboard.html import Component
from dashboard.links import chosen, link, measure_link
from dashboard.page import Page, View
from dashboard.subjects import subject_title
from data.said import joined, mark, noun

_PATH = "/reviews"
_KINDS = {"measure": say("A measure."), "dataset": say("A dataset.")}


def title(view: View) -> str:
    """For the window."""
    return say("Reviews of {city}", city=view.city.title)


def layout(view: View) -> html.Div:
    """Statements that block, then the others by principle or by target, then how to contest."""
    said = view.reviews
    blocking = tuple(one for one in said if one.blocks)
    return html.Div(
        [
            html.Header(
                [html.H1(say("Reviews")), html.P(_lead(said, blocking), className="lead")],
                className="page-head",
            ),
            _blocking(view, blocking),
            *(_others(view) if said else []),
            _how(view),
        ]
    )


def _lead(said: tuple[Statement, ...], blocking: tuple[Statement, ...]) -> str:
    if not said:
        return say(
            "Nobody has contested anything of this city yet. That is no sign that nothing is wrong:"
            " it may be that nobody was asked."
        )
    targets = len({one.target for one in said})
    return say(
        "{statements} on {targets}, {blocking} of them blocking. Each stands word for word beside "
        "the number it speaks of; none can be changed or taken away, only answered.",
        statements=words.count(len(said), "statement"),
        targets=words.count(targets, "measure or dataset", "measures and datasets"),
        blocking=words.number(len(blocking)),
    )


def _blocking(view: View, blocking: tuple[Statement, ...]) -> html.Section | None:
    if not blocking:
        return None
    return html.Section(
        [
            html.H2(say("Not to be relied on until answered"), id="blocking"),
            review_list(blocking, _target(view), _answers(view.reviews)),
        ]
    )


def _others(view: View) -> list[Component]:
    by = chosen(view.query, "by", ("principle", "target")) or "principle"
    here = view.query | {"by": by}
    rest = [one for one in view.reviews if not one.blocks]
    groups = _by_principle(rest) if by == "principle" else _by_target(rest)
    return [
        html.Section(
            [
                html.H2(
                    say("All others") if len(rest) < len(view.reviews) else say("All"), id="all"
                ),
                choices(
                    say("Gathered by"),
                    (
                        (say("principle"), link(_PATH, view.query, "all", by="principle")),
                        (
                            noun(1, "measure or dataset", "measures and datasets"),
                            link(_PATH, view.query, "all", by="target"),
                        ),
                    ),
                    link(_PATH, here, "all"),
                ),
                *[_group(view, *group) for group in groups],
                None if rest else html.P(say("Every statement blocks."), className="quiet"),
            ]
        )
    ]


_Group = tuple[str, str, tuple[Statement, ...]]
"""Heading, the sentence below it, its statements."""


def _by_principle(said: Iterable[Statement]) -> list[_Group]:
    held = list(said)
    groups = []
    for one in PRINCIPLES:
        own = tuple(s for s in held if principle(s.principle).id == one.id)
        if own:
            groups.append((one.name, one.question, own))
    return groups


def _by_target(said: Iterable[Statement]) -> list[_Group]:
    gathered: dict[str, list[Statement]] = {}
    for one in said:
        gathered.setdefault(one.target, []).append(one)
    return [(name, _KINDS[held[0].target_kind], tuple(held)) for name, held in gathered.items()]


def _group(view: View, heading: str, below: str, said: tuple[Statement, ...]) -> html.Section:
    return html.Section(
        [
            html.H3(heading),
            html.P(below, className="question"),
            review_list(said, _target(view), _answers(view.reviews)),
        ]
    )


def _answers(said: tuple[Statement, ...]) -> dict[int, tuple[int, ...]]:
    """Number of a statement -> the later ones that answer it."""
    found: dict[int, tuple[int, ...]] = {}
    for one in said:
        if one.answers is not None:
            found[one.answers] = (*found.get(one.answers, ()), one.number)
    return found


def _target(view: View) -> Callable[[Statement], str | None]:
    """Where the target of a statement stands; None where the city has it no more."""
    first: dict[str, str] = {OVERLAY.code: "/overlay#reviews"}
    for finding in view.findings:
        first.setdefault(finding.measure.code, measure_link(finding, "reviews"))
        first[finding.key] = measure_link(finding, "reviews")
    for dataset in view.city.datasets:
        first[dataset.name] = link("/register", {}, f"dataset-{dataset.name}")
    return lambda said: first.get(said.target)


def _how(view: View) -> html.Section:
    return html.Section(
        [
            html.H2(say("How to contest"), id="contest"),
            html.P(
                say(
                    "Whoever is measured, or works with these numbers, can say what is wrong with "
                    "one. Choose what you speak of below; the form asks what you say, and under "
                    "which of seven questions. No name is needed. A statement can block: then the "
                    "number says everywhere that it should not be relied on until this is answered."
                )
            ),
            html.Div([_measures(view), _datasets(view)], className="halves"),
            html.H3(say("The seven questions")),
            html.Dl(
                [part for one in PRINCIPLES for part in (html.Dt(one.name), html.Dd(one.question))],
                className="terms",
            ),
        ]
    )


def _measures(view: View) -> html.Details:
    links = [
        html.Li(
            html.A(
                joined(": ", (finding.measure.name, subject_title(view.city, finding))),
                href=measure_link(finding, "contest"),
            )
        )
        for finding in view.findings
    ]
    links.append(html.Li(html.A(say("Overlays, of every pair"), href="/overlay#contest")))
    return html.Details(
        [
            html.Summary(
                say("Contest one of {measures}", measures=words.count(len(links), "measure"))
            ),
            html.Ul(links, className="contents"),
        ],
    )


def _datasets(view: View) -> html.Details:
    links = [
        html.Li(
            html.A(
                dataset.title,
                href=link("/register", {}, f"dataset-{dataset.name}", contest=dataset.name),
            )
        )
        for dataset in view.city.datasets
    ]
    return html.Details(
        [
            html.Summary(
                say("Contest one of {datasets}", datasets=words.count(len(links), "dataset"))
            ),
            html.Ul(links, className="contents"),
        ],
    )


PAGE = Page(path=_PATH, name=mark("Reviews"), order=6, title=title, layout=layout)
