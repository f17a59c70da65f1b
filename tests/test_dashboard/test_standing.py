"""Which snapshot is served, with real processes that draw of it."""

import logging
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audits.opened import OpenedCity
from audits.reviews import contest
from dashboard import drawer
from dashboard import standing as module
from dashboard.drawer import DrawerError
from dashboard.drawers import MANY
from dashboard.kept_pages import Asked, KeptPages
from dashboard.served import Here, Served
from dashboard.standing import Standing
from dashboard.writing import Writing
from data.errors import NoSnapshotError, UnknownCityError, UserError
from data.languages import PORTUGUESE
from data.said import language, say, speaking
from data.settings import Settings

Publish = Callable[[str], None]
Begin = Callable[..., Standing]


@pytest.fixture
def own(porto_sombra: OpenedCity, settings: Settings, tmp_path: Path) -> Settings:
    """A home with the built city, its findings computed."""
    porto_sombra.findings()
    own = Settings(home=tmp_path)
    shutil.copytree(settings.city_home("porto_sombra"), own.city_home("porto_sombra"))
    return own


@pytest.fixture
def publish(own: Settings, porto_sombra: OpenedCity) -> Publish:
    """Publishes the same city under another id; a broken file where the id says so."""

    def make(snapshot: str) -> None:
        home = own.city_home("porto_sombra")
        target = home / "snapshots" / f"{snapshot}.duckdb"
        if snapshot.startswith("bad"):
            target.write_text("no database")
        else:
            os.link(home / "snapshots" / f"{porto_sombra.snapshot}.duckdb", target)
        (home / "CURRENT").write_text(snapshot)

    return make


@pytest.fixture
def begin(own: Settings) -> Iterator[Begin]:
    """Serves the city of `own`; its processes end with the test."""
    begun: list[Standing] = []

    def make(ahead: Callable[[Served], None] = lambda _: None) -> Standing:
        begun.append(Standing("porto_sombra", own, ahead=ahead))
        return begun[-1]

    yield make
    for one in begun:
        one.end()


