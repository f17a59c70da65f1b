"""What a role's numbers and times cannot be, whatever a manifest forgot to forbid."""

import pandas as pd
import pytest

from data.checks.counts import counts, negative_variables
from data.city import Variable
from data.roles import ROLES


def rules(role: str, **columns: object) -> list[str]:
    frame = pd.DataFrame({name: [value] for name, value in columns.items()})
    return [mark.rule for mark in counts(ROLES[role], frame)]


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("month", 12, []),
        ("month", 13, ["impossible_value"]),
        ("month", 0, ["impossible_value"]),
        ("month", 1.5, ["not_whole"]),
        ("month", None, []),
        ("year", 2024, []),
        ("year", 20240, ["impossible_value"]),
        ("expected", 0, []),
        ("expected", -1, ["negative_count"]),
        ("usable", -1, ["negative_count"]),
        ("received", 2.0**60, ["impossible_value"]),
    ],
)
def test_availability(column: str, value: float | None, expected: list[str]) -> None:
    assert rules("availability", **{column: value}) == expected


@pytest.mark.parametrize("role", ["people", "settlements"])
def test_people_are_not_fewer_than_none(role: str) -> None:
    assert rules(role, people=-1.0) == ["negative_count"]
    assert rules(role, people=1e300) == ["impossible_value"]
    # Half a resident is an estimate, and estimates are published.
    assert rules(role, people=0.5) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-02-29", []),
        ("1900-01-01", []),
        ("2100-12-31", []),
        ("1899-12-31", ["implausible_date"]),
        ("0001-01-01", ["implausible_date"]),
        ("9999-12-31", ["implausible_date"]),
    ],
)
def test_a_time_centuries_away_is_no_time_of_a_reading(day: str, expected: list[str]) -> None:
    stamp = pd.Timestamp(day).as_unit("us")
    assert rules("readings", observed_at=stamp) == expected
    assert rules("readings", observed_at=pd.NaT) == []


def test_other_numbers_may_be_below_zero() -> None:
    assert rules("readings", value=-4.5) == []


def test_only_counts_may_not_be_negative() -> None:
    count, share = (
        Variable(name=n, field=n, title=n, unit="", extensive=n == "count")
        for n in ("count", "change")
    )
    frame = pd.DataFrame({"count": [1, -1, None], "change": [-1, -1, -1]})
    (mark,) = negative_variables((count, share), frame)
    assert (mark.rule, mark.rows.tolist()) == ("negative_count", [False, True, False])
