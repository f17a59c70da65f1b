from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from audits.finding import AreaValue, State
from audits.geography import Geography, SensorPoints
from audits.report.map_content import content_of, map_content
from audits.report.map_legend import legend, undrawn
from audits.report.map_shapes import shapes
from audits.report.map_svg import finding_legend, finding_map, map_svg, shared_shapes
from audits.report.paint import Paint
from audits.report.svg import NAMESPACE
from tests.test_audits.examples import example_blind_spot, example_finding, example_geography

SVG = f"{{{NAMESPACE}}}"


def titles(drawing: str) -> list[str]:
    root = ET.fromstring(drawing)
    return [title.text or "" for title in root.iter(f"{SVG}title")][1:]


def test_every_area_says_its_value_and_who_is_unseen() -> None:
    said = titles(finding_map(example_finding(), example_geography()))
    assert len(said) == 12
    assert "Harbour: 10 %; 90 % unseen" in said
    assert "Market Hill: 100 %; nobody unseen" in said
    assert "Saltworks: withheld: under 50 residents; nobody unseen" in said
    assert "Airport: not measured: nobody lives here; no residents in the statistics" in said


def test_an_area_is_shaded_by_the_share_that_is_unseen() -> None:
    content = content_of(example_finding(), example_geography())
    shades = {mark.area: mark.shade for mark in content.areas}
    assert shades["a00"] == "dense"  # 90 %
    assert shades["a01"] == "sparse"  # 30 %
    assert shades["a02"] is None


def test_the_three_kinds_of_nothing_are_drawn_apart_and_never_as_zero() -> None:
    drawing = finding_map(example_finding(), example_geography())
    root = ET.fromstring(drawing)
    fills = {
        shape.find(f"{SVG}title").text.split(":")[0]: group.get("fill")  # type: ignore[union-attr]
        for group in root.iter(f"{SVG}g")
        for shape in group
        if shape.tag == f"{SVG}path" and shape.find(f"{SVG}title") is not None
    }
    nothing = {fills["Saltworks"], fills["North Camp"], fills["Airport"]}
    assert len(nothing) == 3
    assert all(str(fill).startswith("url(#") for fill in nothing)
    patterns = {str(pattern.get("id")) for pattern in root.iter(f"{SVG}pattern")}
    assert {str(fill)[5:-1] for fill in nothing} <= patterns


def test_a_measured_zero_has_a_step_of_its_own() -> None:
    geography = example_geography()
    values = [
        AreaValue(area=area, value=float(n), state=State.MEASURED)
        for n, area in enumerate(geography.area_ids)
    ]
    content = map_content(geography, values, unit="sensors", value_of="x", blind=None)
    assert content.areas[0].fill == "map-0"
    assert content.areas[1].fill != "map-0"
    assert content.classes.labels[0] == "0"
    assert content.classes.labels[1].startswith("over 0 to")


def test_an_area_nobody_spoke_of_was_not_measured() -> None:
    content = map_content(example_geography(), [], unit="sensors", value_of="x", blind=None)
    assert {mark.state for mark in content.areas} == {State.NOT_MEASURED}
    assert {mark.fill for mark in content.areas} == {None}


def test_places_that_the_city_hides_are_not_drawn() -> None:
    geography = example_geography()
    sensors = geography.sensors["cameras"]
    drawing = finding_map(example_finding(), geography, with_legend=False)
    paths = [str(p.get("d")) for p in ET.fromstring(drawing).iter(f"{SVG}path")]
    dots = max(d.count("h0") for d in paths)
    assert dots == 16  # of 20: one hidden, two dead, one of which nobody knows
    hidden = shapes(geography, 720).place(sensors.x[:1], sensors.y[:1])[0]
    assert f"M{hidden[0]} {hidden[1]}h0" not in drawing
    said = undrawn(sensors, "camera")
    assert said == "Not drawn: 1 camera whose place the city does not publish."


def test_too_many_sensors_are_counted_and_not_drawn() -> None:
    many = 2500
    crowd = SensorPoints(
        ids=tuple(str(n) for n in range(many)),
        x=np.linspace(100, 7900, many),
        y=np.full(many, 100.0),
        working=np.ones(many),
        published=np.ones(many, dtype=bool),
        area=np.zeros(many, dtype=np.int64),
    )
    geography = replace(example_geography(), sensors={"cameras": crowd})
    drawing = finding_map(example_finding(), geography)
    assert "h0" not in drawing
    items, left_out = finding_legend(example_finding(), geography)
    assert not any(item.mark == "working" for item in items)
    assert left_out is not None
    assert "too many to show one by one" in left_out


