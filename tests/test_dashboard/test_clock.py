from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.clock import Replay, asked_replay, read_moment
from data.errors import UserError

START = datetime.fromisoformat("2022-08-14T00:00")


def test_time_passes_as_many_times_as_fast() -> None:
    replay = Replay(start=START, speed=600, began=1000.0)
    assert replay.at(1000.0) == START
    assert replay.at(1060.0) == datetime.fromisoformat("2022-08-14T10:00")
    assert replay.at(900.0) == START, "a clock that is set back does not go before the start"


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.floats(1, 86_400))
def test_it_never_goes_back_and_its_workers_agree(one: float, other: float, speed: float) -> None:
    replay = Replay(start=START, speed=speed, began=0.0)
    assert (replay.at(one) <= replay.at(other)) or one > other
    assert Replay.of(*replay.given) == replay


def test_the_banner_says_from_when_and_how_fast() -> None:
    said = Replay(start=START, speed=1600, began=0).banner
    assert said == "Replay from 14 August 2022, 1\u202f600 times as fast"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022-08-14T00:00", START),
        ("2022-08-14", START),
        ("2022-08-14T00:00Z", None),
        ("2022-13-14T00:00", None),
        ("tomorrow", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_moments_are_read_strictly(text: str, found: datetime | None) -> None:
    assert read_moment(text) == found


@pytest.mark.parametrize(
    ("start", "speed", "said"),
    [
        (None, 5.0, "without --replay"),
        ("soon", None, "expected a time as YYYY-MM-DDTHH:MM"),
        ("2022-08-14T00:00", 0.0, "expected 1 to 86400"),
        ("2022-08-14T00:00", float("nan"), "expected 1 to 86400"),
    ],
)
def test_what_cannot_be_replayed_is_a_mistake_in_words(
    start: str | None, speed: float | None, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        asked_replay(start, speed, 0.0)


def test_without_the_option_there_is_no_replay_and_with_it_600_is_usual() -> None:
    assert asked_replay(None, None, 0.0) is None
    replay = asked_replay("2022-08-14T00:00", None, 7.0)
    assert replay == Replay(start=START, speed=600, began=7.0)
