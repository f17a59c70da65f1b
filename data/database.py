"""DuckDB as we use it: exact version, nothing fetched, spatial from the wheel when it is needed."""

from importlib.resources import files
from pathlib import Path

import duckdb

from data.errors import BuildError

_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # Older storage forgets the CRS of a geometry column; export then turns metres into degrees.
    "storage_compatibility_version": "v1.5.0",
}


def connect(
    path: Path | None = None, *, memory_limit: str = "4GB", threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """A new instance: a file to write, or memory. One per process; threads take cursors of it."""
    config = _OFFLINE | {"memory_limit": memory_limit}
    if threads is not None:
        config["threads"] = threads
    return duckdb.connect(str(path) if path else ":memory:", config=config)


def load_spatial(con: duckdb.DuckDBPyConnection) -> None:
    """Loads the spatial extension from the installed wheel; writes nothing, asks no network."""
    name = f"v{duckdb.__version__}"
    extension = (
        files("duckdb_extension_spatial")
        .joinpath("extensions")
        .joinpath(name)
        .joinpath("spatial.duckdb_extension")
    )
    if not extension.is_file():
        raise BuildError(
            f"Found DuckDB {duckdb.__version__} without its spatial extension, expected both of "
            f"one version. Install duckdb and duckdb-extension-spatial as pinned."
        )
    escaped = str(extension).replace("'", "''")
    con.execute(f"load '{escaped}'")
