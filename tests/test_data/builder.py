"""A process that builds small cities in children of its own, so that a test may kill them.

Reads one request a line, `{"folder": …, "home": …, "before": n or null}`, and answers with the
child's pid; reads another line, and answers with how the child ended. Between the two the pid stays
the child's, even if it has ended. `before`: the child is killed just before its n-th rename.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from data import sources
from data.discovery import discover
from data.manifest import MANIFEST, read_manifest
from data.settings import Settings
from data.source import Source
from data.warehouse import build


def _build(request: dict[str, Any]) -> None:
    renames = 0

    def watch(event: str, _arguments: tuple[object, ...]) -> None:
        nonlocal renames
        if event == "os.rename":
            renames += 1
            if renames == request["before"]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    city = read_manifest(Path(request["folder"]) / MANIFEST)
    build(city, Settings(home=Path(request["home"]), memory_limit="1GB"))


def main() -> None:
    """Serves until its input ends. No DuckDB instance is ever open here, so forking is safe."""
    discover(sources, "SOURCE", Source)  # imported once, and not in each child again
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                _build(json.loads(line))
            except BaseException as error:
                os.write(2, f"{type(error).__name__}: {error}\n".encode())
                os._exit(1)
            os._exit(0)
        os.write(1, f"{child}\n".encode())
        sys.stdin.readline()
        _, status = os.waitpid(child, 0)
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


Ask = Callable[..., tuple[int, Callable[[], int]]]
"""Starts a build of (folder, home, before=None): its pid, and a function that waits for its end."""


@contextmanager
def builder() -> Iterator[Ask]:
    """The process, for as long as a test needs it."""
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.test_data.builder"],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        orders, answers = process.stdin, process.stdout

        def ask(
            folder: Path, home: Path, before: int | None = None
        ) -> tuple[int, Callable[[], int]]:
            request = {"folder": str(folder), "home": str(home), "before": before}
            orders.write(json.dumps(request) + "\n")
            orders.flush()
            return int(answers.readline()), wait

        def wait() -> int:
            orders.write("\n")
            orders.flush()
            return int(answers.readline())

        yield ask
        orders.close()


if __name__ == "__main__":
    main()
