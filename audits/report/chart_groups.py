"""A measure by group of people: a dot per group, its interval as a line."""

from dataclasses import dataclass

from audits import words
from audits.finding import Finding, GroupValue
from audits.report.paint import Paint
from audits.report.scale import Scale, scale, tick_words
from audits.report.svg import element, picture, short, text, wrapped
from data.city import Dimension

_WIDTH = 400
_PLOT = (138.0, 334.0)
_LABEL_CHARS = 21
_WORDS_CHARS = 42


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A group's row, its parts apart so that each style is written once for the whole chart."""

    height: float
    label: str
    said: str = ""
    """In words, where there is no number."""
    value: str = ""
    line: str = ""
    """Path of the interval."""
    dot: str = ""
    """Path of a dot on an interval."""
    hollow: str = ""
    """A dot without an interval."""


def groups_chart(
    finding: Finding, dimensions: tuple[Dimension, ...], *, paint: Paint | None = None
) -> str:
    """The chart of one finding, 400 units wide, as SVG text; empty where it has no groups.

    A group without a number keeps its row and says why in words. Crossed groups are many and small:
    they stand in the table.
    """
    crossed = {dimension.id for dimension in dimensions if dimension.kind == "crossed"}
    groups = tuple(one for one in finding.draft.by_group if one.dimension not in crossed)
    if not groups:
        return ""
    paint = paint or Paint()
    axis = scale(_held(finding, groups), *_PLOT, most_ticks=4)
    titles = {dimension.id: dimension.title for dimension in dimensions}
    y, headings, rows, blocks = 4.0, [], [], []
    for dimension in dict.fromkeys(group.dimension for group in groups):
        headings.append(text(titles.get(dimension, dimension), 0, y + 18))
        y += 22
        top = y
        for group in (one for one in groups if one.dimension == dimension):
            rows.append(_row(group, y, axis, finding.measure.unit_of_groups))
            y += rows[-1].height
        blocks.append((top, y))
        y += 6
    ink, accent = paint("ink"), paint("accent")
    return picture(
        _grid(axis, blocks, finding, paint),
        element("g", *headings, font_size=12.5, font_weight=600, fill=ink),
        element("g", *(row.label for row in rows), font_size=12, fill=ink),
        element("g", *(row.said for row in rows), font_size=11, font_style="italic", fill=ink),
        element("g", *(row.value for row in rows), font_size=12, text_anchor="end", fill=ink),
        element(
            "path",
            d="".join(row.line for row in rows),
            stroke=accent,
            stroke_width=1.5,
            fill="none",
        ),
        # A step of no length with round ends is a dot.
        element(
            "path",
            d="".join(row.dot for row in rows),
            stroke=accent,
            stroke_width=9,
            stroke_linecap="round",
        ),
        element(
            "g", *(row.hollow for row in rows), stroke=accent, stroke_width=1.5, fill=paint("paper")
        ),
        width=_WIDTH,
        height=y + 44,
        title=words.say(
            "{measure} by group of people, {subject}.",
            measure=finding.measure.name,
            subject=words.subject(finding),
        ),
        description=_description(finding, groups),
        prefix=f"groups-{finding.key}",
        paint=paint,
    )


def _held(finding: Finding, groups: tuple[GroupValue, ...]) -> list[float]:
    """Every value that the axis must hold."""
    everyone = _everyone(finding)
    held = [group.value for group in groups if group.value is not None]
    spans = [group.interval for group in groups if group.interval is not None]
    if everyone is not None:
        held.append(everyone)
    return held + [end for span in spans for end in (span.low, span.high)]


def _everyone(finding: Finding) -> float | None:
    """The value of all people together, where it is counted as those of the groups are."""
    measure = finding.measure
    return finding.draft.estimate if measure.unit_of_groups == measure.unit else None


def _row(group: GroupValue, y: float, axis: Scale, unit: str) -> _Row:
    label = wrapped(group.group, _LABEL_CHARS) or [""]
    said = (
        []
        if group.value is not None
        else wrapped(words.value_or_reason(None, group.state, unit, group.reason), _WORDS_CHARS)
    )
    height = max(14.0 * len(label), 13.0 * len(said)) + 6
    written = "".join(text(line, 0, y + 12 + 14 * i) for i, line in enumerate(label))
    if group.value is None:
        lines = "".join(text(line, _PLOT[0], y + 12 + 13 * i) for i, line in enumerate(said))
        return _Row(height=height, label=written, said=lines)
    x, middle = axis(group.value), y + height / 2 - 2
    value = text(words.figure(group.value, unit), _WIDTH, middle + 4)
    if group.interval is None:
        hollow = element("circle", cx=x, cy=middle, r=4)
        return _Row(height=height, label=written, value=value, hollow=hollow)
    left, right = axis(group.interval.low), axis(group.interval.high)
    return _Row(
        height=height,
        label=written,
        value=value,
        line=f"M{short(left)} {short(middle)}H{short(right)}",
        dot=f"M{short(x)} {short(middle)}h0",
    )


def _grid(axis: Scale, blocks: list[tuple[float, float]], finding: Finding, paint: Paint) -> str:
    """Ticks with their figures, what they count, and a line at the value of everyone.

    The lines stop at the headings between the blocks of groups.
    """
    bottom = blocks[-1][1]
    unit, everyone = finding.measure.unit_of_groups, _everyone(finding)
    lines = "".join(_upright(axis(tick), blocks) for tick in axis.ticks)
    drawn = [element("path", d=lines, stroke=paint("rule"), stroke_width=0.75, fill="none")]
    ticks = [
        text(said, axis(tick), bottom + 13)
        for tick, said in zip(axis.ticks, tick_words(axis, unit), strict=True)
    ]
    drawn.append(element("g", *ticks, font_size=10.5, text_anchor="middle", fill=paint("muted")))
    said = unit
    if everyone is not None:
        d = _upright(axis(everyone), blocks)
        drawn.append(element("path", d=d, stroke=paint("ink"), stroke_dasharray="3 3", fill="none"))
        said = words.say(
            "{unit}; dashed: everyone, {value}", unit=unit, value=words.figure(everyone, unit)
        )
    under = [
        text(line, _WIDTH, bottom + 29 + 13 * i) for i, line in enumerate(wrapped(said, 68)[:2])
    ]
    drawn.append(element("g", *under, font_size=10.5, text_anchor="end", fill=paint("muted")))
    return "".join(drawn)


def _upright(x: float, blocks: list[tuple[float, float]]) -> str:
    return "".join(f"M{short(x)} {short(top)}V{short(end)}" for top, end in blocks)


def _description(finding: Finding, groups: tuple[GroupValue, ...]) -> str:
    """The range, and who has none; every group stands in the table beside the chart."""
    unit = finding.measure.unit_of_groups
    valued = [(group.value, group.group) for group in groups if group.value is not None]
    empty = [
        words.say("{group} ({state})", group=group.group, state=words.say(group.state.value))
        for group in groups
        if group.value is None
    ]
    said = []
    if valued:
        (low, least), (high, most) = min(valued), max(valued)
        said.append(
            words.say(
                "Lowest: {least}, {low}. Highest: {most}, {high}.",
                least=least,
                low=words.figure(low, unit),
                most=most,
                high=words.figure(high, unit),
            )
        )
    if empty:
        said.append(words.say("Without a number: {which}.", which=words.listed(empty)))
    return words.joined(" ", said)
