"""The concentration curve: how much of a thing the poorest p per cent of people have."""

from bisect import bisect_left

from shapely import LineString

from audits import words
from audits.curve import Curve
from audits.finding import Finding
from audits.report.paint import Paint
from audits.report.scale import Scale
from audits.report.svg import Attributes, element, picture, short, text, wrapped

_SIDE = 300.0
_LEFT, _TOP = 44.0, 38.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def curve_chart(finding: Finding, *, paint: Paint | None = None) -> str:
    """The curve of one finding beside the line of equality; empty where it has none."""
    curve = finding.draft.curve
    if curve is None:
        return ""
    paint = paint or Paint()
    x = Scale(low=0, high=1, start=_LEFT, end=_LEFT + _SIDE, ticks=_TICKS)
    y = Scale(low=0, high=1, start=_TOP + _SIDE, end=_TOP, ticks=_TICKS)
    placed = [(x(p), y(s)) for p, s in zip(curve.people, curve.share, strict=True)]
    # Points that lie on the way to the next say nothing more.
    points = " ".join(
        f"{short(across)} {short(up)}" for across, up in LineString(placed).simplify(0.25).coords
    )
    half = words.share(at(curve, 0.5))
    return picture(
        _frame(x, y, paint),
        # From the origin to the upper corner: to fill it is to fill what lies between both lines.
        element(
            "path",
            d=f"M{points}",
            stroke=paint("accent"),
            stroke_width=2.5,
            fill=paint("accent-tint"),
        ),
        element(
            "path",
            d=f"M{short(x(0))} {short(y(0))}L{short(x(1))} {short(y(1))}",
            stroke=paint("muted"),
            stroke_dasharray="5 4",
            fill="none",
        ),
        _words(curve, x, y, paint),
        width=400,
        height=_TOP + _SIDE + 44,
        title=words.say(
            "Concentration curve: the poorer half of people, ranked by {ranked_by}, have {half} of"
            " {what}.",
            ranked_by=curve.ranked_by,
            half=half,
            what=curve.of,
        ),
        description=_description(curve),
        prefix=f"curve-{finding.key}",
        paint=paint,
    )


def at(curve: Curve, people: float) -> float:
    """The share of the thing that the poorest share of people have, between points by a line."""
    index = bisect_left(curve.people, people)
    if index == 0:
        return curve.share[0]
    if index == len(curve.people):
        return curve.share[-1]
    left, right = curve.people[index - 1], curve.people[index]
    low, high = curve.share[index - 1], curve.share[index]
    return low + (high - low) * (people - left) / (right - left)


def _frame(x: Scale, y: Scale, paint: Paint) -> str:
    lines = "".join(
        f"M{short(x(t))} {short(_TOP)}v{short(_SIDE)}M{short(_LEFT)} {short(y(t))}h{short(_SIDE)}"
        for t in _TICKS
    )
    across = [text(words.share(t), x(t), _TOP + _SIDE + 16) for t in _TICKS]
    up = [text(words.share(t), _LEFT - 8, y(t) + 4) for t in _TICKS]
    small: Attributes = {"font_size": 11, "fill": paint("muted")}
    return "".join(
        (
            element("path", d=lines, stroke=paint("rule"), stroke_width=0.75, fill="none"),
            element("g", *across, text_anchor="middle", **small),
            element("g", *up, text_anchor="end", **small),
        )
    )


def _words(curve: Curve, x: Scale, y: Scale, paint: Paint) -> str:
    """Axis titles, and a name on each line."""
    small: Attributes = {"font_size": 11.5, "fill": paint("ink")}
    lines = wrapped(words.say("Share of {what}", what=curve.of), 66)[:2]
    above = at(curve, 0.5) > 0.5
    return "".join(
        (
            text(
                words.say(
                    "share of people, poorest first (by {ranked_by})", ranked_by=curve.ranked_by
                ),
                _LEFT + _SIDE / 2,
                _TOP + _SIDE + 38,
                text_anchor="middle",
                **small,
            ),
            "".join(text(line, 0, 12 + 14 * i, **small) for i, line in enumerate(lines)),
            text(
                words.say("equal shares"),
                x(0.62 if above else 0.38) + (8 if above else -8),
                y(0.62 if above else 0.38) + 4,
                text_anchor="start" if above else "end",
                **small,
            ),
        )
    )


def _description(curve: Curve) -> str:
    parts = [
        words.say(
            "the poorest {people} of people have {share}",
            people=words.share(p),
            share=words.share(at(curve, p)),
        )
        for p in (0.2, 0.4, 0.6, 0.8)
    ]
    return words.sentence(
        words.say(
            "{parts} of {what}; the dashed line is equal shares",
            parts=words.listed(parts),
            what=curve.of,
        )
    )
