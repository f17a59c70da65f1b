from dataclasses import replace

import pytest

from audits.finding import State
from dashboard.areas import SORTS, area_rows, ordered, searched
from dashboard.components.area_table import AreaRow
from tests.test_audits.examples import example_finding, example_geography


@pytest.fixture
def rows() -> tuple[AreaRow, ...]:
    return area_rows(example_finding(), example_geography())


def test_every_area_has_its_row_with_value_people_and_blind_spot(rows: tuple[AreaRow, ...]) -> None:
    assert len(rows) == 12
    harbour = rows[0]
    assert (harbour.name, harbour.value, harbour.people) == ("Harbour", 0.1, 9000.0)
    assert (harbour.unseen, harbour.unseen_share) == (8100, 0.9)


def test_the_kinds_of_nothing_stay_apart(rows: tuple[AreaRow, ...]) -> None:
    assert [row.state for row in rows[9:]] == [
        State.WITHHELD,
        State.UNUSABLE,
        State.NOT_MEASURED,
    ]
    assert rows[2].unseen_share == 0.0, "everybody there is seen"
    assert rows[11].people is None, "the statistics hold no residents there"
    assert rows[11].unseen_share is None, "so there is no share of them"


def test_search_looks_past_accents_and_case(rows: tuple[AreaRow, ...]) -> None:
    accented = (replace(rows[0], name="São João"), *rows[1:])
    assert [row.name for row in searched(accented, "sao joao ")] == ["São João"]
    assert [row.name for row in searched(rows, "east f")] == ["East Fields"]
    assert len(searched(rows, None)) == 12
    assert searched(rows, "no such place") == ()


@pytest.mark.parametrize("column", SORTS)
def test_areas_without_a_value_come_last_both_ways(rows: tuple[AreaRow, ...], column: str) -> None:
    key = SORTS[column]
    for descending in (True, False):
        sorted_rows = ordered(rows, column, descending)
        assert set(sorted_rows) == set(rows)
        values = [key(row) for row in sorted_rows]
        held = [value for value in values if value is not None]
        assert values[: len(held)] == sorted(held, reverse=descending)
