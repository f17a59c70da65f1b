"""Are numbers and times what their role can be, whatever the manifest asks of them?"""

from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.checks import Mark
from data.city import Variable
from data.roles import Role
from data.said import say

_YEARS = (1900, 2100)
_BETWEEN = MappingProxyType(
    {
        "people": (0, 1e10),
        "expected": (0, 2**53),
        "received": (0, 2**53),
        "usable": (0, 2**53),
        "longest_gap_minutes": (0, 2**53),
        "year": _YEARS,
        "month": (1, 12),
    }
)
"""Role column -> what its numbers lie between."""


def counts(role: Role, frame: pd.DataFrame) -> list[Mark]:
    """Rows with a count below zero or not whole, a month 13, or a time centuries away.

    Such a row would otherwise stop the build, or fill ages with days on which nothing was expected.
    """
    marks = []
    for column in frame:
        kind = role.columns.get(str(column))
        if kind == "TIMESTAMP":
            years = frame[column].dt.year.to_numpy(float)
            wrong = (years < _YEARS[0]) | (years > _YEARS[1])
            reason = say(
                "{column} lies outside the years {first} to {last}",
                column=str(column),
                first=_YEARS[0],
                last=_YEARS[1],
            )
            marks.append(_mark("implausible_date", wrong, reason))
        elif kind in ("DOUBLE", "BIGINT", "INTEGER"):
            numbers = frame[column].astype(float).to_numpy()
            if kind != "DOUBLE":
                broken = np.isfinite(numbers) & (numbers != np.floor(numbers))
                reason = say("{column} is no whole number", column=str(column))
                marks.append(_mark("not_whole", broken, reason))
            low, high = _BETWEEN.get(str(column), (-np.inf, np.inf))
            below = "negative_count" if low == 0 else "impossible_value"
            outside = say(
                "{column} is not between {low:g} and {high:g}",
                column=str(column),
                low=low,
                high=high,
            )
            negative = say("{column} is below 0", column=str(column))
            marks.append(_mark(below, numbers < low, outside if low else negative))
            marks.append(_mark("impossible_value", numbers > high, outside))
    return [mark for mark in marks if mark.rows.any()]


def negative_variables(variables: tuple[Variable, ...], frame: pd.DataFrame) -> list[Mark]:
    """Rows in which a variable that counts something is below zero."""
    marks = [
        _mark(
            "negative_count",
            frame[variable.field].astype(float).to_numpy() < 0,
            say("`{column}` is below 0", column=variable.field),
        )
        for variable in variables
        if variable.extensive
    ]
    return [mark for mark in marks if mark.rows.any()]


def _mark(rule: str, rows: NDArray[np.bool_], reason: str) -> Mark:
    return Mark(rule=rule, action="quarantined", rows=rows, reason=reason)
