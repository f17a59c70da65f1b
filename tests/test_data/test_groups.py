"""Fifths of people and shares of areas: what is unknown is in no group, and order plays no part."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.city import Dimension
from data.groups import area_groups, midpoint_ranks

FIFTHS = Dimension(
    id="income_fifth",
    title="Income",
    kind="fifths",
    groups=("1", "2", "3", "4", "5"),
    variable="income",
    least_people=100,
)
AGE = Dimension(
    id="age",
    title="Age",
    kind="shares",
    groups=("young", "old"),
    shares={"young": ("child", "youth"), "old": ("adult",)},
)


def areas(**people: float | None) -> pd.DataFrame:
    return pd.DataFrame(
        {"area_id": list(people), "people": pd.Series(list(people.values()), dtype=float)}
    )


def variables(**values: dict[str, float | None]) -> pd.DataFrame:
    rows = [(area, name, value) for name, own in values.items() for area, value in own.items()]
    frame = pd.DataFrame(rows, columns=["area_id", "variable", "value"])
    return frame.astype({"value": float})


def fifths(people: dict[str, float | None], income: dict[str, float | None]) -> dict[str, str]:
    table = area_groups(FIFTHS, areas(**people), variables(income=income))
    assert (table["share"] == 1).all()
    assert (table["dimension"] == "income_fifth").all()
    return dict(zip(table["area_id"], table["grp"], strict=True))


def test_ranks_of_a_table_done_by_hand() -> None:
    ranks = midpoint_ranks(np.array([3.0, 1.0, 2.0, 2.0]), np.array([40.0, 10.0, 20.0, 30.0]))
    assert ranks == pytest.approx([0.8, 0.05, 0.35, 0.35])


def test_fifths_hold_people_and_not_areas() -> None:
    people: dict[str, float | None] = {"a": 100, "b": 100, "c": 800}
    assert fifths(people, {"a": 1, "b": 2, "c": 3}) == {"a": "1", "b": "1", "c": "4"}


def test_equal_areas_are_in_one_fifth_whatever_their_order() -> None:
    people = dict.fromkeys("abcdef", 100.0)
    income = {"a": 1.0, "b": 2.0, "c": 2.0, "d": 2.0, "e": 3.0, "f": 4.0}
    one = fifths(dict(people), dict(income))
    other = fifths(dict(reversed(people.items())), dict(reversed(income.items())))
    assert one == other
    assert one["b"] == one["c"] == one["d"]


def test_an_area_without_value_without_people_or_too_few_is_in_no_fifth() -> None:
    people: dict[str, float | None] = {"a": 100, "b": None, "c": 0, "d": 99, "e": 500, "f": 100}
    income: dict[str, float | None] = {"a": 1, "b": 1, "c": 1, "d": 1, "e": None}
    assert fifths(people, income) == {"a": "3"}


def test_a_variable_that_nobody_states_makes_no_groups() -> None:
    assert fifths({"a": 100}, {}) == {}
    assert area_groups(AGE, areas(a=100), variables()).empty


def test_shares_add_up_and_are_counts_over_counts() -> None:
    table = area_groups(
        AGE, areas(a=999, b=10), variables(child={"a": 1}, youth={"a": 2}, adult={"a": 1})
    )
    assert table.set_index("grp")["share"].to_dict() == {"young": 0.75, "old": 0.25}
    assert table["area_id"].unique().tolist() == ["a"]


@pytest.mark.parametrize("lacking", ["child", "youth", "adult"])
def test_a_count_that_is_missing_makes_the_shares_unknown_and_not_smaller(lacking: str) -> None:
    counts: dict[str, dict[str, float | None]] = {
        name: {"a": 1, "b": 1} for name in ("child", "youth", "adult")
    }
    counts[lacking]["b"] = None
    table = area_groups(AGE, areas(a=3, b=3), variables(**counts))
    assert table["area_id"].unique().tolist() == ["a"]
    del counts[lacking]
    assert area_groups(AGE, areas(a=3, b=3), variables(**counts)).empty


def test_nobody_at_all_has_no_shares() -> None:
    none = variables(child={"a": 0}, youth={"a": 0}, adult={"a": 0})
    assert area_groups(AGE, areas(a=0), none).empty


def test_being_in_a_settlement_is_no_matter_of_areas() -> None:
    where = Dimension(id="s", title="S", kind="settlement", groups=("inside", "outside"))
    table = area_groups(where, areas(a=1), variables(income={"a": 1}))
    assert list(table.columns) == ["area_id", "dimension", "grp", "share"]
    assert table.empty


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.floats(0.1, 1e6)), min_size=1, max_size=12))
def test_ranks_are_the_middle_of_a_persons_place(rows: list[tuple[int, float]]) -> None:
    values, people = (np.array(part, dtype=float) for part in zip(*rows, strict=True))
    ranks = midpoint_ranks(values, people)
    assert ((ranks > 0) & (ranks < 1)).all()
    assert (ranks @ people) / people.sum() == pytest.approx(0.5)
    order = np.random.default_rng(1).permutation(len(rows))
    assert midpoint_ranks(values[order], people[order]) == pytest.approx(ranks[order])
    for i in range(len(rows)):
        for j in range(len(rows)):
            assert (values[i] < values[j]) == (ranks[i] < ranks[j])
