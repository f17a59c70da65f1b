"""Which snapshot is served. A newer one is made ready beside it, by processes of its own.

Then it takes the place of the one that stood, whole and for everybody at once, and the processes of
the older one end when they have answered what they were asked.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from audits import reviews
from audits.opened import day_of
from dashboard.clock import Replay
from dashboard.drawer import Opening, ready, set_aside
from dashboard.drawers import Drawers, GoneError
from dashboard.served import Held, Served
from data.city import City
from data.errors import PenumbraError
from data.manifest import find_city
from data.settings import Settings
from data.warehouse import current_id

T = TypeVar("T")
LOOKS_S, AGAIN_S = 1.0, 60.0
"""How often it is looked whether there is a newer snapshot, and one that failed is tried again."""
Ahead = Callable[[Served], None]
"""What is drawn of a newer snapshot before it is shown."""

_log = logging.getLogger(__name__)


class Standing:
    """A city at its newest snapshot, as it is served. Threads may share it."""

    def __init__(
        self,
        city: str,
        settings: Settings,
        as_of: date | None = None,
        replay: Replay | None = None,
        ahead: Ahead = lambda _: None,
    ) -> None:
        """Nothing is opened yet: the first who asks, or `look`, has it opened."""
        self._name, self._settings, self._as_of, self._replay = city, settings, as_of, replay
        self._ahead = ahead
        self._lock = threading.Lock()
        self._city: City | None = None
        self._stands: Drawers | None = None
        self._failed: tuple[Opening, float] | None = None
        """What could not be taken up, and from when on it is tried again."""

    def held(self) -> Held:
        """What stands. Raises UnknownCityError, and NoSnapshotError while nothing does."""
        return self._held(self._now())

    def ask(self, question: Callable[..., T], *given: Any) -> T:
        """The answer of the snapshot that stands; raises as `held`, and as `Drawers.ask`."""
        while True:
            try:
                return self._now().ask(question, *given)
            except GoneError:
                continue

    def watch(self) -> None:
        """Goes on looking for newer snapshots for ever."""
        while True:
            try:
                self.look()
            except PenumbraError:
                pass  # nothing has been built yet: it is told to whoever asks
            except Exception:
                _log.exception("looking for a newer snapshot failed")
            time.sleep(LOOKS_S)

    def look(self) -> None:
        """Takes up a newer snapshot, if there is one; one thread at a time may look.

        One that cannot be taken up is tried again later, and never hides the one that stands.
        """
        stands = self._now()
        wanted = self._wanted(stands.opening)
        if _same(wanted, stands.opening) or self._failed_lately(wanted):
            return
        coming: Drawers | None = None
        try:
            coming = Drawers(wanted, humble=True)
            coming.ask_all(ready)
            self._ahead(_Coming(coming, self._held))
            coming.ask_all(set_aside)
            coming.rise()
        except Exception:
            if not threading.main_thread().is_alive():
                return  # the server is being stopped
            _log.exception("a newer snapshot could not be made ready; the older one is shown")
            self._failed = wanted, time.monotonic() + AGAIN_S
            if coming:
                coming.end()
            return
        self._stands, self._failed = coming, None
        stands.end()

    def _failed_lately(self, wanted: Opening) -> bool:
        if self._failed is None:
            return False
        failed, again = self._failed
        return _same(wanted, failed) and time.monotonic() < again

    def end(self) -> None:
        """Lets all processes go. Whoever asks then has it opened again."""
        with self._lock:
            stands, self._stands = self._stands, None
        if stands:
            stands.end()

    def _wanted(self, stands: Opening | None = None) -> Opening:
        """What should be served now; changes are told since what stands, or since what it tells."""
        city = self._city or find_city(self._name)
        snapshot = current_id(city.id, self._settings)
        if stands is None or snapshot != stands.snapshot:
            city = find_city(self._name)  # a new snapshot may come of a new manifest
        self._city = city
        since = None if stands is None else stands.snapshot
        return Opening(
            city=self._name,
            settings=self._settings,
            snapshot=snapshot,
            before=stands.before if stands and since == snapshot else since,
            as_of=day_of(city, self._as_of),
            replay=self._replay,
        )

    def _now(self) -> Drawers:
        with self._lock:
            if self._stands is None:
                self._stands = Drawers(self._wanted())
            return self._stands

    def _held(self, drawers: Drawers) -> Held:
        opening, city = drawers.opening, self._city or find_city(self._name)
        return Held(
            snapshot=opening.snapshot,
            before=opening.before,
            statements=reviews.version(self._settings, city.id),
            as_of=opening.as_of,
        )


class _Coming:
    """What is made ready, asked like what stands."""

    def __init__(self, drawers: Drawers, held: Callable[[Drawers], Held]) -> None:
        self.ask = drawers.ask
        self._drawers, self._held = drawers, held

    def held(self) -> Held:
        """What will stand."""
        return self._held(self._drawers)


def _same(one: Opening, other: Opening) -> bool:
    return (one.snapshot, one.as_of) == (other.snapshot, other.as_of)
