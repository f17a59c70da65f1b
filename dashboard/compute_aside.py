"""Findings computed in a process of their own, so that no reader's thread has to share its turns.

It is a humble process: whoever serves or builds goes first. It ends with the one that started it.
"""

import json
import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

from audits.opened import OpenedCity, open_city
from data.alone import alone
from data.settings import Settings

_CODE = (
    "import json, sys; given = json.loads(sys.argv[1]); sys.path[:] = given.pop('path'); "
    "from dashboard.compute_aside import main; main(**given)"
)
_NICENESS = 10


def compute_aside(city: str, opened: OpenedCity) -> None:
    """Has the findings of a snapshot computed and kept, unless they are. Raises RuntimeError."""
    place = opened.kept_at
    given = {
        "path": sys.path,
        "city": city,
        "home": str(opened.settings.home.resolve()),
        "memory_limit": opened.settings.memory_limit,
        "snapshot": opened.snapshot,
        "before": opened.before,
        "as_of": opened.as_of.isoformat(),
    }
    with alone(place.with_name("aside.lock")):
        if place.exists():
            return
        with subprocess.Popen(
            [sys.executable, "-P", "-c", _CODE, json.dumps(given)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            said = process.stderr.read() if process.stderr else ""
        if process.returncode:
            raise RuntimeError(f"computing the findings ended with {process.returncode}: {said}")


def main(
    city: str, home: str, memory_limit: str, snapshot: str, before: str | None, as_of: str
) -> None:
    """What the process does."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    settings = Settings(home=Path(home), memory_limit=memory_limit)
    day = date.fromisoformat(as_of)
    # What was before has to be computed too, unless it is kept.
    open_city(city, settings=settings, as_of=day, snapshot=snapshot, before=before).changes()


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)
