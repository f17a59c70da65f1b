"""The silence board as a map: one feed, each area in one of four words, told by pattern."""

from audits import words
from audits.geography import Geography
from audits.heard import Silence
from audits.report.map_areas import Link
from audits.report.map_shapes import shapes
from audits.report.map_svg import scale_bar
from audits.report.paint import Paint
from audits.report.svg import NAMESPACE, element, escaped, picture
from audits.silence import FeedSilence

NOBODY = words.say("nobody lives here")
_FOOT = 26.0


def state_word(state: Silence | None) -> str:
    """The word of an area; where nobody lives there is nobody to hear."""
    return NOBODY if state is None else state.word


def state_class(state: Silence | None) -> str:
    """The same as the name of a class: `cut-off`."""
    return "nobody" if state is None else state.word.replace(" ", "-")


def board_map(
    feed: FeedSilence, geography: Geography, prefix: str, link: Link | None = None, width: int = 720
) -> str:
    """Areas of one feed. `prefix` starts every id, so that a page can hold several maps."""
    paint, sheet = Paint(), shapes(geography, width)
    by_state: dict[Silence | None, list[str]] = {}
    for area, name, d in zip(feed.areas, geography.names, sheet.areas, strict=True):
        if not d:
            continue
        title = element("title", escaped(f"{name}: {state_word(area.state)}"))
        shape = element("path", title, d=d)
        href = link(area.area) if link else None
        by_state.setdefault(area.state, []).append(
            element("a", shape, href=href) if href else shape
        )
    filled = [
        element("g", *held, fill=_fill(state, prefix, paint)) for state, held in by_state.items()
    ]
    return picture(
        element("defs", *(_pattern(state, prefix, paint) for state in by_state)),
        element(
            "g",
            *filled,
            transform="scale(.1)",
            stroke=paint("map-edge"),
            stroke_width=4,
            stroke_linejoin="round",
        ),
        scale_bar(sheet, paint),
        width=sheet.width,
        height=sheet.height + _FOOT,
        title=words.say(
            "Map of {areas}: what silence means, {feed}.",
            areas=words.count(len(feed.areas), "area"),
            feed=feed.title,
        ),
        description=words.sentence(counted(feed)),
        prefix=prefix,
        paint=paint,
        role="group" if link else "img",
    )


def counted(feed: FeedSilence) -> str:
    """`98 areas calm, 68 areas blind`."""
    states = [area.state for area in feed.areas]
    return words.joined(
        ", ",
        (
            words.say(
                "{areas} {state}",
                areas=words.count(states.count(state), "area"),
                state=state.word,
            )
            for state in Silence
            if states.count(state)
        ),
    )


def state_sample(state: Silence | None, prefix: str) -> str:
    """A swatch beside a word, 24 by 14 units."""
    paint = Paint()
    box = element(
        "rect",
        x=5,
        y=5,
        width=230,
        height=130,
        fill=_fill(state, prefix, paint),
        stroke=paint("map-edge"),
        stroke_width=6,
    )
    return element(
        "svg",
        element("defs", _pattern(state, prefix, paint)),
        element("g", box, transform="scale(.1)"),
        xmlns=NAMESPACE,
        viewBox="0 0 24 14",
        width=24,
        height=14,
        aria_hidden="true",
    )


def _fill(state: Silence | None, prefix: str, paint: Paint) -> str:
    if state is Silence.CALM:
        return paint("map-1")
    if state is None:
        return paint("paper")
    return f"url(#{prefix}-{state_class(state)})"


def _pattern(state: Silence | None, prefix: str, paint: Paint) -> str:
    """Dots for unknown, the half-shade for blind, a warning cross-hatch for cut off."""
    if state is None or state is Silence.CALM:
        return ""
    size = {Silence.UNKNOWN: 64, Silence.BLIND: 56, Silence.CUT_OFF: 72}[state]
    ground = {Silence.UNKNOWN: "map-void", Silence.BLIND: "map-0", Silence.CUT_OFF: "warn-tint"}
    half = size // 2
    if state is Silence.UNKNOWN:
        body = element("circle", cx=half, cy=half, r=9, fill=paint("map-void-ink"))
    elif state is Silence.BLIND:
        body = element(
            "path", d=f"M{half} 0V{size}", stroke=paint("map-shade-low"), stroke_width=13
        )
    else:
        body = element(
            "path",
            d=f"M{half} 0V{size}M0 {half}H{size}",
            stroke=paint("warn"),
            stroke_width=16,
            fill="none",
        )
    return element(
        "pattern",
        element("rect", width=size, height=size, fill=paint(ground[state])),
        body,
        id=f"{prefix}-{state_class(state)}",
        width=size,
        height=size,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
