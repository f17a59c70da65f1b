"""Two quantities against each other: a dot per area, cut into four named corners."""

import math
from collections import Counter
from collections.abc import Iterator

from audits import words
from audits.exhibit import Dot, Quadrants
from audits.report.exhibit_table import cell_words, corner, titled
from audits.report.map_areas import Link
from audits.report.paint import Paint
from audits.report.scale import Scale, span, tick_words
from audits.report.svg import Attributes, element, escaped, picture, short, text, width_of, wrapped
from audits.words import heads

_WIDTH, _TALL = 400.0, 250.0
_MOST_NAMES = 8
_SMALLEST, _LARGEST = 2.2, 9.0
"""Radius of a dot of no people, and of the dot with the most; area grows with people."""

_CORNER = 34
"""Characters in a line of a corner's name: two stand side by side."""
Box = tuple[float, float, float, float]


def quadrants_chart(
    exhibit: Quadrants,
    *,
    prefix: str,
    paint: Paint | None = None,
    link: Link | None = None,
    pointed: bool = True,
) -> str:
    """The dots, 400 units wide; only the largest and outermost are named, where there is room.

    Where they are not `pointed` at, what each dot says is left to the table.
    """
    paint = paint or Paint()
    above, below = (_lines(pair) for pair in (exhibit.corners[:2], exhibit.corners[2:]))
    top = 14.0 * len(wrapped(titled(exhibit.y_title, exhibit.y_unit), 66)) + 18 + 12 * above
    x, y = _axes(exhibit, top)
    foot = y.start + 32 + 12 * below
    under = wrapped(titled(exhibit.x_title, exhibit.x_unit), 62)
    most = max((dot.people for dot in exhibit.dots), default=0.0)
    # The largest first, so that small dots lie on top of them.
    ordered = sorted(exhibit.dots, key=lambda dot: (-dot.people, dot.name))
    placed = [(dot, x(dot.x), y(dot.y), _radius(dot, most)) for dot in ordered]
    return picture(
        _frame(exhibit, x, y, top, paint),
        element(
            "g",
            *(_dot(*one, exhibit, link, pointed and paint.variables) for one in placed),
            fill=paint("accent"),
            fill_opacity="0.28",
            stroke=paint("accent"),
            stroke_width=0.9,
        ),
        _legible("".join(_names(placed, x, y, exhibit)), paint),
        *(
            text(
                part,
                (x.start + x.end) / 2,
                foot + 4 + 13 * n,
                text_anchor="middle",
                font_size=11.5,
                fill=paint("ink"),
            )
            for n, part in enumerate(under)
        ),
        width=_WIDTH,
        height=foot - 3 + 13 * len(under),
        title=exhibit.title,
        description=description(exhibit),
        prefix=prefix,
        paint=paint,
        role="group" if link else "img",
    )


def _lines(corners: tuple[str, ...]) -> int:
    """Of the taller of two corners' names, which stand outside the frame: dots lie within."""
    return max(len(wrapped(name, _CORNER)) for name in corners)


def description(exhibit: Quadrants) -> str:
    """How many lie in each corner, and how many have no place."""
    many = Counter(corner(exhibit, dot) for dot in exhibit.dots)
    said = [
        words.joined(": ", (name, words.count(many[name], "area")))
        for name in dict.fromkeys(exhibit.corners)
    ]
    if exhibit.nothing:
        areas = words.count(len(exhibit.nothing), "area")
        said.append(words.say("without a place: {areas}", areas=areas))
    return words.sentence(words.joined("; ", said))


def _axes(exhibit: Quadrants, top: float) -> tuple[Scale, Scale]:
    ys = [*(dot.y for dot in exhibit.dots), exhibit.y_cut]
    y = span(ys, top + _TALL, top, most_ticks=4)
    left = max(width_of(said, 11) for said in tick_words(y, exhibit.y_unit)) + 16
    xs = [*(dot.x for dot in exhibit.dots), exhibit.x_cut]
    return span(xs, left, _WIDTH - 18, most_ticks=4), y


def _radius(dot: Dot, most: float) -> float:
    share = math.sqrt(dot.people / most) if most > 0 else 0.0
    return _SMALLEST + (_LARGEST - _SMALLEST) * share


