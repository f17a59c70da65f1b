"""Real Rio's silences, found in the data without being told of them (SOURCES.md 4 and 5)."""

from datetime import datetime

import numpy as np
import pytest

from audits.exhibit import Calendar
from audits.finding import Draft
from audits.heard import Silence
from audits.measures.m27_silence import compute
from audits.opened import OpenedCity
from audits.silence import silence
from audits.silence_events import heard_events
from audits.silence_readings import heard_readings

pytestmark = pytest.mark.rio


@pytest.fixture(scope="module")
def drafts(rio: OpenedCity) -> dict[str, Draft]:
    return {draft.subject: draft for draft in compute(rio.frame)}


def test_the_gauge_loss_of_august_2022(rio: OpenedCity, drafts: dict[str, Draft]) -> None:
    assert "15 August 2022 to 2 September 2022 (19 days)" in drafts["gauges_alertario"].reading
    heard = heard_readings(rio.frame, rio.city.network("gauges_alertario"))
    assert heard is not None
    weeks = [i for i in range(heard.codes.shape[1]) if str(heard.period(i))[:7] == "2022-08"]
    full = [i for i in weeks if 17 <= heard.period(i).day <= 25]
    assert not (heard.codes[:, full] == Silence.CALM).any()
    assert (heard.codes[:, full] == Silence.CUT_OFF).sum() > 100
    # The same areas had been calm a month before.
    assert (
        (heard.codes[:, full[0]] == Silence.CUT_OFF) & (heard.codes[:, weeks[0] - 4] == 0)
    ).any()


def test_the_gap_of_the_occurrences(drafts: dict[str, Draft]) -> None:
    draft = drafts["occurrences_cor"]
    assert "20 November 2023 to 23 January 2024 (65 days)" in draft.reading
    calendar = draft.exhibits[0]
    assert isinstance(calendar, Calendar)
    # Ten whole weeks lie in it or mostly so, and nobody is called calm in them.
    cut = np.array([[state == "cut off" for state in row.states] for row in calendar.rows])
    assert cut.all(axis=0).sum() >= 9


def test_the_collapse_of_noise_calls(rio: OpenedCity, drafts: dict[str, Draft]) -> None:
    heard = heard_events(rio.frame, rio.frame.dataset("requests_1746"))
    assert heard is not None
    (cut,) = heard.cuts
    assert (cut.start.year, cut.end.year) == (2023, 2024)
    assert cut.start.month in (11, 12)
    assert cut.end.month in (9, 10)
    assert "2023" in drafts["requests_1746"].reading


def test_favelas_and_the_poorest_are_heard_least(drafts: dict[str, Draft]) -> None:
    values = {v.group: v for v in drafts["requests_1746"].by_group}
    poorest, richest = values["poorest fifth"], values["richest fifth"]
    assert poorest.interval is not None
    assert richest.interval is not None
    assert poorest.interval.low > richest.interval.high
    assert (values["in a favela"].value or 0) > (values["outside favelas"].value or 0)


def test_the_board_of_a_day_in_the_loss(rio: OpenedCity) -> None:
    board = silence(rio.frame, datetime(2022, 8, 20, 12))  # noqa: DTZ001  (the city's own time)
    gauges = board.feed("gauges_alertario")
    assert str(gauges.cut_off_since) == "2022-08-15"
    assert not any(area.state is Silence.CALM for area in gauges.areas)
    assert any(area.state is Silence.CALM for area in board.feed("requests_1746").areas)
    assert not any(area.state is Silence.CALM for area in board.feed("sirens").areas)


def test_the_board_of_today_calls_nobody_calm(rio: OpenedCity) -> None:
    # Every feed of the files at hand ended long ago.
    for feed in silence(rio.frame).feeds:
        assert not any(area.state is Silence.CALM for area in feed.areas), feed.feed
