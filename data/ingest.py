"""One dataset: read, check every row, keep it or put it in quarantine with its reason.

What leaves here speaks the columns of its role only. Nothing is lost: rows kept and rows
quarantined add up to rows read, whatever the file holds.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from secrets import token_bytes

import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

from data import guard
from data.checks import Mark, refused
from data.checks.counts import counts, negative_variables
from data.checks.keys import KEYS, duplicates, orphans, unmatched_names
from data.checks.places import Ground, place
from data.checks.shapes import repair, to_metric
from data.checks.values import as_text, clean, missing, parse
from data.city import City, Dataset
from data.errors import SourceError
from data.ledger import Ledger
from data.refusals import first_refusals, quarantine, record
from data.reporters import scramble, without_reporters
from data.roles import ROLES
from data.said import say
from data.source import Raw


@dataclass(slots=True, kw_only=True, eq=False)
class Known:
    """What earlier datasets have said that later ones may refer to."""

    ground: Ground | None = None
    sensors: dict[str, set[str]] = field(default_factory=dict)
    """Network -> every sensor id that was read, placed or not."""
    incidents: set[str] | None = None
    """None in a city that knows none, which is every real one."""
    keys: dict[tuple[str, str | None], set[tuple[object, ...]]] = field(default_factory=dict)
    """Role and network -> keys that were kept; no later dataset may bring them again."""
    salt: bytes = field(default_factory=lambda: token_bytes(16))
    """Of this build alone, and never written down: scrambled reporters cannot be told again."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Taken:
    """What came of one dataset."""

    dataset: Dataset
    kept: pd.DataFrame
    """Role columns, `row_number`, and `x`, `y`, `located`, `near_edge` or `wkb`."""
    variables: pd.DataFrame
    """area_id, variable, value (None where the source has none)."""
    quarantine: pd.DataFrame
    """row_number, rule, reason, row (JSON of the declared columns)."""
    read: int
    derived: int
    """Rows that the kept rows became, where a file holds one column per sensor."""


def take(city: City, dataset: Dataset, raw: Raw, known: Known, ledger: Ledger) -> Taken:
    """Checks every row of `raw`. Raises SensitiveDataError, or SourceError for an unknown CRS."""
    ledger.write(dataset.name, "read", "read", raw.read, dataset.path)
    text = pd.DataFrame({name: clean(raw.frame[name]) for name in raw.frame}, dtype=object)
    frame, marks = _typed(city, dataset, raw, text, ledger)
    _inspect(dataset, text, frame)
    roles, more = _role_columns(dataset, frame)
    marks += more + _possible(dataset, roles, frame)
    marks += _places(city, dataset, raw, roles, known)
    marks += _keys(dataset, roles, known)
    _once(dataset, roles, frame, known, marks)
    scramble(roles, known.salt)
    first = first_refusals(marks, len(frame))
    record(dataset.name, raw, marks, first, ledger)
    stays = ~refused(marks, len(frame))
    kept = roles[stays].assign(row_number=raw.rows[stays])
    ledger.write(dataset.name, "kept", "kept", len(kept), say("passed every check"))
    _remember(dataset, roles, kept, known)
    unpivoted = _unpivot(dataset, frame[stays], kept)
    if dataset.unpivot:
        ledger.write(
            dataset.name,
            "unpivot",
            "derived",
            len(unpivoted),
            say(
                "{columns} columns, one per sensor, became one reading each",
                columns=len(dataset.unpivot),
            ),
        )
    _absent_areas(dataset, kept, known, ledger)
    return Taken(
        dataset=dataset,
        kept=unpivoted,
        variables=_variables(dataset, frame[stays], kept),
        quarantine=quarantine(without_reporters(raw, dataset), first),
        read=raw.read,
        derived=len(kept) * len(dataset.unpivot or (0,)),
    )


def _typed(
    city: City, dataset: Dataset, raw: Raw, text: pd.DataFrame, ledger: Ledger
) -> tuple[pd.DataFrame, list[Mark]]:
    """Every declared field in its type; missing values noted by their label."""
    columns, marks = {}, []
    for column in dataset.fields:
        cells = text[column.name]
        absent = np.zeros(len(text), dtype=bool)
        for label, rows in sorted(missing(cells, dataset.missing or {}).items()):
            absent |= rows
            ledger.write(
                dataset.name,
                "missing_value",
                "noted",
                int(rows.sum()),
                say("`{column}`: {label}", column=column.name, label=label),
            )
        columns[column.name], wrong = parse(
            cells, column, absent, city.timezone, iso=column.name in raw.iso
        )
        marks += wrong
    return pd.DataFrame(columns, index=text.index), marks


