"""A measure by area: every area, whatever kind of nothing it holds."""

from dataclasses import dataclass

from audits import words
from audits.finding import State
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """An area with the measure's value and its blind spot."""

    area: str
    name: str
    region: str
    value: float | None
    state: State
    reason: str | None
    people: float | None
    """Residents; None where the statistics hold none."""
    unseen: float
    unseen_share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SortLink:
    """A column's name, the address that sorts by it, and how it is sorted now."""

    title: str
    href: str
    sorted: str | None = None
    """ascending, descending, or None."""


def area_table(
    rows: tuple[AreaRow, ...], unit: str, columns: tuple[SortLink, ...], here: str | None
) -> html.Table:
    """One row per area; column heads are links that sort, and say how it is sorted."""
    heads = [
        html.Th(
            html.A(column.title, href=column.href),
            scope="col",
            className="num" if i > 0 else "",
            **attributes(aria_sort=column.sorted),
        )
        for i, column in enumerate(columns)
    ]
    return html.Table(
        [
            html.Caption(say("{n} areas", n=len(rows)), className="visually-hidden"),
            html.Thead(html.Tr(heads)),
            html.Tbody([_row(row, unit, row.area == here) for row in rows]),
        ],
        className="table areas",
    )


def _row(row: AreaRow, unit: str, here: bool) -> html.Tr:
    if row.value is None:
        shown = words.value_or_reason(None, row.state, unit, row.reason)
    else:
        shown = words.figure(row.value, unit)
    return html.Tr(
        [
            html.Th(row.name, scope="row"),
            html.Td(shown, className="num" if row.value is not None else "nothing"),
            html.Td(_people(row.people), className="num"),
            html.Td(words.people(row.unseen), className="num"),
            html.Td(
                say("no residents") if row.unseen_share is None else words.share(row.unseen_share),
                className="num",
            ),
        ],
        className="here" if here else "",
    )


def _people(count: float | None) -> str:
    return say("not in the statistics") if count is None else words.people(count)
