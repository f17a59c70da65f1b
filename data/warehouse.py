"""Snapshots: built aside, checked, published by rename, opened read-only, never changed.

    $PENUMBRA_HOME/<city>/CURRENT               the id of the snapshot that readers open
    $PENUMBRA_HOME/<city>/snapshots/<id>.duckdb  immutable; the last three are kept
    $PENUMBRA_HOME/<city>/build.lock             held by the one writer

A build that is killed leaves at most temporary files, which the next build removes.
"""

import os
import re
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import duckdb
import pandas as pd
from filelock import FileLock, Timeout

from data import sources
from data.build import Progress, assemble, unwatched
from data.city import City, Dataset
from data.database import connect, load_spatial
from data.discovery import discover
from data.errors import BuildError, NoSnapshotError, SourceError
from data.fingerprint import code_version, fingerprints, identify
from data.settings import Settings
from data.source import Raw, Source

KEEP = 3
_POINTER = "CURRENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A snapshot that readers will open. `fresh` is False when the same one already stood."""

    id: str
    path: Path
    fresh: bool


def build(
    city: City,
    settings: Settings,
    *,
    root: Path | None = None,
    progress: Progress = unwatched,
) -> Published:
    """Reads the city's files from `root` and publishes a snapshot.

    Raises SourceError and SensitiveDataError (nothing is published), BuildError when another build
    of the same city is running or the snapshot cannot be written.
    """
    home = settings.city_home(city.id)
    snapshots = home / "snapshots"
    try:
        snapshots.mkdir(parents=True, exist_ok=True)
        with FileLock(home / "build.lock", timeout=0):
            _clear(home)
            folder = source_folder(city, settings, root, progress)
            paths = {dataset.name: _file(folder, dataset) for dataset in city.datasets}
            prints = fingerprints(paths)
            snapshot_id = identify(city, prints)
            target = snapshots / f"{snapshot_id}.duckdb"
            fresh = not target.exists()
            if fresh:
                _write(city, settings, paths, prints, target, progress)
            _point(home, snapshot_id)
            _prune(snapshots, keep=snapshot_id)
    except Timeout as error:
        raise BuildError(
            f"Another build of {city.id} is running. Wait for it to end, then build again."
        ) from error
    except (OSError, duckdb.Error) as error:
        raise BuildError(
            f"Could not write a snapshot of {city.id} in {home} ({error}). Give it room and the "
            f"right to write there, or name another folder in PENUMBRA_HOME."
        ) from error
    return Published(id=snapshot_id, path=target, fresh=fresh)


def source_folder(city: City, settings: Settings, root: Path | None, progress: Progress) -> Path:
    """Where the city's files lie: `root`, else beside the manifest, else made by its generator."""
    if root is not None:
        if not root.is_dir():
            raise SourceError(f"Found no folder {root}, expected the files of {city.title} in it.")
        return root
    if not city.generated:
        return city.folder
    generator = import_module(f"data.cities.{city.id}.generate")
    folder = settings.city_home(city.id) / "source" / code_version()
    if not (folder / "COMPLETE").exists():
        progress(f"inventing {city.title}", 0.0)
        for older in folder.parent.glob("*"):
            shutil.rmtree(older)
        folder.mkdir(parents=True)
        generator.write(folder)
        (folder / "COMPLETE").touch()
    return folder


def _file(folder: Path, dataset: Dataset) -> Path:
    path = folder / dataset.path
    if not path.is_file():
        where = f" It is published at {dataset.endpoint}." if dataset.endpoint else ""
        raise SourceError(
            f"Found no {dataset.path} in {folder}, expected the file of `{dataset.name}` "
            f"({dataset.title}).{where} Put it there, or name its folder with --root."
        )
    return path


def read_file(path: Path, dataset: Dataset) -> Raw:
    """The raw rows of a dataset's file. Raises SourceError."""
    by_format = {f: s for s in discover(sources, "SOURCE", Source) for f in s.formats}
    source = by_format.get(dataset.format)
    if source is None:
        raise SourceError(
            f"{dataset.name}: found the format `{dataset.format}`, expected one of "
            f"{', '.join(sorted(by_format))}. Correct the manifest."
        )
    return source.read(path, dataset)


def _write(
    city: City,
    settings: Settings,
    paths: dict[str, Path],
    prints: dict[str, str],
    target: Path,
    progress: Progress,
) -> None:
    """Builds aside, checks what was written by reading it back, and renames it into place."""
    aside = target.parent / f".{target.stem}.building"
    con = connect(aside, memory_limit=settings.memory_limit)
    try:
        load_spatial(con)
        assemble(con, city, lambda d: read_file(paths[d.name], d), prints, progress)
        con.execute("checkpoint")
    finally:
        con.close()
    _check(aside)
    if fingerprints(paths) != prints:
        raise SourceError(f"A file of {city.title} changed while it was read. Build again.")
    with aside.open("rb") as stream:
        os.fsync(stream.fileno())
    aside.replace(target)
    _sync_folder(target.parent)


def _clear(home: Path) -> None:
    """Removes what a killed build has left. Called by the holder of the lock alone."""
    for leftover in (*home.glob("snapshots/.*.building*"), *home.glob(f".{_POINTER}.*")):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink(missing_ok=True)


