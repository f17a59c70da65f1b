"""Figures that a finding brings along, as data: each can be drawn, and each has its table.

A drawing is made of them in `report/exhibit_svg.py`, the same for screen, notebook and print. A
value of None is a kind of nothing and is drawn as a gap, never as zero.
"""

from dataclasses import dataclass
from datetime import date

Cell = str | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows beside a figure that say the same; a number is set in the unit of its column."""

    columns: tuple[str, ...]
    units: tuple[str, ...]
    """Per column: "" for words, else as in `words.figure`: "share of …", "index", "people"."""
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One named line; `low` and `high` are its band, if it has one."""

    name: str
    y: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines over one axis: a siting curve, a measure over its parameter, reports over people."""

    title: str
    x_title: str
    x_unit: str
    y_title: str
    y_unit: str
    x: tuple[float, ...]
    lines: tuple[Line, ...]
    mark_x: float | None = None
    """Where this finding stands on the axis."""
    equal: bool = False
    """Whether the diagonal of equal shares belongs in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One value with its interval, if it has one; `reason` says why there is no value."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str | None = None
    weighty: bool = False
    """Drawn in the accent: what the reading speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Named values side by side, with a line at the value that would mean no difference."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    no_difference: float | None = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One area (or region) on two axes; its size is people."""

    name: str
    x: float
    y: float
    people: float
    area: str | None = None
    """Its area id, for a link to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadrants:
    """Two quantities against each other, cut at two lines into four named corners.

    Right is more than the cut of x, upper is as much as the cut of y or more (`corners.py`).
    """

    title: str
    x_title: str
    x_unit: str
    y_title: str
    y_unit: str
    x_cut: float
    y_cut: float
    corners: tuple[str, str, str, str]
    """Names: upper left, upper right, lower left, lower right."""
    dots: tuple[Dot, ...]
    nothing: tuple[tuple[str, str], ...] = ()
    """Areas that have no place in it, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow:
    """One feed or region, one word per period (None: nothing is known of it)."""

    name: str
    states: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """States over time: periods of `days` days from `start`."""

    title: str
    start: date
    days: int
    words: tuple[str, ...]
    """Every state that may stand in it, the calmest first, the gravest last."""
    rows: tuple[CalendarRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classed:
    """A map on which each area has a word: its corner, its cluster, its silence."""

    title: str
    words: tuple[str, ...]
    """Every word that may stand in it, the least grave first."""
    areas: tuple[tuple[str, str], ...]
    """Area id and its word; an area not named here is not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One place that was chosen, in the order of choosing (from 1)."""

    rank: int
    kind: str
    """new, repair, remove."""
    x: float
    y: float
    area: str
    gains: float
    """People newly seen (or, for a burden, no longer watched)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Where something would be put, mended or taken away, in metres of the city's CRS."""

    title: str
    sites: tuple[Site, ...]


Exhibit = Lines | Bars | Quadrants | Calendar | Classed | Sites
