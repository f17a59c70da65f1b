"""From sources to marts: what a snapshot holds of a city that was counted by hand."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.build import assemble, in_order
from data.city import City, Dataset
from data.database import connect, load_spatial
from data.errors import BuildError, PenumbraError
from data.ledger import Ledger
from data.manifest import find_city
from data.roles import ROLES
from data.source import Raw
from data.warehouse import LOST, Snapshot, read_file
from tests.test_data.small_city import (
    CSV,
    SETTLEMENTS,
    Manifest,
    add,
    features,
    make_city,
    publish,
    resource,
    square,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The small city with one defect in several files, built."""
    folder = tmp_path_factory.mktemp("small")
    files = add("cameras.csv", "c9;x;Ligada;0;0;") | add("rain.csv", "g1,never,1", "g1,x")
    return publish(make_city(folder / "city", files), folder / "home")


def rows(snapshot: Snapshot, query: str) -> list[tuple[Any, ...]]:
    with snapshot.cursor() as cursor:
        return cursor.execute(query).fetchall()


@pytest.fixture(scope="module")
def spatial() -> Iterator[duckdb.DuckDBPyConnection]:
    """One instance with spatial loaded, since loading takes a second."""
    con = connect()
    load_spatial(con)
    yield con
    con.close()


def assembled(con: duckdb.DuckDBPyConnection, city: City) -> None:
    """Fills a database of its own in the instance, checks that no row got lost, and drops it."""
    cursor = con.cursor()
    cursor.execute("attach ':memory:' as written; use written")
    try:
        assemble(cursor, city, lambda d: read_file(city.folder / d.path, d), {})
        assert cursor.execute(LOST).fetchall() == []
    finally:
        cursor.execute("use memory; detach written")
        cursor.close()


def test_datasets_come_after_those_their_keys_point_at() -> None:
    for name in ("rio", "porto_sombra"):
        city = find_city(name)
        roles = [dataset.role for dataset in in_order(city.datasets)]
        assert roles[0] == "areas"
        assert roles == sorted(roles, key=list(ROLES).index)
    order = list(ROLES)
    assert order.index("sensors") < order.index("readings")
    assert order.index("incidents") < order.index("requests")


def test_no_row_is_lost_between_file_and_snapshot(small: Snapshot) -> None:
    told = dict(rows(small, "select name, (rows_read, rows_kept, rows_quarantined) from dataset"))
    assert told["cameras"] == (4, 3, 1)
    assert told["rain"] == (7, 5, 2)
    assert rows(small, "select count(*) from dataset where rows_read <> rows_kept "
                       "+ rows_quarantined") == [(0,)]  # fmt: skip
    assert rows(small, "select dataset, row_number, rule from quarantine order by 1, 2") == [
        ("cameras", 4, "outside_city"),
        ("rain", 6, "unparseable_date"),
        ("rain", 7, "broken_row"),
    ]


def test_the_ledger_tells_the_same_numbers_in_the_order_of_the_work(small: Snapshot) -> None:
    told = "select coalesce(sum(n_rows), 0) from ledger where dataset = '{}' and action = '{}'"
    for name, *counts in rows(
        small, "select name, rows_read, rows_kept, rows_quarantined from dataset"
    ):
        for action, count in zip(("read", "kept", "quarantined"), counts, strict=True):
            assert rows(small, told.format(name, action)) == [(count,)]
    steps = [row[0] for row in rows(small, "select step from ledger")]
    assert steps == list(range(len(steps)))
    assert rows(small, "select count(*) from ledger where seconds < 0 or reason = ''") == [(0,)]


def test_people_are_placed_and_told(small: Snapshot) -> None:
    assert rows(small, "select sum(people) from cell") == [(pytest.approx(6500),)]
    inside = "select settlement_id, sum(people) from cell where settlement_id <> '' group by 1"
    assert rows(small, inside) == [("s1", pytest.approx(400))]
    ((dataset, reason),) = rows(
        small, "select dataset, reason from ledger where rule = 'placed_on_cells'"
    )
    assert dataset == "people"
    assert str(reason).startswith("6,500 residents on cells of 100 m, 400 of them")


