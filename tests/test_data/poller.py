"""A process that opens the current snapshot again and again, and says what it saw.

Prints a version a line, or what was wrong, until its input ends.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from data.settings import Settings
from data.warehouse import LOST, Snapshot
from tests.test_data.small_city import CSV, Manifest, make_city


def write(folder: Path, version: int) -> None:
    """The small city, without what takes long, with its version in three of its files."""
    files = {
        "cameras.csv": CSV["cameras.csv"].replace("Praça", f"v{version}"),
        "calls.csv": CSV["calls.csv"].replace("light", f"v{version}"),
        "floods.csv": CSV["floods.csv"].replace("high", f"v{version}"),
    }
    make_city(folder, files, _shorten)


def _shorten(raw: Manifest) -> None:
    spared = ("settlements", "rain", "uptime", "events")
    raw["resources"] = [item for item in raw["resources"] if item["name"] not in spared]


_WHOLE = """
select (select count(*) from area), (select sum(people) from area),
    (select round(sum(people)) from cell)
"""
_VERSIONS = """
select name from sensor where sensor_id = 'c1'
union all select kind from request where request_id = '9'
union all select level from need
"""


def look(settings: Settings) -> int:
    """The version of the current snapshot. Raises AssertionError if it is torn in any way."""
    snapshot = Snapshot("small", settings)
    try:
        with snapshot.cursor() as cursor:
            assert cursor.execute(LOST.replace("written.", "snapshot.")).fetchall() == []
            assert cursor.execute(_WHOLE).fetchall() == [(4, 6500.0, 6500.0)]
            (one, two, three) = cursor.execute(_VERSIONS).fetchall()
            assert one == two == three
            return int(one[0][1:])
    finally:
        snapshot.close()


def main(home: Path) -> None:
    """Looks until the input ends."""
    ended = Event()

    def wait() -> None:
        sys.stdin.read()
        ended.set()

    Thread(target=wait, daemon=True).start()
    settings = Settings(home=home, memory_limit="1GB")
    while not ended.wait(0.2):
        try:
            seen = str(look(settings))
        except BaseException as error:
            seen = f"{type(error).__name__}: {' '.join(str(error).split())}"
        sys.stdout.write(seen + "\n")


@contextmanager
def poller(home: Path) -> Iterator[list[str]]:
    """The process; the list holds what it said once it has ended."""
    said: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.test_data.poller", str(home)],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield said
        finally:
            said += process.communicate()[0].splitlines()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
