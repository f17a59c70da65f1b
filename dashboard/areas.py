"""The rows of an area table: findings joined with geography, sorted and searched as asked."""

import math
from collections.abc import Callable

from audits.finding import Finding
from audits.geography import Geography
from audits.spelling import plain
from dashboard.components.area_table import AreaRow

Key = Callable[[AreaRow], float | str | None]

SORTS: dict[str, Key] = {
    "name": lambda row: plain(row.name),
    "value": lambda row: row.value,
    "people": lambda row: row.people,
    "unseen": lambda row: row.unseen,
    "share": lambda row: row.unseen_share,
}


def area_rows(finding: Finding, geography: Geography) -> tuple[AreaRow, ...]:
    """One row per area of the finding, in the city's order of areas."""
    blind = {held.area: held for held in finding.draft.blind_spot.areas}
    place = {area: i for i, area in enumerate(geography.area_ids)}
    rows = []
    for value in finding.draft.by_area:
        i, held = place[value.area], blind.get(value.area)
        count = float(geography.people[i])
        people = None if math.isnan(count) else count
        rows.append(
            AreaRow(
                area=value.area,
                name=geography.names[i],
                region=geography.regions[i] or "",
                value=value.value,
                state=value.state,
                reason=value.reason,
                people=people,
                unseen=held.people if held else 0.0,
                unseen_share=held.share if held else (0.0 if people else None),
            )
        )
    return tuple(rows)


def searched(rows: tuple[AreaRow, ...], text: str | None) -> tuple[AreaRow, ...]:
    """Rows whose name or region holds the text, accents and case aside."""
    wanted = plain(text or "").strip()
    return tuple(row for row in rows if wanted in plain(f"{row.name} {row.region}"))


def ordered(rows: tuple[AreaRow, ...], column: str, descending: bool) -> tuple[AreaRow, ...]:
    """Rows by one of SORTS; those without a value there come last, either way."""
    key = SORTS[column]
    held = [row for row in rows if key(row) is not None]
    without = [row for row in rows if key(row) is None]
    # key(row) is str for all rows or float for all rows of one column.
    return tuple(sorted(held, key=key, reverse=descending)) + tuple(without)  # type: ignore[arg-type]
