"""Who lives where, group by group: which share of each area's people belongs to which group."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.city import Dimension


def midpoint_ranks(values: NDArray[np.float64], people: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fractional rank (0 to 1) of each area's people, lowest value first, ties averaged.

    `r_i = (Σ_{k<i} w_k + w_i/2)/W`; areas with the same value share the midpoint of their block,
    so that the rank does not depend on row order. Values must be finite, people positive.
    """
    order = np.argsort(values, kind="stable")
    distinct, block = np.unique(values[order], return_inverse=True)
    mass = np.bincount(block, weights=people[order], minlength=len(distinct))
    middle = (np.cumsum(mass) - mass / 2) / mass.sum()
    ranks = np.empty(len(values))
    ranks[order] = middle[block]
    return ranks


def area_groups(dimension: Dimension, areas: pd.DataFrame, variables: pd.DataFrame) -> pd.DataFrame:
    """area_id, dimension, grp, share: the share (0 to 1) of an area's residents in each group.

    An area of which the sources say nothing has no row: its people belong to no known group.
    `areas` holds area_id and people; `variables` area_id, variable, value.
    """
    match dimension.kind:
        case "fifths":
            rows = _fifths(dimension, areas, variables)
        case "shares":
            rows = _shares(dimension, variables)
        case "settlement" | "crossed":  # decided for each cell, from the others
            rows = pd.DataFrame({"area_id": [], "grp": [], "share": []})
    rows["dimension"] = dimension.id
    return rows[["area_id", "dimension", "grp", "share"]]


def _fifths(dimension: Dimension, areas: pd.DataFrame, variables: pd.DataFrame) -> pd.DataFrame:
    values = variables.loc[variables["variable"] == dimension.variable, ["area_id", "value"]]
    table = areas[["area_id", "people"]].merge(values, on="area_id").dropna()
    table = table[(table["people"] > 0) & (table["people"] >= dimension.least_people)]
    if table.empty:
        return pd.DataFrame({"area_id": [], "grp": [], "share": []})
    ranks = midpoint_ranks(table["value"].to_numpy(float), table["people"].to_numpy(float))
    fifth = np.minimum((ranks * 5).astype(int), 4)
    return pd.DataFrame(
        {
            "area_id": table["area_id"].to_numpy(),
            "grp": np.array(dimension.groups, dtype=object)[fifth],
            "share": 1.0,
        }
    )


def _shares(dimension: Dimension, variables: pd.DataFrame) -> pd.DataFrame:
    shares = dimension.shares or {}
    needed = list(dict.fromkeys(name for names in shares.values() for name in names))
    wide = variables[variables["variable"].isin(needed)].pivot(
        index="area_id", columns="variable", values="value"
    )
    # A count of which no row was kept is unknown everywhere.
    wide = wide.reindex(columns=needed).astype(float)
    counts = pd.DataFrame(
        {
            # min_count: an area without one of the counts has an unknown share, not a smaller one.
            group: wide[list(names)].sum(axis=1, min_count=len(names))
            for group, names in shares.items()
        }
    )
    total = counts.sum(axis=1, min_count=len(counts.columns))
    known = counts[total > 0]
    return (
        known.div(total[total > 0], axis=0)
        .dropna()
        .rename_axis("area_id")
        .reset_index()
        .melt(id_vars="area_id", var_name="grp", value_name="share")
    )
