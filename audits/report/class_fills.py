"""A fill per word, told apart by lightness and by pattern: never by colour alone.

Diagonal hatching is not among them: on a map it means people unseen.
"""

from dataclasses import dataclass

from audits.report.paint import Paint
from audits.report.svg import element, short

_STEPS = {
    1: ("map-4",),
    2: ("map-0", "map-5"),
    3: ("map-0", "map-2", "map-5"),
    4: ("map-0", "map-2", "map-3", "map-5"),
    5: ("map-0", "map-1", "map-2", "map-4", "map-5"),
    6: ("map-0", "map-1", "map-2", "map-3", "map-4", "map-5"),
}
_MARKS: tuple[str | None, ...] = (None, "level", "upright", "grid", "dots", None)
"""Patterns by place: the first and the last are plain, the lightest and the darkest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFill:
    """The ground of a word and the pattern over it."""

    index: int
    token: str
    mark: str | None


def class_fills(words: tuple[str, ...]) -> dict[str | None, ClassFill]:
    """Word -> its fill; the words from the least to the most grave."""
    many = len(words)
    steps = _STEPS[min(max(many, 1), 6)]
    found: dict[str | None, ClassFill] = {}
    for n, word in enumerate(words):
        last = n == many - 1 and many > 1
        found[word] = ClassFill(
            index=n,
            token=steps[-1] if last else steps[min(n, len(steps) - 1)],
            mark=None if last else _MARKS[n % 5],
        )
    return found


def fill_of(fill: ClassFill | None, prefix: str, paint: Paint) -> str:
    """The value of a `fill` attribute; without a fill, the one for what is not known."""
    if fill is None:
        return f"url(#{prefix}-w-nothing)"
    return f"url(#{prefix}-w{fill.index})" if fill.mark else paint(fill.token)


def fill_patterns(
    fills: dict[str | None, ClassFill], prefix: str, paint: Paint, size: float = 6.0
) -> str:
    """The patterns of these words and of nothing known; `size` is that of their tile."""
    made = [
        _tile(
            f"{prefix}-w{fill.index}",
            fill.token,
            _drawn(fill.mark, size, paint("map-shade-low")),
            size,
            paint,
        )
        for fill in fills.values()
        if fill.mark
    ]
    dot = element("circle", cx=size / 2, cy=size / 2, r=size / 8, fill=paint("map-void-ink"))
    made.append(_tile(f"{prefix}-w-nothing", "map-void", dot, size, paint))
    return element("defs", *made)


def sample_box(fill: ClassFill | None, x: float, y: float, prefix: str, paint: Paint) -> str:
    """A small box of a fill, for a legend within the drawing."""
    return element(
        "rect",
        x=x or None,
        y=y,
        width=16,
        height=12,
        fill=fill_of(fill, prefix, paint),
        stroke=paint("map-edge"),
        stroke_width=0.6,
    )


def _tile(name: str, ground: str, over: str, size: float, paint: Paint) -> str:
    return element(
        "pattern",
        element("rect", width=size, height=size, fill=paint(ground)),
        over,
        id=name,
        width=size,
        height=size,
        patternUnits="userSpaceOnUse",
    )


def _drawn(mark: str, size: float, ink: str) -> str:
    half = short(size / 2)
    if mark == "dots":
        return element("circle", cx=size / 2, cy=size / 2, r=size / 5, fill=ink)
    level, upright = f"M0 {half}h{short(size)}", f"M{half} 0v{short(size)}"
    d = {"level": level, "upright": upright, "grid": level + upright}[mark]
    return element("path", d=d, stroke=ink, stroke_width=size / 6, fill="none")
