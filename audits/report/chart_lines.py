"""Lines over one axis, each named at its end; a value that is missing leaves a gap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shapely import LineString

from audits import words
from audits.exhibit import Line, Lines
from audits.report.exhibit_table import NOTHING, cell_words, titled
from audits.report.paint import Paint
from audits.report.scale import Scale, scale, span, tick_words
from audits.report.svg import Attributes, element, picture, short, text, width_of, wrapped

_WIDTH, _TALL = 400.0, 216.0
_NAME_CHARS, _NAME_STEP = 17, 12.5
_FEW = 14
"""Up to this many points of a line are marked: each is a value, and between them is nothing."""
_STYLES: tuple[tuple[str, str | None], ...] = (
    ("accent", None),
    ("warn", "6 3"),
    ("ink", "1.5 3"),
    ("muted", "10 3 2 3"),
    ("map-4", "3 2"),
    ("map-settlement", "12 4"),
)
"""Colour and dash of each line in turn, so that none is told by its colour alone."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    x: Scale
    y: Scale
    top: float
    bottom: float


def lines_chart(exhibit: Lines, *, prefix: str, paint: Paint | None = None) -> str:
    """The lines, 400 units wide, as SVG text."""
    paint = paint or Paint()
    plot = _plot(exhibit)
    under = wrapped(titled(exhibit.x_title, exhibit.x_unit), 62)
    return picture(
        _frame(exhibit, plot, paint),
        *(_band(line, exhibit.x, plot, n, paint) for n, line in enumerate(exhibit.lines)),
        _mark(exhibit, plot, paint),
        *(_line(line, exhibit.x, plot, n, paint) for n, line in enumerate(exhibit.lines)),
        _names(exhibit, plot, paint),
        *(
            text(
                part,
                (plot.x.start + plot.x.end) / 2,
                plot.bottom + 32 + 13 * n,
                text_anchor="middle",
                font_size=11.5,
                fill=paint("ink"),
            )
            for n, part in enumerate(under)
        ),
        width=_WIDTH,
        height=plot.bottom + 25 + 13 * len(under),
        title=exhibit.title,
        description=description(exhibit),
        prefix=prefix,
        paint=paint,
    )


def description(exhibit: Lines) -> str:
    """Where each line begins and ends, and how often it has no value."""
    said = []
    for line in exhibit.lines:
        held = [(x, y) for x, y in zip(exhibit.x, line.y, strict=True) if y is not None]
        if not held:
            said.append(words.say("{name}: no value.", name=line.name))
            continue
        (x0, y0), (x1, y1) = held[0], held[-1]
        missing = len(line.y) - len(held)
        gaps = words.say("; {points} without a value", points=words.count(missing, "point"))
        said.append(
            words.say(
                "{name}: {first} at {start}, {last} at {end}{gaps}.",
                name=line.name,
                first=cell_words(y0, exhibit.y_unit),
                start=cell_words(x0, exhibit.x_unit),
                last=cell_words(y1, exhibit.y_unit),
                end=cell_words(x1, exhibit.x_unit),
                gaps=gaps if missing else "",
            )
        )
    return words.joined(" ", said)


def _plot(exhibit: Lines) -> _Plot:
    held = [v for one in exhibit.lines for v in (*one.y, *one.low, *one.high) if v is not None]
    top = (
        12.0
        + 14 * len(wrapped(titled(exhibit.y_title, exhibit.y_unit), 66))
        + (12 if exhibit.mark_x is not None else 0)
    )
    tall = 270.0 if exhibit.equal else _TALL
    bottom = top + tall
    across = [*exhibit.x, *([exhibit.mark_x] if exhibit.mark_x is not None else [])]
    if exhibit.equal:
        held, across = [*held, 0.0, 1.0], [*across, 0.0, 1.0]
    y = scale(held, bottom, top, most_ticks=4)
    left = max(width_of(said, 11) for said in tick_words(y, exhibit.y_unit)) + 10
    names = [part for one in exhibit.lines for part in wrapped(one.name, _NAME_CHARS)]
    alone = len(exhibit.lines) == 1 and not exhibit.equal
    right = 16.0 if alone else max(width_of(part, 11) for part in names) + 10
    end = min(_WIDTH - right, left + tall) if exhibit.equal else _WIDTH - right
    x = span(across, left, end, most_ticks=4)
    if not exhibit.equal and across:
        # Nothing is drawn beyond the first and the last point.
        low, high = min(across), max(across)
        if low < high:
            inside = tuple(tick for tick in x.ticks if low <= tick <= high)
            x = Scale(low=low, high=high, start=left, end=end, ticks=inside or (low, high))
    return _Plot(x=x, y=y, top=top, bottom=bottom)


