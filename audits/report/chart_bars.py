"""Named values side by side: bars, or dots on their intervals, against a line of no difference."""

from audits import words
from audits.exhibit import Bar, Bars
from audits.report.exhibit_table import NOTHING, cell_words
from audits.report.paint import Paint
from audits.report.scale import Scale, scale, tick_words
from audits.report.svg import Attributes, element, picture, short, text, width_of, wrapped

_WIDTH = 400.0
_NAME_CHARS = 26
_THICK = 9.0
_MOST = 30
"""Rows beyond which a chart is read by nobody; the table holds all."""


def bars_chart(exhibit: Bars, *, prefix: str, paint: Paint | None = None) -> str:
    """One row per value; a value that is missing says why in its row.

    Where any value has an interval, values are dots on them, and a hollow dot has none; else they
    are bars from the line of no difference (or from zero).
    """
    paint = paint or Paint()
    axis = _axis(exhibit)
    spans = any(bar.low is not None for bar in exhibit.bars)
    y, drawn = 4.0, []
    blocks: list[tuple[float, float]] = []
    for bar in shown(exhibit):
        row, height = _row(bar, y, axis, exhibit, spans, paint)
        drawn.append(row)
        if bar.value is not None:
            blocks.append((y, y + height))
        y += height
    return picture(
        _frame(exhibit, axis, blocks, y, paint),
        *drawn,
        width=_WIDTH,
        height=y + 20 + 13 * len(_under(exhibit)),
        title=exhibit.title,
        description=description(exhibit),
        prefix=prefix,
        paint=paint,
    )


def description(exhibit: Bars) -> str:
    """The range, and who has no value; all of them stand in the table."""
    held = [(bar.value, bar.name) for bar in exhibit.bars if bar.value is not None]
    empty = [bar.name for bar in exhibit.bars if bar.value is None]
    said = []
    if held:
        (low, least), (high, most) = min(held), max(held)
        said.append(
            words.say(
                "Lowest: {least}, {low}. Highest: {most}, {high}.",
                least=least,
                low=cell_words(low, exhibit.unit),
                most=most,
                high=cell_words(high, exhibit.unit),
            )
        )
    if empty:
        said.append(words.say("Without a value: {which}.", which=words.listed(empty, 5)))
    return words.joined(" ", said)


def shown(exhibit: Bars) -> tuple[Bar, ...]:
    """The bars that are drawn, in order: all, or those the reading speaks of and the first."""
    if len(exhibit.bars) <= _MOST:
        return exhibit.bars
    order = sorted(range(len(exhibit.bars)), key=lambda n: (not exhibit.bars[n].weighty, n))
    kept = set(order[:_MOST])
    return tuple(bar for n, bar in enumerate(exhibit.bars) if n in kept)


def _dashed(exhibit: Bars) -> float | None:
    """The line of no difference, unless it is the edge from which everything is drawn."""
    held = [v for bar in exhibit.bars for v in (bar.value, bar.low) if v is not None]
    at = exhibit.no_difference
    return None if at == 0 and min(held, default=0.0) >= 0 else at


def _axis(exhibit: Bars) -> Scale:
    held = [v for bar in exhibit.bars for v in (bar.value, bar.low, bar.high) if v is not None]
    if exhibit.no_difference is not None:
        held.append(exhibit.no_difference)
    names = [
        width_of(part, 13.2 if bar.weighty else 12)
        for bar in exhibit.bars
        for part in wrapped(bar.name, _NAME_CHARS)
    ]
    left = min(max(names, default=0) + 12, 190)
    values = [cell_words(bar.value, exhibit.unit) for bar in exhibit.bars if bar.value is not None]
    right = max((width_of(said, 12) for said in values), default=0) + 14
    return scale(held, left, _WIDTH - right)


