"""What review sessions said, word for word."""

from audits import words
from audits.principles import principle
from audits.report import phrases
from audits.reviews import Statement
from audits.words import say
from dashboard import html


def statements(said: tuple[Statement, ...]) -> html.Ol | html.P:
    """Each statement with its number, day, speaker, principle and whether it blocks."""
    if not said:
        return html.P(say("Nobody has contested it yet."), className="quiet")
    return html.Ol([_item(one) for one in said], className="statements")


def _item(said: Statement) -> html.Li:
    head = say(
        "{who}, {day}, of {target}",
        who=phrases.capitalised(said.speaker or say("someone who gave no name")),
        day=words.day(said.at.date()),
        target=said.target,
    )
    answered = say(", in answer to statement {number}", number=said.answers) if said.answers else ""
    blocks = (
        html.P(say("They ask that it is not relied on until this is answered."), className="blocks")
        if said.blocks
        else None
    )
    return html.Li(
        [
            html.P(
                [html.Strong(say("Statement {number}. ", number=said.number)), head, answered, ". "]
            ),
            html.Blockquote(said.says),
            html.P(
                say("Under: {principle}.", principle=principle(said.principle).name),
                className="quiet",
            ),
            blocks,
        ],
        id=f"statement-{said.number}",
    )
