"""The serving processes. Nothing heavy is imported here before the workers are forked."""

import contextlib
import gc
import sys
import threading
import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.clock import Replay
from data.errors import PenumbraError
from data.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

    from audits.opened import OpenedCity
    from dashboard.source import Source

WORKERS, THREADS = 2, 8
_LOOKS_S = 2.0


def wsgi(
    city: str,
    settings: Settings,
    as_of: date | None = None,
    replay: Replay | None = None,
    processes: int = 1,
) -> "Flask":
    """The application of one of some serving processes; the city opens while a browser loads."""
    from dashboard.app import create_app  # noqa: PLC0415  (it loads DuckDB: after the fork)
    from dashboard.kept_pages import KeptPages  # noqa: PLC0415
    from dashboard.source import open_later  # noqa: PLC0415

    # A newer snapshot is made ready beside the requests; they get their turn every millisecond.
    sys.setswitchinterval(0.001)
    pages = KeptPages(settings, replay)

    def ahead(opened: "OpenedCity") -> None:
        pages.ahead(opened)
        _set_aside()

    source = open_later(city, settings, as_of, ahead, processes)
    server: Flask = create_app(source, settings, replay, pages).server
    threading.Thread(target=_warm, args=(source,), daemon=True).start()
    return server


def _warm(source: "Source") -> None:
    """Computes the findings ahead of the first question, and then looks out for newer ones.

    A failure is told to whoever asks. A process that nobody asks looks too: the others wait for it.
    """
    with contextlib.suppress(PenumbraError):
        source().changes()
        _set_aside()
    while True:
        time.sleep(_LOOKS_S)
        with contextlib.suppress(PenumbraError):
            source()


def _set_aside() -> None:
    """Tells the garbage collector to leave alone what stays as long as a snapshot.

    Going through all of it stops every reader for a fifth of a second, again and again; so it is
    done once for each snapshot, when what was kept of an older one can go.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def main(
    city: str,
    host: str,
    port: int,
    as_of: str | None,
    memory_limit: str,
    replay: tuple[str, float, float] | None = None,
) -> None:
    """Runs gunicorn in this process; the rest of the settings come from the environment."""
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415  (it needs fcntl: no Windows)

    settings = replace(Settings.from_environment(), memory_limit=memory_limit)
    day = date.fromisoformat(as_of) if as_of else None
    played = Replay.of(*replay) if replay else None

    class Application(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
        """Loads the application in each worker."""

        def load_config(self) -> None:
            for name, value in gunicorn_settings(host, port).items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> "Flask":
            return wsgi(city, settings, day, played, WORKERS)

    Application().run()


def gunicorn_settings(host: str, port: int) -> dict[str, Any]:
    """How gunicorn runs; a name that this gunicorn does not know is left out."""
    shown = f"[{host}]" if ":" in host else host
    return {
        "bind": f"{shown}:{port}",
        "worker_class": "gthread",
        "workers": WORKERS,
        "threads": THREADS,
        "preload_app": False,
        "keepalive": 30,  # longer than an open page is silent, so that its line is not cut
        "timeout": 120,  # the first look at a large city computes all its measures
        "loglevel": "warning",
        "forwarded_allow_ips": "",  # no proxy is believed about who is asking
        "control_socket_disable": True,  # younger gunicorns open one; nobody here needs it
    }
