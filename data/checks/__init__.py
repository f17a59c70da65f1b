"""Row checks. Each says which rows, under which rule, with which consequence and why."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Action = Literal["quarantined", "noted", "repaired"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mark:
    """Rows that a rule speaks of.

    A row is quarantined by the first rule that says so. A note counts every row read, kept or not;
    a repair counts only rows that stay, since what is refused was not mended for anybody.
    """

    rule: str
    action: Action
    rows: NDArray[np.bool_]
    reason: str


def refused(marks: list[Mark], rows: int) -> NDArray[np.bool_]:
    """Which of this many rows some mark refuses."""
    out = np.zeros(rows, dtype=bool)
    for mark in marks:
        if mark.action == "quarantined":
            out |= mark.rows
    return out
