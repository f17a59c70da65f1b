"""The table of each figure: the same numbers in rows, in the words of their units."""

from collections import Counter
from datetime import date, timedelta
from itertools import groupby

from audits import words
from audits.exhibit import (
    Bars,
    Calendar,
    CalendarRow,
    Cell,
    Classed,
    Dot,
    Exhibit,
    Lines,
    Quadrants,
    Sites,
    Table,
)
from audits.finding import Interval
from audits.geography import Geography
from audits.report.phrases import capitalised

MOST_POINTS = 25
"""Rows for a line of more points than this: evenly spread, both ends and the mark among them."""
NOTHING = words.say("no value")
NOT_KNOWN = words.say("not known")


def exhibit_table(exhibit: Exhibit, geography: Geography) -> Table:
    """The rows that say what the figure shows."""
    match exhibit:
        case Lines():
            return _lines(exhibit)
        case Bars():
            return _bars(exhibit)
        case Quadrants():
            return _quadrants(exhibit, geography)
        case Calendar():
            return _calendar(exhibit)
        case Classed():
            return _classed(exhibit, geography)
        case Sites():
            return _sites(exhibit, geography)


def cell_words(cell: Cell, unit: str) -> str:
    """One cell as it is read; nothing is said in a word, never as a zero or a blank."""
    if cell is None:
        return NOTHING
    if isinstance(cell, str):
        return cell
    if unit == "year":
        return f"{cell:g}"
    return words.people(cell) if unit in ("people", "residents") else words.figure(cell, unit)


def said_rows(table: Table, most: int | None = None) -> list[tuple[str, ...]]:
    """The rows in words, the first `most` of them where there are more."""
    return [
        tuple(cell_words(cell, unit) for cell, unit in zip(row, table.units, strict=True))
        for row in table.rows[:most]
    ]


def titled(title: str, unit: str) -> str:
    """An axis or column by its title, with its unit where the figures do not show it."""
    shown = not unit or words.is_share(unit) or unit.startswith("index") or unit == "year"
    told = unit.lower() in title.lower()
    return title if shown or told else words.say("{title} ({unit})", title=title, unit=unit)


def left_out(exhibit: Exhibit) -> str | None:
    """What the table does not repeat, in a sentence; None where it holds everything."""
    if isinstance(exhibit, Lines) and len(exhibit.x) > MOST_POINTS:
        return words.say(
            "{n} of {all} points; the JSON holds all.", n=MOST_POINTS, all=len(exhibit.x)
        )
    if isinstance(exhibit, Calendar):
        return words.say(
            "In periods of {days}; the JSON holds each.", days=words.count(exhibit.days, "day")
        )
    return None


def corner(exhibit: Quadrants, dot: Dot) -> str:
    """The name of the corner in which a dot lies; on a line it counts as above it."""
    right, upper = dot.x > exhibit.x_cut, dot.y >= exhibit.y_cut
    return exhibit.corners[(0 if upper else 2) + right]


def _lines(exhibit: Lines) -> Table:
    columns, units = [titled(exhibit.x_title, exhibit.x_unit)], [exhibit.x_unit]
    held: list[tuple[Cell, ...]] = [exhibit.x]
    for line in exhibit.lines:
        alone = len(exhibit.lines) == 1
        name = titled(exhibit.y_title, exhibit.y_unit) if alone else line.name
        columns.append(name)
        units.append(exhibit.y_unit)
        held.append(line.y)
        if line.low and line.high:
            columns.append(words.say("Interval"))
            units.append("")
            held.append(
                tuple(
                    _between(low, high, exhibit.y_unit)
                    for low, high in zip(line.low, line.high, strict=True)
                )
            )
    rows = tuple(zip(*held, strict=True))
    return Table(
        columns=tuple(columns),
        units=tuple(units),
        rows=tuple(rows[n] for n in _kept(exhibit)),
    )


def _kept(exhibit: Lines) -> list[int]:
    many = len(exhibit.x)
    if many <= MOST_POINTS:
        return list(range(many))
    kept = {round(n * (many - 1) / (MOST_POINTS - 1)) for n in range(MOST_POINTS)}
    if exhibit.mark_x is not None:
        mark = exhibit.mark_x
        nearest = min(range(many), key=lambda n: abs(exhibit.x[n] - mark))
        beside = min(kept - {0, many - 1}, key=lambda n: abs(n - nearest))
        kept = kept - {beside} | {nearest}
    return sorted(kept)


def _bars(exhibit: Bars) -> Table:
    spans = any(bar.low is not None for bar in exhibit.bars)
    return Table(
        columns=("", capitalised(exhibit.unit), *((words.say("Interval"),) if spans else ())),
        units=("", exhibit.unit, *(("",) if spans else ())),
        rows=tuple(
            (
                bar.name,
                bar.value if bar.value is not None else bar.reason or NOTHING,
                *((_between(bar.low, bar.high, exhibit.unit),) if spans else ()),
            )
            for bar in exhibit.bars
        ),
    )


