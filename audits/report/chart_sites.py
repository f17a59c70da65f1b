"""Maps of words and of chosen places, over the half-shade of whom a network does not see."""

from audits import words
from audits.exhibit import Classed, Site, Sites
from audits.finding import BlindSpot, State
from audits.geography import Geography
from audits.report.class_fills import ClassFill, class_fills, fill_of, fill_patterns
from audits.report.exhibit_table import counts
from audits.report.map_areas import Link
from audits.report.map_content import MOSTLY
from audits.report.map_legend import MOSTLY_UNSEEN
from audits.report.map_samples import mark_path
from audits.report.map_shapes import Shapes, shapes
from audits.report.map_svg import scale_bar, settlement_outline
from audits.report.paint import Paint
from audits.report.svg import Attributes, element, escaped, picture, short, text, width_of
from audits.words import heads

_WIDTH, _SHARED_WIDTH = 480, 720
"""Of a map with its own outlines, and of one that uses those of its page."""
_MOST_NUMBERS = 12
_GAP = 70
"""Between hatch lines, in tenths of a picture unit."""
_KIND_MARK = {"new": "working", "repair": "unknown", "remove": "not working"}
"""Dots for what is new, rings for what is mended, crosses for what is taken away."""


def classed_map(
    exhibit: Classed,
    geography: Geography,
    *,
    prefix: str,
    blind: BlindSpot | None = None,
    paint: Paint | None = None,
    link: Link | None = None,
    coarse: float = 1,
    shared: str | None = None,
) -> str:
    """Each area with its word, by lightness and pattern; what is not measured is dotted."""
    paint = paint or Paint()
    sheet = shapes(geography, _SHARED_WIDTH if shared else _WIDTH, coarse)
    fills, held = class_fills(exhibit.words), dict(exhibit.areas)
    legend = [
        (fills.get(word), f"{word} ({words.count(many, 'area')})")
        for word, many in counts(exhibit, geography)
    ]
    by_word: dict[str | None, list[str]] = {}
    for index, (area, name) in enumerate(zip(geography.area_ids, geography.names, strict=True)):
        word = held.get(area)
        said = f"{name}: {word or words.say(State.NOT_MEASURED.value)}"
        by_word.setdefault(word if word in fills else None, []).append(
            _area(area, said, sheet.areas[index], paint, link, shared and f"#{shared}{index}")
        )
    if shared and by_word and link is None:
        # Where outlines are shared, all areas at once bear the word that most have.
        most = max(by_word, key=lambda word: len(by_word[word]))
        by_word = {most: [element("use", href=f"#{shared}-areas")], **_without(by_word, most)}
    filled = [
        element("g", *shapes_, fill=fill_of(fills.get(word), prefix, paint))
        for word, shapes_ in by_word.items()
    ]
    return _sheet(
        fill_patterns(fills, prefix, paint, size=60.0),
        [element("g", *filled, **_edge(paint))],
        geography,
        sheet,
        blind,
        "",
        _word_legend(legend, sheet, prefix, paint),
        title=exhibit.title,
        description=words.sentence(
            words.joined(
                "; ",
                (
                    words.joined(": ", (word, words.count(many, "area")))
                    for word, many in counts(exhibit, geography)
                ),
            )
        ),
        prefix=prefix,
        paint=paint,
        link=link,
        shared=shared,
    )


def sites_map(
    exhibit: Sites,
    geography: Geography,
    *,
    prefix: str,
    blind: BlindSpot | None = None,
    paint: Paint | None = None,
    link: Link | None = None,
    coarse: float = 1,
    shared: str | None = None,
) -> str:
    """The chosen places over the areas; the first ones bear their number."""
    paint = paint or Paint()
    sheet = shapes(geography, _SHARED_WIDTH if shared else _WIDTH, coarse)
    areas = [
        _area(area, name, sheet.areas[index], paint, link, shared and f"#{shared}{index}")
        for index, (area, name) in enumerate(zip(geography.area_ids, geography.names, strict=True))
        if link or not shared
    ] or [element("use", href=f"#{shared}-areas")]
    ground = element("g", *areas, fill=paint("map-0"), **_edge(paint))
    return _sheet(
        "",
        [ground],
        geography,
        sheet,
        blind,
        _marks(exhibit, sheet, paint),
        _site_legend(exhibit, sheet, paint),
        title=exhibit.title,
        description=_said(exhibit, geography),
        prefix=prefix,
        paint=paint,
        link=link,
        shared=shared,
    )