def _frame(exhibit: Quadrants, x: Scale, y: Scale, top: float, paint: Paint) -> str:
    left, right, bottom = x.start, x.end, y.start
    box = f"M{short(left)} {short(top)}H{short(right)}V{short(bottom)}H{short(left)}z"
    cuts = (
        f"M{short(x(exhibit.x_cut))} {short(top)}V{short(bottom)}"
        f"M{short(left)} {short(y(exhibit.y_cut))}H{short(right)}"
    )
    stubs = "".join(f"M{short(x(t))} {short(bottom)}v4" for t in x.ticks) + "".join(
        f"M{short(left)} {short(y(t))}h-4" for t in y.ticks
    )
    small: Attributes = {"font_size": 11, "fill": paint("muted")}
    across, free = [], float("-inf")
    for t, said in zip(x.ticks, tick_words(x, exhibit.x_unit), strict=True):
        half = width_of(said, 11) / 2
        if x(t) - half >= free:
            across.append(text(said, min(x(t), _WIDTH - half), bottom + 16))
            free = x(t) + half + 8
    up = (
        text(said, left - 7, y(t) + 4)
        for t, said in zip(y.ticks, tick_words(y, exhibit.y_unit), strict=True)
    )
    above = top - 12 * _lines(exhibit.corners[:2])
    corners = (
        text(part, left if index % 2 == 0 else right, at + 12 * n, text_anchor=anchor)
        for index, name in enumerate(exhibit.corners)
        for at in (above if index < 2 else bottom + 32,)
        for anchor in ("start" if index % 2 == 0 else "end",)
        for n, part in enumerate(wrapped(name, _CORNER))
    )
    return "".join(
        (
            element("path", d=box, stroke=paint("rule"), stroke_width=0.75, fill="none"),
            element("path", d=stubs, stroke=paint("muted"), stroke_width=0.75, fill="none"),
            element("path", d=cuts, stroke=paint("ink"), stroke_dasharray="3 3", fill="none"),
            element("g", *across, text_anchor="middle", **small),
            element("g", *up, text_anchor="end", **small),
            element("g", *corners, font_size=10.5, font_style="italic", fill=paint("muted")),
            *(
                text(part, 0, 11 + 14 * n, font_size=11.5, fill=paint("ink"))
                for n, part in enumerate(wrapped(titled(exhibit.y_title, exhibit.y_unit), 66))
            ),
        )
    )


def _dot(
    dot: Dot,
    x: float,
    y: float,
    radius: float,
    exhibit: Quadrants,
    link: Link | None,
    pointed: bool,
) -> str:
    if not pointed:
        return element("circle", cx=x, cy=y, r=radius)
    said = (
        f"{dot.name}: {cell_words(dot.x, exhibit.x_unit)}; {cell_words(dot.y, exhibit.y_unit)};"
        f" {heads(dot.people)}; {corner(exhibit, dot)}"
    )
    shape = element("circle", element("title", escaped(said)), cx=x, cy=y, r=radius)
    href = link(dot.area) if link and dot.area else None
    return element("a", shape, href=href) if href else shape


def _names(
    placed: list[tuple[Dot, float, float, float]], x: Scale, y: Scale, exhibit: Quadrants
) -> Iterator[str]:
    """Names of the largest dots and of those farthest from both lines, where they overlap none."""
    across, tall = x.end - x.start, y.start - y.end
    far = sorted(
        placed,
        key=lambda one: (
            -math.hypot((one[1] - x(exhibit.x_cut)) / across, (one[2] - y(exhibit.y_cut)) / tall)
        ),
    )
    wanted: dict[str, tuple[Dot, float, float, float]] = {}
    for pair in zip(placed[: _MOST_NAMES // 2], far[: _MOST_NAMES // 2], strict=True):
        for one in pair:
            wanted.setdefault(one[0].name, one)
    edge = 8.0
    taken: list[Box] = [
        (x.start, y.start - 16, x.end, y.start),  # the names of the lower corners
    ]
    taken += [(cx - r / 2, cy - r / 2, cx + r / 2, cy + r / 2) for _, cx, cy, r in wanted.values()]
    for dot, cx, cy, r in wanted.values():
        wide = width_of(dot.name, 10.5)
        for left, low in (
            (cx + r + 3, cy + 4),
            (cx - r - 3 - wide, cy + 4),
            (cx - wide / 2, cy - r - 3),
            (cx - wide / 2, cy + r + 11),
        ):
            box = (left, low - 9, left + wide, low + 2)
            inside = box[0] >= x.start + 2 and box[2] <= _WIDTH and box[1] >= y.end - edge + 8
            if inside and box[3] <= y.start and not any(_touch(box, other) for other in taken):
                taken.append(box)
                yield text(dot.name, left, low)
                break


def _legible(names: str, paint: Paint) -> str:
    """The names over their own halo, so that dots beneath do not eat them."""
    halo = element(
        "g",
        names,
        font_size=10.5,
        stroke=paint("map-halo"),
        stroke_width=3,
        stroke_linejoin="round",
        fill="none",
        aria_hidden="true",
    )
    return halo + element("g", names, font_size=10.5, fill=paint("ink"))


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
