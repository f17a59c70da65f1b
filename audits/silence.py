"""The silence board: every feed and every area at one moment, in one of four words.

Calm, unknown, blind, cut off (`audits.heard`). An area that nobody hears is never called calm, and
a feed that nobody counts calls nobody calm.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from audits.finding import State
from audits.frame import CityFrame
from audits.heard import NOBODY, Codes, Heard, Silence
from audits.silence_events import heard_events
from audits.silence_readings import heard_readings
from audits.words import say
from data.city import Dataset, Network


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSilence:
    """One area on the board: its word for one feed, and what stands behind it."""

    area: str
    state: Silence | None
    """None where nobody lives."""
    heard: float | None = None
    expected: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSilence:
    """One feed on the board."""

    feed: str
    title: str
    kind: str
    """requests, interventions, or readings."""
    state: State
    """Not measured where nobody could hear it fall silent."""
    reason: str | None
    since: date | None
    """First day of the period that the words speak of."""
    until: date | None
    cut_off_since: date | None
    """Where the whole feed is silent now: since when."""
    areas: tuple[AreaSilence, ...]
    """In the order of the city's areas; all unknown (or blind) where it is not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Every feed and every area at one moment."""

    at: datetime
    feeds: tuple[FeedSilence, ...]

    def feed(self, name: str) -> FeedSilence:
        """The feed of this id; raises KeyError."""
        return {feed.feed: feed for feed in self.feeds}[name]


def silence(frame: CityFrame, at: datetime | None = None) -> Board:
    """Every feed as it stood at one moment, from what had arrived by then and nothing later.

    `at` None: the beginning of the city's day of asking. Events are judged on the seven times 24
    hours up to then, readings on their last whole day or week. Times are the city's own, as in its
    files.
    """
    moment = at or datetime.combine(frame.as_of, time.min)
    return Board(at=moment, feeds=tuple(_feeds(frame, moment)))


def _feeds(frame: CityFrame, moment: datetime) -> Iterator[FeedSilence]:
    whole_day = (moment - timedelta(days=1)).date()
    for name in frame.datasets_of("requests", "interventions"):
        dataset = frame.dataset(name)
        why = why_not_events(dataset)
        heard = None if why else heard_events(frame, dataset, moment)
        why = why or say("no row had come by then")
        yield _feed(frame, name, dataset.title, dataset.role, heard, why)
    for network in frame.city.networks:
        heard = heard_readings(frame, network, whole_day)
        if heard is None:
            yield _not_counted(frame, network)
        else:
            yield _feed(frame, network.id, network.title, "readings", heard, None)


def why_not_events(dataset: Dataset) -> str | None:
    """Why silence in a feed of events means nothing, if it does."""
    if not dataset.sample:
        return None
    return say("it is a sample, in which a missing row proves nothing")


def why_not_readings(frame: CityFrame, network: Network) -> str:
    """Why nobody could hear a network fall silent."""
    feeds = frame.datasets_of("readings", "availability", network=network.id)
    if not feeds:
        return say("no readings of it are in the data, so nobody could hear it fall silent")
    if all(frame.dataset(name).sample for name in feeds):
        return say("its readings are a sample, in which a missing row proves nothing")
    if network.reading_interval_minutes is None:
        return say("nobody states how often it should report")
    return say("no reading of a placed sensor was owed")


def _feed(
    frame: CityFrame, feed: str, title: str, kind: str, heard: Heard | None, why: str | None
) -> FeedSilence:
    if heard is None:
        codes = np.full(len(frame.geography.area_ids), Silence.UNKNOWN, dtype=np.int8)
        return FeedSilence(
            feed=feed,
            title=title,
            kind=kind,
            state=State.NOT_MEASURED,
            reason=why,
            since=None,
            until=None,
            cut_off_since=None,
            areas=_areas(frame, codes, None),
        )
    now = next((run for run in heard.cuts if run.start <= heard.until <= run.end), None)
    return FeedSilence(
        feed=feed,
        title=title,
        kind=kind,
        state=State.MEASURED,
        reason=None,
        since=heard.period(heard.codes.shape[1] - 1),
        until=heard.until,
        cut_off_since=now.start if now else None,
        areas=_areas(frame, heard.codes[:, -1], heard),
    )


def _not_counted(frame: CityFrame, network: Network) -> FeedSilence:
    """Nobody counts what it sends: out of reach is blind, and all else is unknown, never calm."""
    blind = {area.area: area.share for area in frame.blind_spot(network).areas}
    codes = np.array(
        [
            Silence.BLIND if blind.get(area, 0.0) >= 0.5 else Silence.UNKNOWN
            for area in frame.geography.area_ids
        ],
        dtype=np.int8,
    )
    return FeedSilence(
        feed=network.id,
        title=network.title,
        kind="readings",
        state=State.NOT_MEASURED,
        reason=why_not_readings(frame, network),
        since=None,
        until=None,
        cut_off_since=None,
        areas=_areas(frame, codes, None),
    )


def _areas(frame: CityFrame, codes: Codes, heard: Heard | None) -> tuple[AreaSilence, ...]:
    residents = frame.by_area(frame.cell_people)
    counted = heard is not None and len(heard.expected) > 0
    return tuple(
        AreaSilence(
            area=area,
            state=None if code == NOBODY or residents[i] <= 0 else Silence(code),
            heard=float(heard.heard[i]) if counted and heard else None,
            expected=float(heard.expected[i])
            if counted and heard and np.isfinite(heard.expected[i])
            else None,
        )
        for i, (area, code) in enumerate(zip(frame.geography.area_ids, codes, strict=True))
    )
