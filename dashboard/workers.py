"""The process that answers. Nothing heavy is imported here before it is forked."""

import os
import threading
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.clock import Replay
from dashboard.copies import load_ahead
from data.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

THREADS = 16
"""Of the one process that answers: they wait for those that draw."""


def wsgi(
    city: str, settings: Settings, as_of: date | None = None, replay: Replay | None = None
) -> "Flask":
    """The application; the city opens while a browser loads."""
    load_ahead()
    from dashboard.app import create_app  # noqa: PLC0415  (it loads DuckDB: after the fork)
    from dashboard.kept_pages import KeptPages  # noqa: PLC0415
    from dashboard.standing import Standing  # noqa: PLC0415

    pages = KeptPages(settings, replay)
    standing = Standing(city, settings, as_of, replay, pages.ahead)
    server: Flask = create_app(standing, settings, replay, pages).server
    threading.Thread(target=standing.watch, daemon=True).start()
    return server


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

    # Processes share the machine: threads of numpy's algebra would only wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
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
            return wsgi(city, settings, day, played)

    Application().run()


def gunicorn_settings(host: str, port: int) -> dict[str, Any]:
    """How gunicorn runs; a name that this gunicorn does not know is left out."""
    shown = f"[{host}]" if ":" in host else host
    return {
        "bind": f"{shown}:{port}",
        "worker_class": "gthread",
        "workers": 1,
        "threads": THREADS,
        "preload_app": False,
        "keepalive": 30,  # longer than an open page is silent, so that its line is not cut
        "timeout": 120,  # a machine that is busy building must not end it
        "loglevel": "warning",
        "forwarded_allow_ips": "",  # no proxy is believed about who is asking
        "control_socket_disable": True,  # younger gunicorns open one; nobody here needs it
    }
