"""Text into typed values: what is missing, what is unusable, what must not change on the way."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.checks import Mark
from data.checks.values import as_text, clean, missing, parse
from data.city import Field
from data.errors import SourceError

ZONE = "America/Sao_Paulo"


def read(
    field: Field, *cells: str | None, labels: dict[str, str] | None = None
) -> tuple[list[object], list[Mark]]:
    column = clean(pd.Series(list(cells), dtype=object))
    absent = np.zeros(len(cells), dtype=bool)
    for rows in missing(column, labels or {}).values():
        absent |= rows
    values, marks = parse(column, field, absent, ZONE)
    return [None if pd.isna(value) else value for value in values], marks


def number(**more: object) -> Field:
    return Field(name="n", type="number", **more)  # type: ignore[arg-type]


def when(form: str | None = None, kind: str = "datetime") -> Field:
    return Field(name="t", type=kind, format=form)  # type: ignore[arg-type]


class TestMissing:
    def test_labels_keep_kinds_of_nothing_apart(self) -> None:
        column = clean(pd.Series(["-", " ** ", "", None, "0", "x"], dtype=object))
        found = missing(column, {"-": "withheld", "**": "fewer than ten"})
        assert {label: rows.nonzero()[0].tolist() for label, rows in found.items()} == {
            "withheld": [0],
            "fewer than ten": [1],
            "not stated": [2, 3],
        }

    def test_a_blank_has_the_label_it_was_given(self) -> None:
        found = missing(clean(pd.Series(["", None], dtype=object)), {"": "no reading"})
        assert {label: rows.sum() for label, rows in found.items()} == {"no reading": 2}

    def test_one_label_may_stand_for_several_values(self) -> None:
        column = clean(pd.Series(["-", "na"], dtype=object))
        assert missing(column, {"-": "unknown", "na": "unknown"})["unknown"].tolist() == [1, 1]

    def test_zero_is_a_value(self) -> None:
        values, marks = read(number(), "0", "")
        assert values == [0, None]
        assert marks == []

    def test_a_missing_value_is_not_an_unusable_one(self) -> None:
        values, marks = read(number(), "-", "x", labels={"-": "withheld"})
        assert values == [None, None]
        assert [(mark.rule, mark.rows.tolist()) for mark in marks] == [
            ("unparseable", [False, True])
        ]

    def test_a_required_field_refuses_a_missing_value(self) -> None:
        _, (mark,) = read(number(required=True), "1", "-", labels={"-": "withheld"})
        assert (mark.rule, mark.action, mark.rows.tolist()) == (
            "missing_required",
            "quarantined",
            [False, True],
        )


class TestNumbers:
    @pytest.mark.parametrize(
        "text", ["nan", "NaN", "inf", "-Infinity", "1e400", "0x1A", "1_000", "one", "1,5", "--1"]
    )
    def test_what_is_no_finite_number_is_unusable(self, text: str) -> None:
        values, (mark,) = read(number(), text)
        assert values == [None]
        assert (mark.rule, mark.action) == ("unparseable", "quarantined")

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("1,5", 1.5),
            ("-22,9068", -22.9068),
            ("1.234,5", 1234.5),
            ("1.234.567", 1234567),
            ("7", 7),
            ("-1.5", None),
            ("1.234", None),
            ("12.34,5", None),
            ("1,2,3", None),
        ],
    )
    def test_decimal_comma_never_moves_a_point(self, text: str, value: float | None) -> None:
        # Taking the point out of -22.9068 would put a sensor 230,000 degrees south.
        assert read(number(decimal=","), text)[0] == [value]

    @pytest.mark.parametrize(
        ("text", "value"), [("1.234", 1234), ("12.345.678", 12345678), ("1.5", None), ("7", 7)]
    )
    def test_whole_numbers_with_thousands(self, text: str, value: int | None) -> None:
        field = Field(name="n", type="integer", decimal=",")
        assert read(field, text)[0] == [value]

    @pytest.mark.parametrize("text", ["1.5", str(2**53), "1e20"])
    def test_an_integer_is_whole_and_exact(self, text: str) -> None:
        values, (mark,) = read(Field(name="n", type="integer"), text)
        assert values == [None]
        assert mark.reason == "`n` is no integer"

    def test_limits(self) -> None:
        values, marks = read(number(minimum=0, maximum=10), "-1", "0", "10", "11", "")
        assert values == [-1, 0, 10, 11, None]
        assert [(mark.rule, mark.rows.nonzero()[0].tolist()) for mark in marks] == [
            ("negative_count", [0]),
            ("above_maximum", [3]),
        ]
        _, (mark,) = read(number(minimum=5), "4")
        assert (mark.rule, mark.reason) == ("below_minimum", "`n` is below 5")


class TestTimes:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2024-03-01", "2024-03-01"),
            ("20240301", "2024-03-01"),
            ("2024-03-01 10:00", "2024-03-01 10:00"),
            ("2024-03-01T10:00:00.5", "2024-03-01 10:00:00.500000"),
            ("2024-03-01T10:00:00Z", "2024-03-01 07:00"),
            ("2024-03-01 10:00:00+00:00", "2024-03-01 07:00"),
            ("2024-03-01 10:00:00 -0300", "2024-03-01 10:00"),
            ("2024-03-01T10:00+02", "2024-03-01 05:00"),
            ("1500-01-01", "1500-01-01"),
            ("9999-12-31", "9999-12-31"),
        ],
    )
    def test_iso_times_are_local_to_the_city(self, text: str, expected: str) -> None:
        assert read(when(), text) == ([pd.Timestamp(expected)], [])

    def test_stamps_with_and_without_offset_in_one_column(self) -> None:
        values, marks = read(when(), "2024-03-01T10:00:00Z", "2024-03-01 10:00", "", "no")
        assert values[:3] == [pd.Timestamp(2024, 3, 1, 7), pd.Timestamp(2024, 3, 1, 10), None]
        assert [mark.rows.nonzero()[0].tolist() for mark in marks] == [[3]]

    @pytest.mark.parametrize(
        "text", ["now", "today", "2024", "2024-03", "12", "2024-13-01", "NaT", "31/12/2024", "1e5"]
    )
    def test_what_names_no_day_is_unusable(self, text: str) -> None:
        values, (mark,) = read(when(), text)
        assert values == [None]
        assert (mark.rule, mark.action) == ("unparseable_date", "quarantined")

    @pytest.mark.parametrize(
        ("form", "text", "expected"),
        [
            # Its end looks like an offset of twenty hours.
            ("%d-%m-%Y", "15-08-2022", "2022-08-15"),
            ("%d/%m/%Y %H:%M", "15/08/2022 10:30", "2022-08-15 10:30"),
            ("%Y-%m-%d %H:%M:%S+00:00", "2022-08-15 10:00:00+00:00", "2022-08-15 10:00"),
            ("%Y-%m-%dT%H:%M:%SZ", "2022-08-15T10:00:00Z", "2022-08-15 10:00"),
            ("%Y-%m-%d %H:%M:%S%z", "2022-08-15 10:00:00-0300", "2022-08-15 10:00"),
            ("%d-%m-%Y", "2022-08-15", None),
            ("%d-%m-%Y", "now", None),
        ],
    )
    def test_a_declared_format_is_kept_to(self, form: str, text: str, expected: str | None) -> None:
        value = None if expected is None else pd.Timestamp(expected)
        assert read(when(form, "date"), text)[0] == [value]

    @pytest.mark.parametrize("form", ["%Q", "%", "%Y-%Y", "mixed", "YYYY-MM-DD"])
    def test_a_format_that_is_none_is_told(self, form: str) -> None:
        with pytest.raises(SourceError, match="format"):
            read(when(form), "2024-03-01")

    def test_times_typed_by_the_file_need_no_format(self) -> None:
        column = clean(pd.Series(["2024-03-01 00:00:00"], dtype=object))
        none = np.zeros(1, dtype=bool)
        values, marks = parse(column, when("%d/%m/%Y"), none, ZONE, iso=True)
        assert values.tolist() == [pd.Timestamp(2024, 3, 1)]
        assert marks == []


def test_booleans_in_the_words_of_offices() -> None:
    field = Field(name="b", type="boolean")
    values, (mark,) = read(field, "Sim", "não", "TRUE", "0", "", "maybe")
    assert values == [True, False, True, False, None, None]
    assert mark.rows.nonzero()[0].tolist() == [5]


@pytest.mark.parametrize(
    ("value", "text"),
    [(7.0, "7"), (7.5, "7.5"), (2.0**53 - 1, "9007199254740991"), (True, "true"), ("x", "x"),
     (None, None), (math.nan, None), (pd.NaT, None)],
)  # fmt: skip
def test_keys_are_the_same_however_they_were_typed(value: object, text: str | None) -> None:
    assert as_text(value) == text


TEXT = st.none() | st.text(max_size=12) | st.sampled_from(
    ["-1", "1,5", "1e400", "nan", "true", "2024-03-01", "0000-01-01", "9999-12-31T23:59:59-12:00",
     "0001-01-01T00:00:00+14:00", "2024-03-01T10:00:00Z", "1677-09-20", "2263-01-01", " ", "-"]
)  # fmt: skip
FIELDS = st.builds(
    Field,
    name=st.just("f"),
    type=st.sampled_from(["string", "integer", "number", "boolean", "date", "datetime"]),
    format=st.sampled_from([None, "default", "any", "%d-%m-%Y", "%Y-%m-%d %H:%M:%S"]),
    required=st.booleans(),
    minimum=st.none() | st.just(0.0),
    maximum=st.none() | st.just(9.0),
    decimal=st.sampled_from([".", ","]),
)


@settings(deadline=None)
@given(FIELDS, st.lists(TEXT, max_size=6))
def test_any_text_is_a_value_or_missing_or_marked(field: Field, cells: list[str | None]) -> None:
    column = clean(pd.Series(cells, dtype=object))
    absent = np.zeros(len(column), dtype=bool)
    for rows in missing(column, {"": "not stated", "-": "withheld"}).values():
        assert not (absent & rows).any()
        absent |= rows
    values, marks = parse(column, field, absent, ZONE)
    assert len(values) == len(cells)
    marked = np.zeros(len(cells), dtype=bool)
    for mark in marks:
        marked |= mark.rows
    assert ((values.notna().to_numpy()) | absent | marked).all()
    for value in values.dropna():
        assert not isinstance(value, float) or math.isfinite(value)
