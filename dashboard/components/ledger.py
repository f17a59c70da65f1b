"""The work that was done on a dataset, step by step."""

from audits import words
from audits.register import LedgerEntry
from audits.report import phrases
from audits.words import say
from dashboard import html
from dashboard.components.id_words import word
from dashboard.components.scroll import scroll


def ledger(entries: tuple[LedgerEntry, ...], caption: str) -> html.Div:
    """One row per step: rule, what it did, to how many rows, why."""
    rows = [
        html.Tr(
            [
                html.Td(words.number(entry.step), className="num quiet"),
                html.Td(word(entry.rule)),
                html.Td(phrases.work(entry.action)),
                html.Td(words.number(entry.rows), className="num"),
                html.Td(entry.reason),
            ]
        )
        for entry in entries
    ]
    heads = (say("Step"), say("Rule"), say("Did"), say("Rows"), say("Why"))
    table = html.Table(
        [
            html.Caption(caption),
            html.Thead(
                html.Tr(
                    [
                        html.Th(head, scope="col", className="num" if i in (0, 3) else "")
                        for i, head in enumerate(heads)
                    ]
                )
            ),
            html.Tbody(rows),
        ],
        className="table ledger",
    )
    return scroll(table, caption)
