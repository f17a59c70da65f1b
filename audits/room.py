"""What an operations room sees at one moment, from what had arrived by then and nothing later."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

import pandas as pd

from audits.finding import State
from audits.frame import CityFrame
from audits.per_frame import per_frame
from audits.room_alerts import Alert, Seen, alerts
from audits.room_board import HeardShare, heard_now, heard_share
from audits.room_events import EventsNow, arrived, events_at, stamped
from audits.room_pulse import NetworkHealth, networks_at
from audits.silence import Board, silence

BEFORE = timedelta(days=7)
"""With which moment now is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The first and the last moment of which the city's feeds tell anything."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One moment. Of an area there are four words only, and none of them is *clear*."""

    at: datetime
    alerts: tuple[Alert, ...]
    board: Board
    heard: dict[str, HeardShare]
    """Whom each feed hears that can be heard at all."""
    health: tuple[NetworkHealth, ...]
    events: tuple[EventsNow, ...]

    def newest(self, feed: str) -> datetime | None:
        """The newest thing that had come of a feed."""
        own = [e.newest for e in self.events if e.dataset.name == feed]
        own += [h.newest for h in self.health if h.network.id == feed]
        return own[0] if own else None


def room(frame: CityFrame, at: datetime) -> Room:
    """The room at a moment of the city's own time."""
    frame = arrived(frame)
    board, health = _board(frame, at)
    before, _ = _board(frame, at - BEFORE)
    silent = {feed.feed: feed.cut_off_since for feed in board.feeds}
    events = tuple(
        replace(one, silent_since=silent.get(one.dataset.name)) for one in events_at(frame, at)
    )
    heard = _heard(frame, board)
    seen = Seen(
        feeds=board.feeds,
        health=health,
        events=events,
        heard=heard,
        before=_heard(frame, before),
        feeds_before={feed.feed: feed for feed in before.feeds},
    )
    return Room(
        at=at,
        alerts=alerts(frame, seen),
        board=board,
        heard=heard,
        health=health,
        events=events,
    )


def _board(frame: CityFrame, at: datetime) -> tuple[Board, tuple[NetworkHealth, ...]]:
    board = silence(frame, at)
    health = networks_at(frame, at, {feed.feed: feed for feed in board.feeds})
    return heard_now(board, health), health


def _heard(frame: CityFrame, board: Board) -> dict[str, HeardShare]:
    return {
        feed.feed: heard_share(frame, feed) for feed in board.feeds if feed.state is State.MEASURED
    }


@per_frame
def span(frame: CityFrame) -> Span | None:
    """From the first to the newest event or reading of any feed that is no sample; None of none.

    An invented city's day of asking is its newest moment.
    """
    frame = arrived(frame)
    moments: list[pd.Timestamp] = []
    for name in frame.datasets_of("requests", "interventions"):
        if not frame.dataset(name).sample:
            stamps = stamped(frame, frame.dataset(name))["at"].dt.ceil("min")
            moments += [stamps.min(), stamps.max()]
    pulse = frame.tables["feed_pulse"]
    alive = [n for n in frame.datasets_of("readings") if not frame.dataset(n).sample]
    pulse = pulse[pulse["dataset"].isin(alive)]
    moments += [pulse["last_at"].min(), pulse["last_at"].max()]
    known = [pd.Timestamp(moment).to_pydatetime() for moment in moments if not pd.isna(moment)]
    if not known:
        return None
    last = max(known)
    if frame.city.invented:
        last = max(last, datetime.combine(frame.as_of, time.min))
    return Span(first=min(known), last=last)
