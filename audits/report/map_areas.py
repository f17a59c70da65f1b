"""The areas of a map, filled: for a screen, where each can be pointed at, and for paper."""

from collections.abc import Callable

from audits.report.map_content import AreaMark, MapContent
from audits.report.map_samples import fill_id, pattern
from audits.report.map_shapes import Shapes
from audits.report.paint import Paint
from audits.report.svg import Attributes, element, escaped

Link = Callable[[str], str | None]
"""Area id -> where a click on it leads, or None."""


def patterns(content: MapContent, prefix: str, paint: Paint) -> str:
    """Each pattern that some area needs, once."""
    needed = {
        name: pattern(prefix, mark.fill, mark.shade, mark.state, paint)
        for mark in content.areas
        if (name := fill_id(prefix, mark.fill, mark.shade, mark.state))
    }
    return element("defs", *(needed[name] for name in sorted(needed)))


def areas_in_hand(
    content: MapContent,
    sheet: Shapes,
    prefix: str,
    paint: Paint,
    link: Link | None,
    shared: str | None,
) -> str:
    """One shape per area with its words, gathered by fill, so that a colour is written once."""
    by_fill: dict[str, list[str]] = {}
    for index, (mark, d) in enumerate(zip(content.areas, sheet.areas, strict=True)):
        if not d:
            continue
        name = fill_id(prefix, mark.fill, mark.shade, mark.state)
        fill = f"url(#{name})" if name else paint(mark.fill or "map-void")
        reference = f"#{shared}{index}" if shared else None
        by_fill.setdefault(fill, []).append(_area(mark, d, reference, link))
    if shared and link is None and by_fill:
        # All areas at once bear the fill that most have, the others lie over them.
        most = max(by_fill, key=lambda fill: len(by_fill[fill]))
        rest = {fill: held for fill, held in by_fill.items() if fill != most}
        by_fill = {most: [element("use", href=f"#{shared}-areas")], **rest}
    filled = (element("g", *shapes, fill=fill) for fill, shapes in by_fill.items())
    return element("g", *filled, **_edge(paint))


def areas_on_paper(content: MapContent, sheet: Shapes, prefix: str, paint: Paint) -> str:
    """One path per colour and one per pattern: nobody points at an area of a PDF.

    Patterns lie over plain colours here, since the tiles of a pattern show their seams in print.
    """
    grounds: dict[str, str] = {}
    overlays: dict[str, str] = {}
    for mark, d in zip(content.areas, sheet.areas, strict=True):
        ground = mark.fill or "map-void"
        grounds[ground] = grounds.get(ground, "") + d
        name = fill_id(prefix, mark.fill, mark.shade, mark.state)
        if name:
            overlays[name] = overlays.get(name, "") + d
    plain = (element("path", d=d, fill=paint(ground)) for ground, d in grounds.items())
    over = (element("path", d=d, fill=f"url(#{name})") for name, d in overlays.items())
    return element("g", *plain, **_edge(paint)) + element("g", *over)


def _edge(paint: Paint) -> Attributes:
    return {"stroke": paint("map-edge"), "stroke_width": 4, "stroke_linejoin": "round"}


def _area(mark: AreaMark, d: str, reference: str | None, link: Link | None) -> str:
    if reference:
        shape = element("use", href=reference)
    else:
        shape = element("path", element("title", escaped(mark.words)), d=d)
    href = link(mark.area) if link else None
    return element("a", shape, href=href) if href else shape
