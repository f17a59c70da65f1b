"""The map of two quantities: ground by the first, strokes by the second, half-shade by the unseen.

The ground darkens with the first, level strokes thicken with the second: nine looks that are told
apart without colour. The diagonal half-shade over the unseen is the same as on every map.
"""

from audits import words
from audits.finding import BlindSpot
from audits.geography import Geography
from audits.report.map_areas import Link
from audits.report.map_content import MOSTLY, PARTLY
from audits.report.map_shapes import shapes
from audits.report.map_svg import scale_bar, settlement_outline
from audits.report.paint import Paint
from audits.report.svg import NAMESPACE, element, escaped, picture
from audits.thirds import NOWHERE, Thirds
from audits.thirds import WORDS as THIRDS

_WIDTH = 720
_GROUNDS = ("map-0", "map-2", "map-3")
_STROKES = ((0, 0), (90, 11), (52, 20))
"""Between level strokes, and their width, in tenths of a picture unit."""
_HATCHES = {"dense": (78, 13), "sparse": (160, 12)}


def overlay_map(
    cover: Thirds,
    need: Thirds,
    geography: Geography,
    *,
    said: tuple[str, ...],
    blind: BlindSpot,
    title: str,
    prefix: str,
    link: Link | None = None,
    here: str | None = None,
    coarse: float = 1,
    paint: Paint | None = None,
) -> str:
    """SVG text; `said` are the words of each area, `here` is the area that is outlined."""
    paint = paint or Paint()
    sheet = shapes(geography, _WIDTH, coarse)
    by_fill: dict[str, list[str]] = {}
    for index, (area, d) in enumerate(zip(geography.area_ids, sheet.areas, strict=True)):
        if d:
            fill = fill_of(int(cover.of[index]), int(need.of[index]), prefix, paint)
            by_fill.setdefault(fill, []).append(_area(d, said[index], link and link(area)))
    chosen = sheet.areas[geography.area_ids.index(here)] if here in geography.area_ids else ""
    return picture(
        element("defs", *_patterns(prefix, paint)),
        element(
            "g",
            element(
                "g",
                *(element("g", *held, fill=fill) for fill, held in by_fill.items()),
                stroke=paint("map-edge"),
                stroke_width=4,
                stroke_linejoin="round",
            ),
            *_shades(geography, sheet.areas, blind, prefix),
            settlement_outline(sheet, paint, None),
            element("path", d=chosen, fill="none", stroke=paint("ink"), stroke_width=22),
            transform="scale(.1)",
        ),
        scale_bar(sheet, paint),
        width=sheet.width,
        height=sheet.height + 26,
        title=title,
        description=description(cover, need),
        prefix=prefix,
        paint=paint,
        role="group" if link else "img",
    )


def description(cover: Thirds, need: Thirds) -> str:
    """How many areas lie at the two ends that matter most, and how many have no place."""
    out = int(((cover.of == NOWHERE) | (need.of == NOWHERE)).sum())
    worst = int(((cover.of == 0) & (need.of == 2)).sum())
    best = int(((cover.of == 2) & (need.of == 2)).sum())
    text = words.say(
        "Least of the first and most of the second: {worst}; most of both: {best}",
        worst=words.count(worst, "area"),
        best=words.count(best, "area"),
    )
    if not out:
        return words.sentence(text)
    nowhere = words.say("without a place: {areas}", areas=words.count(out, "area"))
    return words.sentence(words.joined("; ", (text, nowhere)))


def overlay_sample(cover: int, need: int, prefix: str, paint: Paint | None = None) -> str:
    """The look of one of the nine, or of no place (`NOWHERE`), as a small picture of its own."""
    paint = paint or Paint()
    own = [one for one in _patterns(prefix, paint) if f'id="{_name(cover, need, prefix)}"' in one]
    return _small(element("defs", *own), _box(fill_of(cover, need, prefix, paint), paint), paint)


def hatch_sample(shade: str, prefix: str, paint: Paint | None = None) -> str:
    """The half-shade as a small picture of its own."""
    paint = paint or Paint()
    own = [one for one in _patterns(prefix, paint) if f'id="{prefix}-{shade}"' in one]
    ground = _box(paint(_GROUNDS[0]), paint)
    return _small(element("defs", *own), ground + _box(f"url(#{prefix}-{shade})", paint), paint)


def fill_of(cover: int, need: int, prefix: str, paint: Paint) -> str:
    """The value of a `fill` attribute for a pair of thirds."""
    if NOWHERE not in (cover, need) and not _STROKES[need][0]:
        return paint(_GROUNDS[cover])
    return f"url(#{_name(cover, need, prefix)})"


def _name(cover: int, need: int, prefix: str) -> str:
    return f"{prefix}-none" if NOWHERE in (cover, need) else f"{prefix}-{cover}{need}"


def _small(defs: str, box: str, paint: Paint) -> str:
    return element(
        "svg",
        defs,
        element("g", box, transform="scale(.1)"),
        xmlns=NAMESPACE if paint.fallback else None,
        viewBox="0 0 44 24",
        width=44,
        height=24,
        aria_hidden="true",
    )


def _box(fill: str, paint: Paint) -> str:
    return element(
        "rect",
        x=5,
        y=5,
        width=430,
        height=230,
        fill=fill,
        stroke=paint("map-edge"),
        stroke_width=6,
    )


def _patterns(prefix: str, paint: Paint) -> list[str]:
    """Each look that is no plain colour, the half-shades, and the dots of what is not measured."""
    found = []
    for cover, ground in enumerate(_GROUNDS):
        for need, (gap, width) in enumerate(_STROKES):
            if gap:
                level = element(
                    "path", d=f"M0 {gap // 2}H{gap}", stroke=paint("warn"), stroke_width=width
                )
                under = element("rect", width=gap, height=gap, fill=paint(ground))
                found.append(_pattern(f"{prefix}-{cover}{need}", gap, under + level))
    dots = element("rect", width=64, height=64, fill=paint("map-void"))
    dots += element("circle", cx=32, cy=32, r=8, fill=paint("map-void-ink"))
    found.append(_pattern(f"{prefix}-none", 64, dots))
    for shade, (gap, width) in _HATCHES.items():
        line = element(
            "path", d=f"M{gap // 2} 0V{gap}", stroke=paint("map-shade-low"), stroke_width=width
        )
        found.append(_pattern(f"{prefix}-{shade}", gap, line, turned=True))
    return found


def _pattern(name: str, size: int, body: str, turned: bool = False) -> str:
    return element(
        "pattern",
        body,
        id=name,
        width=size,
        height=size,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)" if turned else None,
    )


def _shades(
    geography: Geography, outlines: tuple[str, ...], blind: BlindSpot, prefix: str
) -> list[str]:
    """The half-shade, which cannot be switched off; clicks go through it to the areas."""
    share = {one.area: one.share for one in blind.areas}
    found = []
    for shade, least, below in (("dense", MOSTLY, 2.0), ("sparse", PARTLY, MOSTLY)):
        d = "".join(
            outline
            for area, outline in zip(geography.area_ids, outlines, strict=True)
            if least <= share.get(area, 0.0) < below
        )
        found.append(element("path", d=d, fill=f"url(#{prefix}-{shade})", pointer_events="none"))
    return found


def _area(d: str, said: str, href: str | None) -> str:
    shape = element("path", element("title", escaped(said)), d=d)
    return element("a", shape, href=href) if href else shape


def third(of: int) -> str:
    """The word of a third; of `NOWHERE`, that there is none."""
    return words.say("no place") if of == NOWHERE else THIRDS[of]
