"""What each dataset states of one area, side by side, and what it leaves out and why.

Datasets that disagree both stand: none is corrected by another.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from audits.finding import DatasetAge
from audits.frame import CityFrame
from audits.per_frame import per_frame
from audits.place_ages import ages_of
from audits.place_people import FEW
from audits.stats.footing import LEAST_PEOPLE
from audits.words import joined, say
from data.city import Dataset, Variable
from data.said import say_of

OF_PEOPLE = ("people", "wealth", "traits")
"""Roles of datasets whose counts are counts of persons."""
NO_ROW = say("the dataset has no row for this area")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """Where a value stands among those of all areas that have one."""

    above: int
    """Areas with more."""
    below: int
    of: int
    """Areas with a value, this one among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One number about one area, or why there is none."""

    variable: Variable
    value: float | None
    missing: str | None = None
    """The label of the missing value, as the source means it."""
    withheld: str | None = None
    rank: Rank | None = None
    """None for counts and for margins of error."""
    part: float | None = None
    """Of a count: its share of the sum over all areas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetHere:
    """Everything that one dataset states of one area."""

    dataset: Dataset
    age: DatasetAge
    values: tuple[Stated, ...]


def datasets_here(frame: CityFrame, index: int) -> tuple[DatasetHere, ...]:
    """Each dataset with variables by area, in the order of the register."""
    return tuple(
        DatasetHere(
            dataset=dataset,
            age=ages_of(frame, (dataset.name,))[0],
            values=tuple(_stated(frame, dataset, index)),
        )
        for dataset in frame.city.datasets
        if dataset.variables
    )


@per_frame
def _columns(frame: CityFrame, dataset: str) -> dict[str, "pd.Series[float]"]:
    """Variable -> its values by area id; areas without a row are not in it."""
    rows = frame.tables["area_variable"]
    rows = rows[rows["dataset"] == dataset]
    return {
        str(name): own.set_index("area_id")["value"].astype(float)
        for name, own in rows.groupby("variable")
    }


def _stated(frame: CityFrame, dataset: Dataset, index: int) -> Iterator[Stated]:
    area, columns = frame.geography.area_ids[index], _columns(frame, dataset.name)
    hidden = _hidden(frame, dataset, area)
    errors = {variable.moe for variable in dataset.variables}
    for variable in dataset.variables:
        column = columns.get(variable.name)
        if column is None or area not in column.index:
            yield Stated(variable=variable, value=None, missing=NO_ROW)
            continue
        value = float(column[area])
        if np.isnan(value):
            yield Stated(
                variable=variable, value=None, missing=_label(frame, dataset, variable.field)
            )
        elif variable.name in hidden:
            yield Stated(variable=variable, value=None, withheld=FEW)
        else:
            known = column.dropna()
            total = float(known.sum())
            yield Stated(
                variable=variable,
                value=value,
                rank=None
                if variable.extensive or variable.name in errors
                else Rank(
                    above=int((known > value).sum()),
                    below=int((known < value).sum()),
                    of=len(known),
                ),
                part=value / total if variable.extensive and total > 0 else None,
            )


def _label(frame: CityFrame, dataset: Dataset, field: str) -> str:
    """What the source's missing values of this field mean; all of them where there are several."""
    found = [
        say_of(frame.city.folder, entry.reason.partition(": ")[2])
        for entry in frame.ledger.get(dataset.name, ())
        if entry.rule == "missing_value" and entry.reason.startswith(f"`{field}`: ")
    ]
    return joined(say(" or "), found) if found else say("the row holds no usable value")


def _hidden(frame: CityFrame, dataset: Dataset, area: str) -> frozenset[str]:
    """Counts of people that are not shown: one of them alone is small, so none of its set is.

    A set is what one dimension of people is made of, or else all other counts of the dataset.
    """
    if dataset.role not in OF_PEOPLE:
        return frozenset()
    errors = {variable.moe for variable in dataset.variables}
    counts = [v.name for v in dataset.variables if v.extensive and v.name not in errors]
    of_dimensions = [
        [name for names in (dimension.shares or {}).values() for name in names]
        for dimension in frame.city.dimensions
    ]
    sets = [[name for name in own if name in counts] for own in of_dimensions]
    sets.append([name for name in counts if not any(name in own for own in of_dimensions)])
    columns = _columns(frame, dataset.name)
    hidden: set[str] = set()
    for names in sets:
        held = [float(columns[n].get(area, np.nan)) for n in names if n in columns]
        if any(0 < value < LEAST_PEOPLE for value in held):
            hidden |= set(names)
    return frozenset(hidden)
