"""Statements of reviews with the way to what they speak of; those that block stand first."""

from collections.abc import Callable

from audits import words
from audits.principles import principle
from audits.report import phrases
from audits.reviews import Statement, TargetKind
from audits.words import say
from dashboard import html
from dashboard.components.filled import filled
from dashboard.html import Component
from data.said import mark

Part = Component | str | None
_OF: dict[TargetKind, str] = {
    "measure": mark("{who}, {day}, of the measure {target}"),
    "dataset": mark("{who}, {day}, of the dataset {target}"),
}
Href = Callable[[Statement], str | None]


def review_list(
    said: tuple[Statement, ...], href: Href, answers: dict[int, tuple[int, ...]]
) -> html.Ol:
    """`href` leads to a statement's target; `answers` says which later ones answer it."""
    ordered = sorted(said, key=lambda one: (not one.blocks, one.number))
    return html.Ol(
        [_item(one, href(one), answers.get(one.number, ())) for one in ordered],
        className="statements plain",
    )


def _item(said: Statement, href: str | None, answered_by: tuple[int, ...]) -> html.Li:
    who = phrases.capitalised(said.speaker or say("someone who gave no name"))
    what = html.A(said.target, href=href) if href else html.Code(said.target)
    head: list[Part] = [
        html.Strong(say("Statement {number}. ", number=said.number)),
        *filled(
            say(_OF[said.target_kind], who="{who}", day="{day}", target="{target}"),
            who=who,
            day=words.day(said.at.date()),
            target=what,
        ),
    ]
    if said.answers:
        answer = say(", in answer to {statement}", statement="{statement}")
        head += filled(answer, statement=_to(said.answers))
    parts: list[html.P | html.Blockquote] = [html.P([*head, "."]), html.Blockquote(said.says)]
    if said.blocks:
        asks = say("They ask that it is not relied on until this is answered.")
        parts.append(html.P(asks, className="blocks"))
    said_back: list[Part] = [say("Under: {principle}.", principle=principle(said.principle).name)]
    for n, number in enumerate(answered_by):
        said_back += [say(" Answered by ") if n == 0 else ", ", _to(number)]
    parts.append(html.P([*said_back, "." if answered_by else None], className="quiet"))
    return html.Li(parts, id=f"statement-{said.number}")


def _to(number: int) -> html.A:
    return html.A(say("statement {number}", number=number), href=f"#statement-{number}")
