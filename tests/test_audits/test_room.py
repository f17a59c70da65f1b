"""The room: nothing later than its moment, no all-clear from the unseen, one outage one alert."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.heard import WORDS, Silence
from audits.opened import OpenedCity
from audits.room import Room, room, span
from audits.room_alerts import Kind, Severity
from audits.room_pulse import Pulse, overdue
from tests.test_audits.room_city import AREAS, DAYS, END, START, gauged


def states(now: Room, feed: str = "gauges") -> list[Silence | None]:
    return [area.state for area in now.board.feed(feed).areas]


def test_a_network_that_delivers_is_heard_and_no_alert_is_no_all_clear() -> None:
    now = room(gauged(), END)
    (gauges,) = now.health
    assert gauges.pulse is Pulse.HEARD
    assert gauges.heard_now == AREAS
    assert gauges.last_day is not None
    assert gauges.last_day.working == AREAS
    assert states(now) == [Silence.CALM] * AREAS
    assert now.alerts == ()


def test_a_whole_network_down_is_one_alert_of_no_data_with_since_and_what_to_do() -> None:
    hours = np.full(24 * DAYS, AREAS)
    hours[-5:] = -1
    now = room(gauged(hours=hours), END)
    (alert,) = now.alerts
    assert (alert.code, alert.kind, alert.severity) == (
        "feed_no_data",
        Kind.NO_DATA,
        Severity.URGENT,
    )
    assert alert.since == END - timedelta(hours=6)
    assert alert.about == "gauges"
    assert "The Water Office" in alert.do
    # Yesterday was whole, so the board alone would still call these areas calm.
    assert states(now) == [Silence.CUT_OFF] * AREAS


def test_rows_of_which_none_is_usable_are_an_error_and_not_no_data() -> None:
    hours = np.full(24 * DAYS, AREAS)
    hours[-5:] = 0
    now = room(gauged(hours=hours), END)
    (alert,) = now.alerts
    assert (alert.code, alert.kind) == ("feed_error", Kind.ERROR)
    assert Silence.CALM not in states(now)


def test_a_silence_shorter_than_two_readings_is_no_news() -> None:
    frame = gauged()
    newest = END - timedelta(hours=1)
    assert overdue(frame.city.networks[0]) == timedelta(hours=1)
    assert room(frame, newest + timedelta(hours=1)).alerts == ()
    assert room(frame, newest + timedelta(hours=1, minutes=1)).alerts[0].code == "feed_no_data"


def test_an_area_that_falls_silent_is_an_alert_on_blindness_beside_its_sensor() -> None:
    days = np.ones((AREAS, DAYS))
    days[2, -3:] = 0
    now = room(gauged(days), END)
    codes = {alert.code: alert for alert in now.alerts}
    assert set(codes) == {"areas_silent", "sensors_error", "coverage_fell"} | (
        {"gap_grew"} & set(codes)
    )
    assert codes["areas_silent"].areas == ("a2",)
    assert codes["areas_silent"].kind is Kind.BLIND
    assert "A2" in codes["areas_silent"].sentence
    assert states(now)[2] is Silence.CUT_OFF


def test_coverage_that_falls_for_the_poorest_widens_the_gap() -> None:
    days = np.ones((AREAS, DAYS))
    days[0, -3:] = 0
    now = room(gauged(days), END)
    gap = next(alert for alert in now.alerts if alert.code == "gap_grew")
    assert "0 % of the poorest and 100 % of the richest" in gap.sentence
    fell = next(alert for alert in now.alerts if alert.code == "coverage_fell")
    assert "from 100 % a week ago to 80 %" in fell.sentence
    two_weeks_on = days.copy()
    two_weeks_on[0, -20:] = 0
    later = {alert.code for alert in room(gauged(two_weeks_on), END).alerts}
    assert not {"gap_grew", "coverage_fell"} & later


def test_before_the_first_row_nobody_counts_and_nothing_is_calm() -> None:
    now = room(gauged(), START - timedelta(days=2))
    (gauges,) = now.health
    assert gauges.pulse is Pulse.NOT_COUNTED
    assert Silence.CALM not in states(now)
    assert [alert.code for alert in now.alerts] == ["nobody_listens"]


@settings(max_examples=25, deadline=None)
@given(
    dead=st.lists(st.tuples(st.integers(0, AREAS - 1), st.integers(0, DAYS - 1)), max_size=12),
    quiet=st.integers(0, 24 * DAYS),
    error=st.booleans(),
    minutes=st.integers(-2 * 1440, (DAYS + 3) * 1440),
)
def test_an_area_that_is_not_heard_is_never_calm(
    dead: list[tuple[int, int]], quiet: int, error: bool, minutes: int
) -> None:
    days = np.ones((AREAS, DAYS))
    for sensor, day in dead:
        days[sensor, day:] = 0
    hours = np.full(24 * DAYS, AREAS)
    hours[quiet:] = 0 if error else -1
    frame, at = gauged(days, hours), START + timedelta(minutes=minutes)
    now = room(frame, at)
    (gauges,) = now.health
    for index, state in enumerate(states(now)):
        if state is Silence.CALM:
            assert gauges.pulse is Pulse.HEARD
            assert gauges.newest is not None
            assert at - gauges.newest <= timedelta(hours=1)
            judged = now.board.feed("gauges").until
            assert judged is not None
            assert days[index, (judged - START.date()).days] > 0
    said = " ".join(f"{alert.sentence} {alert.do}" for alert in now.alerts).lower()
    assert "clear" not in said
    assert "all is well" not in said
    assert (
        sum(alert.about == "gauges" and alert.code.startswith("feed") for alert in now.alerts) < 2
    )


def test_there_is_no_word_that_means_all_clear() -> None:
    assert (
        {state.word for state in Silence}
        == set(WORDS)
        == {
            "calm",
            "unknown",
            "blind",
            "cut off",
        }
    )


def calls(times: list[tuple[datetime, str]]) -> pd.DataFrame:
    rows = [{"dataset": "calls", "opened_at": at, "kind": "k", "area_id": a} for at, a in times]
    made = pd.DataFrame(rows)
    made["opened_at"] = pd.to_datetime(made["opened_at"])
    return made


def test_few_reports_of_an_area_are_withheld_and_so_is_what_would_tell_them() -> None:
    at = END - timedelta(hours=2)
    rows = [(at, "a0")] * 12 + [(at + timedelta(seconds=1), "a1")] * 15 + [(at, "a2")] * 3
    now = room(gauged(requests=calls(rows)), END)
    (events,) = now.events
    assert events.total == 30
    shown = {one.area: one.count for one in events.areas}
    assert shown == {"a1": 15, "a0": None, "a2": None}
    assert events.hours is not None
    assert (events.hours[-2], events.hours[-3], sum(events.hours)) in {(30, 0, 30), (15, 15, 30)}


def test_a_feed_that_states_days_comes_at_their_end() -> None:
    day = END - timedelta(days=2)
    frame = gauged(requests=calls([(day, "a0")] * 20 + [(day + timedelta(days=1), "a0")] * 30))
    assert room(frame, day + timedelta(hours=12)).events[0].newest is None
    (events,) = room(frame, day + timedelta(days=1)).events
    assert events.hours is None
    assert events.total == 20
    assert events.areas[0].count == 20


def test_a_feed_that_brings_far_less_than_usual_may_be_dying() -> None:
    times = [
        (END - timedelta(days=back, hours=i % 23, minutes=i), f"a{i % AREAS}")
        for back in range(1, 30)
        for i in range(30)
    ]
    assert room(gauged(requests=calls(times)), END - timedelta(days=1)).events[0].total > 0
    now = room(gauged(requests=calls(times)), END - timedelta(hours=1))
    told = [alert for alert in now.alerts if alert.about == "calls"]
    assert len([alert for alert in told if alert.kind is not Kind.BLIND]) <= 1
    assert any(alert.code in ("feed_hushed", "feed_no_data") for alert in told)


def test_the_span_is_that_of_the_feeds() -> None:
    known = span(gauged())
    assert known is not None
    assert (known.first, known.last) == (START, END - timedelta(hours=1))


def test_nothing_that_came_later_changes_a_room(porto_sombra: OpenedCity) -> None:
    frame, at = porto_sombra.frame, datetime.fromisoformat("2026-03-01T10:30")
    stamp, tables = pd.Timestamp(at), dict(frame.tables)
    for name, column in (
        ("request", "opened_at"),
        ("intervention", "started_at"),
        ("feed_pulse", "last_at"),
        ("sensor_health", "period_start"),
        ("feed_day", "day"),
    ):
        rows = tables[name]
        tables[name] = rows[rows[column] <= stamp]
    then = replace(frame, tables=tables)
    now, known_then = room(frame, at), room(then, at)
    assert now.alerts == known_then.alerts
    assert now.events == known_then.events
    assert now.board == known_then.board
    assert [one.pulse for one in now.health] == [one.pulse for one in known_then.health]


@pytest.mark.rio
def test_rio_s_gauges_are_lost_within_two_hours_and_in_one_alert(rio: OpenedCity) -> None:
    before = room(rio.frame, datetime.fromisoformat("2022-08-15T12:30"))
    assert [alert.about for alert in before.alerts if alert.severity is Severity.URGENT] == []
    lost = room(rio.frame, datetime.fromisoformat("2022-08-15T14:00"))
    urgent = [alert for alert in lost.alerts if alert.severity is Severity.URGENT]
    assert [(alert.about, alert.kind) for alert in urgent] == [("gauges_alertario", Kind.NO_DATA)]
    assert urgent[0].since == datetime.fromisoformat("2022-08-15T12:15")
    assert Silence.CALM in states(before, "gauges_alertario")
    assert Silence.CALM not in states(lost, "gauges_alertario")


@pytest.mark.rio
def test_in_the_storm_of_january_2024_the_gauges_speak_and_nobody_else(rio: OpenedCity) -> None:
    now = room(rio.frame, datetime.fromisoformat("2024-01-14T01:00"))
    urgent = {alert.about for alert in now.alerts if alert.severity is Severity.URGENT}
    assert urgent == {"requests_1746", "occurrences_cor"}
    events = {one.dataset.name: one for one in now.events}
    silent = events["occurrences_cor"].silent_since
    assert silent == date(2023, 11, 21), "no row of it counts that nothing happened"
    gauges = next(one for one in now.health if one.network.id == "gauges_alertario")
    assert gauges.pulse is Pulse.HEARD
    assert gauges.highest is not None
    assert gauges.highest > 20
