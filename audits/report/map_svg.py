"""The default map of the product: one SVG, no script, the same on screen, in print and offline.

It never stands alone: `area_table` says the same in rows. The half-shade over areas whose
residents are mostly unseen cannot be switched off.
"""

from audits.finding import Finding
from audits.geography import Geography, SensorPoints
from audits.report.map_areas import Link, areas_in_hand, areas_on_paper, patterns
from audits.report.map_content import MapContent, content_of
from audits.report.map_legend import (
    SENSOR,
    SETTLEMENT,
    LegendItem,
    condition,
    drawn,
    legend,
    undrawn,
)
from audits.report.map_samples import (
    SETTLEMENT_WIDTH,
    mark_path,
    sample,
    settlement_path,
)
from audits.report.map_shapes import Shapes, shapes
from audits.report.paint import Paint
from audits.report.svg import NAMESPACE, element, escaped, picture, short, text

_FOOT = 26.0
_ROW = 20.0


def finding_map(
    finding: Finding,
    geography: Geography,
    *,
    width: int = 720,
    link: Link | None = None,
    paint: Paint | None = None,
    with_legend: bool = True,
    settlement_word: str = SETTLEMENT,
    shared: str | None = None,
    coarse: float = 1,
    content: MapContent | None = None,
) -> str:
    """The map of one finding: its values by area, its blind spot and its network's sensors.

    `content` is what it says, for who has it already.
    """
    network = finding.network
    return map_svg(
        content or content_of(finding, geography),
        geography,
        sensors=geography.sensors.get(network.id) if network else None,
        sensor_word=network.sensor if network else SENSOR,
        settlement_word=settlement_word,
        prefix=f"map-{finding.key}",
        width=width,
        link=link,
        paint=paint,
        with_legend=with_legend,
        shared=shared,
        coarse=coarse,
    )


def finding_legend(
    finding: Finding,
    geography: Geography,
    settlement_word: str = SETTLEMENT,
    content: MapContent | None = None,
) -> tuple[tuple[LegendItem, ...], str | None]:
    """The legend of `finding_map` for pages that set it as text, and what the map leaves out."""
    network = finding.network
    sensors = geography.sensors.get(network.id) if network else None
    word = network.sensor if network else SENSOR
    items = legend(
        content or content_of(finding, geography),
        sensors=sensors,
        sensor_word=word,
        settlement_word=settlement_word if geography.settlements else None,
    )
    return items, undrawn(sensors, word)


def map_svg(
    content: MapContent,
    geography: Geography,
    *,
    prefix: str,
    sensors: SensorPoints | None = None,
    sensor_word: str = SENSOR,
    settlement_word: str = SETTLEMENT,
    width: int = 720,
    link: Link | None = None,
    paint: Paint | None = None,
    with_legend: bool = True,
    shared: str | None = None,
    coarse: float = 1,
) -> str:
    """A map as SVG text. `prefix` starts every id in it, so that one page can hold several.

    `paint` says how colours are named: by default they follow the page's theme. `shared` names
    the outlines that `shared_shapes` has put on the same page with the areas' names, so that they
    are sent once; what the map says of each area is then left to the table beside it.
    """
    sheet, paint = shapes(geography, width, coarse), paint or Paint()
    items: tuple[LegendItem, ...] = ()
    if with_legend:
        word = settlement_word if geography.settlements else None
        items = legend(content, sensors=sensors, sensor_word=sensor_word, settlement_word=word)
    return picture(
        patterns(content, prefix, paint),
        element(
            "g",
            areas_in_hand(content, sheet, prefix, paint, link, shared)
            if paint.variables
            else areas_on_paper(content, sheet, prefix, paint),
            settlement_outline(sheet, paint, shared),
            _sensors(sensors, sheet, paint, prefix if shared else None),
            transform="scale(.1)",
        ),
        scale_bar(sheet, paint),
        _legend(items, content.value_of, prefix, sheet, paint) if items else "",
        width=sheet.width,
        height=sheet.height + _FOOT + ((_rows(items) + 1) * _ROW if items else 0),
        title=content.title,
        description=content.description,
        prefix=prefix,
        paint=paint,
        # As an image its inside would be hidden from those who follow its links by keyboard.
        role="group" if link else "img",
    )


