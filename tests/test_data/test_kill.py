"""A build killed at any moment leaves the last snapshot whole, and readers see no other."""

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.settings import Settings
from data.warehouse import current_id
from tests.test_data.builder import Ask, builder
from tests.test_data.poller import look, poller, write

KILLS = 30
pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")


@pytest.fixture
def ask() -> Iterator[Ask]:
    with builder() as start:
        yield start


def built(ask: Ask, folder: Path, home: Path) -> None:
    _, wait = ask(folder, home)
    assert wait() == 0


@pytest.mark.slow
def test_killed_at_random_moments(tmp_path: Path, ask: Ask) -> None:
    folder, settings = tmp_path / "city", Settings(home=tmp_path / "home", memory_limit="1GB")
    write(folder, 0)
    began = time.monotonic()
    built(ask, folder, settings.home)
    takes = time.monotonic() - began
    chance = random.Random(KILLS)
    whole = version = killed = 0
    with poller(settings.home) as said:
        while killed < KILLS:
            if whole == version or chance.random() < 0.5:
                version += 1  # else the same is tried again, over what the killed build left
            write(folder, version)
            pid, wait = ask(folder, settings.home)
            time.sleep(chance.uniform(0, takes))
            os.kill(pid, signal.SIGKILL)
            ended = wait()
            assert ended in (0, -signal.SIGKILL)
            if ended == 0:
                takes *= 0.9  # the first build was slower than those that follow
            killed += ended != 0
            stands = look(settings)
            # The killed build may have got as far as its last step, and no other can have.
            assert stands in (whole, version)
            assert ended != 0 or stands == version
            whole = stands
    seen = [int(line) for line in said]
    assert seen == sorted(seen)
    assert len(set(seen)) > 1
    write(folder, version + 1)
    built(ask, folder, settings.home)
    assert look(settings) == version + 1
    assert left(settings) == []


def left(settings: Settings) -> list[str]:
    """What lies in a city's home and should not."""
    home = settings.city_home("small")
    known = {"build.lock", "CURRENT", "snapshots"}
    strange = [path.name for path in home.iterdir() if path.name not in known]
    files = list((home / "snapshots").iterdir())
    assert len(files) <= 3
    return strange + [path.name for path in files if path.suffix != ".duckdb"]


@pytest.mark.parametrize(("before", "published"), [(1, False), (2, False), (3, True)])
def test_killed_just_before_each_rename(
    tmp_path: Path, ask: Ask, before: int, published: bool
) -> None:
    folder, settings = tmp_path / "city", Settings(home=tmp_path / "home", memory_limit="1GB")
    write(folder, 0)
    built(ask, folder, settings.home)
    first = current_id("small", settings)
    write(folder, 1)
    _, wait = ask(folder, settings.home, before)
    # There are two: of the snapshot, then of the pointer to it.
    assert wait() == (0 if published else -signal.SIGKILL)
    assert look(settings) == int(published)
    assert (current_id("small", settings) != first) == published
    assert bool(left(settings)) == (not published)
    built(ask, folder, settings.home)
    assert look(settings) == 1
    assert left(settings) == []