def test_the_legend_names_what_is_on_the_map_and_nothing_else() -> None:
    geography = example_geography()
    items, _ = finding_legend(example_finding(), geography)
    labels = [item.label for item in items]
    assert "half or more of the residents unseen" in labels
    assert {"withheld", "unusable", "not measured"} <= set(labels)
    assert "camera, not working (2)" in labels
    seen = content_of(
        example_finding(blind_spot=example_blind_spot(areas=()), by_area=()), geography
    )
    assert [item.label for item in legend(seen)] == ["not measured"]


def test_links_make_it_a_group_whose_areas_can_be_reached() -> None:
    drawing = finding_map(
        example_finding(), example_geography(), link=lambda area: f"/area/{area}?a=1&b=2"
    )
    root = ET.fromstring(drawing)
    hrefs = [a.get("href") for a in root.iter(f"{SVG}a")]
    assert len(hrefs) == 12
    assert "/area/a00?a=1&b=2" in hrefs
    assert root.get("role") == "group"


def test_colours_follow_the_page_or_are_literal() -> None:
    themed = finding_map(example_finding(), example_geography())
    assert "var(--map-5, #" in themed
    literal = finding_map(example_finding(), example_geography(), paint=Paint(variables=False))
    assert "var(" not in literal


def test_shared_outlines_are_referred_to_and_exist() -> None:
    geography = example_geography()
    drawing = finding_map(example_finding(), geography, shared="o")
    root = ET.fromstring(drawing)
    used = {str(use.get("href")) for use in root.iter(f"{SVG}use")}
    own = {f"#{path.get('id')}" for path in root.iter(f"{SVG}path")}
    held = {f"#{path.get('id')}" for path in ET.fromstring(shared_shapes(geography, "o")).iter()}
    assert {"#o-areas", "#o-settlements"} <= used, "most areas bear one fill and are drawn at once"
    assert used <= held | own
    assert len({f"#o{n}" for n in range(12)} & held) == 12


def test_a_shared_outline_says_which_area_it_is() -> None:
    geography = example_geography()
    said = [
        title.text for title in ET.fromstring(shared_shapes(geography, "o")).iter() if title.text
    ]
    assert said == list(geography.names)


def test_names_of_areas_cannot_break_out_of_the_drawing() -> None:
    geography = example_geography()
    hostile = replace(geography, names=('</title><script>"&', *geography.names[1:]))
    said = titles(finding_map(example_finding(), hostile))
    assert said.count('</title><script>"&: 10 %; 90 % unseen') == 1


def test_neighbours_keep_one_border_when_simplified() -> None:
    from shapely import Polygon

    rng = np.random.default_rng(3)
    y = np.linspace(0, 4000, 200)
    border = list(zip(2000 + rng.normal(0, 4, 200), y, strict=True))
    left = Polygon([(0, 0), *border, (0, 4000)])
    right = Polygon([*border, (4000, 4000), (4000, 0)])
    geography = _two(left, right)
    one, other = shapes(geography, 200).areas
    raw = shapes(_two(left, right), 20_000).areas
    assert len(one) < len(raw[0]) / 2
    assert _corners(one) & _corners(other), "the simplified border is shared"


def test_a_city_without_outlines_is_refused_in_words() -> None:
    from shapely import Polygon

    with pytest.raises(ValueError, match="found no area with an outline"):
        shapes(_two(Polygon(), Polygon()), 720)


def test_the_drawing_of_many_areas_stays_small() -> None:
    from shapely import box

    side = 15
    polygons = tuple(
        box(x * 1000, y * 1000, x * 1000 + 1000, y * 1000 + 1000).segmentize(20)
        for x in range(side)
        for y in range(side)
    )
    count = len(polygons)
    geography = Geography(
        crs="EPSG:31983",
        area_ids=tuple(str(n) for n in range(count)),
        names=tuple(f"Neighbourhood number {n}" for n in range(count)),
        regions=(None,) * count,
        people=np.full(count, 1000.0),
        polygons=polygons,
        settlements=(),
        sensors={},
    )
    values = [AreaValue(area=str(n), value=n / count, state=State.MEASURED) for n in range(count)]
    content = map_content(geography, values, unit="share of people", value_of="x", blind=None)
    assert len(map_svg(content, geography, prefix="m").encode()) < 120_000


def _two(left: object, right: object) -> Geography:
    return Geography(
        crs="EPSG:31983",
        area_ids=("l", "r"),
        names=("Left", "Right"),
        regions=(None, None),
        people=np.array([1.0, 1.0]),
        polygons=(left, right),  # type: ignore[arg-type]
        settlements=(),
        sensors={},
    )


def _corners(path: str) -> set[tuple[int, int]]:
    """The absolute corners of a path of relative steps."""
    import re

    found = set()
    for ring in path.split("z"):
        if not ring:
            continue
        numbers = [int(n) for n in re.findall(r"-?\d+", ring)]
        x, y = numbers[:2]
        found.add((x, y))
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            found.add((x, y))
    return found
