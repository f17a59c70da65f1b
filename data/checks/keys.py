"""Do keys stand once, and do they point at something?"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.checks import Mark
from data.said import mark, say

KEYS = {
    "areas": ["area_id"],
    "settlements": ["settlement_id"],
    "people": ["area_id"],
    "wealth": ["area_id"],
    "traits": ["area_id"],
    "area_need": ["area_id"],
    "service": ["area_id"],
    "sensors": ["sensor_id"],
    "readings": ["sensor_id", "observed_at"],
    "availability": ["sensor_id", "year", "month"],
    "requests": ["request_id"],
    "interventions": ["intervention_id"],
    "incidents": ["incident_id"],
    "need": ["need_id"],
    "sites": ["site_id"],
}
_NOTHING_HAS = {
    "area": mark("no area has this {column}"),
    "incident": mark("no incident has this {column}"),
    "sensor": mark("no sensor has this {column}"),
}

Keys = AbstractSet[tuple[object, ...]]


def normal(name: str) -> str:
    """A place name without case, accents and spare spaces, for comparison only."""
    plain = unicodedata.normalize("NFKD", name)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).lower().split())


def duplicates(
    columns: Sequence[str], frame: pd.DataFrame, among: NDArray[np.bool_], earlier: Keys
) -> Mark | None:
    """Second and later rows with the same key, of the rows `among`; the first of them is kept.

    A row that is refused anyway takes no key from the next. `earlier`: keys of other datasets.
    """
    if not columns or len(frame) == 0:
        return None
    stated = among & frame[list(columns)].notna().all(axis=1).to_numpy()
    keys = frame.loc[stated, list(columns)]
    again = np.zeros(len(frame), dtype=bool)
    again[stated] = keys.duplicated().to_numpy()
    if earlier:
        again[stated] |= [key in earlier for key in keys.itertuples(index=False, name=None)]
    return Mark(
        rule="duplicate_key",
        action="quarantined",
        rows=again,
        reason=say("{columns} stands in an earlier row already", columns=", ".join(columns)),
    )


def orphans(
    column: "pd.Series[str]", known: Collection[str], of: Literal["area", "incident", "sensor"]
) -> Mark:
    """Rows whose key points at nothing that this city has."""
    rows = column.notna().to_numpy() & ~column.isin(list(known)).to_numpy()
    reason = say(_NOTHING_HAS[of], column=str(column.name))
    return Mark(rule="orphan_key", action="quarantined", rows=rows, reason=reason)


def unmatched_names(
    column: "pd.Series[str]", names: Mapping[str, str], aliases: Mapping[str, str]
) -> "tuple[pd.Series[str], NDArray[np.bool_]]":
    """Area ids by name (None where the name is no area's), and which stated names did not match.

    A name that two areas share is neither's.
    """
    times = Counter(normal(name) for name in names.values())
    lookup = {normal(n): area_id for area_id, n in names.items() if times[normal(n)] == 1}
    for alias, name in aliases.items():
        if normal(name) in lookup:
            lookup[normal(alias)] = lookup[normal(name)]
    unique = {name: lookup.get(normal(str(name))) for name in column.dropna().unique()}
    found = column.map(unique).astype(object)
    found = found.where(found.notna(), None)
    return found, (column.notna() & found.isna()).to_numpy()
