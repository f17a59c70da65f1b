"""What readers read, against tables that were counted by hand."""

from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import pytest

from data.marts import sql_files
from data.warehouse import Snapshot
from tests.test_data.small_city import CSV, Manifest, make_city, publish, resource

Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("marts")
    return publish(make_city(folder / "city"), folder / "home")


def rows(snapshot: Snapshot, query: str) -> Rows:
    with snapshot.cursor() as cursor:
        return cursor.execute(query).fetchall()


def health(tmp_path: Path, rain: str, minutes: float, **uptime: str) -> Rows:
    def edit(raw: Manifest) -> None:
        raw["penumbra"]["networks"][1]["readingIntervalMinutes"] = minutes

    files = {"rain.csv": f"id,at,mm\n{rain}", **uptime}
    snapshot = publish(make_city(tmp_path / "city", files, edit), tmp_path / "home")
    return rows(
        snapshot,
        "select sensor_id, period_start::varchar, expected, received, usable, longest_gap_minutes "
        "from sensor_health where grain = 'day' order by 1, 2",
    )


def test_every_query_says_what_a_row_is() -> None:
    for name, query in sql_files().items():
        assert query.startswith("-- "), name
        assert query.isascii() or "θ" in query, name


def test_marts_have_the_columns_that_readers_ask_for(small: Snapshot) -> None:
    with small.cursor() as cursor:
        columns = {
            name: [row[0] for row in cursor.execute(f"describe {name}").fetchall()]
            for name in sql_files()
            if not name.startswith("stg_")
        }
    assert columns["sensor"][:2] == ["network", "sensor_id"]
    assert columns["area"] == [
        "area_index", "area_id", "name", "region_id", "region", "area_km2", "people", "geom"
    ]  # fmt: skip
    assert columns["feed_day"] == ["dataset", "network", "day", "n_rows", "usable"]


def test_areas_are_numbered_in_the_order_of_their_codes(small: Snapshot) -> None:
    assert rows(small, "select area_index, area_id, people from area order by area_index") == [
        (0, "1", 1000.0), (1, "2", 2000.0), (2, "3", 3000.0), (3, "4", 500.0)
    ]  # fmt: skip
    for (km2,) in rows(small, "select area_km2 from area"):
        assert km2 == pytest.approx(0.02 * 0.02 * 103.2 * 110.7, rel=0.01)


@pytest.mark.parametrize("table", ["area", "settlement"])
def test_outlines_carry_their_crs_into_the_snapshot_and_out_of_it(
    small: Snapshot, tmp_path: Path, table: str
) -> None:
    kinds: dict[str, str] = dict(
        rows(small, f"select column_name, column_type from (describe {table})")
    )
    assert kinds["geom"] == "GEOMETRY('EPSG:31983')"
    path = tmp_path / "out.parquet"
    with small.cursor(spatial=True) as cursor:
        cursor.execute(f"copy {table} to '{path}' (format parquet)")
    out = gpd.read_parquet(path)
    assert out.crs.to_string() == "EPSG:31983"
    # Degrees would be small numbers; these are metres of UTM zone 23 south.
    assert out.total_bounds[0] == pytest.approx(702_327, abs=500)
    with (
        small.cursor(spatial=True) as cursor,
        pytest.raises(duckdb.Error, match="CRS"),
    ):
        cursor.execute(f"select st_intersects(geom, st_setcrs(st_point(0, 0), 'EPSG:4326')) "
                       f"from {table}").fetchall()  # fmt: skip


def test_a_sensor_knows_its_area_and_its_settlement(small: Snapshot) -> None:
    assert rows(
        small,
        "select sensor_id, status, area_id, settlement_id, installed_at::date::varchar "
        "from sensor order by sensor_id",
    ) == [
        ("c1", "working", "1", None, "2024-03-01"),
        ("c2", "not working", "4", None, "2022-08-15"),
        ("c3", "working", "2", "s1", None),
        ("g1", "unknown", "1", None, None),
        ("g2", "unknown", "4", None, None),
    ]


def test_three_kinds_of_nothing_stay_apart(small: Snapshot) -> None:
    # Vila Nova was never counted, which is not nought; nor is Oeste's missing age.
    assert rows(small, "select settlement_id, people, counted from settlement") == [
        ("s1", 400.0, True),
        ("s2", None, False),
    ]
    assert rows(small, "select area_id, value from area_variable where variable = 'young'") == [
        ("1", 600.0), ("2", 1000.0), ("3", 900.0), ("4", None)
    ]  # fmt: skip
    assert rows(small, "select distinct area_id from area_group where dimension = 'age' "
                       "order by 1") == [("1",), ("2",), ("3",)]  # fmt: skip


