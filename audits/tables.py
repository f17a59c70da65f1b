"""Findings as tables. What must be known of the numbers travels in `attrs`."""

import geopandas as gpd
import numpy as np
import pandas as pd

from audits.finding import Finding

GROUP_COLUMNS = ("dimension", "group", "people", "value", "low", "high", "state", "reason")


def group_table(finding: Finding) -> pd.DataFrame:
    """dimension, group, people, value, low, high, state, reason; one row per group."""
    rows = [
        {
            "dimension": item.dimension,
            "group": item.group,
            "people": item.people,
            "value": item.value,
            "low": item.interval.low if item.interval else None,
            "high": item.interval.high if item.interval else None,
            "state": str(item.state),
            "reason": item.reason,
        }
        for item in finding.draft.by_group
    ]
    table = pd.DataFrame(rows, columns=list(GROUP_COLUMNS))
    table.attrs = finding.travelling()
    return table


def area_table(finding: Finding) -> gpd.GeoDataFrame:
    """area, name, value, state, reason, people, not_seen_share, geometry; one row per area."""
    ground = finding.geography
    if ground is None:
        raise ValueError(f"{finding.key}: found no geography, expected that of an opened city.")
    values = {item.area: item for item in finding.draft.by_area}
    unseen = {item.area: item.share for item in finding.draft.blind_spot.areas}
    table = gpd.GeoDataFrame(
        {
            "area": ground.area_ids,
            "name": ground.names,
            "value": [values[a].value if a in values else None for a in ground.area_ids],
            "state": [
                str(values[a].state) if a in values else "not measured" for a in ground.area_ids
            ],
            "reason": [values[a].reason if a in values else None for a in ground.area_ids],
            "people": [None if np.isnan(people) else float(people) for people in ground.people],
            # Everybody seen is a zero that was measured; nobody living there is no share at all.
            "not_seen_share": [
                unseen.get(a, 0.0) if people > 0 else None
                for a, people in zip(ground.area_ids, ground.people, strict=True)
            ],
        },
        geometry=list(ground.polygons),
        crs=ground.crs,
    )
    table.attrs = finding.travelling()
    return table
