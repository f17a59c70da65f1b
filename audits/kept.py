"""Findings kept in files beside the snapshots, so that only one process has to compute them.

    $PENUMBRA_HOME/<city>/findings/<snapshot>-<day>-<made by>.pickle

A file that is damaged, or was made by other code or of another manifest, counts as none.
"""

import hashlib
import io
import logging
import os
import pickle
import platform
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import audits
import data
from audits.finding import Finding
from data.alone import alone
from data.city import City

MOST_KEPT = 8
_FOLDER = "findings"
_ALSO = {
    ("datetime", "date"),
    ("numpy", "dtype"),
    ("numpy._core.multiarray", "scalar"),
    ("numpy._core.numeric", "_frombuffer"),
    ("pathlib", "PosixPath"),
    ("pathlib", "WindowsPath"),
    ("shapely.io", "from_wkb"),
}
"""What findings are made of besides our own classes and the functions that say their texts."""
_OURS = ("audits.", "data.")
_LIBRARIES = ("numpy", "pandas", "scipy", "shapely", "statsmodels")

_log = logging.getLogger(__name__)


def path_of(city_home: Path, city: City, snapshot: str, as_of: date) -> Path:
    """Where the findings of a snapshot are kept, as this code makes them of this manifest."""
    made_by = hashlib.sha256()
    # Texts know in which folder a city's translations lie.
    for part in (_code(), city.manifest_sha256, str(city.folder)):
        made_by.update(f"{part}\n".encode())
    name = f"{snapshot}-{as_of:%Y%m%d}-{made_by.hexdigest()[:16]}.pickle"
    return city_home / _FOLDER / name


def kept(path: Path, compute: Callable[[], tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """The findings that are kept at `path`; computed, and kept there, where there are none.

    Whoever comes while another process computes waits for it.
    """
    found = load(path)
    if found is not None:
        return found
    with alone(path.with_name("lock")):
        found = load(path)
        if found is None:
            found = compute()
            _save(path, found)
    return found


def load(path: Path) -> tuple[Finding, ...] | None:
    """What is kept at `path`; None where there is nothing that can be taken."""
    try:
        held = path.read_bytes()
    except OSError:
        return None
    digest, body = held[:32], held[32:]
    if hashlib.sha256(body).digest() != digest:
        _log.warning("%s is damaged; it is made again", path.name)
        return None
    try:
        found = _Unpickler(io.BytesIO(body)).load()
    except Exception as error:  # a pickle may fail in any way
        _log.warning("%s cannot be read (%s); it is made again", path.name, error)
        return None
    if isinstance(found, tuple) and all(isinstance(one, Finding) for one in found):
        return found
    return None


class _Unpickler(pickle.Unpickler):
    """Makes nothing but findings: a foreign file must not run code of its choice."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(_OURS):
            found = super().find_class(module, name)
            if getattr(found, "__module__", None) == module:
                return found
        elif (module, name) in _ALSO:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"found {module}.{name}, expected a part of a finding")


def _save(path: Path, found: tuple[Finding, ...]) -> None:
    aside = path.with_name(f".{path.stem}.{os.getpid()}")
    try:
        # A measure that somebody has made by hand may hold what no file can.
        body = pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL)
        aside.write_bytes(hashlib.sha256(body).digest() + body)
        aside.replace(path)
        _prune(path)
    except (OSError, pickle.PicklingError, AttributeError, TypeError) as error:
        _log.warning("findings are not kept: %s", error)


def _prune(newest: Path) -> None:
    """Keeps the newest few: some snapshots are compared with, even after they have gone.

    Called by the holder of the lock, so what was begun and not ended is of a process that died.
    """
    for leftover in newest.parent.glob(".*"):
        leftover.unlink(missing_ok=True)
    others = [path for path in newest.parent.glob("*.pickle") if path != newest]
    for path in sorted(others, key=lambda p: p.stat().st_mtime)[: 1 - MOST_KEPT]:
        path.unlink(missing_ok=True)


@cache
def _code() -> str:
    """A fingerprint of all that decides what a finding says, taken when it is first asked for."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name in _LIBRARIES:
        digest.update(f"{name}={version(name)}".encode())
    for package in (audits, data):
        folder = Path(str(package.__file__)).parent
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".sql") and "__pycache__" not in path.parts:
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
