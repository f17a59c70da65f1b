"""A real server in a process of its own, for as long as a test needs it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.request import urlopen

from data.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
_CODE = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from dashboard import server
from dashboard.clock import Replay
from data.settings import Settings
settings = Settings(home=Path({home!r}))
server.{function}({city!r}, settings, {arguments})
"""


def free_port() -> int:
    """A port on which nobody listens at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def served(
    city: str,
    settings: Settings,
    by: Literal["gunicorn", "waitress"] = "gunicorn",
    port: int | None = None,
) -> Iterator[str]:
    """The address of a dashboard of this city; it ends with the block."""
    process, url = start(city, settings, by, port)
    try:
        yield url
    finally:
        stop(process)


def start(
    city: str,
    settings: Settings,
    by: Literal["gunicorn", "waitress"] = "gunicorn",
    port: int | None = None,
    replay: tuple[str, float, float] | None = None,
) -> tuple[subprocess.Popen[bytes], str]:
    """A server that answers, and its address."""
    port = port or free_port()
    played = f"Replay.of(*{replay})" if replay else None
    code = _CODE.format(
        root=str(ROOT),
        home=str(settings.home),
        city=city,
        function="serve" if by == "gunicorn" else "_waitress",
        arguments=f"host='127.0.0.1', port={port}, replay={played}"
        if by == "gunicorn"
        else f"'127.0.0.1', {port}, None",
    )
    # Processes that draw begin with what they find on the path.
    known = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=known)
    url = f"http://127.0.0.1:{port}"
    while process.poll() is None:
        try:
            with urlopen(f"{url}/version"):
                return process, url
        except URLError:
            time.sleep(0.1)
    raise RuntimeError(f"the server ended with {process.returncode} before it answered")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends a server as Ctrl+C does, and waits until it has gone."""
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
