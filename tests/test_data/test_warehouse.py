"""Snapshots: named by their content, published whole or not at all, read from any thread."""

import os
import resource as limits
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from data.build import unwatched
from data.city import City
from data.errors import BuildError, NoSnapshotError, SensitiveDataError, SourceError
from data.manifest import find_city
from data.settings import Settings
from data.warehouse import KEEP, Snapshot, build, current_id, source_folder
from tests.test_data.small_city import Manifest, add, make_city, resource

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", memory_limit="1GB")


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home in which the small city was built once; for tests that only read."""
    folder = tmp_path_factory.mktemp("standing")
    settings = Settings(home=folder / "home", memory_limit="1GB")
    build(make_city(folder / "city"), settings)
    return settings


def version(folder: Path, number: int) -> City:
    return make_city(folder, add("calls.csv", f"{100 + number},2024-01-03,noise,1"))


def snapshots(settings: Settings) -> set[str]:
    return {path.name for path in (settings.city_home("small") / "snapshots").iterdir()}


def newest_call(snapshot: Snapshot) -> str:
    with snapshot.cursor() as cursor:
        return str(cursor.execute("select max(request_id) from request").fetchall()[0][0])


class TestIdentity:
    def test_the_same_inputs_have_the_same_id_wherever_they_lie(self, tmp_path: Path) -> None:
        ids = []
        for name in ("one", "São João's two"):
            city = make_city(tmp_path / name / "city")
            ids.append(build(city, Settings(home=tmp_path / name / "home")).id)
        assert ids[0] == ids[1]

    def test_a_changed_byte_is_another_snapshot(self, tmp_path: Path, settings: Settings) -> None:
        one = build(make_city(tmp_path / "city"), settings)
        other = build(make_city(tmp_path / "city", add("calls.csv", "")), settings)
        assert one.id != other.id
        assert one.fresh
        assert other.fresh

    def test_what_stands_already_is_not_built_again(
        self, tmp_path: Path, settings: Settings
    ) -> None:
        one = build(version(tmp_path / "city", 1), settings)
        build(version(tmp_path / "city", 2), settings)
        before = one.path.stat().st_mtime_ns
        again = build(version(tmp_path / "city", 1), settings)
        assert (again.id, again.fresh, one.path.stat().st_mtime_ns) == (one.id, False, before)
        assert current_id("small", settings) == one.id


class TestPublishing:
    def test_the_last_three_are_kept(self, tmp_path: Path, settings: Settings) -> None:
        ids = [build(version(tmp_path / "city", number), settings).id for number in range(5)]
        assert snapshots(settings) == {f"{name}.duckdb" for name in ids[-KEEP:]}
        assert current_id("small", settings) == ids[-1]

    def test_an_open_snapshot_outlives_its_file_and_a_newer_one_is_noticed(
        self, tmp_path: Path, settings: Settings
    ) -> None:
        build(version(tmp_path / "city", 0), settings)
        old = Snapshot("small", settings)
        for number in range(1, KEEP + 2):
            build(version(tmp_path / "city", number), settings)
        assert not old.path.exists()
        assert newest_call(old) == "9"
        assert current_id("small", settings) != old.id
        new = Snapshot("small", settings)
        with new.cursor() as cursor:
            assert cursor.execute("select count(*) from request").fetchall() == [(4,)]
        old.close()
        new.close()

    @pytest.mark.parametrize(
        ("files", "error"),
        [
            (add("cameras.csv", "c9;rtsp://a:b@10.0.0.1;Ligada;;;"), SensitiveDataError),
            ({"gauges.csv": "id,lat\ng1,1\n"}, SourceError),
            ({"areas.geojson": "{}"}, SourceError),
        ],
    )
    def test_a_failed_build_leaves_the_old_one(
        self, tmp_path: Path, settings: Settings, files: dict[str, str], error: type[Exception]
    ) -> None:
        good = build(make_city(tmp_path / "city"), settings)
        with pytest.raises(error):
            build(make_city(tmp_path / "city", files), settings)
        assert current_id("small", settings) == good.id
        assert newest_call(Snapshot("small", settings)) == "9"
        build(make_city(tmp_path / "city"), settings)
        assert snapshots(settings) == {f"{good.id}.duckdb"}

    def test_what_a_killed_build_has_left_is_removed(
        self, tmp_path: Path, settings: Settings
    ) -> None:
        home = settings.city_home("small")
        (home / "snapshots").mkdir(parents=True)
        for name in (".0123.building", ".0123.building.wal"):
            (home / "snapshots" / name).write_text("torn")
        (home / "snapshots" / ".0123.building.tmp").mkdir()
        (home / "snapshots" / ".0123.building.tmp" / "spilled").write_text("torn")
        (home / ".CURRENT.123").write_text("torn")
        made = build(make_city(tmp_path / "city"), settings)
        assert snapshots(settings) == {f"{made.id}.duckdb"}
        assert not list(home.glob(".CURRENT*"))

    def test_a_file_that_changes_while_it_is_read_is_no_snapshot(
        self, tmp_path: Path, settings: Settings
    ) -> None:
        city = make_city(tmp_path / "city")

        def meddle(_what: str, done: float) -> None:
            if done == 1.0:
                (city.folder / "calls.csv").write_text("id,day,kind,area\n")

        with pytest.raises(SourceError, match="changed while it was read"):
            build(city, settings, progress=meddle)
        with pytest.raises(NoSnapshotError):
            current_id("small", settings)

    def test_two_builds_at_once_are_one_too_many(self, tmp_path: Path, settings: Settings) -> None:
        city = make_city(tmp_path / "city")
        home = settings.city_home("small")
        home.mkdir(parents=True)
        with (
            FileLock(home / "build.lock"),
            pytest.raises(BuildError, match="Another build of small is running"),
        ):
            build(city, settings)
        assert build(city, settings).fresh

    def test_progress_rises_from_nothing_to_everything(
        self, tmp_path: Path, settings: Settings
    ) -> None:
        told: list[float] = []
        build(make_city(tmp_path / "city"), settings, progress=lambda _, done: told.append(done))
        assert told == sorted(told)
        assert (told[0], told[-1]) == (0.0, 1.0)


class TestPlaces:
    def test_a_home_with_a_space_an_apostrophe_and_other_letters(self, tmp_path: Path) -> None:
        settings = Settings(home=tmp_path / "João's ‘home’ %s; –")
        build(make_city(tmp_path / "O'Higgins cité"), settings)
        assert newest_call(Snapshot("small", settings)) == "9"

    def test_files_may_lie_elsewhere(self, tmp_path: Path, settings: Settings) -> None:
        city = make_city(tmp_path / "city")
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        for dataset in city.datasets:
            (city.folder / dataset.path).rename(elsewhere / dataset.path)
        with pytest.raises(SourceError, match=r"Found no areas\.geojson in .* --root"):
            build(city, settings)
        assert build(city, settings, root=elsewhere).fresh
        with pytest.raises(SourceError, match="Found no folder"):
            build(city, settings, root=tmp_path / "nowhere")

    def test_a_missing_file_is_told_with_where_it_is_published(
        self, tmp_path: Path, settings: Settings
    ) -> None:
        def edit(raw: Manifest) -> None:
            resource(raw, "calls")["penumbra"]["endpoint"] = "https://example.org/calls"

        city = make_city(tmp_path / "city", edit=edit)
        (city.folder / "calls.csv").unlink()
        with pytest.raises(SourceError, match=r"It is published at https://example\.org/calls"):
            build(city, settings)

    def test_a_format_without_connector_is_told(self, tmp_path: Path, settings: Settings) -> None:
        def edit(raw: Manifest) -> None:
            resource(raw, "calls")["format"] = "xlsx"

        with pytest.raises(SourceError, match="found the format `xlsx`, expected one of csv"):
            build(make_city(tmp_path / "city", edit=edit), settings)

    @pytest.mark.parametrize("home", ["file/home", "/proc/penumbra"])
    def test_a_home_that_cannot_be_written_is_told(self, tmp_path: Path, home: str) -> None:
        (tmp_path / "file").write_text("in the way")
        settings = Settings(home=tmp_path / home)
        with pytest.raises(BuildError, match=r"Could not write a snapshot of small in .*HOME"):
            build(make_city(tmp_path / "city"), settings)
        with pytest.raises(NoSnapshotError, match="Found no snapshot of small"):
            current_id("small", settings)

    @pytest.mark.skipif(os.name != "posix", reason="the limit is that of POSIX")
    def test_a_full_disk_is_told_and_leaves_the_old_one(
        self, tmp_path: Path, settings: Settings
    ) -> None:
        good = build(make_city(tmp_path / "city"), settings)
        version(tmp_path / "city", 1)
        code = (
            "import sys; from pathlib import Path; from data.manifest import find_city; "
            "from data.settings import Settings; from data.warehouse import build\n"
            "try: build(find_city(sys.argv[1]), Settings(home=Path(sys.argv[2])))\n"
            "except Exception as error: print(type(error).__name__, error)"
        )

        def full() -> None:
            limits.setrlimit(limits.RLIMIT_FSIZE, (300_000, 300_000))

        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "city"), str(settings.home)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=full,
        )
        assert done.stdout.startswith("BuildError Could not write a snapshot of small")
        assert current_id("small", settings) == good.id
        assert newest_call(Snapshot("small", settings)) == "9"

    def test_too_little_memory_is_told(self, tmp_path: Path) -> None:
        settings = Settings(home=tmp_path / "home", memory_limit="100KB")
        with pytest.raises(BuildError, match="Could not write a snapshot"):
            build(make_city(tmp_path / "city"), settings)


def test_an_invented_city_is_drawn_once_and_what_was_drawn_before_goes(settings: Settings) -> None:
    city = find_city("porto_sombra")
    older = settings.city_home(city.id) / "source" / "older"
    older.mkdir(parents=True)
    folder = source_folder(city, settings, None, unwatched)
    assert not older.exists()
    (folder / "COMPLETE").unlink()  # as if it had been killed while drawing
    (folder / "torn.csv").touch()
    assert source_folder(city, settings, None, unwatched) == folder
    assert not (folder / "torn.csv").exists()
    marked = (folder / "COMPLETE").stat().st_mtime_ns
    assert source_folder(city, settings, None, unwatched) == folder
    assert (folder / "COMPLETE").stat().st_mtime_ns == marked


class TestReading:
    @pytest.mark.parametrize(
        "pointer", [None, b"", b"\xff", b"../../../etc/passwd", b"0123456789abcdef", b"0" * 99]
    )
    def test_a_pointer_to_nothing_is_told(
        self, tmp_path: Path, settings: Settings, pointer: bytes | None
    ) -> None:
        home = settings.city_home("small")
        home.mkdir(parents=True)
        if pointer is not None:
            (home / "CURRENT").write_bytes(pointer)
        with pytest.raises(NoSnapshotError, match="penumbra build small"):
            Snapshot("small", settings)

    @pytest.mark.parametrize("spoil", [lambda b: b[:5000], lambda b: b"", lambda b: b"x" * 9999])
    def test_a_file_that_is_no_snapshot_is_told(
        self, standing: Settings, settings: Settings, spoil: Callable[[bytes], bytes]
    ) -> None:
        whole = Snapshot("small", standing)
        home = settings.city_home("small")
        (home / "snapshots").mkdir(parents=True)
        (home / "CURRENT").write_text(whole.id)
        (home / "snapshots" / whole.path.name).write_bytes(spoil(whole.path.read_bytes()))
        with pytest.raises(NoSnapshotError, match="cannot be opened"):
            Snapshot("small", settings)

    def test_it_cannot_be_written(self, standing: Settings) -> None:
        with (
            Snapshot("small", standing).cursor() as cursor,
            pytest.raises(duckdb.Error, match="read-only"),
        ):
            cursor.execute("delete from area")

    def test_every_thread_gets_its_own_answer(self, standing: Settings) -> None:
        # One connection shared by eight threads answered 955 of 2,400 questions wrongly.
        snapshot = Snapshot("small", standing)
        start = threading.Barrier(8)

        def ask(thread: int) -> list[tuple[int, int]]:
            start.wait()
            out = []
            for turn in range(100):
                number = thread * 1000 + turn
                with snapshot.cursor(spatial=turn == 50) as cursor:
                    ((answer,),) = cursor.execute(
                        "select ? + count(*) from cell, range(3) where area_id = ?",
                        [number, str(1 + number % 4)],
                    ).fetchall()
                out.append((number, answer))
            return out

        with snapshot.cursor() as cursor:
            cells = dict(
                cursor.execute("select area_id, count(*) from cell group by area_id").fetchall()
            )
        with ThreadPoolExecutor(8) as pool:
            answers = [pair for pairs in pool.map(ask, range(8)) for pair in pairs]
        assert len(answers) == 800
        for number, answer in answers:
            assert answer == number + 3 * cells[str(1 + number % 4)]

    def test_a_snapshot_of_another_version_says_what_to_do(self, standing: Settings) -> None:
        held = Snapshot("small", standing)
        held.require(["area", "cell"])
        with pytest.raises(NoSnapshotError, match=r"without tide: .* Run `penumbra build small`"):
            held.tables(["area", "tide"])
