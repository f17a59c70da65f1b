"""What was refused, mended and noted, row by row and rule by rule: quarantine and ledger."""

import json
from collections import Counter

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.checks import Mark
from data.ledger import Ledger
from data.source import Raw


def first_refusals(marks: list[Mark], rows: int) -> NDArray[np.object_]:
    """Per row, the first mark that refuses it, or None."""
    first = np.full(rows, None, dtype=object)
    for mark in marks:
        if mark.action == "quarantined":
            first[mark.rows & (first == None)] = mark  # noqa: E711  (elementwise)
    return first


def record(
    dataset: str, raw: Raw, marks: list[Mark], first: NDArray[np.object_], ledger: Ledger
) -> None:
    """Ledger entries: refused rows once each, under their first reason; notes and repairs too."""
    told = Counter((mark.rule, mark.reason) for mark in first if mark is not None)
    told.update(("broken_row", row.reason) for row in raw.broken)
    for (rule, reason), rows in told.items():
        ledger.write(dataset, rule, "quarantined", rows, reason)
    stays = first == None  # noqa: E711  (elementwise)
    for mark in marks:
        rows = int((mark.rows & stays if mark.action == "repaired" else mark.rows).sum())
        if mark.action != "quarantined" and rows:
            ledger.write(dataset, mark.rule, mark.action, rows, mark.reason)


def quarantine(raw: Raw, first: NDArray[np.object_]) -> pd.DataFrame:
    """row_number, rule, reason, row (JSON of the declared columns; null for a broken row)."""
    rows = [
        {
            "row_number": int(raw.rows[at]),
            "rule": first[at].rule,
            "reason": first[at].reason,
            "row": json.dumps(raw.frame.iloc[at].to_dict(), ensure_ascii=False),
        }
        for at in np.flatnonzero(first != None)  # noqa: E711  (elementwise)
    ]
    rows += [
        {"row_number": row.row, "rule": "broken_row", "reason": row.reason, "row": None}
        for row in raw.broken
    ]
    return pd.DataFrame(rows, columns=["row_number", "rule", "reason", "row"])
