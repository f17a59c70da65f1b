import logging
import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from audits.finding import Finding
from audits.opened import OpenedCity
from audits.reviews import contest
from dashboard import source as sources
from dashboard.source import open_later
from data.errors import NoSnapshotError, UnknownCityError
from data.settings import Settings

Publish = Callable[[str], None]


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


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "GRACE_S", 0.0)


@pytest.fixture
def _no_audit(own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings of another snapshot are not what is asked here; `own` has those of the first."""
    monkeypatch.setattr(sources, "compute_aside", lambda _city, _opened: None)
    monkeypatch.setattr(OpenedCity, "_uncontested", lambda _: ())
    monkeypatch.setattr(OpenedCity, "changes", lambda _: None)


def comes(current: Callable[[], OpenedCity], snapshot: str) -> OpenedCity:
    """The city, once this snapshot is served."""
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        opened = current()
        if opened.snapshot == snapshot:
            return opened
        time.sleep(0.02)
    raise AssertionError(f"{snapshot} did not come")


def test_nothing_is_opened_before_somebody_asks(own_settings: Settings) -> None:
    current = open_later("nowhere at all", own_settings)
    with pytest.raises(UnknownCityError):
        current()


def test_a_city_that_is_built_later_is_found_then(
    porto_sombra: OpenedCity, settings: Settings, tmp_path: Path
) -> None:
    own = Settings(home=tmp_path)
    current = open_later("porto_sombra", own)
    with pytest.raises(NoSnapshotError):
        current()
    shutil.copytree(settings.city_home("porto_sombra"), own.city_home("porto_sombra"))
    opened = current()
    assert opened.snapshot == porto_sombra.snapshot
    assert current() is opened, "one city for a whole process"
    opened.close()


@pytest.mark.usefixtures("_no_audit")
def test_nobody_waits_while_a_newer_snapshot_is_made_ready(
    own: Settings, publish: Publish, porto_sombra: OpenedCity
) -> None:
    ready, shown = threading.Event(), []

    def ahead(opened: OpenedCity) -> None:
        shown.append(opened.snapshot)
        ready.wait(60)

    current = open_later("porto_sombra", own, ahead=ahead)
    first = current()
    publish("a" * 16)
    assert current() is first
    while not shown:
        time.sleep(0.01)
    assert current() is first, "it is served until the other is ready"
    ready.set()
    newer = comes(current, "a" * 16)
    assert shown == ["a" * 16], "in one thread, once"
    assert first.snapshot == porto_sombra.snapshot, "who still reads the old one is not disturbed"
    assert newer.frame.snapshot == "a" * 16


@pytest.mark.usefixtures("_no_audit")
def test_a_snapshot_that_cannot_be_taken_up_never_hides_the_one_that_stands(
    own: Settings, publish: Publish, caplog: pytest.LogCaptureFixture
) -> None:
    current = open_later("porto_sombra", own)
    first = current()
    publish("bad" + "a" * 13)
    with caplog.at_level(logging.ERROR):
        while "could not be made ready" not in caplog.text:
            assert current() is first
            time.sleep(0.02)
    told = caplog.text.count("could not be made ready")
    for _ in range(5):
        assert current() is first
        time.sleep(0.02)
    assert caplog.text.count("could not be made ready") == told, "it is tried once"
    publish("b" * 16)
    comes(current, "b" * 16)


@pytest.mark.usefixtures("_no_audit")
def test_a_city_whose_pointer_is_gone_goes_on_being_served(own: Settings) -> None:
    current = open_later("porto_sombra", own)
    first = current()
    (own.city_home("porto_sombra") / "CURRENT").unlink()
    assert current() is first


@pytest.mark.usefixtures("_no_audit")
def test_all_processes_take_up_the_same_snapshot_even_if_it_is_not_the_newest_any_more(
    own: Settings, publish: Publish
) -> None:
    one, other = open_later("porto_sombra", own), open_later("porto_sombra", own)
    assert one().snapshot == other().snapshot
    publish("a" * 16)
    comes(one, "a" * 16)
    publish("b" * 16)
    seen: list[str] = []
    while not seen or seen[-1] != "b" * 16:
        if not seen or other().snapshot != seen[-1]:
            seen.append(other().snapshot)
        time.sleep(0.01)
    assert seen[1:] == ["a" * 16, "b" * 16]


@pytest.mark.usefixtures("_no_audit")
def test_nobody_is_shown_a_snapshot_before_all_processes_can_show_it(
    own: Settings, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = threading.Event()
    current = open_later("porto_sombra", own, ahead=lambda _: ready.set(), processes=2)
    first = current()
    publish("a" * 16)
    assert current() is first
    ready.wait(60)
    marks: list[Path] = []
    while not marks:
        time.sleep(0.01)
        marks = list((own.city_home("porto_sombra") / "findings").glob("READY.*"))
    for _ in range(5):
        assert current() is first
        time.sleep(0.02)
    marks[0].with_suffix(".another").touch()
    comes(current, "a" * 16)


@pytest.mark.usefixtures("_no_audit")
def test_a_process_that_never_gets_ready_is_not_waited_for_for_ever(
    own: Settings, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "PATIENCE_S", 0.1)
    current = open_later("porto_sombra", own, processes=2)
    current()
    publish("a" * 16)
    comes(current, "a" * 16)


@pytest.mark.usefixtures("_no_audit")
def test_a_statement_stands_at_once(own: Settings) -> None:
    opened = open_later("porto_sombra", own)()
    assert not opened.findings_with(opened.reviews)
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
    (stands,) = opened.reviews
    assert stands.says == "The hill is not flat."


def test_findings_are_computed_in_a_process_of_their_own_and_read_from_there(
    own: Settings, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OpenedCity, "_compute", lambda _: pytest.fail("computed here"))
    current = open_later("porto_sombra", own)
    first: tuple[Finding, ...] = current().findings()
    publish("a" * 16)
    newer = comes(current, "a" * 16)
    assert newer.kept_at.exists()
    changes = newer.changes()
    assert changes is not None
    assert changes.before == first[0].snapshot, "since what stood"
    assert not changes.any
    assert [f.draft for f in newer.findings()] == [f.draft for f in first]
    assert {f.snapshot for f in newer.findings()} == {"a" * 16}
