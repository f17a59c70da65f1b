"""Flags of readings, against series that were counted by hand; the readings stay as they are."""

from pathlib import Path
from typing import Any

from audits.opened import OpenedCity
from data.cities.porto_sombra.planted import PLANTED
from tests.test_data.small_city import Manifest, make_city, publish, resource

CHECKS = {"unit": "mm", "low": 0, "high": 60, "mostEqual": 3, "mostStep": 20}


def flags(tmp_path: Path, rain: str, checks: dict[str, Any] | None, minutes: int | None = 60) -> (
    dict[tuple[str, str], tuple[int, int]]
):  # fmt: skip
    def edit(raw: Manifest) -> None:
        for field in resource(raw, "rain")["schema"]["fields"]:
            field.pop("constraints", None)  # a value under nought is to be flagged, not refused
        raw["penumbra"]["networks"][1]["readingIntervalMinutes"] = minutes
        if checks is not None:
            raw["penumbra"]["networks"][1]["checks"] = checks

    city = make_city(tmp_path / "city", {"rain.csv": f"id,at,mm\n{rain}"}, edit)
    snapshot = publish(city, tmp_path / "home")
    with snapshot.cursor() as cursor:
        rows = cursor.execute(
            "select sensor_id, rule, n_flagged, n_readings from reading_flag"
        ).fetchall()
    return {(sensor, rule): (found, of) for sensor, rule, found, of in rows}


def series(sensor: str, values: list[float | None], step_hours: int = 1) -> str:
    return "".join(
        f"{sensor},2024-03-{1 + at // 24:02d} {at % 24:02d}:00,{'' if v is None else v}\n"
        for at, v in ((i * step_hours, v) for i, v in enumerate(values))
    )


def test_each_rule_counts_its_own_readings(tmp_path: Path) -> None:
    rain = series("g1", [0, 0, 0, 0, 60, 61, -1, 2, 2, 2, 2, 3, 3, None, 3.5])
    found = flags(tmp_path, rain, CHECKS)
    assert found["g1", "above"] == (1, 14)
    assert found["g1", "below"] == (1, 14)
    assert found["g1", "persistent"] == (4, 14)  # the four twos; noughts are a dry day
    assert found["g1", "jump"] == (2, 14)  # to 60, and from 61 down to −1; 1 and 3 are no jumps
    # 60 (a jump), 61, −1 (twice) and the twos: a reading is counted once.
    assert found["g1", "any"] == (7, 14)
    assert found["g1", "frozen"] == (0, 14)


def test_a_run_ends_where_the_value_changes_and_does_not_cross_sensors(tmp_path: Path) -> None:
    rain = series("g1", [2, 2, 3, 2, 2]) + series("g2", [2, 2])
    found = flags(tmp_path, rain, CHECKS)
    assert found["g1", "persistent"] == (0, 5)
    assert found["g2", "persistent"] == (0, 2)


def test_a_step_across_a_silence_is_no_jump_and_a_silence_is_frozen(tmp_path: Path) -> None:
    rain = series("g1", [0, 0]) + "g1,2024-03-04 00:00,50\ng1,2024-03-04 01:00,5\n"
    found = flags(tmp_path, rain, CHECKS)
    assert found["g1", "jump"] == (1, 4)  # down from 50 within the hour; not up to it
    assert found["g1", "frozen"] == (1, 4)
    assert found["g1", "any"] == (1, 4)


def test_without_stated_rules_only_silences_are_counted(tmp_path: Path) -> None:
    found = flags(tmp_path, series("g1", [500, 500, 500]), None)
    assert set(found) == {("g1", "frozen")}


def test_a_rule_that_is_not_stated_is_absent_and_not_nought(tmp_path: Path) -> None:
    found = flags(tmp_path, series("g1", [500, -5]), {"unit": "mm", "low": 0})
    assert found == {("g1", "below"): (1, 2), ("g1", "any"): (1, 2), ("g1", "frozen"): (0, 2)}


def test_porto_sombra_s_planted_faults_are_found_exactly(porto_sombra: OpenedCity) -> None:
    rows = porto_sombra.sql(
        "select network, rule, sum(n_flagged)::bigint as flagged, "
        "count(*) filter (where n_flagged > 0) as sensors from reading_flag group by all"
    ).set_index(["network", "rule"])
    named = PLANTED.defects
    rain = rows.loc["rain_gauges"]
    assert tuple(rain.loc["above"]) == (named.rain_readings_above, 1)
    assert tuple(rain.loc["below"]) == (named.rain_readings_below, 1)
    stuck = named.stuck_rain_gauges * named.stuck_readings
    assert tuple(rain.loc["persistent"]) == (stuck, named.stuck_rain_gauges)
    everything = stuck + named.rain_readings_above + named.rain_readings_below
    assert rain.loc["any", "flagged"] == everything
    assert rows.loc["air_stations"].drop("frozen")["flagged"].sum() == 0