def _between(low: float | None, high: float | None, unit: str) -> str:
    """An interval in words; whatever has none says so."""
    if low is None or high is None:
        return words.interval(None, unit)
    return words.interval(Interval(low=low, high=high), unit)


def _quadrants(exhibit: Quadrants, geography: Geography) -> Table:
    names = _names(geography)
    dots = sorted(exhibit.dots, key=lambda dot: (-dot.people, dot.name))
    placed: list[tuple[Cell, ...]] = [
        (dot.name, corner(exhibit, dot), dot.x, dot.y, dot.people) for dot in dots
    ]
    placed += [(names.get(area, area), why, None, None, None) for area, why in exhibit.nothing]
    return Table(
        columns=(
            "",
            words.say("Corner"),
            titled(exhibit.x_title, exhibit.x_unit),
            titled(exhibit.y_title, exhibit.y_unit),
            words.say("People"),
        ),
        units=("", "", exhibit.x_unit, exhibit.y_unit, "people"),
        rows=tuple(placed),
    )


def _calendar(exhibit: Calendar) -> Table:
    gravest = exhibit.words[-1]
    return Table(
        columns=(
            "",
            *exhibit.words,
            NOT_KNOWN,
            words.say("Longest stretch: {state}", state=gravest),
            words.say("At the end"),
        ),
        units=("", *("periods" for _ in exhibit.words), "periods", "", ""),
        rows=tuple(
            (
                row.name,
                *(float(row.states.count(word)) for word in exhibit.words),
                float(row.states.count(None)),
                _longest(row, gravest, exhibit),
                (row.states[-1] or NOT_KNOWN) if row.states else NOT_KNOWN,
            )
            for row in exhibit.rows
        ),
    )


def _longest(row: CalendarRow, word: str, exhibit: Calendar) -> str:
    """The days of the longest run of a word."""
    best, at, length = 0, 0, 0
    for state, run in groupby(row.states):
        many = len(list(run))
        if state == word and many > length:
            best, length = at, many
        at += many
    if not length:
        return words.say("none")
    first = day_of(exhibit, best)
    last = day_of(exhibit, best + length) - timedelta(days=1)
    return words.say("{first} to {last}", first=first.isoformat(), last=last.isoformat())


def day_of(exhibit: Calendar, period: int) -> date:
    """The first day of a period."""
    return exhibit.start + timedelta(days=exhibit.days * period)


def _classed(exhibit: Classed, geography: Geography) -> Table:
    """Gravest first, then by residents; areas that have no word come last and say so."""
    held = dict(exhibit.areas)
    order = {word: n for n, word in enumerate(exhibit.words)}
    rows: list[tuple[float, float, tuple[Cell, ...]]] = []
    for area, name, people in zip(
        geography.area_ids, geography.names, geography.people.tolist(), strict=True
    ):
        known = people if people >= 0 else None  # NaN where the statistics hold nobody
        word = held.get(area)
        rank = -order.get(word, -1) if word is not None else 1
        rows.append((rank, -(known or 0), (name, word or words.say("not measured"), known)))
    rows.sort(key=lambda row: row[:2])
    return Table(
        columns=(words.say("Area"), words.say("On the map"), words.say("Residents")),
        units=("", "", "people"),
        rows=tuple(row for _, _, row in rows),
    )


def counts(exhibit: Classed, geography: Geography) -> list[tuple[str, int]]:
    """How many areas have each word, in the order of the words; the unmeasured last."""
    many = Counter(word for area, word in exhibit.areas if area in set(geography.area_ids))
    found = [(word, many[word]) for word in exhibit.words]
    rest = len(geography.area_ids) - sum(many.values())
    return [*found, (words.say("not measured"), rest)] if rest else found


def _sites(exhibit: Sites, geography: Geography) -> Table:
    names = _names(geography)
    return Table(
        columns=(
            words.say("Place"),
            words.say("What"),
            words.say("Area"),
            words.say("People gained"),
            words.say("Metres east"),
            words.say("Metres north"),
        ),
        units=("place", "", "", "people", "metres", "metres"),
        rows=tuple(
            (
                float(site.rank),
                words.say(site.kind),
                names.get(site.area, site.area),
                site.gains,
                site.x,
                site.y,
            )
            for site in sorted(exhibit.sites, key=lambda site: site.rank)
        ),
    )


def _names(geography: Geography) -> dict[str, str]:
    return dict(zip(geography.area_ids, geography.names, strict=True))
