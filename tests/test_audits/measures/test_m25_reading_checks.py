from typing import Any

import pandas as pd
import pytest

from audits.finding import State
from audits.measures.m25_reading_checks import compute
from audits.opened import OpenedCity
from data.cities.porto_sombra.planted import PLANTED
from data.city import ReadingChecks
from tests.test_audits.small_frame import dataset, frame, network

CHECKS = ReadingChecks(unit="mm", low=0, high=60, most_equal=5, said_by="the makers")
FEED = dataset("rain", "readings", network="gauges")


def drafts(flags: list[tuple[str, str, int, int]], checks: ReadingChecks | None = CHECKS) -> Any:
    """Five gauges in five areas; flags of (sensor, rule, flagged, readings)."""
    made = frame(
        areas=[(1000, 1), (0, 2), (1000, 3), (1000, 4), (1000, 5)],
        sensors=[(i, "working") for i in range(5)],
        net=network(checks=checks),
        datasets=(FEED,),
    )
    made.tables["reading_flag"] = pd.DataFrame(
        [("gauges", "rain", *row) for row in flags],
        columns=["network", "dataset", "sensor_id", "rule", "n_flagged", "n_readings"],
    )
    return list(compute(made))


def test_flags_are_a_share_of_readings_by_rule_and_by_area() -> None:
    (draft,) = drafts(
        [
            ("s0", "any", 5, 100),
            ("s2", "any", 0, 100),
            ("s0", "above", 2, 100),
            ("s2", "above", 0, 100),
            ("s0", "persistent", 4, 100),
            ("s2", "persistent", 0, 100),
            ("s0", "frozen", 3, 100),
            ("s2", "frozen", 0, 100),
        ]
    )
    assert draft.estimate == pytest.approx(0.025)
    bars = {bar.name: bar.value for bar in draft.exhibits[0].bars}
    assert bars["above 60 mm"] == pytest.approx(0.01)
    assert bars["in a run of 5 or more equal values, other than zero"] == pytest.approx(0.02)
    assert bars["a step of more than a limit"] is None
    values = {v.area: v for v in draft.by_area}
    assert values["a0"].value == pytest.approx(0.05)
    assert values["a2"].value == 0
    assert values["a3"].state is State.NOT_MEASURED
    assert "5 of 200 readings" in draft.reading
    assert "A flag deletes nothing" in draft.reading
    assert "3 times one of them sent no value" in draft.reading


def test_everybody_equal_leans_to_nobody() -> None:
    (draft,) = drafts([(f"s{i}", "any", 1, 50) for i in range(5)])
    assert draft.estimate == pytest.approx(0.02)
    assert [v.value for v in draft.by_area] == pytest.approx([0.02] * 5)
    assert all(setting.holds is False for setting in draft.stability.settings)


def test_nothing_found_has_no_interval() -> None:
    (draft,) = drafts([("s0", "any", 0, 50), ("s0", "above", 0, 50)])
    assert draft.estimate == 0
    assert draft.interval is None


@pytest.mark.parametrize(
    ("flags", "checks", "reason"),
    [
        ([], CHECKS, "carry no value"),
        ([("s0", "frozen", 0, 9)], None, "nobody states"),
        ([("s0", "frozen", 0, 9)], ReadingChecks(unit="mm"), "no rule"),
    ],
)
def test_what_cannot_be_checked_is_not_measured(
    flags: Any, checks: ReadingChecks | None, reason: str
) -> None:
    (draft,) = drafts(flags, checks)
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert reason in str(draft.reason)


def test_a_network_without_a_feed_is_not_spoken_of() -> None:
    assert not list(compute(frame(sensors=[(0, "working")])))


def test_porto_sombra_s_stuck_gauges_are_found(porto_sombra: OpenedCity) -> None:
    draft = porto_sombra.finding("M25", "rain_gauges").draft
    named = PLANTED.defects
    planted = named.stuck_rain_gauges * named.stuck_readings + (
        named.rain_readings_above + named.rain_readings_below
    )
    assert draft.reading.startswith(f"{planted} of ")
    assert porto_sombra.finding("M25", "cameras").draft.state is State.NOT_MEASURED
    codes = {c.code for c in porto_sombra.finding("M25", "rain_gauges").caveats}
    assert "reading_range" in codes


@pytest.mark.rio
def test_rio_s_rain_lies_within_what_was_seen_before(rio: OpenedCity) -> None:
    for name in ("gauges_alertario", "gauges_cemaden", "gauges_inea"):
        assert rio.finding("M25", name).draft.estimate == 0
    assert rio.finding("M25", "river_inea").draft.state is State.NOT_MEASURED