def _row(
    bar: Bar, y: float, axis: Scale, exhibit: Bars, spans: bool, paint: Paint
) -> tuple[str, float]:
    """The row drawn, and its height."""
    names = wrapped(bar.name, _NAME_CHARS) or [""]
    ink, muted = paint("ink"), paint("muted")
    why = wrapped(bar.reason or NOTHING, int((_WIDTH - axis.start) / 5.9))
    lines = len(names) if bar.value is not None else max(len(names), len(why))
    height = 13.5 * lines + 6
    weight = 650 if bar.weighty else None
    said = element(
        "g",
        *(text(part, 0, y + 12 + 13.5 * n) for n, part in enumerate(names)),
        font_size=12,
        font_weight=weight,
        fill=ink,
    )
    middle = y + height / 2 - 1
    if bar.value is None:
        return said + element(
            "g",
            *(text(part, axis.start, y + 12 + 13 * n) for n, part in enumerate(why)),
            font_size=11,
            font_style="italic",
            fill=muted,
        ), height
    value = text(
        cell_words(bar.value, exhibit.unit),
        _WIDTH,
        middle + 4,
        font_size=12,
        font_weight=weight,
        text_anchor="end",
        fill=ink,
    )
    colour = paint("accent" if bar.weighty or not _any_weighty(exhibit) else "muted")
    at = axis(bar.value)
    if not spans:
        base = axis(exhibit.no_difference or 0.0)
        mark = element(
            "path",
            d=f"M{short(base)} {short(middle)}H{short(at)}",
            stroke=colour,
            stroke_width=_THICK,
            fill="none",
        )
    elif bar.low is None or bar.high is None:
        mark = element(
            "circle", cx=at, cy=middle, r=4, stroke=colour, stroke_width=1.5, fill=paint("paper")
        )
    else:
        line = element(
            "path",
            d=f"M{short(axis(bar.low))} {short(middle)}H{short(axis(bar.high))}",
            stroke=colour,
            stroke_width=1.75,
            fill="none",
        )
        dot = element(
            "path",
            d=f"M{short(at)} {short(middle)}h0",
            stroke=colour,
            stroke_width=9,
            stroke_linecap="round",
        )
        mark = line + dot
    return said + mark + value, height


def _any_weighty(exhibit: Bars) -> bool:
    return any(bar.weighty for bar in exhibit.bars)


def _under(exhibit: Bars) -> list[str]:
    said = exhibit.unit
    at = _dashed(exhibit)
    if at is not None:
        said = words.say(
            "{unit}; dashed: {value}, no difference",
            unit=exhibit.unit,
            value=cell_words(at, exhibit.unit),
        )
    rest = len(exhibit.bars) - len(shown(exhibit))
    more = words.say("{n} more rows in the table", n=rest)
    return wrapped(said, 68) + ([str(more)] if rest else [])


def _frame(
    exhibit: Bars, axis: Scale, blocks: list[tuple[float, float]], bottom: float, paint: Paint
) -> str:
    """Ticks and the line of no difference; they leave out rows of words."""
    grid = "".join(_upright(axis(tick), blocks) for tick in axis.ticks)
    drawn = [element("path", d=grid, stroke=paint("rule"), stroke_width=0.75, fill="none")]
    at = _dashed(exhibit)
    if at is not None:
        d = _upright(axis(at), blocks)
        drawn.append(element("path", d=d, stroke=paint("ink"), stroke_dasharray="3 3", fill="none"))
    small: Attributes = {"font_size": 10.5, "fill": paint("muted")}
    ticks, free = [], float("-inf")
    for tick, said in zip(axis.ticks, tick_words(axis, exhibit.unit), strict=True):
        half = width_of(said, 10.5) / 2
        if axis(tick) - half >= free:
            ticks.append(text(said, axis(tick), bottom + 13))
            free = axis(tick) + half + 6
    under = [text(part, _WIDTH, bottom + 29 + 13 * n) for n, part in enumerate(_under(exhibit))]
    return "".join(
        (
            *drawn,
            element("g", *ticks, text_anchor="middle", **small),
            element("g", *under, text_anchor="end", **small),
        )
    )


def _upright(x: float, blocks: list[tuple[float, float]]) -> str:
    return "".join(f"M{short(x)} {short(top)}V{short(end)}" for top, end in blocks)