def _sheet(
    defs: str,
    ground: list[str],
    geography: Geography,
    sheet: Shapes,
    blind: BlindSpot | None,
    marks: str,
    legend: tuple[str, float],
    *,
    title: str,
    description: str,
    prefix: str,
    paint: Paint,
    link: Link | None,
    shared: str | None,
) -> str:
    shade = _shade(geography, sheet, blind, prefix, paint, shared)
    drawn, height = legend
    if shade:
        drawn += _sample(f"url(#{prefix}-hatch)", MOSTLY_UNSEEN, height, sheet, paint)
        height += _row(sheet)
    return picture(
        defs,
        element(
            "g",
            *ground,
            shade,
            settlement_outline(sheet, paint, shared),
            marks,
            transform="scale(.1)",
        ),
        scale_bar(sheet, paint),
        drawn,
        width=sheet.width,
        height=height + 4,
        title=title,
        description=description,
        prefix=prefix,
        paint=paint,
        role="group" if link else "img",
    )


def _without(by_word: dict[str | None, list[str]], word: str | None) -> dict[str | None, list[str]]:
    return {one: held for one, held in by_word.items() if one != word}


def _edge(paint: Paint) -> Attributes:
    return {"stroke": paint("map-edge"), "stroke_width": 4, "stroke_linejoin": "round"}


def _area(
    area: str, said: str, d: str, paint: Paint, link: Link | None, outline: str | None
) -> str:
    """The area with its words; on paper, and where its page holds the outline, without them."""
    if not d:
        return ""
    if outline:
        held = element("use", href=outline)
        href = link(area) if link else None
        return element("a", held, href=href, aria_label=said) if href else held
    if not paint.variables:
        return element("path", d=d)
    shape = element("path", element("title", escaped(said)), d=d)
    href = link(area) if link else None
    return element("a", shape, href=href, aria_label=said) if href else shape


def _shade(
    geography: Geography,
    sheet: Shapes,
    blind: BlindSpot | None,
    prefix: str,
    paint: Paint,
    shared: str | None,
) -> str:
    """The hatch over areas most of whose residents are unseen: no map goes without it."""
    mostly = {one.area for one in blind.areas if one.share >= MOSTLY} if blind else set()
    at = [
        index
        for index, area in enumerate(geography.area_ids)
        if area in mostly and sheet.areas[index]
    ]
    if not at:
        return ""
    if shared:
        over = [element("use", href=f"#{shared}{index}") for index in at]
    else:
        over = [element("path", d="".join(sheet.areas[index] for index in at))]
    return element("defs", _hatch(prefix, paint)) + element(
        "g", *over, fill=f"url(#{prefix}-hatch)", pointer_events="none"
    )


