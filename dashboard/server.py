"""Serves the dashboard: gunicorn where it runs, waitress where it does not."""

import errno
import json
import os
import socket
import sys
from datetime import date

from dashboard.clock import Replay
from data.errors import UserError
from data.settings import Settings


def serve(
    city: str,
    settings: Settings,
    *,
    host: str = "127.0.0.1",
    port: int = 8050,
    as_of: date | None = None,
    replay: Replay | None = None,
) -> None:
    """Serves one city until it is interrupted. Raises UserError when the address is not free.

    Where gunicorn runs, this process becomes its master and the call does not return.
    """
    _free(host, port)
    if sys.platform == "win32":
        _waitress(city, settings, host, port, as_of, replay)
    else:
        _become_gunicorn(city, settings, host, port, as_of, replay)


def _free(host: str, port: int) -> None:
    """Fails now and in one sentence, where the server would retry and then end without one."""
    if not 0 < port < 65536:
        raise UserError(f"Found port {port}, expected 1 to 65535. Choose one with --port.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except socket.gaierror as error:
        raise UserError(
            f"Found no address `{host}`, expected a name or number of this machine."
        ) from error
    except OSError as error:
        reason = {
            errno.EADDRINUSE: "another program listens there",
            errno.EACCES: "this user may not listen there",
        }.get(error.errno or 0, "it is no address of this machine")
        raise UserError(
            f"Cannot listen on {host}:{port}: {reason}. Choose another with --host or --port."
        ) from error


def _waitress(
    city: str,
    settings: Settings,
    host: str,
    port: int,
    as_of: date | None,
    replay: Replay | None = None,
) -> None:
    from waitress import serve as run  # noqa: PLC0415  (only where gunicorn does not run)

    from dashboard.workers import THREADS, wsgi  # noqa: PLC0415

    run(wsgi(city, settings, as_of, replay), host=host, port=port, threads=THREADS, ident=None)


def _become_gunicorn(
    city: str,
    settings: Settings,
    host: str,
    port: int,
    as_of: date | None,
    replay: Replay | None = None,
) -> None:
    """Starts over as gunicorn's master, in a process that has not loaded DuckDB.

    This process may have built the city, so it may not fork workers: with DuckDB used before the
    fork and after it, each of them ended in an abort.
    """
    given = {
        "path": sys.path,
        "city": city,
        "host": host,
        "port": port,
        "as_of": as_of.isoformat() if as_of else None,
        "memory_limit": settings.memory_limit,
        # Fixed here, so that all workers tell the same time.
        "replay": replay.given if replay else None,
    }
    code = (
        "import json, sys; given = json.loads(sys.argv[1]); sys.path[:] = given.pop('path'); "
        "from dashboard.workers import main; main(**given)"
    )
    # The token is not among the arguments, which everybody on the machine can read.
    environment = os.environ | {
        "PENUMBRA_HOME": str(settings.home.resolve()),
        "PENUMBRA_REVIEWER_TOKEN": settings.reviewer_token or "",
    }
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, [sys.executable, "-P", "-c", code, json.dumps(given)], environment)