def test_calls_and_occurrences_find_their_area(small: Snapshot) -> None:
    assert rows(small, "select request_id, area_id from request") == [
        ("7", "1"), ("8", None), ("9", "4")
    ]  # fmt: skip
    assert rows(
        small, "select intervention_id, area_id, started_at::varchar from intervention"
    ) == [
        ("e1", "1", "2024-01-01 07:00:00"),
        ("e2", "3", "2024-01-02 01:00:00"),
    ]


def test_feed_days_count_what_came_and_what_could_be_used(small: Snapshot) -> None:
    assert rows(
        small, "select day::varchar, n_rows, usable from feed_day where dataset = 'rain'"
    ) == [("2024-03-01", 3, 3), ("2024-03-02", 2, 1)]


class TestSensorHealth:
    def test_a_silent_sensor_is_due_as_much_as_a_loud_one(self, tmp_path: Path) -> None:
        rain = "g1,2024-03-01 00:00,1\ng1,2024-03-01 12:00,0\ng1,2024-03-02 12:00,0\n"
        assert health(tmp_path, rain, 720) == [
            ("g1", "2024-03-01", 2, 2, 2, 720),
            ("g1", "2024-03-02", 2, 1, 1, 720),
            ("g2", "2024-03-01", 2, 0, 0, 1440),
            ("g2", "2024-03-02", 2, 0, 0, 1440),
        ]

    def test_nothing_is_due_before_a_feed_begins_and_after_it_ends(self, tmp_path: Path) -> None:
        rain = "g1,2024-03-01 18:00,1\ng1,2024-03-03 05:00,1\n"
        assert health(tmp_path, rain, 60)[:3] == [
            ("g1", "2024-03-01", 6, 1, 1, 360),
            ("g1", "2024-03-02", 24, 0, 0, 1440),
            ("g1", "2024-03-03", 6, 1, 1, 300),
        ]

    def test_an_empty_value_is_a_reading_that_did_not_come(self, tmp_path: Path) -> None:
        rain = "g1,2024-03-01 00:00,1\ng1,2024-03-01 08:00,\ng1,2024-03-01 16:00,0\n"
        assert health(tmp_path, rain, 480)[:1] == [("g1", "2024-03-01", 3, 2, 2, 960)]

    def test_a_sensor_that_reads_once_a_week_is_due_once_a_week(self, tmp_path: Path) -> None:
        rain = "".join(f"g1,2024-03-{day:02},1\n" for day in (1, 8, 15, 22, 29))
        found = [row for row in health(tmp_path, rain, 7 * 1440) if row[0] == "g1"]
        assert sum(row[2] for row in found) == 5
        assert sum(row[3] for row in found) == 5

    def test_a_sensor_is_due_from_its_installation(self, tmp_path: Path) -> None:
        def edit(raw: Manifest) -> None:
            gauges = resource(raw, "gauges")
            gauges["schema"]["fields"].append({"name": "since", "type": "date"})
            gauges["penumbra"]["columns"]["installed_at"] = "since"

        rows_ = "id,lat,lon,since\ng1,-22.010,-43.030,\ng2,-22.030,-43.010,2024-03-02\n"
        snapshot = publish(make_city(tmp_path / "c", {"gauges.csv": rows_}, edit), tmp_path / "h")
        assert rows(
            snapshot,
            "select sensor_id, period_start::varchar from sensor_health where grain = 'day' "
            "order by 1, 2",
        ) == [("g1", "2024-03-01"), ("g1", "2024-03-02"), ("g2", "2024-03-02")]

    def test_a_day_that_the_publisher_counted_is_not_counted_again(self, tmp_path: Path) -> None:
        files = {"uptime.csv": "id,year,month,due,good\ng1,2024,3,62,60\n"}
        snapshot = publish(make_city(tmp_path / "city", files), tmp_path / "home")
        assert rows(
            snapshot,
            "select sensor_id, grain, counted, count(*) from sensor_health group by all "
            "order by all",
        ) == [("g1", "day", False, 2), ("g1", "month", True, 1), ("g2", "day", True, 2)]
        assert rows(
            snapshot,
            "select period_start::varchar, period_end::varchar, expected, received, usable, "
            "longest_gap_minutes from sensor_health where grain = 'month'",
        ) == [("2024-03-01", "2024-03-31", 62, 60, 60, None)]

    def test_a_sample_says_nothing_of_what_did_not_come(self, tmp_path: Path) -> None:
        def edit(raw: Manifest) -> None:
            resource(raw, "rain")["penumbra"]["sample"] = True

        snapshot = publish(make_city(tmp_path / "city", edit=edit), tmp_path / "home")
        assert rows(snapshot, "select count(*) from sensor_health where grain = 'day'") == [(0,)]
        assert rows(snapshot, "select sum(n_rows) from feed_day where dataset = 'rain'") == [
            (len(CSV["rain.csv"].splitlines()) - 1,)
        ]
