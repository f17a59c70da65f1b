"""Where pages get the city from: opened when first asked for, in the process that asks.

A newer snapshot is made ready in the background while the one that stands is served; then it takes
its place, whole and in all serving processes at the same moment.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from audits.opened import OpenedCity, day_of, open_city
from dashboard.agreed import agree, mark_ready, ready_since, settle
from dashboard.compute_aside import compute_aside
from data.errors import PenumbraError
from data.settings import Settings
from data.warehouse import current_id

Source = Callable[[], OpenedCity]
"""Gives the city at its newest snapshot; raises NoSnapshotError while there is none."""

Ahead = Callable[[OpenedCity], None]
"""What else is made ready before a newer snapshot is shown."""

GRACE_S = 0.5
"""From when all processes can show a newer snapshot until they do: so each has seen the others."""
PATIENCE_S = 60.0
"""How long a process that is ready waits for the others, which may have ended or failed."""

_log = logging.getLogger(__name__)


def open_later(
    city: str,
    settings: Settings,
    as_of: date | None = None,
    ahead: Ahead = lambda _: None,
    processes: int = 1,
) -> Source:
    """A source that opens the city at the first request; so many processes serve the same.

    A DuckDB instance must not cross a fork, so nothing is opened where the server is set up. While
    there is no snapshot, every request looks again.
    """
    return _Standing(city, settings, as_of, ahead, processes).now


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coming:
    opened: OpenedCity
    chosen: str
    """Which choice of all processes it is."""
    since: float
    """From when this process could show it, in seconds since 1970: they share that clock."""


class _Standing:
    """The city that is served, and the one that will be."""

    def __init__(
        self, city: str, settings: Settings, as_of: date | None, ahead: Ahead, processes: int
    ) -> None:
        self._name, self._settings, self._as_of, self._ahead = city, settings, as_of, ahead
        self._processes = processes
        self._lock = threading.Lock()
        self._stands: OpenedCity | None = None
        self._coming: _Coming | None = None
        self._failed: tuple[str, date] | None = None
        self._busy = False

    def now(self) -> OpenedCity:
        """The city as it is served; a newer snapshot begins to be made ready."""
        with self._lock:
            if self._stands is None:
                self._stands = self._open()
                settle(self._settings.city_home(self._stands.city.id), self._stands.snapshot)
                return self._stands
            if self._coming and self._due(self._coming):
                # The old one is left to the garbage collector: others may still be reading it.
                self._stands, self._coming = self._coming.opened, None
            if not self._busy and self._coming is None and (newer := self._newer(self._stands)):
                self._busy = True
                given = self._stands, newer
                threading.Thread(target=self._prepare, args=given, daemon=True).start()
            return self._stands

    def _newer(self, stands: OpenedCity) -> tuple[str, date] | None:
        """The snapshot and the day that should be served instead; None where none should."""
        try:
            newest = current_id(stands.city.id, self._settings)
        except PenumbraError:
            return None  # what stands is better than nothing
        wanted = newest, day_of(stands.city, self._as_of)
        return None if wanted in ((stands.snapshot, stands.as_of), self._failed) else wanted

    def _prepare(self, stands: OpenedCity, wanted: tuple[str, date]) -> None:
        """Runs beside the requests; whatever goes wrong, the city that stands goes on standing."""
        home = self._settings.city_home(stands.city.id)
        past = {stands.snapshot} | ({self._failed[0]} if self._failed else set())
        try:
            opened, chosen = agree(home, stands.snapshot, past, self._open)
            wanted = opened.snapshot, opened.as_of
            compute_aside(self._name, opened)
            opened.changes()
            self._ahead(opened)
            mark_ready(home, chosen)
            self._coming = _Coming(opened=opened, chosen=chosen, since=time.time())
        except Exception:
            _log.exception("a newer snapshot could not be made ready; the older one is shown")
            self._failed = wanted
        finally:
            self._busy = False

    def _open(self, snapshot: str | None = None, before: str | None = None) -> OpenedCity:
        return open_city(
            self._name,
            settings=self._settings,
            as_of=self._as_of,
            snapshot=snapshot,
            before=before,
        )

    def _due(self, coming: _Coming) -> bool:
        """The same moment for all processes: none shows what another cannot show yet."""
        now = time.time()
        home = self._settings.city_home(coming.opened.city.id)
        ready = ready_since(home, coming.chosen, self._processes)
        late = now >= coming.since + PATIENCE_S
        return late or (ready is not None and now >= ready + GRACE_S)
