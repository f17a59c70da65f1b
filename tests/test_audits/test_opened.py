import os
import shutil
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audits import open_city
from audits.opened import OpenedCity
from audits.reviews import contest
from data.errors import NoSnapshotError, UnknownCityError
from data.settings import Settings


def test_an_unknown_city_is_told_with_the_nearest_name() -> None:
    with pytest.raises(UnknownCityError, match="porto_sombra"):
        open_city("porto_sombre")


def test_a_city_that_is_not_built_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshotError, match="penumbra build porto_sombra"):
        open_city("porto_sombra", settings=Settings(home=tmp_path))


def test_findings_are_the_same_twice(porto_sombra: OpenedCity, settings: Settings) -> None:
    again = open_city("porto_sombra", settings=settings)
    assert [f.key for f in again.findings()] == [f.key for f in porto_sombra.findings()]
    for one, other in zip(again.findings(), porto_sombra.findings(), strict=True):
        assert one == other


def test_an_unknown_finding_names_those_there_are(porto_sombra: OpenedCity) -> None:
    with pytest.raises(KeyError, match="M3-cameras"):
        porto_sombra.finding("M3", "telescopes")


def test_age_counts_from_the_day_asked_for(porto_sombra: OpenedCity, settings: Settings) -> None:
    later = open_city("porto_sombra", settings=settings, as_of=date(2027, 4, 1))
    now = porto_sombra.finding("M3", "cameras").datasets[0].age_days
    assert now is not None
    assert later.finding("M3", "cameras").datasets[0].age_days == now + 365


def test_an_invented_city_has_its_own_today(porto_sombra: OpenedCity) -> None:
    assert porto_sombra.as_of == porto_sombra.city.as_of


def test_sql_is_read_only_and_says_what_it_lacks(porto_sombra: OpenedCity) -> None:
    table = porto_sombra.sql("select count(*) as n from sensor where network = ?", ["cameras"])
    assert table["n"].iloc[0] > 100
    assert table.attrs["caveats"]
    with pytest.raises(Exception, match="read-only"):
        porto_sombra.sql("delete from sensor")


def test_what_is_said_stands_with_the_finding_at_once(
    porto_sombra: OpenedCity, tmp_path: Path
) -> None:
    # The same snapshot under another home, so that the shared city stays uncontested.
    home = tmp_path / "home"
    mine = home / "porto_sombra"
    mine.mkdir(parents=True)
    (mine / "snapshots").symlink_to(
        porto_sombra.settings.city_home("porto_sombra") / "snapshots", target_is_directory=True
    )
    (mine / "CURRENT").write_text(porto_sombra.snapshot)
    settings = replace(porto_sombra.settings, home=home)
    city = open_city("porto_sombra", settings=settings)
    before = len(city.finding("M3", "cameras").caveats)
    contest(
        settings,
        "porto_sombra",
        known=city.targets(),
        target_kind="measure",
        target="M3-cameras",
        says="The hill is not flat.",
        principle="consider-context",
        channel="notebook",
        blocks=True,
    )
    said = city.finding("M3", "cameras").caveats
    assert len(said) == before + 1
    assert said[0].raised_by == "review"
    assert "The hill is not flat." in said[0].text
    assert not any(c.raised_by == "review" for c in city.finding("M3", "rain_gauges").caveats)


def test_many_threads_get_the_same_answer(porto_sombra: OpenedCity) -> None:
    query = "select network, count(*) as n from sensor group by network order by network"
    right = porto_sombra.sql(query)
    wrong: list[int] = []

    def ask() -> None:
        wrong.extend(1 for _ in range(20) if not porto_sombra.sql(query).equals(right))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_register_accounts_for_every_row(porto_sombra: OpenedCity) -> None:
    register = porto_sombra.register()
    assert {r.dataset.name for r in register.datasets} == {
        d.name for d in porto_sombra.city.datasets
    }
    for record in register.datasets:
        assert record.rows_kept + record.rows_quarantined == record.rows_read
    cameras = next(r for r in register.networks if r.network.id == "cameras")
    assert cameras.working + cameras.not_working + cameras.unknown == cameras.sensors
    assert cameras.unplaced > 0


def test_what_changed_since_the_snapshot_before(
    porto_sombra: OpenedCity, settings: Settings, tmp_path: Path
) -> None:
    own = Settings(home=tmp_path)
    home = own.city_home("porto_sombra")
    shutil.copytree(settings.city_home("porto_sombra"), home)
    assert open_city("porto_sombra", settings=own).changes() is None, "nothing came before"
    stands = home / "snapshots" / f"{porto_sombra.snapshot}.duckdb"
    earlier = stands.with_stem("e" * 16)
    shutil.copyfile(stands, earlier)
    os.utime(earlier, (1, 1))
    found = open_city("porto_sombra", settings=own).changes()
    assert found is not None
    assert found.before == "e" * 16
    assert not found.any, "the same data say the same"
    assert found.unchanged == len(porto_sombra.findings())


def test_a_snapshot_before_that_cannot_be_read_is_none(
    porto_sombra: OpenedCity, settings: Settings, tmp_path: Path
) -> None:
    own = Settings(home=tmp_path)
    home = own.city_home("porto_sombra")
    shutil.copytree(settings.city_home("porto_sombra"), home)
    earlier = home / "snapshots" / f"{'e' * 16}.duckdb"
    earlier.write_bytes(b"no snapshot")
    os.utime(earlier, (1, 1))
    assert open_city("porto_sombra", settings=own).changes() is None
