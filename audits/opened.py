"""A city, opened: what an analyst, a page or a report asks for findings."""

import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from audits import kept, reviews
from audits.changed import Changes, changes
from audits.finding import Finding
from audits.frame import CityFrame
from audits.geography import Geography
from audits.load import MARTS, from_tables
from audits.overlay import OVERLAY
from audits.per_frame import per_frame
from audits.register import DatasetRecord, NetworkRecord, Register
from audits.reviews import Statement
from audits.run import contested
from audits.run import findings as run_findings
from data.city import City
from data.errors import NoSnapshotError
from data.languages import ENGLISH
from data.manifest import MANIFEST, find_city, read_manifest
from data.said import say, speaking
from data.settings import Settings
from data.warehouse import Snapshot, earlier_id


def open_city(
    city: str | City,
    *,
    settings: Settings | None = None,
    as_of: date | None = None,
    snapshot: str | None = None,
    before: str | None = None,
) -> "OpenedCity":
    """Opens a snapshot of a city (an id, a folder with a manifest, or a City): the newest, or one.

    Ages are counted from `as_of`: by default today, or the day that an invented city takes for
    today. Changes are told since `before`: by default the snapshot before this one. Raises
    UnknownCityError, NoSnapshotError.
    """
    return OpenedCity(
        find_city(city) if isinstance(city, str) else city,
        settings or Settings.from_environment(),
        as_of,
        snapshot,
        before,
    )


def day_of(city: City, as_of: date | None) -> date:
    """The day from which the ages of a city's data are counted."""
    return as_of or city.as_of or datetime.now(UTC).date()


class OpenedCity:
    """One snapshot of a city, which never changes, and its reviews. Threads may share it.

    What is published later is another city to open.
    """

    def __init__(
        self,
        city: City,
        settings: Settings,
        as_of: date | None,
        snapshot: str | None = None,
        before: str | None = None,
    ) -> None:
        """Use `open_city`."""
        self.settings = settings
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = Snapshot(city.id, settings, snapshot)
        if (manifest := city.folder / MANIFEST).is_file():
            # A new snapshot may come of a new manifest; old words must not stand beside it.
            city = read_manifest(manifest)
        self.city = city
        self.as_of = day_of(city, as_of)
        """The day from which ages are counted."""
        self._frame: CityFrame | None = None
        self._reviews: tuple[Statement, ...] = ()
        self._computed: tuple[Finding, ...] | None = None
        self.before = before if before != self.snapshot else None
        """The snapshot since which changes are told; None for the one before this one."""
        self._changes_lock = threading.Lock()
        self._changes: tuple[Changes | None] | None = None
        self._contested: tuple[tuple[Statement, ...], tuple[Finding, ...]] | None = None

    @property
    def snapshot(self) -> str:
        """Id of the snapshot that is open."""
        return self._open.id

    @property
    def _open(self) -> Snapshot:
        if self._snapshot is None:
            raise RuntimeError("the city was closed; open it again with `open_city`")
        return self._snapshot

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
            if self._frame is None:
                tables = self._open.tables(MARTS)
                self._frame = from_tables(self.city, self._open.id, self.as_of, tables)
            return self._frame

    @property
    def geography(self) -> Geography:
        """Areas, settlements and sensors."""
        return self.frame.geography

    @property
    def reviews(self) -> tuple[Statement, ...]:
        """What review sessions have said of this city until now."""
        held = self._reviews
        many = held[-1].number if held else 0
        if reviews.version(self.settings, self.city.id) != many:
            held = self._reviews = reviews.statements(self.settings, self.city.id)
        return held

    def findings(
        self, measure: str | None = None, network: str | None = None
    ) -> tuple[Finding, ...]:
        """All findings, or those of one measure code, or of one network; computed once."""
        return tuple(
            finding
            for finding in self.findings_with(self.reviews)
            if (measure is None or finding.measure.code == measure)
            and (network is None or finding.draft.subject == network)
        )

    def findings_with(self, said: tuple[Statement, ...]) -> tuple[Finding, ...]:
        """All findings, each with what these statements say of it."""
        with self._lock:
            if self._contested is None or self._contested[0] != said:
                self._contested = (said, tuple(contested(f, said) for f in self._uncontested()))
            return self._contested[1]

    def _uncontested(self) -> tuple[Finding, ...]:
        """What the machine found; a new statement must not make it find everything again."""
        if self._computed is None:
            self._computed = kept.kept(self.kept_at, self._compute)
        return self._computed

    def changes(self) -> Changes | None:
        """What is other than in the snapshot before.

        None where none is kept, or where another version of Penumbra built it. Its findings are
        read, or computed once, with this one's manifest and ages counted to the same day.
        """
        with self._lock:
            found = self._uncontested()
        with self._changes_lock:  # another one: nobody else should wait for what was before
            if self._changes is None:
                before = self._findings_before()
                with speaking(ENGLISH):
                    self._changes = (changes(before, found) if before else None,)
            return self._changes[0]

    def _findings_before(self) -> tuple[Finding, ...] | None:
        earlier = self.before or earlier_id(self.city.id, self.settings, self.snapshot)
        if earlier is None:
            return None
        home = self.settings.city_home(self.city.id)
        kept_before = kept.load(kept.path_of(home, self.city, earlier, self.as_of))
        if kept_before is not None:
            return kept_before  # the snapshot itself may have gone
        try:
            held = OpenedCity(self.city, self.settings, self.as_of, earlier)
            found = held._uncontested()
        except NoSnapshotError:
            return None
        held.close()
        return found

    @property
    def kept_at(self) -> Path:
        """Where what the machine found is kept for all processes."""
        home = self.settings.city_home(self.city.id)
        return kept.path_of(home, self.city, self.snapshot, self.as_of)

    def _compute(self) -> tuple[Finding, ...]:
        with speaking(ENGLISH):  # what is kept must speak no language of one reader
            return run_findings(self.frame)

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
            "caveats": [
                say("Read straight from the snapshot: no measure stands behind this table.")
            ],
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


@per_frame
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