def _hatch(prefix: str, paint: Paint) -> str:
    """Lines with a light edge, so that they are seen on the darkest ground and the lightest."""
    d = f"M{_GAP / 2:g} 0V{_GAP}"
    return element(
        "pattern",
        element("path", d=d, stroke=paint("map-halo"), stroke_width=24),
        element("path", d=d, stroke=paint("map-shade-low"), stroke_width=12),
        id=f"{prefix}-hatch",
        width=_GAP,
        height=_GAP,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _row(sheet: Shapes) -> float:
    """Height of a line of the legend: set for a map half as wide as a page."""
    return 20 * sheet.width / _WIDTH


def _sample(fill: str, said: str, y: float, sheet: Shapes, paint: Paint) -> str:
    """A box of a fill with its words; patterns are tiled in tenths, as the map is drawn."""
    box = element(
        "rect",
        x=5,
        y=5,
        width=230,
        height=130,
        fill=fill,
        stroke=paint("map-edge"),
        stroke_width=6,
    )
    return _entry(box, said, y, sheet, paint)


def _entry(drawn: str, said: str, y: float, sheet: Shapes, paint: Paint) -> str:
    size = sheet.width / _WIDTH
    return element("g", drawn, transform=f"translate(0 {short(y)}) scale({0.1 * size:g})") + text(
        said, 32 * size, y + 12 * size, font_size=13 * size, fill=paint("ink")
    )


def _word_legend(
    items: list[tuple[ClassFill | None, str]], sheet: Shapes, prefix: str, paint: Paint
) -> tuple[str, float]:
    y, drawn = sheet.height + _row(sheet) + 6, []
    for fill, said in items:
        drawn.append(_sample(fill_of(fill, prefix, paint), said, y, sheet, paint))
        y += _row(sheet)
    return "".join(drawn), y


def _points(sites: list[Site], sheet: Shapes) -> list[list[int]]:
    tenths = 10 / sheet.metres_per_unit
    return [
        [round((site.x - sheet.left) * tenths), round((sheet.top - site.y) * tenths)]
        for site in sites
    ]


def _marks(exhibit: Sites, sheet: Shapes, paint: Paint) -> str:
    wider = sheet.width / _WIDTH
    size = round((30 if len(exhibit.sites) <= 60 else 18) * wider)
    drawn = [
        mark_path(_KIND_MARK.get(kind, "working"), _points(held, sheet), paint, size)
        for kind in _kinds(exhibit)
        if (held := [site for site in exhibit.sites if site.kind == kind])
    ]
    first = [site for site in exhibit.sites if site.rank <= _MOST_NUMBERS]
    high = 130 * wider
    numbers: list[str] = []
    taken: list[tuple[float, float, float, float]] = []
    for site, (x, y) in zip(first, _points(first, sheet), strict=True):
        said = f"{site.rank}"
        wide = width_of(said, high)
        for dx, dy in (
            (50 * wider, 0.35 * high),
            (-50 * wider - wide, 0.35 * high),
            (-wide / 2, -0.45 * high),
            (-wide / 2, 1.2 * high),
        ):
            box = (x + dx, y + dy - 0.8 * high, x + dx + wide, y + dy + 10)
            if not any(
                box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in taken
            ):
                taken.append(box)
                numbers.append(text(said, x + dx, y + dy))
                break
    style: Attributes = {"font_size": high, "font_weight": 650, "stroke_linejoin": "round"}
    halo = element(
        "g", *numbers, stroke=paint("map-halo"), stroke_width=40 * wider, fill="none", **style
    )
    return "".join(drawn) + halo + element("g", *numbers, fill=paint("ink"), **style)


def _kinds(exhibit: Sites) -> list[str]:
    return list(dict.fromkeys(site.kind for site in exhibit.sites))


def _site_legend(exhibit: Sites, sheet: Shapes, paint: Paint) -> tuple[str, float]:
    y, drawn = sheet.height + _row(sheet) + 6, []
    for kind in _kinds(exhibit):
        many = sum(site.kind == kind for site in exhibit.sites)
        mark = mark_path(_KIND_MARK.get(kind, "working"), [[120, 70]], paint, 34)
        drawn.append(_entry(mark, f"{words.say(kind)} ({words.number(many, 0)})", y, sheet, paint))
        y += _row(sheet)
    size = sheet.width / _WIDTH
    said = words.say("The numbers are the order of choosing.")
    drawn.append(text(said, 0, y + 12 * size, font_size=13 * size, fill=paint("muted")))
    return "".join(drawn), y + _row(sheet)


def _said(exhibit: Sites, geography: Geography) -> str:
    names = dict(zip(geography.area_ids, geography.names, strict=True))
    ordered = sorted(exhibit.sites, key=lambda site: site.rank)
    if not ordered:
        return words.say("No place was chosen.")
    said = [
        words.say(
            "{rank}. {kind} in {area}, {people}",
            rank=site.rank,
            kind=words.say(site.kind),
            area=names.get(site.area, site.area),
            people=heads(site.gains),
        )
        for site in ordered[:5]
    ]
    if len(ordered) > 5:
        said.append(words.say("and {n} more", n=len(ordered) - 5))
    return words.sentence(words.joined("; ", said))
