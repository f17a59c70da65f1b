"""Statements of reviews with the way to what they speak of; those that block stand first."""

from collections.abc import Callable

from dash import dcc, html
from dash.development.base_component import Component

from audits import words
from audits.principles import principle
from audits.reviews import Statement

Part = Component | str | None
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
    who = words.sentence(said.speaker or "someone who gave no name")[:-1]
    what = dcc.Link(said.target, href=href) if href else html.Code(said.target)
    head: list[Part] = [
        html.Strong(f"Statement {said.number}. "),
        f"{who}, {words.day(said.at.date())}, of the {said.target_kind} ",
        what,
    ]
    if said.answers:
        head += [", in answer to ", _to(said.answers)]
    parts: list[html.P | html.Blockquote] = [html.P([*head, "."]), html.Blockquote(said.says)]
    if said.blocks:
        asks = "They ask that it is not relied on until this is answered."
        parts.append(html.P(asks, className="blocks"))
    said_back: list[Part] = [f"Under: {principle(said.principle).name}."]
    for n, number in enumerate(answered_by):
        said_back += [" Answered by " if n == 0 else ", ", _to(number)]
    parts.append(html.P([*said_back, "." if answered_by else None], className="quiet"))
    return html.Li(parts, id=f"statement-{said.number}")


def _to(number: int) -> html.A:
    return html.A(f"statement {number}", href=f"#statement-{number}")