def _inspect(dataset: Dataset, text: pd.DataFrame, frame: pd.DataFrame) -> None:
    """Text is searched whole; of other columns what is of their type can be nothing else."""
    for column in dataset.fields:
        cells = text[column.name]
        if column.type != "string":
            cells = cells[frame[column.name].isna()]
        guard.inspect(cells, place=f"{dataset.path}, column `{column.name}`")


def _role_columns(dataset: Dataset, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Mark]]:
    """The frame under the names of its role, with value maps and constants applied."""
    kinds = ROLES[dataset.role].columns
    out, marks = {}, []
    for column, source in dataset.columns.items():
        values, words = frame[source], (dataset.values or {}).get(column)
        if (kinds[column] == "VARCHAR" or words) and dataset.field(source).type != "string":
            values = values.map(as_text).astype(object)
        if words:
            # A word that the manifest does not know is not guessed at.
            strange = (values.notna() & ~values.isin(list(words))).to_numpy()
            reason = say(
                "`{column}` holds a word that the manifest does not translate: unknown",
                column=source,
            )
            marks.append(Mark(rule="unknown_word", action="noted", rows=strange, reason=reason))
            values = values.map(lambda v, w=words: None if v is None else w.get(v, "unknown"))
        if words and kinds[column] == "BOOLEAN":
            values = values.map(_BOOLEAN.get)
        if kinds[column] != "TIMESTAMP":
            values = values.astype(object).where(values.notna(), None)
        out[column] = values
    roles = pd.DataFrame(out, index=frame.index)
    for column, value in (dataset.constants or {}).items():
        roles[column] = _BOOLEAN[value] if kinds[column] == "BOOLEAN" else value
    return roles, marks


_BOOLEAN = {"true": True, "false": False}


def _possible(dataset: Dataset, roles: pd.DataFrame, frame: pd.DataFrame) -> list[Mark]:
    """Rows without what their role cannot do without, or with what it cannot be.

    Coordinates have rules of their own.
    """
    role = ROLES[dataset.role]
    absent = [
        Mark(
            rule="missing_required",
            action="quarantined",
            rows=roles[column].isna().to_numpy(),
            reason=say("no {column}", column=column),
        )
        for column in role.required
        if column in roles and column not in ("latitude", "longitude")
    ]
    return absent + counts(role, roles) + negative_variables(dataset.variables, frame)


def _places(
    city: City, dataset: Dataset, raw: Raw, roles: pd.DataFrame, known: Known
) -> list[Mark]:
    """Geometry into the metric CRS, points onto areas. Adds columns to `roles`."""
    role = ROLES[dataset.role]
    if role.geometry == "polygon":
        if raw.geometry is None:
            raise SourceError(
                f"{dataset.path}: found no geometry, expected polygons for the role "
                f"`{role.name}`. Use GeoJSON, GeoPackage, Shapefile or GeoParquet."
            )
        crs = raw.crs or dataset.source_crs
        mended, marks = repair(to_metric(raw.geometry, crs, city.crs, dataset.path))
        roles["wkb"] = shapely.to_wkb(mended)
        if role.name == "settlements":
            marks.append(_ground(dataset, known).untouched(mended))
        return marks
    if not {"latitude", "longitude"} <= set(roles.columns):
        return []
    placed = place(
        roles["latitude"],
        roles["longitude"],
        _ground(dataset, known),
        Transformer.from_crs(dataset.source_crs, city.crs, always_xy=True),
        required=role.geometry == "point",
    )
    ids = np.array([*_ground(dataset, known).area_ids, None], dtype=object)
    roles["x"], roles["y"], roles["located"] = placed.x, placed.y, ids[placed.area]
    roles["near_edge"] = next(m.rows for m in placed.marks if m.rule == "near_edge")
    return placed.marks


def _ground(dataset: Dataset, known: Known) -> Ground:
    if known.ground is None:
        raise SourceError(
            f"{dataset.path}: no area was kept, so nothing can be placed. Mend the areas first."
        )
    return known.ground


