"""The fills and marks of a map: ramp steps, the half-shade hatch, the three kinds of nothing."""

from audits.finding import State
from audits.report.map_content import Shade
from audits.report.map_legend import LegendItem
from audits.report.paint import Paint
from audits.report.svg import Attributes, element

_DARK_STEPS = ("map-4", "map-5")
_GAP = {"dense": 56, "sparse": 130}
"""Between hatch lines, in tenths of a picture unit."""
SETTLEMENT_WIDTH = 4


def fill_id(prefix: str, fill: str | None, shade: Shade | None, state: State) -> str | None:
    """Name of the pattern that an area needs; None where a plain colour does."""
    if fill is not None and shade is None:
        return None
    ground = fill or state.value.replace(" ", "-")
    return f"{prefix}-{ground}{'-' + shade if shade else ''}"


def pattern(prefix: str, fill: str | None, shade: Shade | None, state: State, paint: Paint) -> str:
    """The pattern of that name, for areas drawn in tenths of a picture unit.

    On a screen it brings its ground; on paper it lies over one.
    """
    size = _GAP[shade] if shade else 64
    body = ""
    if paint.variables:
        body = element("rect", width=size, height=size, fill=paint(fill or "map-void"))
    if fill is None:
        body += _void(state, size, paint)
    if shade:
        ink = "map-shade-high" if fill in _DARK_STEPS else "map-shade-low"
        body += element(
            "path", d=f"M{size // 2} 0V{size}", stroke=paint(ink), stroke_width=13, fill="none"
        )
    return element(
        "pattern",
        body,
        id=fill_id(prefix, fill, shade, state),
        width=size,
        height=size,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _void(state: State, size: int, paint: Paint) -> str:
    """Dots for not measured, crosses for unusable, rings for withheld."""
    half = size / 2
    ink = paint("map-void-ink")
    if state is State.UNUSABLE:
        arm = f"M{half - 18:g} {half:g}h36M{half:g} {half - 18:g}v36"
        return element("path", d=arm, stroke=ink, stroke_width=8, fill="none")
    if state is State.WITHHELD:
        return element("circle", cx=half, cy=half, r=16, fill="none", stroke=ink, stroke_width=7)
    return element("circle", cx=half, cy=half, r=8, fill=ink)


def mark_path(
    mark: str, points: list[list[int]], paint: Paint, size: int = 15, name: str | None = None
) -> str:
    """All sensors of one condition as one path: a dot, a cross or a ring each, of this radius.

    With a `name`, which must be the page's only one, a long path is written once for mark and halo.
    """
    r = size
    if mark == "working":
        d = "".join(f"M{x} {y}h0" for x, y in points)
        strokes = ((3 * r, "map-halo"), (2 * r, "map-sensor"))
    elif mark == "not working":
        d = "".join(
            f"M{x - r} {y - r}l{2 * r} {2 * r}m{-2 * r} 0l{2 * r} {-2 * r}" for x, y in points
        )
        strokes = ((r + 14, "map-halo"), (r, "warn"))
    else:
        half = f"a{r} {r} 0 1 0"
        d = "".join(f"M{x - r} {y}{half} {2 * r} 0{half} {-2 * r} 0" for x, y in points)
        strokes = ((r + 8, "map-halo"), (r // 2, "map-sensor"))
    if name is None:
        return "".join(_stroked(d, width, token, paint) for width, token in strokes)
    uses = (
        element("use", href=f"#{name}", stroke=paint(token), stroke_width=width)
        for width, token in strokes
    )
    path = element("defs", element("path", id=name, d=d))
    return path + element("g", *uses, fill="none", stroke_linecap="round", stroke_linejoin="round")


def settlement_path(d: str, paint: Paint) -> str:
    """The outline of informal settlements."""
    return _stroked(d, SETTLEMENT_WIDTH, "map-settlement", paint)


def sample(item: LegendItem, prefix: str, paint: Paint) -> str:
    """The sample beside a legend's words, 24 by 14 units, with the pattern it needs."""
    if item.mark == "settlement":
        return _scaled(settlement_path("M30 100l40-60 80-20 60 50-50 50z", paint))
    if item.mark is not None:
        return _scaled(mark_path(item.mark, [[120, 70]], paint, 30))
    state = item.void or State.MEASURED
    fill = item.fill or (None if item.void else "map-0")
    name = fill_id(prefix, fill, item.shade, state)
    if name is None:
        return _box(paint(fill or "map-0"), paint)
    made = element("defs", pattern(prefix, fill, item.shade, state, paint))
    ground = "" if paint.variables else _box(paint(fill or "map-void"), paint)
    return made + ground + _box(f"url(#{name})", paint)


def _box(fill: str, paint: Paint) -> str:
    box: Attributes = {"x": 5, "y": 5, "width": 230, "height": 130, "stroke": paint("map-edge")}
    return _scaled(element("rect", fill=fill, stroke_width=6, **box))


def _scaled(body: str) -> str:
    return element("g", body, transform="scale(.1)")


def _stroked(d: str, width: int, token: str, paint: Paint) -> str:
    return element(
        "path",
        d=d,
        fill="none",
        stroke=paint(token),
        stroke_width=width,
        stroke_linecap="round",
        stroke_linejoin="round",
    )
