"""What is said of a feed of events: zero, not known yet, and silent stay apart."""

from datetime import date, datetime
from typing import Any

import pytest

from audits.room_events import EventsNow
from dashboard.components.room_events import events_head, room_events
from tests.test_audits.examples import example_dataset, example_geography
from tests.test_dashboard.tree import attribute, parts, tags, text

AT = datetime.fromisoformat("2026-03-01T00:00")


def events(**changes: Any) -> EventsNow:
    held: dict[str, Any] = {
        "dataset": example_dataset(),
        "hours": (0,) * 24,
        "days": (0,) * 14,
        "areas": (),
        "unplaced": 0,
        "usual": 3.0,
        "newest": datetime.fromisoformat("2026-02-01T00:00"),
    }
    return EventsNow(**held | changes)


def test_a_day_without_rows_is_a_zero_beside_what_is_usual() -> None:
    said = events_head(events(), AT)
    assert text(tags(said, "Strong")[0]) == "0"
    assert "usual is 3" in text(said)


def test_nothing_of_a_silent_feed_is_shown_as_a_count() -> None:
    silent = events(silent_since=date(2026, 2, 1), usual=0.0)
    part = room_events(silent, AT, example_geography())
    assert "no data" in text(part)
    assert "silent, or nearly so, since 1 February 2026" in text(part)
    assert tags(part, "Strong") == []
    assert parts(part, lambda one: attribute(one, "data-svg") is not None) == []


@pytest.mark.parametrize(
    ("changes", "word"), [({"newest": None}, "No row of it"), ({"usual": None}, "not known yet")]
)
def test_what_is_not_known_is_said(changes: dict[str, Any], word: str) -> None:
    assert word in text(events_head(events(**changes), AT))


def test_the_few_rows_of_a_feed_that_is_nearly_silent_are_told() -> None:
    few = events(silent_since=date(2026, 2, 1), hours=(1, *(0,) * 23), days=(*(0,) * 13, 1))
    part = room_events(few, AT, example_geography())
    assert "1 row came in the last 24 hours" in text(part)
    assert len(parts(part, lambda one: attribute(one, "data-svg") is not None)) == 1