def test_capped_settlements_are_told_under_the_dataset_of_the_people(tmp_path: Path) -> None:
    def edit(raw: Manifest) -> None:
        resource(raw, "people")["name"] = "residents"

    crowded = ({"code": "s3", "name": "Cheia", "people": 9000}, square(-43.038, -22.01, 0.004))
    files = {"settlements.geojson": features(*SETTLEMENTS, crowded)}
    snapshot = publish(make_city(tmp_path / "city", files, edit), tmp_path / "home")
    ((dataset, count, reason),) = rows(
        snapshot, "select dataset, n_rows, reason from ledger where rule = 'settlements_capped'"
    )
    assert (dataset, count) == ("residents", 1)
    assert str(reason).endswith(": 1")
    assert rows(snapshot, "select sum(people) from cell") == [(pytest.approx(6500),)]


def test_only_what_readers_read_is_left(small: Snapshot) -> None:
    tables = rows(small, "select table_name from duckdb_tables() where database_name = 'snapshot'")
    names = {str(name) for (name,) in tables}
    assert not [name for name in names if name.startswith(("kept_", "stg_"))]
    assert {"area", "cell", "sensor", "ledger", "quarantine", "dataset"} <= names


def test_a_biography_travels_with_its_dataset(small: Snapshot) -> None:
    for (text,) in rows(small, "select biography from dataset"):
        assert set(json.loads(str(text))) >= {"collected_by", "missing", "rung"}


def test_observed_days_come_from_the_rows_and_else_from_the_publisher(tmp_path: Path) -> None:
    def edit(raw: Manifest) -> None:
        for name in ("rain", "cameras"):
            resource(raw, name)["penumbra"]["observedUntil"] = "2030-12-31"

    snapshot = publish(make_city(tmp_path / "city", edit=edit), tmp_path / "home")
    until = dict(rows(snapshot, "select name, observed_until::date::varchar from dataset"))
    assert until["rain"] == "2024-03-02"
    assert until["uptime"] == "2024-01-31"
    assert until["cameras"] == "2030-12-31"
    assert until["areas"] is None


def test_a_count_of_which_no_row_was_kept_stops_no_build(tmp_path: Path) -> None:
    head = CSV["people.csv"].splitlines()[0]
    snapshot = publish(make_city(tmp_path / "c", {"people.csv": f"{head}\n"}), tmp_path / "home")
    assert rows(snapshot, "select count(*) from cell") == [(0,)]
    assert rows(snapshot, "select count(*) from area_group") == [(0,)]
    assert rows(snapshot, "select count(people), count(*) from area") == [(0, 4)]


@pytest.mark.parametrize("file", sorted(CSV))
def test_any_one_file_may_be_empty_but_for_its_header(
    spatial: duckdb.DuckDBPyConnection, tmp_path: Path, file: str
) -> None:
    head = CSV[file].splitlines()[0]
    assembled(spatial, make_city(tmp_path, {file: f"{head}\n".encode("latin-1")}))


CELL = st.text(max_size=4) | st.sampled_from(
    ["g9", "c9", "1", "2", "3", "-22.01", "-22,01", "-43.03", "-43,03", "2024", "1900", "12", "62",
     "2024-03-04", "04-03-2024", "2100-12-31", "1e300", "0", "0.5", "Norte", "\0", "Ligada", ""]
)  # fmt: skip


ROWS = st.lists(st.lists(CELL, min_size=7, max_size=7), max_size=6)


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=10)
@given(st.fixed_dictionaries(dict.fromkeys(sorted(CSV), ROWS)))
def test_what_is_kept_never_stops_a_build(
    spatial: duckdb.DuckDBPyConnection, tmp_path: Path, cells: dict[str, list[list[str]]]
) -> None:
    files = {}
    for file, table in cells.items():
        mark = ";" if file == "cameras.csv" else ","
        width = len(CSV[file].splitlines()[0].split(mark))
        lines = [mark.join('"' + c.replace('"', "") + '"' for c in row[:width]) for row in table]
        files[file] = add(file, *lines)[file].encode("latin-1", errors="replace")
    with contextlib.suppress(PenumbraError):
        assembled(spatial, make_city(tmp_path, files))


def test_a_lost_row_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ledger, "rows", lambda *_: 0)
    city = make_city(tmp_path)

    def read(dataset: Dataset) -> Raw:
        return read_file(city.folder / dataset.path, dataset)

    with pytest.raises(BuildError, match="areas: rows got lost"):
        assemble(duckdb.connect(), city, read, {})
