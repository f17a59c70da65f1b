"""The public register: every dataset and network, who stands behind it, what was kept out."""

from dash import dcc, html

from audits import words
from audits.register import DatasetRecord
from dashboard.components.dataset_entry import dataset_entry
from dashboard.components.network_entry import network_entry
from dashboard.components.statements import statements
from dashboard.contesting import contest_part
from dashboard.links import link
from dashboard.page import Page, View


def title(view: View) -> str:
    """For the window."""
    return f"Data register of {view.city.title}"


def layout(view: View) -> html.Div:
    """Networks first, then datasets; `?contest=NAME` opens the form of one dataset."""
    held = view.register()
    kept = sum(record.rows_kept for record in held.datasets)
    out = sum(record.rows_quarantined for record in held.datasets)
    return html.Div(
        [
            html.Header(
                [
                    html.H1("Data register"),
                    html.P(
                        f"{words.count(len(held.networks), 'network')} and "
                        f"{words.count(len(held.datasets), 'dataset')}: who made them, why, who is "
                        f"missing from them. {words.count(kept, 'row')} kept, "
                        f"{words.number(out)} in quarantine with a reason. What nobody wrote "
                        "down reads unknown.",
                        className="lead",
                    ),
                    _contents(held.datasets),
                ],
                className="page-head",
            ),
            html.H2("Networks", id="networks"),
            html.Div([network_entry(record) for record in held.networks], className="entries"),
            html.H2("Datasets", id="datasets"),
            html.Div([_dataset(view, record) for record in held.datasets], className="entries"),
        ]
    )


def _contents(datasets: tuple[DatasetRecord, ...]) -> html.Details:
    links = [
        html.Li(html.A(record.dataset.title, href=f"#dataset-{record.dataset.name}"))
        for record in datasets
    ]
    return html.Details([html.Summary("Contents"), html.Ul(links, className="contents")])


def _dataset(view: View, record: DatasetRecord) -> html.Article:
    name = record.dataset.name
    said = tuple(one for one in view.reviews if one.target_kind == "dataset" and one.target == name)
    if view.query.get("contest") == name:
        contest: html.Form | html.Section | html.P = contest_part(view, name, record.dataset.title)
    else:
        contest = html.P(
            dcc.Link(
                ["Contest this dataset", html.Span(f": {name}", className="visually-hidden")],
                href=link("/register", {}, f"dataset-{name}", contest=name),
            )
        )
    return dataset_entry(record, contest, statements(said) if said else None)


PAGE = Page(path="/register", name="Data register", order=7, title=title, layout=layout)
