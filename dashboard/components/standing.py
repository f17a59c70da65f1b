"""What must stand beside any number: whom it does not see, its age, its footing, its caveats."""

from dataclasses import replace
from datetime import date

from audits import words
from audits.caveat import Severity
from audits.finding import DatasetAge, Finding
from audits.report import phrases
from audits.together import Held, Same, merged, split
from audits.words import say
from dashboard import html
from dashboard.components.ages import ages
from dashboard.components.caveats import caveats, in_short
from dashboard.components.shared_caveats import shared_line
from dashboard.html import Component
from dashboard.remembered import remembered

_MOST = 6
"""Datasets and lesser caveats that stand in sight; more of them are folded, in full."""


@remembered
def standing(findings: tuple[Finding, ...], shared: frozenset[Same] = frozenset()) -> html.Div:
    """For findings of one subject: what they have in common is said once.

    Caveats in `shared` stand in full elsewhere on the page and are named here.
    """
    own, elsewhere = split(merged(findings), shared)
    return html.Div(
        [
            *grounds(findings),
            html.P(say("Caveats"), className="label"),
            *_folded(own),
            shared_line(elsewhere),
        ],
        className="standing",
    )


def _folded(own: tuple[Held, ...]) -> list[Component]:
    """The gravest in sight, the others folded where they are many; all of them in full."""
    grave = tuple(one for one in own if one.caveat.severity.rank >= Severity.STRONG_CARE.rank)
    rest = tuple(one for one in own if one not in grave)
    if len(rest) <= _MOST:
        return [caveats(own)]
    many = words.count(len(rest), "more caveat") if grave else words.count(len(rest), "caveat")
    folded = html.Details(
        [
            html.Summary(in_short(many, rest[0].caveat.severity)),
            caveats(rest),
        ]
    )
    return [caveats(grave), folded] if grave else [folded]


def grounds(findings: tuple[Finding, ...]) -> list[Component]:
    """Blind spot, age and footing, without the caveats."""
    return [
        *(
            html.P(said, className="unseen-line")
            for said in dict.fromkeys(words.unseen(finding) for finding in findings)
        ),
        html.P(say("Age of the data"), className="label"),
        _ages(_datasets(findings)),
        html.P(say("Footing"), className="label"),
        *_footings(findings),
    ]


def _ages(datasets: tuple[DatasetAge, ...]) -> Component:
    """Each dataset's age, folded below the oldest where there are many."""
    known = [one for one in datasets if one.observed_until is not None]
    if len(datasets) <= _MOST or not known:
        return ages(datasets)
    oldest = min(known, key=lambda one: one.observed_until or date.max)
    rest = len(datasets) - len(known)
    said = say(
        "{datasets}, the oldest until {day}, {age}",
        datasets=words.count(len(datasets), "dataset"),
        day=words.day(oldest.observed_until),
        age=words.age(oldest.age_days),
    )
    if rest:
        said = say("{ages}; of {n} unknown", ages=said, n=words.number(rest, 0))
    return html.Details([html.Summary(said), ages(datasets)])


def _datasets(findings: tuple[Finding, ...]) -> tuple[DatasetAge, ...]:
    return tuple({d.name: d for f in findings for d in f.datasets}.values())


def _footings(findings: tuple[Finding, ...]) -> list[html.P]:
    """Of many findings their counts; how far a survey is off, the caveats and their pages say."""
    codes: dict[str, list[str]] = {}
    for finding in findings:
        held = finding.draft.footing
        said = phrases.footing(held if len(findings) == 1 else replace(held, survey_error=None))
        codes.setdefault(said, []).append(finding.measure.code)
    return [
        html.P(
            f"{', '.join(held)}: {said}" if len(codes) > 1 else said,
            className="footing",
        )
        for said, held in codes.items()
    ]
