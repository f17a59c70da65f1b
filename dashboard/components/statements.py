"""What review sessions said, word for word."""

from dash import html

from audits import words
from audits.principles import principle
from audits.reviews import Statement


def statements(said: tuple[Statement, ...]) -> html.Ol | html.P:
    """Each statement with its number, day, speaker, principle and whether it blocks."""
    if not said:
        return html.P("Nobody has contested it yet.", className="quiet")
    return html.Ol([_item(one) for one in said], className="statements")


def _item(said: Statement) -> html.Li:
    head = (
        f"{words.sentence(said.speaker or 'someone who gave no name')[:-1]}, "
        f"{words.day(said.at.date())}, of {said.target}"
    )
    answered = f", in answer to statement {said.answers}" if said.answers else ""
    blocks = (
        html.P("They ask that it is not relied on until this is answered.", className="blocks")
        if said.blocks
        else None
    )
    return html.Li(
        [
            html.P([html.Strong(f"Statement {said.number}. "), head, answered, ". "]),
            html.Blockquote(said.says),
            html.P(f"Under: {principle(said.principle).name}.", className="quiet"),
            blocks,
        ],
        id=f"statement-{said.number}",
    )
