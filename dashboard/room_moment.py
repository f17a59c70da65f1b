"""Which moment a room shows: the address's, the replay's, or the newest of the data."""

import threading
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakKeyDictionary

from cachetools import LRUCache

from audits.frame import CityFrame
from audits.room import Room, Span, room, span
from audits.room_alerts import Alert
from dashboard.clock import Replay, moment, read_moment
from data.languages import ENGLISH
from data.said import say, speaking

_KEPT = 12
"""Rooms kept per city: those of all who look at the same moment are computed once."""
NewestAlerts = tuple[tuple[Alert, ...], datetime]
"""The alerts of the newest moment of which any feed tells, and that moment."""
_held: "WeakKeyDictionary[CityFrame, LRUCache[datetime, Room]]" = WeakKeyDictionary()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment of the data, and how it was come by."""

    at: datetime
    span: Span
    asked: bool = False
    """Whether the address names it."""
    replay: Replay | None = None
    problem: str | None = None
    """What was wrong with what the address asks for."""

    @property
    def over(self) -> bool:
        """Whether a replay has come to the end of the data."""
        return self.replay is not None and self.at >= self.span.last


def moment_of(
    frame: CityFrame, asked: str | None, replay: Replay | None, wall: float
) -> Moment | None:
    """None where no feed of the city tells of any moment."""
    known = span(frame)
    if known is None:
        return None
    problem = None
    if asked:
        at = read_moment(asked)
        if at is None:
            problem = say("Found a time that cannot be read, expected YYYY-MM-DDTHH:MM.")
        elif not known.first <= at <= known.last:
            problem = say(
                "Found {at}, of which no feed tells anything. They tell of {first} to {last}.",
                at=moment(at),
                first=moment(known.first),
                last=moment(known.last),
            )
        else:
            return Moment(at=at, span=known, asked=True)
    if replay is None:
        return Moment(at=known.last, span=known, problem=problem)
    at = min(max(replay.at(wall), known.first), known.last)
    return Moment(at=at, span=known, replay=replay, problem=problem)


def room_at(frame: CityFrame, at: datetime) -> Room:
    """The room at a moment; whoever asks for the same one at once waits for the first."""
    with _lock:
        rooms = _held.setdefault(frame, LRUCache(maxsize=_KEPT))
        if at not in rooms:
            with speaking(ENGLISH):  # what is kept must speak no language of one reader
                rooms[at] = room(frame, at)
        found: Room = rooms[at]
        return found


def newest_alerts(frame: CityFrame) -> NewestAlerts | None:
    """None where no feed of the city tells of any moment."""
    known = span(frame)
    return (room_at(frame, known.last).alerts, known.last) if known else None
