"""Planted silences are told from calm; and nobody who is not heard is ever called calm."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from audits.finding import State
from audits.heard import NOBODY, Silence, commonest, in_run, over_periods
from audits.silence import silence
from audits.silence_events import heard_events, whole_feed_cuts
from audits.silence_readings import Owed, heard_readings, judge, of_areas
from audits.stats.gaps import Run
from tests.test_audits.quiet_city import AREAS, FIRST, LAST, WEEKS, calling, health
from tests.test_audits.small_frame import dataset, frame


def test_a_city_that_speaks_evenly_is_calm() -> None:
    heard = heard_events(calling(lambda *_: 6), dataset("calls", "requests"))
    assert heard is not None
    assert heard.codes.shape == (AREAS, WEEKS)
    assert (heard.codes == Silence.CALM).all()
    assert heard.not_calm == pytest.approx(np.zeros(AREAS))
    assert heard.cuts == ()


def test_an_area_that_stops_is_cut_off_and_the_others_are_calm() -> None:
    city = calling(lambda area, week: 0 if area == 3 and week >= 34 else 8)
    heard = heard_events(city, dataset("calls", "requests"))
    assert heard is not None
    assert (heard.codes[3, 34:] == Silence.CUT_OFF).all()
    assert (np.delete(heard.codes, 3, axis=0) == Silence.CALM).all()
    assert heard.expected[3] > 6
    assert heard.heard[3] == 0


def test_where_hardly_anybody_calls_quiet_says_nothing() -> None:
    heard = heard_events(
        calling(lambda area, _: 1 if area == 0 else 8), dataset("calls", "requests")
    )
    assert heard is not None
    assert (heard.codes[0] == Silence.BLIND).all()
    assert (heard.codes[1:] == Silence.CALM).all()


def test_the_whole_feed_that_stops_cuts_everybody_off() -> None:
    city = calling(lambda _, week: 0 if 20 <= week < 26 else 5)
    heard = heard_events(city, dataset("calls", "requests"))
    assert heard is not None
    (cut,) = heard.cuts
    assert (cut.start, cut.end) == (date(2025, 5, 21), date(2025, 7, 1))
    assert (heard.codes[:, 20:26] == Silence.CUT_OFF).all()
    assert (heard.codes[:, :20] == Silence.CALM).all()


def test_a_city_too_thin_to_expect_anything_is_unknown() -> None:
    city = calling(lambda area, week: int((area + week) % 8 == 0), people=(1000.0,) * 4)
    heard = heard_events(city, dataset("calls", "requests"))
    assert heard is not None
    assert (heard.codes == Silence.UNKNOWN).mean() > 0.9


def test_a_city_that_falls_quiet_together_is_unknown_not_calm() -> None:
    city = calling(lambda _, week: 2 if week in (30, 31) else 12)
    heard = heard_events(city, dataset("calls", "requests"))
    assert heard is not None
    assert (heard.codes[:, 30:32] == Silence.UNKNOWN).all()


def test_where_nobody_lives_there_is_no_word() -> None:
    people = (1000.0,) * (AREAS - 1) + (0.0,)
    heard = heard_events(calling(lambda *_: 6, people), dataset("calls", "requests"))
    assert heard is not None
    assert (heard.codes[-1] == NOBODY).all()
    board = silence(calling(lambda *_: 6, people))
    assert board.feed("calls").areas[-1].state is None


def test_a_kind_of_one_day_raises_no_expectation() -> None:
    city = calling(lambda *_: 6)
    rows = city.tables["request"]
    once = pd.concat([rows, *[rows.iloc[:1].assign(kind=f"k{i}") for i in range(500)]])
    plain = heard_events(city, dataset("calls", "requests"))
    city.tables["request"] = once
    same = heard_events(city, dataset("calls", "requests"))
    assert plain is not None
    assert same is not None
    assert (plain.codes == same.codes).all()
    assert same.events == plain.events


def test_chance_alone_cuts_hardly_anybody_off() -> None:
    rng = np.random.default_rng(4)
    counts = rng.poisson(5.0, size=(AREAS, WEEKS))
    heard = heard_events(calling(lambda a, w: int(counts[a, w])), dataset("calls", "requests"))
    assert heard is not None
    assert (heard.codes == Silence.CUT_OFF).mean() < 0.01


def test_a_gap_that_explains_a_collapse_stands_for_it_and_runs_that_touch_are_one() -> None:
    every = np.full(400, 20.0)
    every[200:265] = 0
    assert [(r.start, r.end) for r in whole_feed_cuts(every, date(2023, 1, 1))] == [
        (date(2023, 7, 20), date(2023, 9, 22))
    ]
    every[265:345] = 1
    (run,) = whole_feed_cuts(every, date(2023, 1, 1))
    assert run.start <= date(2023, 7, 20)
    assert run.end > date(2023, 11, 10)


def test_a_feed_that_rests_on_sundays_is_not_cut_off_on_them() -> None:
    every = np.where(np.arange(400) % 7 == 6, 0.0, 40.0)
    assert whole_feed_cuts(every, date(2023, 1, 1)) == ()
    every[203:212] = 0
    (run,) = whole_feed_cuts(every, date(2023, 1, 1))
    assert run.days >= 9


def test_a_feed_dead_for_most_of_its_record_is_cut_off() -> None:
    every = np.zeros(1000)
    every[:300] = 20.0
    (run,) = whole_feed_cuts(every, date(2023, 1, 1))
    assert run.days == 700


def test_the_board_knows_only_what_had_come_by_then() -> None:
    city = calling(lambda _, week: 0 if week >= 30 else 5)
    then = FIRST + pd.Timedelta(days=7 * 30 - 1)
    before = silence(city, datetime.combine(then.date(), datetime.min.time())).feed("calls")
    assert before.cut_off_since is None
    assert {area.state for area in before.areas} == {Silence.CALM}
    after = silence(city).feed("calls")
    assert after.until == (LAST - pd.Timedelta(days=1)).date()
    assert after.cut_off_since == (then + pd.Timedelta(days=1)).date()
    assert {area.state for area in after.areas} == {Silence.CUT_OFF}


def test_the_board_before_the_first_row_is_unknown() -> None:
    feed = silence(calling(lambda *_: 5), datetime(2020, 1, 1)).feed("calls")  # noqa: DTZ001
    assert feed.state is State.NOT_MEASURED
    assert {area.state for area in feed.areas} == {Silence.UNKNOWN}


def test_a_network_that_nobody_counts_calls_nobody_calm() -> None:
    city = frame(sensors=[(0, "working")])
    feed = silence(city).feed("gauges")
    assert feed.state is State.NOT_MEASURED
    assert [area.state for area in feed.areas] == [Silence.UNKNOWN, *[Silence.BLIND] * 4]


def test_sensors_heard_silent_and_absent() -> None:
    days = np.ones((3, 28))
    days[1, 20:] = 0.0  # heard before, and no more
    days[2] = 0.0  # never heard
    city = frame(sensors=[(0, "working"), (1, "working"), (2, "working")], health=health(days))
    heard = heard_readings(city, city.city.network("gauges"))
    assert heard is not None
    assert heard.days == 1
    last = [Silence(code) for code in heard.codes[:, -1]]
    assert last == [Silence.CALM, Silence.CUT_OFF, *[Silence.BLIND] * 3]
    assert heard.codes[1, 0] == Silence.CALM


def test_a_sensor_that_nobody_counted_for_a_while_is_unknown_then() -> None:
    days = np.ones((2, 28))
    days[1, 10:15] = np.nan
    city = frame(sensors=[(0, "working"), (1, "working")], health=health(days))
    heard = heard_readings(city, city.city.network("gauges"))
    assert heard is not None
    assert (heard.codes[1, 10:15] == Silence.UNKNOWN).all()


def test_a_loss_of_the_whole_network_is_found_in_its_daily_counts() -> None:
    days = np.ones((2, 28))
    days[:, 10:13] = 0
    feed = pd.DataFrame(
        {
            "dataset": "rain",
            "network": "gauges",
            "day": [FIRST + pd.Timedelta(days=d) for d in range(28)],
            "n_rows": 192,
            "usable": 192 * days[0],
        }
    )
    city = frame(
        sensors=[(0, "working"), (1, "working")],
        health=health(days),
        feed=feed,
        datasets=[dataset("rain", "readings", network="gauges")],
    )
    heard = heard_readings(city, city.city.network("gauges"))
    assert heard is not None
    assert heard.cuts == (Run(start=date(2025, 1, 11), end=date(2025, 1, 13)),)
    assert (heard.codes[:2, 10:13] == Silence.CUT_OFF).all()
    assert (heard.codes[2:] == Silence.BLIND).all()


def test_a_month_is_spread_over_its_days_and_a_day_known_by_itself_stands() -> None:
    month = health(np.ones((1, 1))).assign(
        period_end=FIRST + pd.Timedelta(days=30), grain="month", expected=31 * 96, usable=31 * 96
    )
    day = health(np.array([[np.nan] * 9 + [0.0]])).assign(counted=False)
    city = frame(sensors=[(0, "working")], health=pd.concat([month, day]))
    heard = heard_readings(city, city.city.network("gauges"))
    assert heard is not None
    assert heard.codes[0].tolist() == [0] * 9 + [Silence.CUT_OFF] + [0] * 21


def test_a_month_that_is_not_over_has_not_been_counted_yet() -> None:
    month = health(np.ones((1, 1))).assign(
        period_end=FIRST + pd.Timedelta(days=30), grain="month", expected=31 * 96, usable=31 * 96
    )
    city = frame(sensors=[(0, "working")], health=month)
    gauges = city.city.network("gauges")
    assert heard_readings(city, gauges, date(2025, 1, 20)) is None
    assert heard_readings(city, gauges, date(2025, 1, 31)) is not None


def test_an_area_is_calm_only_where_nine_in_ten_are_heard() -> None:
    codes = np.array([[Silence.CALM], [Silence.BLIND]], dtype=np.int8)
    area = np.array([0, 0])
    assert of_areas(codes, area, np.array([89.0, 11.0]), 2)[:, 0].tolist() == [2, NOBODY]
    assert of_areas(codes, area, np.array([90.0, 10.0]), 2)[:, 0].tolist() == [0, NOBODY]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_nobody_out_of_earshot_is_ever_called_calm(seed: int) -> None:
    rng = np.random.default_rng(seed)
    reach = csr_matrix((rng.random((8, 5)) < 0.3).astype(float))
    due = 10.0 * rng.integers(0, 2, size=(5, 12)).astype(float)
    usable = due * rng.random((5, 12))
    owed = Owed(
        owed=due,
        usable=usable,
        first=date(2025, 1, 1),
        days=1,
        cuts=(),
        dead=rng.random(12) < 0.1,
    )
    codes = judge(owed, reach)
    earshot = (reach.toarray() @ ((due > 0) & (usable >= 0.5 * due))) > 0
    assert not (codes[~earshot] == Silence.CALM).any()
    assert not (codes[:, owed.dead] == Silence.CALM).any()
    # One more dead sensor makes nobody calm.
    fewer = judge(
        Owed(
            owed=due,
            usable=usable * np.array([[0], [1], [1], [1], [1]]),
            first=owed.first,
            days=1,
            cuts=(),
            dead=owed.dead,
        ),
        reach,
    )
    assert not ((fewer == Silence.CALM) & (codes != Silence.CALM)).any()


def test_the_commonest_word_and_of_a_tie_the_graver() -> None:
    codes = np.array([[0, 0, 3, 3], [0, 0, 0, 3], [-1, -1, -1, 2]], dtype=np.int8)
    assert commonest(codes, np.ones(4)).tolist() == [3, 0, 2]
    assert over_periods(codes, 3).tolist() == [[0, 3], [0, 3], [-1, 2]]


def test_days_in_a_run() -> None:
    runs = (Run(start=date(2024, 12, 30), end=date(2025, 1, 2)),)
    assert in_run(runs, date(2025, 1, 1), 4).tolist() == [True, True, False, False]


def test_a_board_at_noon_counts_24_hours_back_not_half_a_day() -> None:
    noon = datetime(2025, 9, 1, 12, 30)  # noqa: DTZ001  (the city's own time)
    feed = silence(calling(lambda *_: 7), noon).feed("calls")
    assert feed.cut_off_since is None
    assert [area.heard for area in feed.areas] == [7.0] * AREAS
    assert {area.state for area in feed.areas} == {Silence.CALM}


def test_readings_that_ended_long_ago_are_cut_off_now() -> None:
    city = frame(sensors=[(0, "working")], health=health(np.ones((1, 28))))
    then = datetime(2025, 1, 20)  # noqa: DTZ001
    assert silence(city, then).feed("gauges").areas[0].state is Silence.CALM
    now = silence(city).feed("gauges")
    assert now.cut_off_since == date(2025, 1, 29)
    assert [area.state for area in now.areas] == [Silence.CUT_OFF, *[Silence.BLIND] * 4]
