"""The public register: every dataset and network, who stands behind it, what was kept out."""

from audits import words
from audits.register import DatasetRecord
from audits.words import say
from dashboard import html
from dashboard.components.dataset_entry import dataset_entry
from dashboard.components.network_entry import network_entry
from dashboard.components.statements import statements
from dashboard.contesting import contest_part
from dashboard.links import link
from dashboard.page import Page, View
from data.said import mark


def title(view: View) -> str:
    """For the window."""
    return say("Data register of {city}", city=view.city.title)


def layout(view: View) -> html.Div:
    """Networks first, then datasets; `?contest=NAME` opens the form of one dataset."""
    held = view.register()
    kept = sum(record.rows_kept for record in held.datasets)
    out = sum(record.rows_quarantined for record in held.datasets)
    return html.Div(
        [
            html.Header(
                [
                    html.H1(say("Data register")),
                    html.P(
                        say(
                            "{networks} and {datasets}: who made them, why, who is missing from "
                            "them. {rows} kept, {out} in quarantine with a reason. What nobody "
                            "wrote down reads unknown.",
                            networks=words.count(len(held.networks), "network"),
                            datasets=words.count(len(held.datasets), "dataset"),
                            rows=words.count(kept, "row"),
                            out=words.number(out),
                        ),
                        className="lead",
                    ),
                    _contents(held.datasets),
                ],
                className="page-head",
            ),
            html.H2(say("Networks"), id="networks"),
            html.Div([network_entry(record) for record in held.networks], className="entries"),
            html.H2(say("Datasets"), id="datasets"),
            html.Div([_dataset(view, record) for record in held.datasets], className="entries"),
        ]
    )


def _contents(datasets: tuple[DatasetRecord, ...]) -> html.Details:
    links = [
        html.Li(html.A(record.dataset.title, href=f"#dataset-{record.dataset.name}"))
        for record in datasets
    ]
    return html.Details([html.Summary(say("Contents")), html.Ul(links, className="contents")])


def _dataset(view: View, record: DatasetRecord) -> html.Article:
    name = record.dataset.name
    said = tuple(one for one in view.reviews if one.target_kind == "dataset" and one.target == name)
    if view.query.get("contest") == name:
        contest: html.Form | html.Section | html.P = contest_part(view, name, record.dataset.title)
    else:
        contest = html.P(
            html.A(
                [say("Contest this dataset"), html.Span(f": {name}", className="visually-hidden")],
                href=link("/register", {}, f"dataset-{name}", contest=name),
            )
        )
    return dataset_entry(record, contest, statements(said) if said else None)


PAGE = Page(path="/register", name=mark("Data register"), order=7, title=title, layout=layout)