def shared_shapes(geography: Geography, name: str, width: int = 720, coarse: float = 1) -> str:
    """The outlines of a city's areas with their names, invisible, for all maps of one page."""
    sheet = shapes(geography, width, coarse)
    areas = (
        element("path", element("title", escaped(title)), id=f"{name}{index}", d=d)
        for index, (title, d) in enumerate(zip(geography.names, sheet.areas, strict=True))
        if d
    )
    paths = [element("g", *areas, id=f"{name}-areas")]
    if sheet.settlements:
        paths.append(element("path", id=f"{name}-settlements", d=sheet.settlements))
    return element(
        "svg",
        element("defs", *paths),
        xmlns=NAMESPACE,
        width=0,
        height=0,
        aria_hidden="true",
        style="position:absolute",
    )


def settlement_outline(sheet: Shapes, paint: Paint, shared: str | None) -> str:
    if not sheet.settlements:
        return ""
    if not shared:
        return settlement_path(sheet.settlements, paint)
    return element(
        "use",
        href=f"#{shared}-settlements",
        fill="none",
        stroke=paint("map-settlement"),
        stroke_width=SETTLEMENT_WIDTH,
    )


def _sensors(sensors: SensorPoints | None, sheet: Shapes, paint: Paint, prefix: str | None) -> str:
    """Working ones last, so that they lie on top."""
    if sensors is None or not drawn(sensors):
        return ""
    places = sheet.place(sensors.x, sensors.y).tolist()
    by_mark: dict[str, list[list[int]]] = {"unknown": [], "not working": [], "working": []}
    for place, working, public in zip(
        places, sensors.working.tolist(), sensors.published.tolist(), strict=True
    ):
        if public:
            by_mark[condition(working)].append(place)
    size = 14 if len(places) > 400 else 20 if len(places) > 60 else 28
    return "".join(
        mark_path(mark, points, paint, size, f"{prefix}-{mark[0]}" if prefix else None)
        for mark, points in by_mark.items()
        if points
    )


def scale_bar(sheet: Shapes, paint: Paint) -> str:
    """A bar of a round length, about a fifth of the width at most."""
    most = sheet.width * sheet.metres_per_unit / 5
    metres = max(
        step * 10.0**power
        for power in range(1, 6)
        for step in (1, 2, 5)
        if step * 10.0**power <= max(most, 10.0)
    )
    length = metres / sheet.metres_per_unit
    said = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    y = sheet.height + 16
    bar = element(
        "path", d=f"M2 {short(y - 5)}v5h{short(length)}v-5", fill="none", stroke=paint("muted")
    )
    return bar + text(said, length + 8, y, font_size=12, fill=paint("muted"), class_="map-scale")


def _rows(items: tuple[LegendItem, ...]) -> int:
    return -(-len(items) // 2)


def _legend(
    items: tuple[LegendItem, ...], value_of: str, prefix: str, sheet: Shapes, paint: Paint
) -> str:
    """What is shown, then two columns of samples and words below the map, read down."""
    rows = _rows(items)
    top = sheet.height + _FOOT
    placed = [
        element(
            "g",
            sample(item, f"{prefix}-legend", paint),
            text(item.label, 32, 12, font_size=13, fill=paint("ink")),
            transform=f"translate({short(index // rows * sheet.width / 2)} "
            f"{short(top + (index % rows + 1) * _ROW)})",
        )
        for index, item in enumerate(items)
    ]
    heading = text(value_of, 0, top + 12, font_size=13, font_weight=600, fill=paint("ink"))
    return heading + "".join(placed)