def _frame(exhibit: Lines, plot: _Plot, paint: Paint) -> str:
    grid = "".join(
        f"M{short(plot.x.start)} {short(plot.y(t))}H{short(plot.x.end)}" for t in plot.y.ticks
    )
    stubs = "".join(f"M{short(plot.x(t))} {short(plot.bottom)}v4" for t in plot.x.ticks)
    small: Attributes = {"font_size": 11, "fill": paint("muted")}
    up = (
        text(said, plot.x.start - 6, plot.y(t) + 4)
        for t, said in zip(plot.y.ticks, tick_words(plot.y, exhibit.y_unit), strict=True)
    )
    across = _apart(
        [
            (plot.x(t), said)
            for t, said in zip(plot.x.ticks, tick_words(plot.x, exhibit.x_unit), strict=True)
        ]
    )
    titles = wrapped(titled(exhibit.y_title, exhibit.y_unit), 66)
    return "".join(
        (
            element("path", d=grid, stroke=paint("rule"), stroke_width=0.75, fill="none"),
            element("path", d=stubs, stroke=paint("muted"), stroke_width=0.75, fill="none"),
            element("g", *up, text_anchor="end", **small),
            element(
                "g",
                *(
                    text(said, min(x, _WIDTH - width_of(said, 12) / 2), plot.bottom + 16)
                    for x, said in across
                ),
                text_anchor="middle",
                **small,
            ),
            *(
                text(part, 0, 11 + 14 * n, font_size=11.5, fill=paint("ink"))
                for n, part in enumerate(titles)
            ),
            _diagonal(plot, paint) if exhibit.equal else "",
        )
    )


def _apart(labels: list[tuple[float, str]]) -> Iterator[tuple[float, str]]:
    """Those that do not run into the one before."""
    free = float("-inf")
    for x, said in labels:
        half = width_of(said, 11) / 2
        if x - half >= free:
            yield x, said
            free = x + half + 8


def _diagonal(plot: _Plot, paint: Paint) -> str:
    x, y = plot.x, plot.y
    d = f"M{short(x(0))} {short(y(0))}L{short(x(1))} {short(y(1))}"
    return element("path", d=d, stroke=paint("muted"), stroke_dasharray="5 4", fill="none") + text(
        words.say("equal shares"),
        x(0.66) - 8,
        y(0.68),
        text_anchor="end",
        font_size=11,
        fill=paint("muted"),
    )


def _mark(exhibit: Lines, plot: _Plot, paint: Paint) -> str:
    """Where this finding stands on the axis."""
    if exhibit.mark_x is None:
        return ""
    x = plot.x(exhibit.mark_x)
    year = exhibit.x_unit == "year"
    value = f"{exhibit.mark_x:g}" if year else words.with_unit(exhibit.mark_x, exhibit.x_unit)
    said = words.say("here: {value}", value=value)
    half = width_of(said, 11) / 2
    return element(
        "path",
        d=f"M{short(x)} {short(plot.top - 4)}V{short(plot.bottom)}",
        stroke=paint("ink"),
        stroke_dasharray="3 3",
        fill="none",
    ) + text(
        said,
        min(max(x, plot.x.start + half), _WIDTH - half),
        plot.top - 8,
        text_anchor="middle",
        font_size=11,
        fill=paint("ink"),
    )


def _runs(xs: Iterable[float], ys: Iterable[float | None], plot: _Plot) -> list[list[Point]]:
    """Stretches of points without a gap."""
    runs: list[list[Point]] = [[]]
    for x, y in zip(xs, ys, strict=True):
        if y is None:
            runs.append([])
        else:
            runs[-1].append((plot.x(x), plot.y(y)))
    return [run for run in runs if run]


