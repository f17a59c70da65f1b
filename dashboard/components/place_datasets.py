"""What each dataset states of an area, side by side; where they disagree, all of them stand."""

from audits import words
from audits.place_stated import DatasetHere, Stated
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from data.said import mark

_ORDINALS = {1: mark("{n}st"), 2: mark("{n}nd"), 3: mark("{n}rd")}
_NTH = mark("{n}th")
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
                html.A(held.dataset.title, href=f"/register#dataset-{held.dataset.name}"),
                id=name,
            ),
            html.P(_source(held), className="quiet"),
            _table(held.values[:first], say("{dataset} here", dataset=held.dataset.title)),
            html.Details(
                [
                    html.Summary(words.count(len(held.values) - first, "more value")),
                    _table(
                        held.values[first:],
                        say("{dataset} here, the others", dataset=held.dataset.title),
                    ),
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
                        html.Th(say("States"), scope="col"),
                        html.Th(say("Here"), scope="col", className="num"),
                        html.Th(say("In the city"), scope="col", className="num"),
                    ]
                ),
                className="visually-hidden",
            ),
            html.Tbody([_row(one) for one in values]),
        ],
        className="table",
    )


def _source(held: DatasetHere) -> str:
    return say(
        "Until {day}, {age}. Published by {publisher}.",
        day=words.day(held.age.observed_until),
        age=words.age(held.age.age_days),
        publisher=held.dataset.publisher or say("unknown"),
    )


def _row(one: Stated) -> html.Tr:
    name = html.Th(one.variable.title, scope="row")
    if one.value is None:
        why = (
            say("withheld: {why}", why=one.withheld)
            if one.withheld
            else say("missing: {why}", why=one.missing)
        )
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
        return say("{share} of the city's", share=words.share(one.part))
    if one.rank is None:
        return ""
    alike = one.rank.of - one.rank.above - one.rank.below - 1
    if one.rank.above == 0:
        place = say("highest of {of}", of=one.rank.of)
    elif one.rank.below == 0:
        place = say("lowest of {of}", of=one.rank.of)
    else:
        place = say("{nth} highest of {of}", nth=_ordinal(one.rank.above + 1), of=one.rank.of)
    if not alike:
        return place
    return say("{place}, as in {others}", place=place, others=words.count(alike, "other"))


def _ordinal(number: int) -> str:
    ending = 0 if 10 <= number % 100 <= 20 else number % 10
    return say(_ORDINALS.get(ending, _NTH), n=number)
