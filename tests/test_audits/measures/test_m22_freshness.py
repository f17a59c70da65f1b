from datetime import date

import pandas as pd
import pytest

from audits.finding import State
from audits.frame import CityFrame
from audits.load import from_tables
from audits.measures.m22_freshness import compute
from tests.test_audits.small_frame import FIFTHS, dataset, frame, network

FEED = dataset("feed", "readings", network="gauges", observed_until=date(2026, 2, 28))
EVERY_15 = network(reading_interval_minutes=15.0)


def health(rows: list[tuple[str, int, int, int]]) -> pd.DataFrame:
    """sensor_id, day of February 2026, expected, usable."""
    days = [pd.Timestamp(2026, 2, day) for _, day, _, _ in rows]
    return pd.DataFrame(
        {
            "network": "gauges",
            "dataset": "feed",
            "sensor_id": [s for s, _, _, _ in rows],
            "period_start": days,
            "period_end": days,
            "grain": "day",
            "expected": [e for _, _, e, _ in rows],
            "received": [u for _, _, _, u in rows],
            "usable": [u for _, _, _, u in rows],
            "longest_gap_minutes": 15,
            "counted": True,
        }
    )


def test_completeness_is_usable_over_expected() -> None:
    city = frame(
        sensors=[(0, "working"), (4, "working")],
        net=EVERY_15,
        datasets=[FEED],
        health=health(
            [("s0", 27, 96, 96), ("s0", 28, 96, 48), ("s1", 27, 96, 96), ("s1", 28, 96, 96)]
        ),
    )
    (draft,) = compute(city)
    assert draft.estimate == pytest.approx(336 / 384)
    assert {v.area: v.value for v in draft.by_area if v.value is not None} == {
        "a0": pytest.approx(0.75),
        "a4": 1.0,
    }
    assert "28 February 2026" in draft.reading
    assert draft.footing.readings == 336


def test_more_readings_than_expected_is_no_better_than_all() -> None:
    city = frame(
        sensors=[(0, "working")],
        net=EVERY_15,
        datasets=[FEED],
        health=health([("s0", 28, 96, 200)]),
    )
    (draft,) = compute(city)
    assert draft.estimate == 1.0


def test_without_an_interval_completeness_is_unknown() -> None:
    (draft,) = compute(frame(sensors=[(0, "working")], datasets=[FEED]))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert "how often" in str(draft.reason)


def test_without_readings_completeness_is_unknown() -> None:
    (draft,) = compute(frame(sensors=[(0, "working")], net=EVERY_15))
    assert "no readings" in str(draft.reason)


def test_a_stamp_from_the_future_is_said_and_not_cut_off() -> None:
    ahead = dataset("feed", "readings", network="gauges", observed_until=date(2026, 3, 4))
    (draft,) = compute(frame(sensors=[(0, "working")], datasets=[ahead]))
    assert "3 days in the future" in draft.reading


def test_a_feed_of_events_tells_from_where_nothing_came() -> None:
    calls = dataset("calls", "requests", observed_until=date(2026, 1, 1))
    rows = pd.DataFrame(
        {
            "dataset": "calls",
            "opened_at": pd.to_datetime(["2026-01-01"] * 3),
            "kind": "noise",
            "area_id": ["a0", "a0", None],
        }
    )
    _, draft = compute(frame(datasets=[calls], requests=rows))
    assert draft.network is None
    assert draft.estimate is None
    assert draft.blind_spot.people == 4000
    assert draft.footing.incidents == 3
    assert "1 cannot be placed" in draft.reading


def fed(usable_of: dict[int, int]) -> CityFrame:
    """Five fifths of ten areas, a sensor in each, of 96 readings expected; usable by fifth."""
    areas = [(1000, fifth) for fifth in range(1, 6) for _ in range(10)]
    rows = [(f"s{i}", 28, 96, usable_of[i // 10] - i % 3) for i in range(50)]
    made = frame(
        areas=areas,
        sensors=[(i, "working") for i in range(50)],
        net=EVERY_15,
        datasets=[FEED],
        health=health(rows),
    )
    groups = pd.DataFrame(
        {
            "area_id": [f"a{i}" for i in range(50)],
            "dimension": "fifth",
            "grp": [FIFTHS[i // 10] for i in range(50)],
            "share": 1.0,
        }
    )
    return from_tables(made.city, made.snapshot, made.as_of, made.tables | {"area_group": groups})


def test_a_gradient_is_told_by_the_interval_of_the_difference() -> None:
    (draft,) = compute(fed({0: 40, 1: 60, 2: 70, 3: 80, 4: 90}))
    assert "no gradient" not in draft.reading
    assert draft.stability.share_holding == 1


def test_the_other_way_round_the_verdict_does_not_hold() -> None:
    (draft,) = compute(fed({0: 90, 1: 60, 2: 70, 3: 80, 4: 40}))
    assert "no gradient" not in draft.reading
    assert draft.stability.share_holding == 0


def test_no_gradient_where_the_ends_are_alike() -> None:
    (draft,) = compute(fed({0: 80, 1: 60, 2: 70, 3: 80, 4: 80}))
    assert "no gradient that we can tell" in draft.reading
    assert draft.stability.share_holding == 0


def test_intervals_that_overlap_do_not_hide_a_difference() -> None:
    # Three apart, with intervals so wide that they touch: overlap would have said "no gradient".
    (draft,) = compute(fed({0: 80, 1: 60, 2: 70, 3: 80, 4: 81}))
    fifths = [v for v in draft.by_group if v.dimension == "fifth"]
    poorest, richest = fifths[0].interval, fifths[-1].interval
    assert poorest is not None
    assert richest is not None
    assert poorest.high >= richest.low
    assert "no gradient" not in draft.reading
