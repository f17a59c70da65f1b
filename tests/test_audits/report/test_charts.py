import re
from xml.etree import ElementTree as ET

import pytest

from audits.curve import Curve
from audits.finding import GroupValue, Setting, Stability, State
from audits.report.chart_curve import at
from audits.report.chart_svg import curve_chart, groups_chart, stability_chart
from audits.report.scale import scale, tick_words
from audits.report.svg import NAMESPACE
from tests.test_audits.examples import (
    example_city,
    example_finding,
    example_findings,
    example_measure,
)

SVG = f"{{{NAMESPACE}}}"
DIMENSIONS = example_city().dimensions


def said(drawing: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(drawing).iter(f"{SVG}text")]


def test_each_group_shows_its_name_and_value() -> None:
    words = said(groups_chart(example_finding(), DIMENSIONS))
    assert {"poorest fifth", "45 %", "Income"} <= set(words)


def test_a_group_without_a_number_says_why_and_has_no_dot() -> None:
    drawing = groups_chart(example_finding(), DIMENSIONS)
    assert "withheld: rests on one settlement" in said(drawing)
    dots = [str(p.get("d")) for p in ET.fromstring(drawing).iter(f"{SVG}path")]
    assert sum(d.count("h0") for d in dots) == 5
    assert len(list(ET.fromstring(drawing).iter(f"{SVG}circle"))) == 1  # no interval: hollow


def test_a_dot_lies_inside_its_interval() -> None:
    drawing = groups_chart(example_finding(), DIMENSIONS)
    paths = [str(p.get("d")) for p in ET.fromstring(drawing).iter(f"{SVG}path")]
    spans = re.findall(r"M([\d.]+) [\d.]+H([\d.]+)", next(d for d in paths if "H" in d))
    dots = re.findall(r"M([\d.]+) [\d.]+h0", next(d for d in paths if "h0" in d))
    assert len(spans) == len(dots) == 5
    for (left, right), dot in zip(spans, dots, strict=True):
        assert float(left) < float(dot) < float(right)


def test_everyone_is_drawn_only_where_it_is_counted_like_the_groups() -> None:
    assert any(
        "everyone, 70 %" in line for line in said(groups_chart(example_finding(), DIMENSIONS))
    )
    index = example_measure(unit="index from −1 to 1", group_unit="share of people")
    other = groups_chart(example_finding(measure=index, estimate=0.2), DIMENSIONS)
    assert not any("everyone" in line for line in said(other))
    assert any("share of people" in line for line in said(other))


def test_without_groups_there_is_no_chart() -> None:
    assert groups_chart(example_finding(by_group=()), DIMENSIONS) == ""


def test_a_chart_of_nothing_but_withheld_groups_still_stands() -> None:
    nothing = GroupValue(
        dimension="age", group="0 to 14", value=None, state=State.NOT_MEASURED, people=10.0
    )
    drawing = groups_chart(example_finding(by_group=(nothing,), estimate=None), DIMENSIONS)
    assert "not measured" in said(drawing)


def test_names_cannot_break_out_of_a_chart() -> None:
    hostile = GroupValue(
        dimension='"><script>',
        group="<script>&",
        value=0.5,
        state=State.MEASURED,
        people=10.0,
    )
    assert "<script>&" in said(groups_chart(example_finding(by_group=(hostile,)), DIMENSIONS))


def test_the_curve_says_what_the_poorer_half_have() -> None:
    gradient = example_findings()[1]
    drawing = curve_chart(gradient)
    title = ET.fromstring(drawing).find(f"{SVG}title")
    assert title is not None
    assert title.text == (
        "Concentration curve: the poorer half of people, ranked by income of the area,"
        " have 34 % of camera coverage."
    )
    assert "equal shares" in said(drawing)
    assert curve_chart(example_finding()) == ""


def test_between_its_points_the_curve_is_straight() -> None:
    curve = Curve(people=(0, 0.5, 1), share=(0, 0.2, 1), of="x", ranked_by="y")
    assert [at(curve, p) for p in (0, 0.25, 0.5, 0.75, 1)] == pytest.approx([0, 0.1, 0.2, 0.6, 1])


def test_verdicts_are_told_apart_by_lane_shape_and_word() -> None:
    drawing = stability_chart(example_finding())
    assert {"holds (2)", "does not hold (1)"} <= set(said(drawing))
    paths = [str(p.get("d")) for p in ET.fromstring(drawing).iter(f"{SVG}path")]
    assert sum(d.count("h0") for d in paths) == 2
    assert sum(d.count("l9 9m-9 0l9-9") for d in paths) == 1
    title = ET.fromstring(drawing).find(f"{SVG}title")
    assert title is not None
    assert "holds in 67 % of the settings" in str(title.text)


def test_a_setting_without_a_verdict_has_its_own_lane() -> None:
    settings = tuple(Setting(parameters={"r": n}, estimate=float(n), holds=None) for n in range(3))
    finding = example_finding(
        stability=Stability(verdict=None, settings=settings, boundaries="none tried")
    )
    assert "no verdict (3)" in said(stability_chart(finding))


def test_one_setting_is_no_strip() -> None:
    alone = Stability(
        verdict=None,
        settings=(Setting(parameters={}, estimate=1.0, holds=None),),
        boundaries="none tried",
    )
    assert stability_chart(example_finding(stability=alone)) == ""


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [([0.3, 0.7], 0, 0.8), ([-0.2, 0.1], -0.2, 0.1), ([4.2, 10.53], 0, 15), ([], 0, 1)],
)
def test_an_axis_holds_zero_and_ends_at_round_numbers(
    values: list[float], low: float, high: float
) -> None:
    axis = scale(values, 0, 100)
    assert axis.low == pytest.approx(low)
    assert axis.high == pytest.approx(high)
    assert axis(axis.low) == 0
    assert axis(axis.high) == 100
    assert 0 in axis.ticks


def test_ticks_have_no_more_decimals_than_their_step() -> None:
    assert tick_words(scale([0.93], 0, 1), "share of people") == (
        "0 %", "25 %", "50 %", "75 %", "100 %",
    )  # fmt: skip
    assert tick_words(scale([0.3], 0, 1), "index") == ("0.0", "0.1", "0.2", "0.3")
