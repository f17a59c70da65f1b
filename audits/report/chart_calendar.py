"""States over time: a row per feed or region, darker and marked where the state is graver."""

from datetime import date
from itertools import groupby
from textwrap import shorten

from babel.dates import format_date

from audits import words
from audits.exhibit import Calendar, CalendarRow
from audits.report.class_fills import ClassFill, class_fills, fill_of, fill_patterns, sample_box
from audits.report.exhibit_table import NOT_KNOWN, day_of
from audits.report.paint import Paint
from audits.report.svg import element, picture, short, text, width_of
from data.said import language

_WIDTH = 400.0
_ROW, _BAR = 17.0, 12.0
_NAME_CHARS = 22
_MOST_ROWS = 60


def calendar_chart(exhibit: Calendar, *, prefix: str, paint: Paint | None = None) -> str:
    """The rows, 400 units wide, with the months above and the words of the states below.

    Beyond sixty rows the rest is left to the table, which the last line says.
    """
    paint = paint or Paint()
    shown = exhibit.rows[:_MOST_ROWS]
    left = float(round(min(max((width_of(_name(row), 11) for row in shown), default=0) + 10, 150)))
    periods = max((len(row.states) for row in shown), default=0)
    step = (_WIDTH - left) / max(periods, 1)
    fills = class_fills(exhibit.words)
    top = 22.0
    by_state: dict[str | None, list[str]] = {}
    labels = []
    for n, row in enumerate(shown):
        y = top + n * _ROW
        labels.append(text(_name(row), 0, y + 10))
        for state, d in _runs(row, left, step, y):
            by_state.setdefault(state, []).append(d)
    bottom = top + len(shown) * _ROW
    legend, height = _legend(exhibit, fills, None in by_state, bottom + 8, prefix, paint)
    more = len(exhibit.rows) - len(shown)
    note = words.say("And {rows} more in the table.", rows=words.count(more, "row")) if more else ""
    return picture(
        fill_patterns(fills, prefix, paint),
        element("g", *labels, font_size=11, fill=paint("ink")),
        # A row is drawn whole in the calmest state, and what is not calm over it.
        element(
            "path",
            d="".join(
                f"M{short(left)} {short(top + n * _ROW)}h{step * len(row.states):.0f}v{_BAR:g}"
                f"H{short(left)}z"
                for n, row in enumerate(shown)
                if row.states
            ),
            fill=fill_of(fills[exhibit.words[0]], prefix, paint),
            stroke=paint("rule"),
            stroke_width=0.6,
        ),
        *(
            element(
                "path", d="".join(by_state[state]), fill=fill_of(fills.get(state), prefix, paint)
            )
            for state in (*exhibit.words[1:], None)
            if state in by_state
        ),
        _months(exhibit, periods, left, step, top, bottom, paint),
        legend,
        text(note, 0, height + 12, font_size=11, fill=paint("muted")) if note else "",
        width=_WIDTH,
        height=height + (18 if note else 4),
        title=exhibit.title,
        description=description(exhibit),
        prefix=prefix,
        paint=paint,
    )


def description(exhibit: Calendar) -> str:
    """From when to when, and which rows were longest in the gravest state."""
    periods = max((len(row.states) for row in exhibit.rows), default=0)
    gravest = exhibit.words[-1]
    held = sorted(
        ((row.states.count(gravest), row.name) for row in exhibit.rows),
        key=lambda one: (-one[0], one[1]),
    )
    worst = [
        words.say(
            "{name} ({periods} of {all})",
            name=name,
            periods=words.count(many, "period"),
            all=len(exhibit.rows[0].states),
        )
        for many, name in held[:3]
        if many
    ]
    said = words.say(
        "From {day}, {periods} of {days}.",
        day=words.day(exhibit.start),
        periods=words.count(periods, "period"),
        days=words.count(exhibit.days, "day"),
    )
    if not worst:
        return said
    longest = words.say("Longest in “{state}”: {rows}.", state=gravest, rows=words.listed(worst))
    return words.joined(" ", (said, longest))


def _name(row: CalendarRow) -> str:
    return shorten(str(row.name), _NAME_CHARS, placeholder="…")


def _runs(row: CalendarRow, left: float, step: float, y: float) -> list[tuple[str | None, str]]:
    """One rectangle per stretch of the same state."""
    found, at = [], 0
    for state, run in groupby(row.states):
        many = len(list(run))
        x, wide = left + at * step, many * step
        found.append((state, f"M{short(x)} {short(y)}h{short(wide)}v{_BAR:g}H{short(x)}z"))
        at += many
    return found


def _months(
    exhibit: Calendar,
    periods: int,
    left: float,
    step: float,
    top: float,
    bottom: float,
    paint: Paint,
) -> str:
    """Years, or months where there are few, or days where all is within some weeks."""
    end = day_of(exhibit, periods)
    days = max((end - exhibit.start).days, 1)
    lines, said, free = [], [], 0.0
    for day, name in _marks(exhibit.start, end, days):
        x = left + (day - exhibit.start).days / exhibit.days * step
        lines.append(f"M{short(x)} {short(top - 5)}V{short(bottom - (_ROW - _BAR))}")
        if x >= free and x + width_of(name, 10.5) <= _WIDTH + 4:
            said.append(text(name, x, top - 8))
            free = x + width_of(name, 10.5) + 8
    return element(
        "path", d="".join(lines), stroke=paint("paper"), stroke_width=1, fill="none"
    ) + element("g", *said, font_size=10.5, fill=paint("muted"))


def _marks(start: date, end: date, days: int) -> list[tuple[date, str]]:
    if days <= 62:
        every = max(1, days // 6)
        return [
            (day, written(day, "d MMM"))
            for n in range(0, days, every)
            if (day := date.fromordinal(start.toordinal() + n))
        ]
    if days > 1100:
        years = range(start.year, end.year + 1)
        return [(date(year, 1, 1), str(year)) for year in years if start <= date(year, 1, 1) < end]
    # As many months as leave at most eight names, beginning with January.
    apart = next(n for n in (1, 2, 3, 6, 12) if days / (30.5 * n) <= 8 or n == 12)
    found: list[tuple[date, str]] = []
    for year in range(start.year, end.year + 1):
        for month in range(1, 13, apart):
            day = date(year, month, 1)
            if start <= day < end:
                named = month == 1 or not found
                found.append((day, written(day, "MMM y" if named else "MMM")))
    return found


def written(day: date, pattern: str) -> str:
    """A date in short, as the language being spoken writes it."""
    written: str = format_date(day, pattern, language().tag.replace("-", "_"))
    return written.replace(".", "")


def _legend(
    exhibit: Calendar,
    fills: dict[str | None, ClassFill],
    gaps: bool,
    top: float,
    prefix: str,
    paint: Paint,
) -> tuple[str, float]:
    """Samples with their words in as many lines as they need, and where it ends."""
    x, y, drawn = 0.0, top, []
    for state in (*exhibit.words, *((None,) if gaps else ())):
        said = state if state is not None else NOT_KNOWN
        wide = 22 + width_of(said, 12.5) + 14
        if x and x + wide > _WIDTH:
            x, y = 0.0, y + 17
        drawn.append(sample_box(fills.get(state), x, y, prefix, paint))
        drawn.append(text(said, x + 22, y + 10, font_size=11, fill=paint("ink")))
        x += wide
    return "".join(drawn), y + 18
