"""Keys that stand twice or point at nothing, and names that are no area's."""

import numpy as np
import pandas as pd
import pytest

from data.checks.keys import KEYS, duplicates, normal, orphans, unmatched_names
from data.roles import ROLES


def frame(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype=object)


def again(table: pd.DataFrame, *columns: str, among: list[bool] | None = None) -> list[bool]:
    rows = np.array(among or [True] * len(table))
    mark = duplicates(columns, table, rows, set())
    assert mark is not None
    assert mark.action == "quarantined"
    return list(mark.rows)


def test_every_role_has_a_key_among_its_columns() -> None:
    assert set(KEYS) == set(ROLES)
    for role, key in KEYS.items():
        assert set(key) <= set(ROLES[role].columns)


def test_the_first_of_equal_keys_is_kept() -> None:
    assert again(frame(k=["a", "b", "a", "a"]), "k") == [False, False, True, True]


def test_a_key_may_have_parts() -> None:
    table = frame(k=["a", "a", "a"], t=[1, 2, 1])
    assert again(table, "k", "t") == [False, False, True]


def test_nothing_is_no_duplicate_of_nothing() -> None:
    assert again(frame(k=[None, None, "a"]), "k") == [False, False, False]


def test_a_refused_row_takes_no_key_from_the_next() -> None:
    assert again(frame(k=["a", "a", "a"]), "k", among=[False, True, True]) == [False, False, True]


def test_keys_of_earlier_datasets_count() -> None:
    mark = duplicates(["k"], frame(k=["a", "b"]), np.ones(2, dtype=bool), {("b",)})
    assert mark is not None
    assert mark.rows.tolist() == [False, True]


def test_orphans_are_stated_keys_that_nothing_has() -> None:
    column = pd.Series(["a", "b", None], name="area_id", dtype=object)
    mark = orphans(column, {"a"}, "area")
    assert mark.rows.tolist() == [False, True, False]
    assert mark.reason == "no area has this area_id"


@pytest.mark.parametrize(
    "written", ["São Cristóvão", "  SAO   CRISTOVAO ", "são cristóvão", "Sa\u0303o Cristo\u0301vão"]
)
def test_names_are_compared_without_case_accents_and_spaces(written: str) -> None:
    assert normal(written) == "sao cristovao"


def test_a_name_finds_its_area_or_is_told() -> None:
    column = pd.Series(["CENTRO", "Maré", "Atlantis", None, "Complexo da Maré"], dtype=object)
    found, unmatched = unmatched_names(
        column, {"1": "Centro", "2": "Maré"}, {"Complexo da Maré": "Maré", "Other": "Nowhere"}
    )
    assert found.tolist() == ["1", "2", None, None, "2"]
    assert unmatched.tolist() == [False, False, True, False, False]


def test_a_name_that_two_areas_share_is_neithers() -> None:
    column = pd.Series(["Centro", "Maré"], dtype=object)
    found, unmatched = unmatched_names(column, {"1": "Centro", "2": "CENTRO", "3": "Maré"}, {})
    assert found.tolist() == [None, "3"]
    assert unmatched.tolist() == [True, False]
