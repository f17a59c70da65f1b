"""One dataset in the register: its life, its rows, and what was kept out."""

from dash import dcc, html
from dash.development.base_component import Component

from audits import words
from audits.register import DatasetRecord, LedgerEntry
from dashboard.attributes import attributes
from dashboard.components.biography import biography
from dashboard.components.ledger import ledger


def dataset_entry(
    record: DatasetRecord, contest: Component, said: Component | None
) -> html.Article:
    """`contest` is the form or the link to it, `said` the statements of reviews about it."""
    dataset = record.dataset
    return html.Article(
        [
            html.H3(dataset.title, id=f"dataset-{dataset.name}"),
            html.P(_counts(record), className="counts"),
            html.P(_age(record)),
            biography(dataset),
            _gaps(record),
            _quarantine(record),
            html.Details(
                [
                    html.Summary(f"Ledger: {words.count(len(record.ledger), 'step')}"),
                    ledger(record.ledger, f"Work done on {dataset.title}"),
                    html.P(
                        [
                            "File ",
                            html.Code(dataset.path),
                            ", sha256 ",
                            html.Code(record.sha256, className="hash"),
                        ],
                        className="quiet",
                    ),
                ]
            ),
            said,
            contest,
        ],
        className="entry",
        **attributes(aria_labelledby=f"dataset-{dataset.name}"),
    )


def dataset_link(record: DatasetRecord) -> dcc.Link:
    """The dataset's title, leading to its entry in the register."""
    return dcc.Link(record.dataset.title, href=f"/register#dataset-{record.dataset.name}")


def _counts(record: DatasetRecord) -> str:
    return (
        f"{words.count(record.rows_read, 'row')} read, {words.number(record.rows_kept)} kept, "
        f"{words.number(record.rows_quarantined)} in quarantine."
    )


def _age(record: DatasetRecord) -> str:
    span = f"Observed from {words.day(record.observed_from)} to {words.day(record.observed_until)}"
    return f"{span}: {words.age(record.age_days)}."


def _gaps(record: DatasetRecord) -> html.P | None:
    gaps = record.dataset.expected_gaps
    if not gaps:
        return None
    said = "; ".join(
        f"{words.day(gap.start)} to {words.day(gap.end)} ({gap.reason})" for gap in gaps
    )
    return html.P(f"No data is expected {said}.")


def _quarantine(record: DatasetRecord) -> html.Table | html.P:
    kept_out = [entry for entry in record.ledger if entry.action == "quarantined"]
    if not kept_out:
        return html.P("Nothing was put in quarantine.", className="quiet")
    return html.Table(
        [
            html.Caption("In quarantine, and why"),
            html.Thead(
                html.Tr(
                    [html.Th("Reason", scope="col"), html.Th("Rows", scope="col", className="num")]
                )
            ),
            html.Tbody([_reason(entry) for entry in kept_out]),
        ],
        className="table",
    )


def _reason(entry: LedgerEntry) -> html.Tr:
    return html.Tr(
        [
            html.Th(entry.reason or entry.rule, scope="row"),
            html.Td(words.number(entry.rows), className="num"),
        ]
    )
