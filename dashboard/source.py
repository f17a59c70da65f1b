"""Where pages get the city from: opened when first asked for, in the process that asks."""

import threading
from collections.abc import Callable
from datetime import date

from audits import open_city
from audits.opened import OpenedCity
from data.settings import Settings

Source = Callable[[], OpenedCity]
"""Gives the city at its newest snapshot; raises NoSnapshotError while there is none."""


def open_later(city: str, settings: Settings, as_of: date | None = None) -> Source:
    """A source that opens the city at the first request.

    A DuckDB instance must not cross a fork, so nothing is opened where the server is set up. While
    there is no snapshot, every request looks again.
    """
    lock = threading.Lock()
    held: list[OpenedCity] = []

    def current() -> OpenedCity:
        with lock:
            if not held:
                held.append(open_city(city, settings=settings, as_of=as_of))
            else:
                held[0].refresh()
        return held[0]

    return current
