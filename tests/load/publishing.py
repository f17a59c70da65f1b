"""A process that builds and publishes a snapshot again and again, each from other files.

Says `<snapshot> <seconds since 1970>` a line, when it is published, until its input ends. Each has
some cameras less than the one before, so its numbers are its own.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

from data.city import City
from data.manifest import find_city
from data.settings import Settings
from data.warehouse import build, source_folder

_LESS = 2
"""Sensors that go from one snapshot to the next."""
_NICENESS = 10
"""As the README says that builds beside a served city should be run: readers go first."""


def lay_out(city: City, settings: Settings, root: Path | None, folder: Path) -> Path:
    """The files of a city in a folder of their own; the one that will change is a copy."""
    source = source_folder(city, settings, root, lambda _what, _done: None)
    folder.mkdir(parents=True)
    changing = _changing(city)
    for path in source.iterdir():
        if path.name == changing:
            shutil.copy(path, folder / path.name)
        elif path.is_file():
            (folder / path.name).symlink_to(path.resolve())
    return folder / changing


def _changing(city: City) -> str:
    """The file of the first network's sensors."""
    names = [one.path for one in city.datasets if one.role == "sensors" and one.format == "csv"]
    return names[0]


def shorten(lines: list[bytes], by: int) -> bytes:
    """The file without some of its rows: always more of the same ones, wherever they stand."""
    gone = set(random.Random(1).sample(range(1, len(lines)), min(by, len(lines) - 2)))
    return b"".join(line for index, line in enumerate(lines) if index not in gone)


def main(home: Path, name: str, every: float, root: Path | None) -> None:
    """Publishes at once, and then every so many seconds or as fast as it can."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    ended = Event()

    def wait() -> None:
        sys.stdin.read()
        ended.set()

    Thread(target=wait, daemon=True).start()
    city, settings = find_city(name), Settings(home=home, memory_limit="1GB")
    file = lay_out(city, settings, root, home / "files")
    lines = file.read_bytes().splitlines(keepends=True)
    count, due = 0, time.monotonic()
    while not ended.wait(max(0.0, due - time.monotonic())):
        due = max(due + every, time.monotonic())
        aside = file.with_suffix(".aside")
        aside.write_bytes(shorten(lines, count * _LESS))
        aside.replace(file)
        made = build(city, settings, root=file.parent)
        sys.stdout.write(f"{made.id} {time.time()}\n")
        sys.stdout.flush()
        count += 1


def start(home: Path, name: str, every: float, root: Path | None) -> subprocess.Popen[str]:
    """The process; it ends when its input is closed."""
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.load.publishing"),
            *(str(home), name, str(every), *([str(root)] if root else [])),
        ],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0]), given[1], float(given[2]), Path(given[3]) if len(given) > 3 else None)
