"""The public data register: each dataset's biography, its ledger, and what was kept out and why."""

from dataclasses import dataclass
from datetime import date

from data.city import City, Dataset, Network


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One step of work on a dataset: which rule, what it did, to how many rows."""

    step: int
    rule: str
    action: str
    """read, kept, quarantined, repaired, noted, derived."""
    rows: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetRecord:
    """A dataset as it stands in one snapshot. kept + quarantined = read."""

    dataset: Dataset
    rows_read: int
    rows_kept: int
    rows_quarantined: int
    observed_from: date | None
    observed_until: date | None
    age_days: int | None
    sha256: str
    ledger: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkRecord:
    """A network as it stands in one snapshot."""

    network: Network
    sensors: int
    """Placed on the map."""
    working: int
    not_working: int
    unknown: int
    unplaced: int
    """In the source, but without a usable place: in quarantine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Everything a city's register page shows."""

    city: City
    snapshot: str
    datasets: tuple[DatasetRecord, ...]
    networks: tuple[NetworkRecord, ...]
