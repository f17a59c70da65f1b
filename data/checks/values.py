"""Are the values what their fields declare? Missing ones are told apart from unusable ones."""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.checks import Mark
from data.city import Field
from data.errors import SourceError
from data.said import mark, say

_TRUE = {"true", "t", "1", "yes", "sim", "s"}
_FALSE = {"false", "f", "0", "no", "nao", "não", "n"}
# pandas takes `now` for a day, whatever the format, and `2024` where there is none.
_ANY_DAY = re.compile(r".*\d", re.DOTALL)
_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}(?!\d)")
_OFFSET = re.compile(r"[Tt ].*(?:[Zz]|[+-]\d{2}(?::?\d{2})?)$")
# In 1.234 with a decimal comma the point may part thousands or have been meant as the comma;
# only a second group, a comma or a field of whole numbers says which.
_GROUPS = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})")
_WHOLE_GROUPS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")


_IS_NO = {
    "string": mark("`{column}` is no string"),
    "integer": mark("`{column}` is no integer"),
    "number": mark("`{column}` is no number"),
    "boolean": mark("`{column}` is no boolean"),
    "date": mark("`{column}` is no date"),
    "datetime": mark("`{column}` is no datetime"),
}


def clean(column: "pd.Series[str]") -> "pd.Series[str]":
    """The cells without spaces around them; a blank one is None, as a null is."""
    cells = [None if v is None else v.strip() or None for v in column]
    return pd.Series(cells, index=column.index, dtype=object)


def as_text(value: object) -> str | None:
    """A typed value as a key: 7 and 7.0 are the same; what is absent stays absent."""
    if value is None or value is pd.NaT or value != value:  # noqa: PLR0124  (NaN)
        return None
    if isinstance(value, bool | np.bool_):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(float(value))
    return str(value)


def missing(column: "pd.Series[str]", labels: dict[str, str]) -> dict[str, NDArray[np.bool_]]:
    """Label -> rows that hold the value standing for it; the label of a blank is that of ''.

    A blank that nobody labelled is `not stated`. `column` comes from `clean`.
    """
    found: dict[str, NDArray[np.bool_]] = {}
    stated = {v.strip(): label for v, label in labels.items()}
    for value, label in ({"": say("not stated")} | stated).items():
        rows = (column == value if value else column.isna()).to_numpy(bool)
        if rows.any():
            found[label] = found.get(label, np.zeros(len(column), dtype=bool)) | rows
    return found


def parse(
    column: "pd.Series[str]",
    field: Field,
    absent: NDArray[np.bool_],
    timezone: str,
    *,
    iso: bool = False,
) -> "tuple[pd.Series[str], list[Mark]]":
    """The column in its declared type (None or NaT where absent or unusable), and what is wrong.

    `column` comes from `clean`. Times are naive and local to the city; a stamp with an offset is
    converted to them. `iso`: times are ISO 8601 whatever the field declares. Raises SourceError
    when the declared format of times is none.
    """
    present = column[~absent]
    match field.type:
        case "string":
            parsed = present
        case "integer" | "number":
            parsed = _numbers(present, field)
        case "boolean":
            words = {**dict.fromkeys(_TRUE, True), **dict.fromkeys(_FALSE, False)}
            parsed = present.str.lower().map(words) if len(present) else present
        case "date" | "datetime":
            parsed = _times(present, field, timezone, iso)
    if "date" in field.type:
        values = pd.Series(np.datetime64("NaT"), index=column.index, dtype="datetime64[us]")
    else:
        values = pd.Series(None, index=column.index, dtype=object)
    parsed = parsed.dropna()
    values.loc[parsed.index] = parsed
    unusable = ~absent & values.isna().to_numpy()
    wrong = say(_IS_NO[field.type], column=field.name)
    if field.format and field.format != "default":
        wrong = say("{wrong} ({format})", wrong=wrong, format=field.format)
    found = (
        (
            "missing_required",
            absent & field.required,
            say("`{column}` has no value", column=field.name),
        ),
        ("unparseable_date" if "date" in field.type else "unparseable", unusable, wrong),
    )
    marks = [
        Mark(rule=rule, action="quarantined", rows=rows, reason=reason)
        for rule, rows, reason in found
        if rows.any()
    ]
    return values, marks + _limits(values, field)


def _numbers(present: "pd.Series[str]", field: Field) -> "pd.Series[float]":
    """Finite numbers; anything else becomes missing, never infinite."""
    text = present
    if field.decimal == ",":
        groups = _WHOLE_GROUPS if field.type == "integer" else _GROUPS
        text = text.map(lambda v: _with_point(v, groups))
    values = pd.to_numeric(text, errors="coerce").astype(float)
    values = values.where(np.isfinite(values))
    if field.type == "integer":
        values = values.where((values == np.floor(values)) & (values.abs() < 2**53))
    return values


def _with_point(text: str, groups: "re.Pattern[str]") -> str:
    """A number with a decimal comma as one with a point; what is none becomes no number at all."""
    if "." in text:
        text = text.replace(".", "") if groups.fullmatch(text) else "none"
    return text.replace(",", ".")


def _times(
    present: "pd.Series[str]", field: Field, timezone: str, iso: bool
) -> "pd.Series[pd.Timestamp]":
    form = None if iso or field.format in (None, "default", "any") else field.format
    day = _ANY_DAY if form else _DAY
    present = present[present.map(lambda v: day.match(v) is not None).astype(bool)]
    if form is None:
        offset = present.map(lambda v: _OFFSET.search(v) is not None).astype(bool)
    else:
        # An offset that a format spells out as plain text is declared to mean nothing: the clock
        # is the city's, as it stands (Rio's occurrences end in +00:00 and follow the city's day).
        offset = pd.Series("%z" in form, index=present.index, dtype=bool)
    try:
        if form is not None and "%" not in form:
            raise ValueError(form)
        stamps = [
            pd.to_datetime(part, format=form or "ISO8601", errors="coerce", utc=True)
            for part in (present[offset], present[~offset])
        ]
    except (ValueError, re.error) as error:
        raise SourceError(
            f"Found the format `{form}` of `{field.name}`, expected one such as %Y-%m-%d. "
            f"Correct the manifest."
        ) from error
    stamps[0] = stamps[0].dt.tz_convert(timezone)
    local = [part.dt.tz_localize(None).astype("datetime64[us]") for part in stamps]
    return pd.concat(local)


def _limits(values: "pd.Series[str]", field: Field) -> list[Mark]:
    if field.type not in ("integer", "number"):
        return []
    numbers = values.astype(float).to_numpy()
    low = -np.inf if field.minimum is None else field.minimum
    high = np.inf if field.maximum is None else field.maximum
    found = (
        (
            "negative_count" if low == 0 else "below_minimum",
            numbers < low,
            say("`{column}` is below {low:g}", column=field.name, low=float(low)),
        ),
        (
            "above_maximum",
            numbers > high,
            say("`{column}` is above {high:g}", column=field.name, high=float(high)),
        ),
    )
    return [
        Mark(rule=rule, action="quarantined", rows=rows, reason=reason)
        for rule, rows, reason in found
        if rows.any()
    ]
