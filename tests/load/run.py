"""The whole of it: a home, a server, a publisher, viewers, and what became of them."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import urllib3

from data.manifest import find_city
from tests.load import publishing
from tests.load.answers import Answer, torn
from tests.load.memory import memory
from tests.load.viewer import Places, Viewer, is_page
from tests.test_dashboard.serving import ROOT, free_port

MEMORIES = 6
"""So often is it looked how much memory is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run has shown."""

    answers: tuple[Answer, ...]
    published: tuple[str, ...]
    torn: tuple[str, ...]
    memory: tuple[float, ...]
    """MB of the server and all its processes, at even distances from the start to the end."""

    @property
    def errors(self) -> list[Answer]:
        """Answers that are no answer."""
        return [one for one in self.answers if one.wrong]

    @property
    def shown(self) -> int:
        """How many of the snapshots anybody was shown."""
        return len({one.snapshot for one in self.answers if one.snapshot})


def run(city: str, viewers: int, seconds: float, every: float, root: Path | None) -> Outcome:
    """Serves a city from a fresh home, and lets viewers look while it is published anew."""
    answers: list[Answer] = []
    published: list[str] = []
    with tempfile.TemporaryDirectory() as folder, _publishing(Path(folder), city, every, root) as p:
        assert p.stdout is not None
        published.append(p.stdout.readline().split()[0])
        threading.Thread(target=_note, args=(p, published), daemon=True).start()
        with _serving(Path(folder), city) as (server, url):
            places = _places(city, url)
            pool = urllib3.PoolManager(maxsize=viewers, retries=False, timeout=60)
            ended = threading.Event()
            threads = [
                threading.Thread(
                    target=Viewer(
                        number=number, url=url, pool=pool, places=places, tell=answers.append
                    ).look,
                    args=(ended,),
                )
                for number in range(viewers)
            ]
            for thread in threads:
                thread.start()
            held = [memory(server.pid)]
            for _ in range(MEMORIES):
                time.sleep(seconds / MEMORIES)
                held.append(memory(server.pid))
            ended.set()
            for thread in threads:
                thread.join()
        _end(p)
    return Outcome(
        answers=tuple(answers),
        published=tuple(published),
        torn=tuple(torn(answers, published)),
        memory=tuple(held),
    )


@contextmanager
def _publishing(
    home: Path, city: str, every: float, root: Path | None
) -> Iterator[subprocess.Popen[str]]:
    with publishing.start(home, city, every, root) as process:
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """Lets it publish what it is building, so that every snapshot that was shown is known."""
    if process.stdin and not process.stdin.closed:
        process.stdin.close()
    process.wait()


def _note(process: subprocess.Popen[str], published: list[str]) -> None:
    published.extend(line.split()[0] for line in process.stdout or ())


@contextmanager
def _serving(home: Path, city: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """`penumbra serve`, as anybody runs it, once its first page is drawn."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "dashboard", "serve", city, "--port", str(port)],
        cwd=ROOT,
        env=os.environ | {"PENUMBRA_HOME": str(home), "PYTHONPATH": str(ROOT)},
    )
    url = f"http://127.0.0.1:{port}"
    try:
        while process.poll() is None:
            try:
                urllib3.request("GET", f"{url}/", retries=False, timeout=300)
                break
            except urllib3.exceptions.HTTPError:
                time.sleep(0.2)
        yield process, url
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _places(city: str, url: str) -> Places:
    """Where links of the pages themselves lead."""
    found: dict[str, None] = {"/": None}
    for address in ("/", "/measures", "/place"):
        text = urllib3.request("GET", url + address, retries=False).data.decode()
        for link in re.findall(r'<a [^>]*href="(/[^"#]*)', text):
            found[unescape(link)] = None
    text = urllib3.request("GET", f"{url}/overlay", retries=False).data.decode()
    overlays = {
        unescape(link): None for link in re.findall(r'<a [^>]*href="(/overlay[^"#]*)', text)
    }
    return Places(
        pages=tuple(filter(is_page, found)),
        overlays=tuple(overlays),
        networks=tuple(network.id for network in find_city(city).networks),
    )
