"""Tables of numbers: each kind of nothing in words, each number with what it is a part of."""

import pytest

from audits.curve import Curve
from audits.finding import State
from dashboard.components.area_table import AreaRow, SortLink, area_table
from dashboard.components.curve_table import curve_table, share_at
from dashboard.components.group_table import group_table
from dashboard.components.stability import stability_table
from dashboard.components.unseen import unseen
from dashboard.components.unseen_overview import unseen_overview
from tests.test_audits.examples import (
    example_blind_spot,
    example_city,
    example_finding,
    example_geography,
)
from tests.test_dashboard.tree import attribute, tags, text

COLUMNS = tuple(SortLink(title=str(n), href=f"/{n}") for n in range(5))


def row(**changes: object) -> AreaRow:
    given = {
        "area": "a1",
        "name": "Mills",
        "region": "East",
        "value": None,
        "state": State.NOT_MEASURED,
        "reason": "nobody lives here",
        "people": None,
        "unseen": 0.0,
        "unseen_share": None,
    }
    return AreaRow(**(given | changes))  # type: ignore[arg-type]


def test_groups_stand_under_their_dimension_with_value_interval_and_people() -> None:
    city = example_city()
    table = group_table(example_finding().draft.by_group, city.dimensions, "share of people")
    rows = [text(one) for one in tags(table, "Tr")]
    assert rows[1] == "Income"
    assert rows[2] == "poorest fifth45 %from 39 % to 51 %12\u202f000"
    assert "insidewithheld: rests on one settlementno interval1\u202f500" in rows


def test_each_kind_of_nothing_is_named_in_its_cell() -> None:
    table = area_table((row(),), "share of people", COLUMNS, None)
    cells = [text(cell) for cell in tags(tags(table, "Tbody"), "Td")]
    assert cells == [
        "not measured: nobody lives here",
        "not in the statistics",
        "0",
        "no residents",
    ]


def test_zero_is_a_number() -> None:
    zero = row(value=0.0, state=State.MEASURED, reason=None, people=10.0, unseen_share=0.0)
    cells = [
        text(cell)
        for cell in tags(tags(area_table((zero,), "share of people", COLUMNS, "a1"), "Tbody"), "Td")
    ]
    assert cells == ["0 %", "10", "0", "0 %"]


def test_the_chosen_area_is_marked() -> None:
    table = area_table((row(), row(area="a2")), "share of people", COLUMNS, "a2")
    rows = tags(tags(table, "Tbody"), "Tr")
    assert [attribute(one, "className") for one in rows] == ["", "here"]


def test_the_curve_is_read_on_the_line_between_its_points() -> None:
    curve = Curve(people=(0, 0.5, 1), share=(0, 0.2, 1), of="cameras", ranked_by="income")
    assert share_at(curve, 0.25) == pytest.approx(0.1)
    assert share_at(curve, 0.75) == pytest.approx(0.6)
    assert share_at(curve, 0.0) == 0.0
    assert "lowest 50 %20 %" in text(curve_table(curve))


def test_each_setting_is_a_row_and_one_without_a_value_says_so() -> None:
    table = stability_table(example_finding().draft.stability, "share of people")
    rows = [text(one) for one in tags(tags(table, "Tbody"), "Tr")]
    assert rows == [
        "25041 %holds",
        "50070 %holds",
        "1\u202f00093 %does not hold",
        "2\u202f000no valueno verdict",
    ]


def test_the_unseen_are_told_by_group_reason_and_area_with_counts() -> None:
    said = text(unseen(example_finding(), example_city(), example_geography(), frozenset()))
    assert "poorest fifth6\u202f60055 %" in said
    assert "the only camera in reach is dead3\u202f000" in said
    assert "Where: 4 areas, most people first" in said
    assert "Harbour8\u202f10090 %" in said


def test_a_ratio_that_nobody_knows_reads_unknown() -> None:
    finding = example_finding(blind_spot=example_blind_spot(ratio=None, by_group=()))
    wealth = example_city().dimension("income_fifth")
    table = unseen_overview(((finding, "/?network=cameras"),), wealth, "cameras")
    (only,) = tags(tags(table, "Tbody"), "Tr")
    assert [text(cell) for cell in tags(only, "Td")][4:7] == ["unknown", "unknown", "unknown"]
