"""Each kind of figure, drawn and in rows: well formed, named, and honest about nothing."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from audits.exhibit import Bar, Bars, CalendarRow, Exhibit, Line, Sites
from audits.report.class_fills import class_fills
from audits.report.document import document_of, schema
from audits.report.exhibit_svg import exhibit_svg
from audits.report.exhibit_table import MOST_POINTS, cell_words, exhibit_table, left_out
from audits.report.map_svg import shared_shapes
from audits.report.paint import Paint
from audits.report.scale import span, tick_words
from audits.report.svg import NAMESPACE
from tests.test_audits.examples import (
    AS_OF,
    SNAPSHOT,
    example_blind_spot,
    example_city,
    example_finding,
    example_geography,
)
from tests.test_audits.report.exhibits import (
    CALENDAR,
    CLASSED,
    EVERY_KIND,
    LENGTHS,
    LINES,
    LORENZ,
    QUADRANTS,
    SITES,
    SPANS,
)

SVG = f"{{{NAMESPACE}}}"
GROUND = example_geography()
EACH = pytest.mark.parametrize("exhibit", EVERY_KIND, ids=lambda one: one.title)


def drawn(exhibit: Exhibit, **given: object) -> ET.Element:
    made = exhibit_svg(exhibit, GROUND, prefix="x", blind=example_blind_spot(), **given)  # type: ignore[arg-type]
    return ET.fromstring(made)


def said(root: ET.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


@EACH
def test_a_drawing_is_well_formed_and_says_what_it_shows(exhibit: Exhibit) -> None:
    made = exhibit_svg(exhibit, GROUND, prefix="x", blind=example_blind_spot())
    root = ET.fromstring(made)
    assert not re.search(r"\b(nan|inf|None)\b", made)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == exhibit.title
    assert desc is not None
    assert desc.text
    assert root.get("aria-labelledby") == "x-t x-d"


@EACH
def test_every_reference_in_a_drawing_leads_somewhere(exhibit: Exhibit) -> None:
    made = exhibit_svg(exhibit, GROUND, prefix="x", blind=example_blind_spot(), shared="o")
    ids = set(re.findall(r'id="([^"]+)"', made + shared_shapes(GROUND, "o")))
    used = set(re.findall(r"url\(#([^)]+)\)", made)) | set(re.findall(r'href="#([^"]+)"', made))
    assert used <= ids


@EACH
def test_on_paper_colours_are_literal(exhibit: Exhibit) -> None:
    made = exhibit_svg(
        exhibit, GROUND, prefix="x", blind=example_blind_spot(), paint=Paint(variables=False)
    )
    assert "var(" not in made
    assert "<a " not in made


@EACH
def test_the_same_figure_gives_the_same_bytes(exhibit: Exhibit) -> None:
    assert ET.tostring(drawn(exhibit)) == ET.tostring(drawn(exhibit))


@EACH
def test_every_row_of_a_table_has_a_cell_per_column_and_words_for_nothing(exhibit: Exhibit) -> None:
    table = exhibit_table(exhibit, GROUND)
    assert table.rows
    assert len(table.columns) == len(table.units)
    for row in table.rows:
        assert len(row) == len(table.columns)
        for cell, unit in zip(row, table.units, strict=True):
            assert cell_words(cell, unit)
            assert "nan" not in cell_words(cell, unit)


def test_names_cannot_break_out_of_a_drawing() -> None:
    hostile = replace(SPANS, title="<script>", bars=(Bar(name="<script>&", value=1.0),))
    assert "<script>&" in said(drawn(hostile))


def test_a_missing_value_leaves_a_gap_in_its_line_and_a_word_in_its_row() -> None:
    paths = [str(path.get("d")) for path in drawn(LINES).iter(f"{SVG}path")]
    # The poorest fifth has one value, a gap, and two values: a dot alone, then a line of two.
    assert sum(d.count("h0") for d in paths) == 4 + 3
    assert {"poorest fifth", "nobody knows", "(no value)"} <= set(said(drawn(LINES)))
    rows = exhibit_table(LINES, GROUND).rows
    assert rows[1][3] is None
    assert cell_words(rows[1][3], "share of people") == "no value"


def test_each_line_is_named_at_its_end_and_names_do_not_overlap() -> None:
    near = replace(
        LINES, lines=tuple(Line(name=f"line {n}", y=(0.1, 0.2, 0.3, 0.5)) for n in range(5))
    )
    heights = sorted(
        float(str(text.get("y")))
        for text in drawn(near).iter(f"{SVG}text")
        if (text.text or "").startswith("line ")
    )
    assert len(heights) == 5
    assert min(b - a for a, b in pairwise(heights)) >= 11


def test_lines_are_told_apart_by_their_dashes_as_well() -> None:
    strokes = {
        (path.get("stroke"), path.get("stroke-dasharray"))
        for path in drawn(LINES).iter(f"{SVG}path")
        if path.get("stroke-width") == "2.2"
    }
    assert len({dash for _, dash in strokes}) == len(strokes)


def test_where_the_finding_stands_and_the_diagonal_are_named() -> None:
    assert "here: 500 metres" in said(drawn(LINES))
    assert "equal shares" in said(drawn(LORENZ))


def test_a_long_line_has_some_of_its_points_in_rows_with_both_ends_and_the_mark() -> None:
    table = exhibit_table(replace(LORENZ, mark_x=0.37), GROUND)
    places = [row[0] for row in table.rows]
    assert len(places) == MOST_POINTS
    assert {0.0, 0.37, 1.0} <= set(places)
    assert left_out(LORENZ) == "25 of 101 points; the JSON holds all."


def test_a_bar_without_a_value_says_why_and_a_dot_without_interval_is_hollow() -> None:
    root = drawn(SPANS)
    assert "withheld: fewer than 50 people" in " ".join(said(root))
    assert len(list(root.iter(f"{SVG}circle"))) == 1
    assert exhibit_table(SPANS, GROUND).rows[0] == ("poorest fifth", 2.3, "from 1.80 to 2.90")
    assert exhibit_table(SPANS, GROUND).rows[3][1] == "withheld: fewer than 50 people"


def test_bars_start_at_no_difference_and_it_is_named() -> None:
    starts = {
        re.match(r"M([\d.]+)", str(path.get("d"))).group(1)  # type: ignore[union-attr]
        for path in drawn(LENGTHS).iter(f"{SVG}path")
        if path.get("stroke-width") == "9"
    }
    assert len(starts) == 1
    assert any("no difference" in line for line in said(drawn(LENGTHS)))


def test_many_bars_are_cut_to_what_can_be_read_and_the_weighty_stay() -> None:
    bars = tuple(Bar(name=f"group {n}", value=float(n), weighty=n == 49) for n in range(50))
    words = said(drawn(Bars(title="Many", unit="people", bars=bars)))
    assert "group 49" in words
    assert "20 more rows in the table" in words
    assert len(exhibit_table(Bars(title="Many", unit="people", bars=bars), GROUND).rows) == 50


def test_each_corner_is_named_and_each_dot_falls_in_one() -> None:
    assert set(QUADRANTS.corners) <= set(said(drawn(QUADRANTS)))
    rows = exhibit_table(QUADRANTS, GROUND).rows
    assert [row[0] for row in rows] == ["Old Town", "Harbour", "Station", "A region", "Airport"]
    corners = {row[0]: row[1] for row in rows}
    assert corners["Harbour"] == "in need, out of reach"
    assert corners["Station"] == "calm, reached"
    assert corners["Airport"] == "nobody lives there"


def test_dots_and_areas_lead_to_their_area() -> None:
    for exhibit, many in ((QUADRANTS, 3), (CLASSED, 12), (SITES, 12)):
        for shared in (None, "o"):
            root = drawn(exhibit, link=lambda area: f"/?area={area}", shared=shared)
            assert len(list(root.iter(f"{SVG}a"))) == many
            assert root.get("role") == "group"


def test_a_calendar_draws_each_stretch_once_and_its_words_below() -> None:
    root = drawn(CALENDAR)
    assert {"West", "East", "speaks", "thin", "silent", "not known"} <= set(said(root))
    fills = {str(path.get("fill")): str(path.get("d")) for path in root.iter(f"{SVG}path")}
    silent = next(d for fill, d in fills.items() if "map-5" in fill)
    assert silent.count("M") == 1
    rows = exhibit_table(CALENDAR, GROUND).rows
    assert rows[0] == ("West", 2.0, 1.0, 2.0, 1.0, "2024-01-08 to 2024-01-21", "speaks")


def test_a_calendar_longer_than_a_screen_says_what_it_leaves_out() -> None:
    many = replace(
        CALENDAR, rows=tuple(CalendarRow(name=f"r{n}", states=("thin",) * 6) for n in range(70))
    )
    assert "And 10 rows more in the table." in said(drawn(many))


def test_words_on_a_map_differ_by_pattern_and_lightness_and_are_counted() -> None:
    fills = list(class_fills(("a", "b", "c", "d")).values())
    assert len({(fill.token, fill.mark) for fill in fills}) == 4
    assert len({fill.token for fill in fills}) == 4
    words = said(drawn(CLASSED))
    assert {"served (2 areas)", "not served (1 area)", "not measured (8 areas)"} <= set(words)
    rows = exhibit_table(CLASSED, GROUND).rows
    assert rows[0] == ("Harbour", "not served", 9000.0)
    assert rows[-1] == ("Airport", "not measured", None)


def test_unseen_people_are_hatched_on_every_map_of_figures() -> None:
    for exhibit in (CLASSED, SITES):
        assert "half or more of the residents unseen" in said(drawn(exhibit))
        bare = exhibit_svg(exhibit, GROUND, prefix="x", blind=None)
        assert "hatch" not in bare


def test_chosen_places_bear_their_number_and_stand_in_order_in_rows() -> None:
    words = said(drawn(SITES))
    assert {"1", "2", "3", "new (1)", "repair (1)", "remove (1)"} <= set(words)
    assert [row[2] for row in exhibit_table(SITES, GROUND).rows] == [
        "Harbour",
        "East Fields",
        "Airport",
    ]
    assert "No place was chosen." in str(
        drawn(Sites(title="None", sites=())).findtext(f"{SVG}desc")
    )


def test_an_axis_of_places_need_not_hold_zero_and_years_are_names() -> None:
    axis = span([2014, 2026], 0, 100)
    assert axis.low >= 2000
    assert tick_words(axis, "year")[0] == f"{axis.low:.0f}"
    assert span([0.1, 0.9], 0, 100).low == 0
    assert span([5.0], 0, 100).low < 5.0 < span([5.0], 0, 100).high


def test_every_kind_of_figure_follows_the_schema() -> None:
    finding = example_finding(exhibits=EVERY_KIND)
    made = document_of(example_city(), SNAPSHOT, AS_OF.isoformat(), (finding,))
    Draft202012Validator(schema()).validate(made)
    kinds = [one["kind"] for one in made["findings"][0]["exhibits"]]
    assert kinds == [
        "lines", "lines", "bars", "bars", "quadrants", "calendar", "classed", "sites",
    ]  # fmt: skip
    assert made["findings"][0]["exhibits"][0]["lines"][1]["y"][1] is None
    assert made["findings"][0]["exhibits"][5]["start"] == "2024-01-01"
