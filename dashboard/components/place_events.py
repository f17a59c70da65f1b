"""What was reported from an area, and what was done there: counts only."""

from dash import dcc, html

from audits import words
from audits.place_events import EventsHere
from audits.place_seen import SilenceHere
from dashboard.attributes import attributes
from dashboard.components.place_networks import silence_words
from dashboard.components.table_head import table_head

_ROLES = {
    "requests": "reported by residents",
    "interventions": "attended to by the city",
    "need": "places of need",
    "incidents": "what truly happened (only an invented city knows)",
}


def place_events(held: tuple[EventsHere, ...], silence: dict[str, SilenceHere]) -> html.Table:
    """One row per dataset; no row is about one person."""
    return html.Table(
        [
            html.Caption("Reports and events", className="visually-hidden"),
            table_head(
                "Dataset",
                "Count here",
                "Of which",
                "Silence there means",
                "Observed",
                text=(0, 2, 3, 4),
            ),
            html.Tbody([_row(one, silence.get(one.dataset.name)) for one in held]),
        ],
        className="table stacked",
    )


def _row(held: EventsHere, silence: SilenceHere | None) -> html.Tr:
    dataset = held.dataset
    count = f"withheld: {held.withheld}" if held.count is None else words.number(held.count, 0)
    said = silence_words(silence) if silence else "not judged"
    cells = (
        ("Count here", count, "num" if held.count is not None else "nothing"),
        ("Of which", _kinds(held), ""),
        ("Silence there means", said, ""),
        (
            "Observed",
            _observed(held),
            "quiet",
        ),
    )
    sample = "; a sample: a row that is not there proves nothing" if dataset.sample else ""
    return html.Tr(
        [
            html.Th(
                [
                    dcc.Link(dataset.title, href=f"/register#dataset-{dataset.name}"),
                    html.Span(f", {_ROLES[dataset.role]}{sample}", className="quiet"),
                ],
                scope="row",
            ),
            *[
                html.Td(said, className=name, **attributes(data_label=label))
                for label, said, name in cells
            ],
        ],
        **attributes(data_stated=dataset.name),
    )


def _kinds(held: EventsHere) -> str:
    said = [f"{kind} {words.number(count, 0)}" for kind, count in held.kinds]
    kinds, count = held.others
    if kinds and not held.kinds:
        return f"{words.count(kinds, 'kind')}, too few of some to count them apart"
    if kinds:
        said.append(f"{words.count(kinds, 'other kind')} {words.number(count, 0)}")
    return "; ".join(said) or ("nothing" if held.count == 0 else "not told")


def _observed(held: EventsHere) -> str:
    span = f"{words.day(held.observed_from)} to {words.day(held.age.observed_until)}"
    return f"{span}, {words.age(held.age.age_days)}"