@pytest.fixture
def _no_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings of another snapshot are not what is asked here; `own` has those of the first."""
    monkeypatch.setattr(module, "ready", snapshot_of)


def snapshot_of(here: Here) -> str:
    return here.source().snapshot


def changes_of(here: Here) -> tuple[str, bool] | None:
    found = here.source().changes()
    return (found.before, found.any) if found else None


def process_of(_here: Here) -> int:
    return os.getpid()


def spoken(_here: Here) -> tuple[str, str]:
    return language().tag, str(say("No such page"))


def hangs(_here: Here) -> None:
    time.sleep(60)


def refuses(_here: Here) -> None:
    raise UserError("found a wall, expected a door")


def fails(_here: Here) -> None:
    raise ZeroDivisionError


def test_nothing_is_opened_before_somebody_asks(own_settings: Settings) -> None:
    nowhere = Standing("nowhere at all", own_settings)
    with pytest.raises(UnknownCityError):
        nowhere.held()


def test_a_city_that_is_built_later_is_found_then(
    porto_sombra: OpenedCity, settings: Settings, tmp_path: Path
) -> None:
    own = Settings(home=tmp_path)
    standing = Standing("porto_sombra", own)
    for ask in (standing.held, standing.look, lambda: standing.ask(snapshot_of)):
        with pytest.raises(NoSnapshotError):
            ask()
    shutil.copytree(settings.city_home("porto_sombra"), own.city_home("porto_sombra"))
    assert standing.held().snapshot == standing.ask(snapshot_of) == porto_sombra.snapshot
    standing.end()


def test_a_question_is_asked_in_the_language_that_is_spoken(begin: Begin) -> None:
    standing = begin()
    with speaking(PORTUGUESE):
        assert standing.ask(spoken) == ("pt-BR", "Página não encontrada")
    assert standing.ask(spoken) == ("en", "No such page")


@pytest.mark.usefixtures("_no_audit")
def test_nobody_waits_while_a_newer_snapshot_is_made_ready(
    begin: Begin, publish: Publish, porto_sombra: OpenedCity
) -> None:
    drawing, go_on = threading.Event(), threading.Event()

    def ahead(coming: Served) -> None:
        assert coming.held().snapshot == coming.ask(snapshot_of) == "a" * 16
        drawing.set()
        go_on.wait(60)

    standing = begin(ahead)
    assert standing.ask(snapshot_of) == porto_sombra.snapshot
    publish("a" * 16)
    looking = threading.Thread(target=standing.look)
    looking.start()
    assert drawing.wait(60)
    assert standing.held().snapshot == standing.ask(snapshot_of) == porto_sombra.snapshot
    go_on.set()
    looking.join(60)
    assert standing.held().snapshot == standing.ask(snapshot_of) == "a" * 16


@pytest.mark.usefixtures("_no_audit")
def test_whoever_asks_while_snapshots_change_is_answered_by_one_of_them(
    begin: Begin, publish: Publish, porto_sombra: OpenedCity
) -> None:
    standing, ended = begin(), threading.Event()
    seen = [standing.ask(snapshot_of)]

    def ask() -> None:
        while not ended.is_set():
            seen.append(standing.ask(snapshot_of))

    askers = [threading.Thread(target=ask) for _ in range(2 * MANY)]
    for one in askers:
        one.start()
    for snapshot in ("a" * 16, "b" * 16):
        publish(snapshot)
        standing.look()
    ended.set()
    for one in askers:
        one.join(60)
    standing.ask(snapshot_of)
    assert set(seen) == {porto_sombra.snapshot, "a" * 16, "b" * 16}


@pytest.mark.usefixtures("_no_audit")
def test_a_snapshot_that_cannot_be_taken_up_never_hides_the_one_that_stands(
    begin: Begin, publish: Publish, porto_sombra: OpenedCity, caplog: pytest.LogCaptureFixture
) -> None:
    standing = begin()
    standing.ask(snapshot_of)
    publish("bad" + "a" * 13)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            standing.look()
            assert standing.ask(snapshot_of) == porto_sombra.snapshot
    assert caplog.text.count("could not be made ready") == 1, "not at once again"
    publish("b" * 16)
    standing.look()
    assert standing.ask(snapshot_of) == "b" * 16


@pytest.mark.usefixtures("_no_audit")
def test_what_failed_for_a_while_is_tried_again(
    begin: Begin, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AGAIN_S", 0.0)
    killed: list[int] = []

    def ahead(coming: Served) -> None:
        if len(killed) < MANY:
            killed.extend({coming.ask(process_of) for _ in range(2 * MANY)})
            for one in killed:
                os.kill(one, signal.SIGKILL)
            with pytest.raises(DrawerError):
                coming.ask(fails)
            raise DrawerError("as when a page could not be drawn ahead")

    standing = begin(ahead)
    older = standing.ask(snapshot_of)
    publish("a" * 16)
    standing.look()
    assert standing.ask(snapshot_of) == older
    standing.look()
    assert standing.ask(snapshot_of) == "a" * 16


@pytest.mark.usefixtures("_no_audit")
def test_a_snapshot_that_comes_back_tells_changes_since_the_one_between(
    begin: Begin, publish: Publish, own: Settings, porto_sombra: OpenedCity
) -> None:
    standing = begin()
    first = standing.held()
    publish("a" * 16)
    standing.look()
    (own.city_home("porto_sombra") / "CURRENT").write_text(porto_sombra.snapshot)
    standing.look()
    again = standing.held()
    assert (again.snapshot, again.before) == (first.snapshot, "a" * 16)
    assert again != first, "pages of the first time are not shown again"


def test_a_process_that_hangs_is_given_up(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    standing = begin()
    held = {standing.ask(process_of) for _ in range(4 * MANY)}
    monkeypatch.setattr(drawer, "PATIENCE_S", 0.2)
    with pytest.raises(DrawerError, match="another takes its place"):
        standing.ask(hangs)
    monkeypatch.undo()
    now = {standing.ask(process_of) for _ in range(4 * MANY)}
    assert len(now) == MANY
    assert len(now & held) == MANY - 1


def test_a_city_whose_pointer_is_gone_goes_on_being_served(
    begin: Begin, own: Settings, porto_sombra: OpenedCity
) -> None:
    standing = begin()
    standing.held()
    (own.city_home("porto_sombra") / "CURRENT").unlink()
    with pytest.raises(NoSnapshotError):
        standing.look()
    assert standing.ask(snapshot_of) == porto_sombra.snapshot


@pytest.mark.usefixtures("_no_audit")
def test_the_processes_of_an_older_snapshot_end(begin: Begin, publish: Publish) -> None:
    standing = begin()
    older = standing.ask(process_of)
    publish("a" * 16)
    standing.look()
    with pytest.raises(ProcessLookupError):
        os.kill(older, 0)


def test_a_process_that_died_is_replaced(begin: Begin) -> None:
    standing = begin()
    died = {standing.ask(process_of) for _ in range(4 * MANY)}
    assert len(died) == MANY
    for one in died:
        os.kill(one, signal.SIGKILL)
    answers: list[int] = []
    ends = time.monotonic() + 60
    while len(set(answers)) < MANY and time.monotonic() < ends:
        try:
            answers.append(standing.ask(process_of))
        except DrawerError:  # it died while it was asked
            continue
    assert len(set(answers)) == MANY
    assert not died & set(answers)


def test_what_fails_in_such_a_process_is_told_here(begin: Begin) -> None:
    standing = begin()
    with pytest.raises(DrawerError, match="`fails` failed"):
        standing.ask(fails)
    with pytest.raises(UserError, match="expected a door"):
        standing.ask(refuses)
    assert standing.ask(spoken)


def test_a_statement_stands_at_once(begin: Begin, own: Settings) -> None:
    standing = begin()
    assert standing.held().statements == 0
    pages = KeptPages(own)
    here = Asked(
        address="/reviews", language=PORTUGUESE, writing=Writing(allowed=True, with_token=False)
    )
    first = pages.page(standing, here)
    contest(
        own,
        "porto_sombra",
        known={"measure": ("M3",), "dataset": ()},
        target_kind="measure",
        target="M3",
        says="The hill is not flat.",
        principle="consider-context",
        channel="notebook",
    )
    second = pages.page(standing, here)
    assert standing.held().statements == 1
    assert ["The hill is not flat." in page["html"] for page in (first, second)] == [False, True]
    assert second["version"] == str(standing.held())


def test_findings_are_computed_once_and_changes_are_told_since_what_stood(
    begin: Begin, publish: Publish, own: Settings, porto_sombra: OpenedCity
) -> None:
    standing = begin()
    standing.held()
    publish("a" * 16)
    standing.look()
    kept = own.city_home("porto_sombra") / "findings"
    assert len(list(kept.glob(f"{'a' * 16}-*.pickle"))) == 1
    assert standing.ask(changes_of) == (porto_sombra.snapshot, False)
