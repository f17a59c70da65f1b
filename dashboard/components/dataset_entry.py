"""One dataset in the register: its life, its rows, and what was kept out."""

from audits import words
from audits.register import DatasetRecord, LedgerEntry
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.biography import biography
from dashboard.components.filled import filled
from dashboard.components.id_words import word
from dashboard.components.ledger import ledger
from dashboard.html import Component


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
                    html.Summary(
                        say("Ledger: {steps}", steps=words.count(len(record.ledger), "step"))
                    ),
                    ledger(record.ledger, say("Work done on {dataset}", dataset=dataset.title)),
                    html.P(
                        filled(
                            say("File {path}, sha256 {sum}", path="{path}", sum="{sum}"),
                            path=html.Code(dataset.path),
                            sum=html.Code(record.sha256, className="hash"),
                        ),
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


def dataset_link(record: DatasetRecord) -> html.A:
    """The dataset's title, leading to its entry in the register."""
    return html.A(record.dataset.title, href=f"/register#dataset-{record.dataset.name}")


def _counts(record: DatasetRecord) -> str:
    return say(
        "{rows} read, {kept} kept, {quarantined} in quarantine.",
        rows=words.count(record.rows_read, "row"),
        kept=words.number(record.rows_kept),
        quarantined=words.number(record.rows_quarantined),
    )


def _age(record: DatasetRecord) -> str:
    return say(
        "Observed from {first} to {last}: {age}.",
        first=words.day(record.observed_from),
        last=words.day(record.observed_until),
        age=words.age(record.age_days),
    )


def _gaps(record: DatasetRecord) -> html.P | None:
    gaps = record.dataset.expected_gaps
    if not gaps:
        return None
    said = (
        say(
            "{start} to {end} ({reason})",
            start=words.day(gap.start),
            end=words.day(gap.end),
            reason=gap.reason,
        )
        for gap in gaps
    )
    return html.P(say("No data is expected {spans}.", spans=words.joined("; ", said)))


def _quarantine(record: DatasetRecord) -> html.Table | html.P:
    kept_out = [entry for entry in record.ledger if entry.action == "quarantined"]
    if not kept_out:
        return html.P(say("Nothing was put in quarantine."), className="quiet")
    return html.Table(
        [
            html.Caption(say("In quarantine, and why")),
            html.Thead(
                html.Tr(
                    [
                        html.Th(say("Reason"), scope="col"),
                        html.Th(say("Rows"), scope="col", className="num"),
                    ]
                )
            ),
            html.Tbody([_reason(entry) for entry in kept_out]),
        ],
        className="table",
    )


def _reason(entry: LedgerEntry) -> html.Tr:
    return html.Tr(
        [
            html.Th(entry.reason or word(entry.rule), scope="row"),
            html.Td(words.number(entry.rows), className="num"),
        ]
    )
