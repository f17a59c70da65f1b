"""A city's manifest as typed records.

The manifest is a Frictionless Data Package (v2) with one namespaced property, `penumbra`; its shape
is checked against `city.schema.json` and its references here. `None` in a field that people should
have filled in reads *unknown* on screen: it is an answer, and it raises a caveat.

Texts for people are `Said` (`data/said.py`): English, and translated by the catalogue `pt_BR.po`
beside the manifest. Names, ids and words that stand in tables are plain.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

Purpose = Literal["service", "burden", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Biography:
    """Who made a dataset, why and how; who is missing; who cleaned it; the residents' rung."""

    collected_by: str | None = None
    why: str | None = None
    how: str | None = None
    when: str | None = None
    missing: str | None = None
    cleaned_by: str | None = None
    rung: str | None = None
    """Rung of Arnstein's ladder at which residents took part, in the ladder's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedGap:
    """A time in which no data is expected, stated before looking. Days are inclusive."""

    start: date
    end: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a source file, as its schema declares it."""

    name: str
    type: Literal["string", "integer", "number", "boolean", "date", "datetime"]
    format: str | None = None
    required: bool = False
    unique: bool = False
    minimum: float | None = None
    maximum: float | None = None
    decimal: str = "."
    free_text: bool = False
    """Written by people in their own words, so it is searched for what must not be loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One number about an area. An extensive one is a count that can be summed over areas."""

    name: str
    field: str
    title: str
    unit: str
    extensive: bool = False
    moe: str | None = None
    """The variable of the same dataset that holds its 90 % margin of error, if it was sampled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One resource of the manifest: a file, what its columns mean, and its biography."""

    name: str
    title: str
    role: str
    path: str
    format: str
    fields: tuple[Field, ...]
    columns: dict[str, str]
    biography: Biography
    encoding: str = "utf-8"
    delimiter: str = ","
    missing: dict[str, str] | None = None
    """Source value -> label; every missing value says why it is missing."""
    values: dict[str, dict[str, str]] | None = None
    """Role column -> {source value: canonical value}; a value not listed becomes `unknown`."""
    constants: dict[str, str] | None = None
    variables: tuple[Variable, ...] = ()
    unpivot: dict[str, str] | None = None
    """Source field -> sensor id, where a file holds one column per sensor."""
    network: str | None = None
    layer: str | None = None
    source_crs: str = "EPSG:4326"
    endpoint: str | None = None
    publisher: str | None = None
    licence: str | None = None
    note: str | None = None
    observed_from: date | None = None
    observed_until: date | None = None
    """What the publisher says; where rows carry times, the newest of them counts instead."""
    interval_days: float | None = None
    """How often the publisher says it is renewed."""
    independent_of_sensors: bool | None = None
    sample: bool = False
    """An extract of unknown choice: a row that is not there proves nothing."""
    expected_gaps: tuple[ExpectedGap, ...] = ()
    foreign_names: dict[str, str] | None = None
    """Names used by the source -> the area's own name, for columns that name an area."""

    def field(self, name: str) -> Field:
        """The declared field of this name; the manifest check has made sure that it exists."""
        return next(field for field in self.fields if field.name == name)

    def source_of(self, column: str) -> str | None:
        """The source field that feeds a role column, if any does."""
        return self.columns.get(column)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingChecks:
    """What a believable reading of one network looks like; None where nobody has said."""

    unit: str
    low: float | None = None
    high: float | None = None
    most_equal: int | None = None
    """So many equal values in a row, other than zero, are persistent."""
    most_step: float | None = None
    """A larger change from one reading to the next is a jump."""
    said_by: str | None = None
    """Who says so, and on what ground; None reads *nobody says*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One sensor type, one purpose, one operator group. Never pooled with another."""

    id: str
    title: str
    sensor: str
    """What one of them is called, in the singular: camera, rain gauge."""
    purpose: Purpose
    reach_m: float
    """Metres within which a person counts as seen by a sensor."""
    reach_grid_m: tuple[float, ...]
    """Other reaches over which every verdict is varied."""
    scale_m: float
    """θ of the proximity kernel exp(−d/θ), in metres."""
    operator: str | None = None
    vendor: str | None = None
    owner: str | None = None
    contract_end: str | None = None
    cost: str | None = None
    legal_basis: str | None = None
    retention_days: int | None = None
    reading_interval_minutes: float | None = None
    """None where the sensor speaks only when something happens, or where nobody knows."""
    expected_gaps: tuple[ExpectedGap, ...] = ()
    checks: ReadingChecks | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One way of telling groups of people apart.

    `fifths`: areas ranked by a variable and cut into five groups of about equal people, lowest
    first. `shares`: each area's people split by counts. `settlement`: inside informal settlements
    or not, decided for each cell. `crossed`: every pair (or triple) of groups of other dimensions,
    taken as independent within a cell, since no source counts them together.
    """

    id: str
    title: str
    kind: Literal["fifths", "shares", "settlement", "crossed"]
    groups: tuple[str, ...]
    of: tuple[str, ...] = ()
    """The dimensions that are crossed, in the order of their words; none of them is crossed."""
    variable: str | None = None
    shares: dict[str, tuple[str, ...]] | None = None
    least_people: int = 0
    """Areas with fewer residents are left out of the fifths (and are listed as left out)."""
    proxy: str | None = None
    """What the variable really is, where it only stands in for the thing asked about."""
    universe: str | None = None
    """Whom the variable describes (households, heads, adults); None reads *unknown*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCounted:
    """People, places or questions that the statistics do not hold at all."""

    who: str
    why: str
    people: int | None = None
    kind: Literal["people", "places", "questions"] = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A service that people get beside a need for it: both variables of areas."""

    service: str
    need: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What the city does (a dataset of interventions) about a need, seen by a network or not."""

    id: str
    title: str
    need: str
    """Name of a dataset of incidents, of places of need, or `dataset.variable` of areas."""
    action: str
    """Name of a dataset of interventions."""
    network: str
    """Through which the city would see the need."""
    kinds: tuple[str, ...] = ()
    """Kinds of intervention that answer the need; empty: all of them."""
    target_hours: float | None = None
    near_m: float | None = None
    """An intervention so near to a place of need answers it; None where they share an id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """Everything a manifest says. `folder` is where it lies; files are sought in `root`."""

    id: str
    title: str
    country: str
    invented: bool
    crs: str
    timezone: str
    locale: str
    cell_m: float
    folder: Path
    manifest_sha256: str
    datasets: tuple[Dataset, ...]
    networks: tuple[Network, ...]
    dimensions: tuple[Dimension, ...]
    wealth: str
    """Id of the dimension that ranks people from poorest to richest."""
    generated: bool = False
    """True when its files come from `data.cities.<id>.generate`, not from a publisher."""
    as_of: date | None = None
    """The day an invented city takes for today; None means the day of asking."""
    settlement_word: str = "informal settlement"
    not_counted: tuple[NotCounted, ...] = ()
    pairs: tuple[Pair, ...] = ()
    responses: tuple[Response, ...] = ()
    edge_m: float = 300.0
    """A point outside every area but nearer than this is placed in the nearest one."""

    def network(self, network_id: str) -> Network:
        """The network of this id; raises KeyError."""
        return {network.id: network for network in self.networks}[network_id]

    def dimension(self, dimension_id: str) -> Dimension:
        """The dimension of this id; raises KeyError."""
        return {dimension.id: dimension for dimension in self.dimensions}[dimension_id]

    def dataset(self, name: str) -> Dataset:
        """The dataset of this name; raises KeyError."""
        return {dataset.name: dataset for dataset in self.datasets}[name]


def sha256_file(path: Path) -> str:
    """Hex digest of a file's bytes, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
