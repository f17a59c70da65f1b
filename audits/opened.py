"""A city, opened: what an analyst, a page or a report asks for findings."""

import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pandas as pd

from audits import reviews
from audits.finding import Finding
from audits.frame import CityFrame
from audits.geography import Geography
from audits.load import MARTS, from_tables
from audits.overlay import OVERLAY
from audits.register import DatasetRecord, NetworkRecord, Register
from audits.run import contested
from audits.run import findings as run_findings
from data.city import City
from data.manifest import MANIFEST, find_city, read_manifest
from data.settings import Settings
from data.warehouse import Snapshot, current_id


def open_city(
    city: str | City, *, settings: Settings | None = None, as_of: date | None = None
) -> "OpenedCity":
    """Opens the newest snapshot of a city (an id, a folder with a manifest, or a City).

    Ages are counted from `as_of`: by default today, or the day that an invented city takes for
    today. Raises UnknownCityError, NoSnapshotError.
    """
    return OpenedCity(
        find_city(city) if isinstance(city, str) else city,
        settings or Settings.from_environment(),
        as_of,
    )


class OpenedCity:
    """One city's newest snapshot and reviews. Safe to share between threads."""

    def __init__(self, city: City, settings: Settings, as_of: date | None) -> None:
        """Use `open_city`."""
        self.city = city
        self.settings = settings
        self._asked = as_of
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._frame: CityFrame | None = None
        self._computed: tuple[tuple[str, date], tuple[Finding, ...]] | None = None
        self._findings: tuple[tuple[str, date, int], tuple[Finding, ...]] | None = None
        self.refresh()

    @property
    def as_of(self) -> date:
        """The day from which ages are counted."""
        return self._asked or self.city.as_of or datetime.now(UTC).date()

    @property
    def snapshot(self) -> str:
        """Id of the snapshot that is open."""
        return self._open.id

    @property
    def _open(self) -> Snapshot:
        if self._snapshot is None:
            raise RuntimeError("the city was closed; open it again with `open_city`")
        return self._snapshot

    def refresh(self) -> bool:
        """Opens the newest snapshot if another one was published; whether it did."""
        with self._lock:
            newest = current_id(self.city.id, self.settings)
            if self._snapshot is not None and self._snapshot.id == newest:
                return False
            # The old one is left to the garbage collector: other threads may still be reading it.
            self._snapshot = Snapshot(self.city.id, self.settings)
            if (manifest := self.city.folder / MANIFEST).is_file():
                # A new snapshot may come of a new manifest; old words must not stand beside it.
                self.city = read_manifest(manifest)
            self._frame = self._computed = self._findings = None
            return True

    def close(self) -> None:
        """Lets the snapshot's file go."""
        with self._lock:
            if self._snapshot is not None:
                self._snapshot.close()
            self._snapshot = None

    @property
    def frame(self) -> CityFrame:
        """The city as arrays, made on first use."""
        with self._lock:
            if self._frame is None or self._frame.as_of != self.as_of:
                tables = self._open.tables(MARTS)
                self._frame = from_tables(self.city, self._open.id, self.as_of, tables)
            return self._frame

    @property
    def geography(self) -> Geography:
        """Areas, settlements and sensors."""
        return self.frame.geography

    @property
    def reviews(self) -> tuple[reviews.Statement, ...]:
        """What review sessions have said of this city."""
        return reviews.statements(self.settings, self.city.id)

    def findings(
        self, measure: str | None = None, network: str | None = None
    ) -> tuple[Finding, ...]:
        """All findings, or those of one measure code, or of one network; computed once."""
        with self._lock:
            version = reviews.version(self.settings, self.city.id)
            key = (self.snapshot, self.as_of, version)
            if self._findings is None or self._findings[0] != key:
                said = self.reviews
                self._findings = (key, tuple(contested(f, said) for f in self._uncontested()))
            found = self._findings[1]
        return tuple(
            finding
            for finding in found
            if (measure is None or finding.measure.code == measure)
            and (network is None or finding.draft.subject == network)
        )

    def _uncontested(self) -> tuple[Finding, ...]:
        """What the machine found; a new statement must not make it find everything again."""
        key = (self.snapshot, self.as_of)
        if self._computed is None or self._computed[0] != key:
            self._computed = (key, run_findings(self.frame))
        return self._computed[1]

    def finding(self, measure: str, network: str) -> Finding:
        """The finding of one measure for one network or feed. Raises KeyError."""
        for finding in self.findings(measure, network):
            return finding
        known = ", ".join(finding.key for finding in self.findings())
        raise KeyError(f"found no {measure}-{network}; there are {known}")

    def targets(self) -> dict[str, tuple[str, ...]]:
        """What can be contested: measures, single findings, datasets."""
        found = self.findings()
        codes = dict.fromkeys(finding.measure.code for finding in found)
        return {
            "measure": (*codes, OVERLAY.code, *(finding.key for finding in found)),
            "dataset": tuple(dataset.name for dataset in self.city.datasets),
        }

    def sql(
        self, query: str, parameters: Sequence[object] | dict[str, object] = ()
    ) -> pd.DataFrame:
        """Runs a query on the snapshot (read-only, spatial functions loaded)."""
        held = self._open
        with held.cursor(spatial=True) as cursor:
            table = cursor.execute(query, parameters).df()
        table.attrs = {
            "city": self.city.title,
            "invented": self.city.invented,
            "snapshot": held.id,
            "caveats": ["Read straight from the snapshot: no measure stands behind this table."],
        }
        return table

    def register(self) -> Register:
        """The public data register of this snapshot."""
        return _register(self.frame)


_NO_PLACE = (
    "missing_coordinates",
    "half_coordinates",
    "bad_coordinates",
    "swapped_coordinates",
    "outside_city",
)


def _register(frame: CityFrame) -> Register:
    rows = frame.tables["dataset"].set_index("name")
    return Register(
        city=frame.city,
        snapshot=frame.snapshot,
        datasets=tuple(_dataset(frame, name, rows.loc[name]) for name in rows.index),
        networks=tuple(_network(frame, network.id) for network in frame.city.networks),
    )


def _dataset(frame: CityFrame, name: str, row: "pd.Series[str]") -> DatasetRecord:
    until = frame.observed_until(name)
    first = row["observed_from"]
    return DatasetRecord(
        dataset=frame.dataset(name),
        rows_read=int(row["rows_read"]),
        rows_kept=int(row["rows_kept"]),
        rows_quarantined=int(row["rows_quarantined"]),
        observed_from=None if pd.isna(first) else pd.Timestamp(first).date(),
        observed_until=until,
        age_days=None if until is None else (frame.as_of - until).days,
        sha256=str(row["sha256"]),
        ledger=frame.ledger[name],
    )


def _network(frame: CityFrame, network_id: str) -> NetworkRecord:
    network = frame.city.network(network_id)
    working = frame.sensors(network).working
    datasets = frame.datasets_of("sensors", network=network_id)
    refused = sum(
        entry.rows
        for name in datasets
        for entry in frame.ledger[name]
        if entry.action == "quarantined" and entry.rule in _NO_PLACE
    )
    return NetworkRecord(
        network=network,
        sensors=len(working),
        working=int((working == 1).sum()),
        not_working=int((working == 0).sum()),
        unknown=int(pd.isna(working).sum()),
        unplaced=refused,
    )
