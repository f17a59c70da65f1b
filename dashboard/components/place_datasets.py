"""What each dataset states of an area, side by side; where they disagree, all of them stand."""

from dash import dcc, html

from audits import words
from audits.place_stated import DatasetHere, Stated
from dashboard.attributes import attributes

_MOST = 5
"""So many values of a dataset stand open; the others are folded below them."""


def place_datasets(held: tuple[DatasetHere, ...]) -> html.Div:
    """One table per dataset under its title, age and publisher."""
    return html.Div([_dataset(one) for one in held], className="place-tables")


def _dataset(held: DatasetHere) -> html.Section:
    name = f"data-{held.dataset.name}"
    first = len(held.values) if len(held.values) <= _MOST + 1 else _MOST
    return html.Section(
        [
            html.H3(
                dcc.Link(held.dataset.title, href=f"/register#dataset-{held.dataset.name}"),
                id=name,
            ),
            html.P(_source(held), className="quiet"),
            _table(held.values[:first], f"{held.dataset.title} here"),
            html.Details(
                [
                    html.Summary(words.count(len(held.values) - first, "more value")),
                    _table(held.values[first:], f"{held.dataset.title} here, the others"),
                ],
                className="further",
            )
            if len(held.values) > first
            else None,
        ],
        className="place-part",
        **attributes(aria_labelledby=name, data_stated=held.dataset.name),
    )


def _table(values: tuple[Stated, ...], caption: str) -> html.Table:
    return html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(
                html.Tr(
                    [
                        html.Th("States", scope="col"),
                        html.Th("Here", scope="col", className="num"),
                        html.Th("In the city", scope="col", className="num"),
                    ]
                ),
                className="visually-hidden",
            ),
            html.Tbody([_row(one) for one in values]),
        ],
        className="table",
    )


def _source(held: DatasetHere) -> str:
    until = f"Until {words.day(held.age.observed_until)}, {words.age(held.age.age_days)}"
    return f"{until}. Published by {held.dataset.publisher or 'unknown'}."


def _row(one: Stated) -> html.Tr:
    name = html.Th(one.variable.title, scope="row")
    if one.value is None:
        why = f"withheld: {one.withheld}" if one.withheld else f"missing: {one.missing}"
        return html.Tr([name, html.Td(why, colSpan=2, className="nothing")])
    unit = one.variable.unit
    count = one.variable.extensive and unit in ("people", "residents")
    shown = words.people(one.value) if count else words.with_unit(one.value, unit)
    return html.Tr(
        [
            name,
            html.Td(shown, className="num"),
            html.Td(_beside(one), className="num quiet"),
        ]
    )


def _beside(one: Stated) -> str:
    if one.part is not None:
        return f"{words.share(one.part)} of the city's"
    if one.rank is None:
        return ""
    alike = one.rank.of - one.rank.above - one.rank.below - 1
    shared = f", as in {words.count(alike, 'other')}" if alike else ""
    if one.rank.above == 0:
        return f"highest of {one.rank.of}{shared}"
    if one.rank.below == 0:
        return f"lowest of {one.rank.of}{shared}"
    return f"{_ordinal(one.rank.above + 1)} highest of {one.rank.of}{shared}"


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else ending}"