def _keys(dataset: Dataset, roles: pd.DataFrame, known: Known) -> list[Mark]:
    """Orphan keys, and names that are no area's. Fills `located` from codes and names."""
    marks = []
    if "located" not in roles:
        roles["located"] = None
    sensors = known.sensors.get(str(dataset.network), set())
    if dataset.role != "sensors" and "sensor_id" in roles:
        marks.append(orphans(roles["sensor_id"], sensors, "sensor"))
    if dataset.role != "areas" and "area_id" in roles:
        marks.append(orphans(roles["area_id"], _ground(dataset, known).area_ids, "area"))
        roles["located"] = roles["located"].where(roles["located"].notna(), roles["area_id"])
    if dataset.role != "incidents" and "incident_id" in roles and known.incidents is not None:
        marks.append(orphans(roles["incident_id"], known.incidents, "incident"))
    if "area_name" in roles:
        marks.append(_by_name(dataset, roles, known))
    absent = set((dataset.unpivot or {}).values()) - sensors
    if absent:
        raise SourceError(
            f"{dataset.path}: the columns of sensors {', '.join(sorted(absent))} belong to no "
            f"sensor of `{dataset.network}`. Correct `unpivot` in the manifest."
        )
    return marks


def _by_name(dataset: Dataset, roles: pd.DataFrame, known: Known) -> Mark:
    ground = _ground(dataset, known)
    names = dict(zip(ground.area_ids, ground.names, strict=True))
    found, unmatched = unmatched_names(roles["area_name"], names, dataset.foreign_names or {})
    roles["located"] = roles["located"].where(roles["located"].notna(), found)
    blank = roles["area_name"].isna().to_numpy()
    return Mark(
        rule="unmatched_name",
        action="noted",
        rows=unmatched | blank,
        reason=say(
            "name no area of the city ({blank} of them are blank); only coordinates can place them",
            blank=int(blank.sum()),
        ),
    )


def _once(
    dataset: Dataset, roles: pd.DataFrame, frame: pd.DataFrame, known: Known, marks: list[Mark]
) -> None:
    """Adds the marks of rows whose key, or whose value of a unique field, stood before."""
    key = [column for column in KEYS[dataset.role] if column in roles]
    earlier = known.keys.get((dataset.role, dataset.network), set())
    again = [duplicates(key, roles, ~refused(marks, len(roles)), earlier)]
    marks += [mark for mark in again if mark]
    for column in dataset.fields:
        if column.unique:
            mark = duplicates([column.name], frame, ~refused(marks, len(frame)), set())
            marks += [mark] if mark else []


def _remember(dataset: Dataset, roles: pd.DataFrame, kept: pd.DataFrame, known: Known) -> None:
    """What later datasets may refer to, or may not say again."""
    if dataset.role == "sensors":
        # A sensor that could not be placed still makes readings.
        ids = known.sensors.setdefault(str(dataset.network), set())
        ids |= set(roles["sensor_id"].dropna())
    if dataset.role == "incidents":
        known.incidents = (known.incidents or set()) | set(kept["incident_id"])
    if dataset.role in ("people", "settlements", "sensors"):
        keys = known.keys.setdefault((dataset.role, dataset.network), set())
        keys |= set(kept[KEYS[dataset.role]].itertuples(index=False, name=None))


def _variables(dataset: Dataset, frame: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    parts = [
        pd.DataFrame(
            {
                "area_id": kept["area_id"],
                "variable": variable.name,
                "value": frame[variable.field].astype(float),
            }
        )
        for variable in dataset.variables
    ]
    if not parts:
        return pd.DataFrame({"area_id": [], "variable": [], "value": []})
    return pd.concat(parts, ignore_index=True)


def _unpivot(dataset: Dataset, frame: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """One row per sensor and time, where the file has one column per sensor."""
    if not dataset.unpivot:
        return kept
    parts = [
        kept.assign(sensor_id=sensor_id, value=frame[source])
        for source, sensor_id in dataset.unpivot.items()
    ]
    return pd.concat(parts, ignore_index=True)


def _absent_areas(dataset: Dataset, kept: pd.DataFrame, known: Known, ledger: Ledger) -> None:
    """Areas that a by-area dataset says nothing of are missing people, not zeros: count them."""
    if not ROLES[dataset.role].by_area or known.ground is None:
        return
    without = set(known.ground.area_ids) - set(kept["area_id"])
    if without:
        ledger.write(
            dataset.name,
            "areas_without_row",
            "noted",
            len(without),
            say(
                "of {areas} areas have no row: not measured there",
                areas=len(known.ground.area_ids),
            ),
        )


Reader = Callable[[Dataset], Raw]
"""Gives the raw rows of a dataset: from a file, or from an invented city's generator."""