LOST = """
with told as (
    select dataset, action, sum(n_rows) as n_rows from written.ledger group by dataset, action
), refused as (
    select dataset, count(*) as n_rows from written.quarantine group by dataset
)
select d.name
from written.dataset as d
left join told as r on r.dataset = d.name and r.action = 'read'
left join told as k on k.dataset = d.name and k.action = 'kept'
left join told as q on q.dataset = d.name and q.action = 'quarantined'
left join refused as f on f.dataset = d.name
where d.rows_kept + d.rows_quarantined <> d.rows_read
    or d.rows_read is distinct from r.n_rows
    or d.rows_kept is distinct from k.n_rows
    or d.rows_quarantined <> coalesce(q.n_rows, 0)
    or d.rows_quarantined <> coalesce(f.n_rows, 0)
"""
"""Datasets of the database `written` in which dataset, ledger and quarantine do not agree."""


def _check(path: Path) -> None:
    """Reads a finished file back: whole, no row lost, the ledger right. Raises BuildError."""
    con = connect()
    try:
        con.execute(f"attach '{_quoted(path)}' as written (read_only)")
        lost = con.execute(LOST).fetchall()
    except duckdb.Error as error:
        raise BuildError(f"the new snapshot cannot be read back ({error})") from error
    finally:
        con.close()
    if lost:
        raise BuildError(f"rows got lost in {', '.join(name for (name,) in lost)}")


def _quoted(path: Path) -> str:
    """A path inside an SQL string literal; `attach` takes no parameters."""
    return str(path).replace("'", "''")


def _point(home: Path, snapshot_id: str) -> None:
    aside = home / f".{_POINTER}.{os.getpid()}"
    with aside.open("w", encoding="ascii") as stream:
        stream.write(snapshot_id)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(home / _POINTER)
    _sync_folder(home)


def _sync_folder(folder: Path) -> None:
    """Makes a rename survive a power cut, where the system lets a folder be synced."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _prune(snapshots: Path, *, keep: str) -> None:
    """Removes all but the newest three; the one just pointed at always stays."""
    found = sorted(snapshots.glob("*.duckdb"), key=lambda p: p.stat().st_mtime, reverse=True)
    others = [path for path in found if path.stem != keep]
    for path in others[KEEP - 1 :]:
        path.unlink(missing_ok=True)


def current_id(city_id: str, settings: Settings) -> str:
    """The id that CURRENT points at. Raises NoSnapshotError."""
    pointer = settings.city_home(city_id) / _POINTER
    try:
        snapshot_id = pointer.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        snapshot_id = ""
    if not re.fullmatch(r"[0-9a-f]{16}", snapshot_id):
        raise NoSnapshotError(
            f"Found no snapshot of {city_id} in {settings.home}, expected one. "
            f"Run `penumbra build {city_id}` first."
        )
    return snapshot_id


def earlier_id(city_id: str, settings: Settings, snapshot_id: str) -> str | None:
    """The newest snapshot that was published before this one and is still kept."""
    folder = settings.city_home(city_id) / "snapshots"
    made = {path.stem: path.stat().st_mtime for path in folder.glob("*.duckdb")}
    older = [name for name, at in made.items() if at < made.get(snapshot_id, 0.0)]
    return max(older, key=lambda name: made[name], default=None)


class Snapshot:
    """One published snapshot, open for reading. Safe from any thread: each query has a cursor."""

    def __init__(self, city_id: str, settings: Settings, snapshot_id: str | None = None) -> None:
        """Opens a snapshot, by default the current one. Raises NoSnapshotError."""
        self.id = snapshot_id or current_id(city_id, settings)
        self._city_id = city_id
        self.path = settings.city_home(city_id) / "snapshots" / f"{self.id}.duckdb"
        self._spatial = threading.Lock()
        self._spatial_loaded = False
        try:
            self._con = connect(memory_limit=settings.memory_limit, threads=2)
            self._con.execute(f"attach '{_quoted(self.path)}' as snapshot (read_only)")
        except duckdb.Error as error:
            raise NoSnapshotError(
                f"The snapshot {self.id} of {city_id} cannot be opened ({error}). "
                f"Run `penumbra build {city_id}`."
            ) from error

    @contextmanager
    def cursor(self, *, spatial: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own, in the snapshot's schema; `spatial` loads the ST_ functions."""
        if spatial:
            with self._spatial:
                if not self._spatial_loaded:
                    load_spatial(self._con)
                    self._spatial_loaded = True
        cursor = self._con.cursor()
        try:
            cursor.execute("use snapshot")
            yield cursor
        finally:
            cursor.close()

    def tables(self, names: Sequence[str]) -> dict[str, pd.DataFrame]:
        """The tables of these names. Raises NoSnapshotError where another version built it."""
        self.require(names)
        with self.cursor() as cursor:
            return {name: cursor.execute(f"from {name}").df() for name in names}

    def require(self, names: Sequence[str]) -> None:
        """Raises NoSnapshotError where a table is missing: another version built the snapshot."""
        with self.cursor() as cursor:
            held = {row[0] for row in cursor.execute("show tables").fetchall()}
            if missing := sorted(set(names) - held):
                raise NoSnapshotError(
                    f"Found the snapshot {self.id} without {', '.join(missing)}: another version "
                    f"of Penumbra built it. Run `penumbra build {self._city_id}`."
                )

    def close(self) -> None:
        """Lets the file go. Queries under way in other threads fail, so close when none is."""
        self._con.close()
