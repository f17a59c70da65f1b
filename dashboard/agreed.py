"""Which snapshot comes next: all serving processes of a city take up the same one.

Where snapshots are published faster than they can be audited, each process would else take up
another of them, and a reader be sent back and forth between them.
"""

import os
from collections.abc import Callable, Collection
from pathlib import Path

from audits.opened import OpenedCity
from data.alone import alone
from data.errors import NoSnapshotError

_FOLDER, _NEXT, _READY = "findings", "NEXT", "READY"


def agree(
    city_home: Path,
    stands: str,
    past: Collection[str],
    open_: Callable[[str | None, str], OpenedCity],
) -> tuple[OpenedCity, str]:
    """Opens the snapshot that another process has chosen, if it is none of `past`; else the newest.

    The text tells this choice from others, for `ready_since`. The snapshot is opened at once: a
    file that is open can be read even after newer ones push it out. What stood where it was chosen
    is what changes are told since, in all processes.
    """
    pointer = city_home / _FOLDER / _NEXT
    with alone(pointer.with_name("next.lock")):
        chosen, _, before = _read(pointer).partition(" ")
        if before and chosen not in past:
            try:
                return open_(chosen, before), choice(city_home)
            except NoSnapshotError:
                pass  # it was chosen long ago
        opened = open_(None, stands)
        _write(pointer, f"{opened.snapshot} {stands}")
        return opened, choice(city_home)


def settle(city_home: Path, snapshot: str) -> None:
    """Says that this snapshot is served, so that no older choice is followed."""
    pointer = city_home / _FOLDER / _NEXT
    with alone(pointer.with_name("next.lock")):
        if _read(pointer).partition(" ")[0] != snapshot:
            _write(pointer, snapshot)


def choice(city_home: Path) -> str:
    """What tells the newest choice from every other one."""
    try:
        return str((city_home / _FOLDER / _NEXT).stat().st_mtime_ns)
    except OSError:
        return ""


def mark_ready(city_home: Path, made: str) -> None:
    """Says that this process could show what was chosen; marks of older choices go."""
    folder = city_home / _FOLDER
    try:
        for mark in folder.glob(f"{_READY}.*"):
            if not mark.name.startswith(f"{_READY}.{made}."):
                mark.unlink(missing_ok=True)
        (folder / f"{_READY}.{made}.{os.getpid()}").touch()
    except OSError:
        pass  # `alone` has said that no file can be made here


def ready_since(city_home: Path, made: str, processes: int) -> float | None:
    """From when so many processes can show what was chosen, in seconds since 1970.

    None while some cannot; 0 where another choice has been made since, for which all were ready.
    """
    if choice(city_home) != made:
        return 0.0
    try:
        marks = [p.stat().st_mtime for p in (city_home / _FOLDER).glob(f"{_READY}.{made}.*")]
    except OSError:
        return 0.0
    return max(marks) if len(marks) >= processes else None


def _read(pointer: Path) -> str:
    try:
        return pointer.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def _write(pointer: Path, said: str) -> None:
    aside = pointer.with_name(f"{_NEXT}.{os.getpid()}")
    try:
        aside.write_text(said, encoding="ascii")
        aside.replace(pointer)
    except OSError:
        pass  # `alone` has said that no file can be made here
