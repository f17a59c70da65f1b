"""The SQLite file in which a city's reviews lie, opened for one question or one statement.

Each call has a connection of its own, so that threads share none. Several processes may write at
once: SQLite makes them wait for each other.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path

from data.errors import ReviewError
from data.said import mark, say

_PATIENCE_S = 30.0
_NOT_READ = mark(
    "{path}: the reviews could not be read ({error}); expected an SQLite file that this user may "
    "read and write. Nothing was changed; look at the file and its folder."
)
_NOT_WRITTEN = mark(
    "{path}: the reviews could not be written ({error}); expected an SQLite file that this user "
    "may read and write. Nothing was changed; look at the file and its folder."
)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection that only reads; None where nothing was ever written. Raises ReviewError."""
    if not path.is_file():
        yield None
        return
    with _connected(path, "rw") as connection:
        connection.execute("pragma query_only = on")
        # The file of somebody who is about to write the first statement is still empty.
        yield connection if _is_made(connection) else None


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection inside a transaction that no other writer shares; committed if all went well.

    Makes the folder and the file when they are missing. Raises ReviewError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReviewError(
            say(
                "{folder}: this folder for reviews could not be made ({error}); expected one that "
                "may be written. Point PENUMBRA_HOME at another.",
                folder=path.parent,
                error=error.strerror,
            )
        ) from error
    with _connected(path, "rwc") as connection:
        if not _is_made(connection):
            schema = files("audits").joinpath("reviews.sql").read_text(encoding="utf-8")
            connection.executescript(schema)
        _do_not_keep_readers_waiting(connection)
        connection.execute("begin immediate")
        yield connection
        connection.execute("commit")


@contextmanager
def _connected(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    try:
        with closing(
            sqlite3.connect(address, uri=True, timeout=_PATIENCE_S, isolation_level=None)
        ) as connection:
            yield connection
    except sqlite3.Error as error:
        raise ReviewError(
            say(_NOT_READ if mode == "rw" else _NOT_WRITTEN, path=path, error=error)
        ) from error


def _is_made(connection: sqlite3.Connection) -> bool:
    """Whether the schema is there: it comes as a whole, so one part stands for all."""
    found = connection.execute("select count(*) from sqlite_master where name = 'statement'")
    return bool(found.fetchone()[0])


def _do_not_keep_readers_waiting(connection: sqlite3.Connection) -> None:
    """Write-ahead log. While others use the file the switch may fail; the next writer makes it."""
    try:
        connection.execute("pragma journal_mode = wal")
    except sqlite3.OperationalError:
        return
