"""One process at a time, as far as the machine lets processes know of each other."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

_log = logging.getLogger(__name__)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Waits for its turn. Where no file can be made nobody waits: work is then done twice."""
    held = FileLock(lock)
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        held.acquire()
    except (OSError, NotImplementedError) as error:
        _log.warning("processes cannot wait for each other: %s", error)
    try:
        yield
    finally:
        held.release()
