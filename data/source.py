"""What a connector is: it turns one declared file into rows of text, and loses none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.city import Dataset
from data.errors import SourceError
from data.guard import kinds_in


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRow:
    """A row that could not be read as a row: which one, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Raw:
    """The declared columns of a file as text, nothing changed. `rows` are numbered from 1."""

    frame: pd.DataFrame
    """One column per declared field; every cell is text, or None where the file has a null."""
    rows: NDArray[np.int64]
    geometry: NDArray[np.object_] | None = None
    crs: str | None = None
    broken: tuple[BrokenRow, ...] = ()
    iso: frozenset[str] = frozenset()
    """Columns that the file itself types as times: written as ISO 8601, whatever was declared."""

    @property
    def read(self) -> int:
        """Rows in the file, whole or broken."""
        return len(self.rows) + len(self.broken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A connector: the formats it reads, and how."""

    formats: tuple[str, ...]
    read: Callable[[Path, Dataset], Raw]


def need_columns(found: Sequence[object], path: Path, dataset: Dataset) -> None:
    """Raises SourceError unless every declared field is a column of the file, once."""
    names = [str(name) for name in found]
    absent = [field.name for field in dataset.fields if names.count(field.name) == 0]
    twice = [field.name for field in dataset.fields if names.count(field.name) > 1]
    if absent:
        raise SourceError(
            f"{path.name}: found columns {', '.join(map(_shown, names[:30])) or 'none'}; expected "
            f"also {', '.join(absent)}. Correct the file, or the fields of `{dataset.name}`."
        )
    if twice:
        raise SourceError(
            f"{path.name}: found column {', '.join(twice)} more than once, expected it once. "
            f"Rename one of them; we cannot know which is meant."
        )


def _shown(name: str) -> str:
    """A column's name as an error may repeat it: where a header is lacking, it is a row's value."""
    if kinds_in(name):
        return "(withheld)"
    return name if len(name) <= 40 else f"{name[:39]}…"


def from_table(
    table: pa.Table,
    dataset: Dataset,
    *,
    geometry: NDArray[np.object_] | None = None,
    crs: str | None = None,
) -> Raw:
    """A Raw of an Arrow table that holds the declared columns: typed values written as text."""
    names = [field.name for field in dataset.fields]
    cells = {name: _text(table.column(name)) for name in names}
    return Raw(
        frame=pd.DataFrame(cells, columns=names, dtype=object),
        rows=np.arange(1, table.num_rows + 1, dtype=np.int64),
        geometry=geometry,
        crs=crs,
        iso=frozenset(n for n in names if pa.types.is_temporal(table.schema.field(n).type)),
    )


def _text(column: pa.ChunkedArray) -> NDArray[np.object_]:
    """Text and None. 1.0 becomes `1`, so that a key is the same with and without nulls beside."""
    try:
        values = pc.cast(column, pa.string()).to_pylist()
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        # Lists, structures and bytes have no text of their own; a declared field is rarely one.
        values = [str(value) if value.is_valid else None for value in column]
    cells = np.empty(len(values), dtype=object)
    cells[:] = values
    return cells