def _way(points: list[Point]) -> str:
    """The points in order, without those that lie on the way anyhow."""
    if len(points) > 2:
        points = [(x, y) for x, y, *_ in LineString(points).simplify(0.2).coords]
    return "M" + " ".join(f"{short(x)} {short(y)}" for x, y in points)


def _band(line: Line, xs: tuple[float, ...], plot: _Plot, n: int, paint: Paint) -> str:
    if not line.low or not line.high:
        return ""
    whole = [
        low is not None and high is not None for low, high in zip(line.low, line.high, strict=True)
    ]
    lows = _runs(xs, (v if ok else None for v, ok in zip(line.low, whole, strict=True)), plot)
    highs = _runs(xs, (v if ok else None for v, ok in zip(line.high, whole, strict=True)), plot)
    d = "".join(
        _way(above) + "L" + _way(below[::-1])[1:] + "z"
        for below, above in zip(lows, highs, strict=True)
    )
    # Where one point stands alone its band is a stroke.
    return element(
        "path",
        d=d,
        fill=paint(_STYLES[n % len(_STYLES)][0]),
        fill_opacity="0.16",
        stroke=paint(_STYLES[n % len(_STYLES)][0]),
        stroke_opacity="0.3",
        stroke_width=0.75,
    )


def _line(line: Line, xs: tuple[float, ...], plot: _Plot, n: int, paint: Paint) -> str:
    colour, dash = _STYLES[n % len(_STYLES)]
    runs = _runs(xs, line.y, plot)
    drawn = element(
        "path",
        d="".join(_way(run) for run in runs if len(run) > 1),
        stroke=paint(colour),
        stroke_width=2.2,
        stroke_dasharray=dash,
        stroke_linejoin="round",
        fill="none",
    )
    few = sum(map(len, runs)) <= _FEW
    dots = [point for run in runs if few or len(run) == 1 for point in run]
    return drawn + element(
        "path",
        d="".join(f"M{short(x)} {short(y)}h0" for x, y in dots),
        stroke=paint(colour),
        stroke_width=6,
        stroke_linecap="round",
        fill="none",
    )


def _names(exhibit: Lines, plot: _Plot, paint: Paint) -> str:
    """Each line's name at its end, moved apart where they would touch; a line alone has none."""
    if len(exhibit.lines) == 1 and not exhibit.equal:
        return ""
    placed = []
    for n, line in enumerate(exhibit.lines):
        held = [y for y in line.y if y is not None]
        name = wrapped(line.name, _NAME_CHARS) + ([] if held else [f"({NOTHING})"])
        placed.append((plot.y(held[-1]) if held else plot.bottom, name, n))
    placed.sort(key=lambda one: one[0])
    heights = [_NAME_STEP * len(name) + 2 for _, name, _ in placed]
    tops: list[float] = []
    for (y, _, _), height in zip(placed, heights, strict=True):
        tops.append(max(y - height / 2, tops[-1] + heights[len(tops) - 1] if tops else 0))
    # What was pushed below the plot is moved up again, the lowest first.
    limit = plot.bottom + 4
    for index in range(len(tops) - 1, -1, -1):
        tops[index] = min(tops[index], limit - heights[index])
        limit = tops[index]
    drawn = []
    for (y, name, n), top in zip(placed, tops, strict=True):
        colour = paint(_STYLES[n % len(_STYLES)][0])
        middle = top + _NAME_STEP * len(name) / 2
        if abs(middle - y) > 6:
            d = f"M{short(plot.x.end + 1)} {short(y)}L{short(plot.x.end + 6)} {short(middle)}"
            drawn.append(element("path", d=d, stroke=colour, stroke_width=0.75, fill="none"))
        drawn.append(
            element(
                "g",
                *(
                    text(part, plot.x.end + 8, top + 10 + _NAME_STEP * row)
                    for row, part in enumerate(name)
                ),
                font_size=11,
                fill=colour,
            )
        )
    return "".join(drawn)
