"""What an operations room must be told at one moment: one outage is one alert.

*No data* and *error* are told apart, and blindness is an alert like any other. There is no alert
that says that all is well: an area that nobody hears cannot be reported calm.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from audits import words
from audits.finding import State
from audits.frame import CityFrame
from audits.heard import Silence
from audits.room_board import SILENT, HeardShare
from audits.room_events import EventsNow
from audits.room_pulse import NetworkHealth, Pulse
from audits.silence import FeedSilence

FALLEN = 0.05
"""A share of residents must fall, or a gap grow, by so much to be an alert."""
HUSHED, LEAST_USUAL = 1 / 3, 10.0
"""A feed that brings less than this share of what is usual may be dying."""
SERIOUS = 0.25
"""From this share of its sensors lost, a network's loss is serious."""
_NAMES = 4


class Severity(StrEnum):
    """How soon somebody should act."""

    URGENT = "urgent"
    SERIOUS = "serious"
    WATCH = "watch"

    @property
    def rank(self) -> int:
        """0 is the most urgent."""
        return list(Severity).index(self)


class Kind(StrEnum):
    """What sort of trouble it is."""

    NO_DATA = "no data"
    ERROR = "error"
    BLIND = "blindness"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing to be told."""

    code: str
    kind: Kind
    severity: Severity
    sentence: str
    since: datetime | None
    """When it began, where that is known."""
    about: str
    """Id of the network or name of the dataset; `city` for several."""
    do: str
    """What somebody should do now."""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """All that the alerts are read from: now, and a week before."""

    feeds: tuple[FeedSilence, ...]
    health: tuple[NetworkHealth, ...]
    events: tuple[EventsNow, ...]
    heard: dict[str, HeardShare]
    before: dict[str, HeardShare]
    feeds_before: dict[str, FeedSilence]


def alerts(frame: CityFrame, seen: Seen) -> tuple[Alert, ...]:
    """All alerts, the most urgent first."""
    health = {one.network.id: one for one in seen.health}
    events = {one.dataset.name: one for one in seen.events}
    found: list[Alert] = []
    for feed in seen.feeds:
        outage = _outage(feed, health.get(feed.feed), events.get(feed.feed))
        if outage is not None:
            found.append(outage)
            continue  # one outage is one alert: what follows from it is not told again
        if feed.feed in health:
            if health[feed.feed].pulse is Pulse.NOT_COUNTED:
                continue  # of what nobody counts at this time, nothing can be said to have fallen
            found += _sensors(health[feed.feed])
        if feed.feed in events:
            found += _hushed(events[feed.feed])
        found += _areas(frame, feed, seen.feeds_before.get(feed.feed))
        found += _blinder(feed, seen.heard.get(feed.feed), seen.before.get(feed.feed))
    found += _unheard(seen)
    return tuple(sorted(found, key=lambda alert: alert.severity.rank))


def _outage(
    feed: FeedSilence, health: NetworkHealth | None, events: EventsNow | None
) -> Alert | None:
    if health is not None and health.pulse in SILENT:
        error = health.pulse is Pulse.ERROR
        many = words.count(health.sensors, health.network.sensor)
        return Alert(
            code="feed_error" if error else "feed_no_data",
            kind=Kind.ERROR if error else Kind.NO_DATA,
            severity=Severity.URGENT,
            sentence=f"{feed.title}: rows arrive from {many}, and none of them is usable."
            if error
            else f"{feed.title}: nothing arrives from any of {many}.",
            since=health.since,
            about=feed.feed,
            do=f"Call {health.network.operator or 'whoever runs it; the register names nobody'}. "
            f"Until it is back, no area is calm by this network: {_instead(error)}.",
        )
    if health is None and feed.cut_off_since is not None:
        return Alert(
            code="feed_no_data",
            kind=Kind.NO_DATA,
            severity=Severity.URGENT,
            sentence=f"{feed.title}: the whole feed is silent, or nearly so.",
            since=datetime.combine(feed.cut_off_since, time.min),
            about=feed.feed,
            do="Ask whoever sends it. Until it is back, few or no reports are no sign of calm.",
        )
    if events is not None and events.total == 0 and (events.usual or 0) >= LEAST_USUAL:
        return Alert(
            code="feed_no_data",
            kind=Kind.NO_DATA,
            severity=Severity.URGENT,
            sentence=f"{feed.title}: nothing in 24 hours, in which "
            f"{words.number(events.usual or 0, 0)} are usual.",
            since=events.newest,
            about=feed.feed,
            do="Ask whoever sends it. Until it is back, few or no reports are no sign of calm.",
        )
    return None


def _instead(error: bool) -> str:
    return (
        "do not use its values, and send people to look" if error else "send people to look instead"
    )


def _sensors(health: NetworkHealth) -> Iterator[Alert]:
    day = health.last_day
    if health.pulse is not Pulse.HEARD or day is None:
        return
    counted = day.working + day.error + day.silent
    for many, kind, code, what in (
        (day.silent, Kind.NO_DATA, "sensors_silent", "sent less than half of what they owe"),
        (day.error, Kind.ERROR, "sensors_error", "sent what cannot be used"),
    ):
        if many:
            yield Alert(
                code=code,
                kind=kind,
                severity=Severity.SERIOUS if many >= SERIOUS * counted else Severity.WATCH,
                sentence=f"{health.network.title}: {words.number(many, 0)} of "
                f"{words.count(counted, health.network.sensor)} {what} on {words.day(day.day)}.",
                since=datetime.combine(day.day, time.min),
                about=health.network.id,
                do="Have them looked at, first those that no other one stands in for.",
            )


def _hushed(events: EventsNow) -> Iterator[Alert]:
    usual = events.usual or 0.0
    if usual >= LEAST_USUAL and events.total < HUSHED * usual:
        yield Alert(
            code="feed_hushed",
            kind=Kind.BLIND,
            severity=Severity.SERIOUS,
            sentence=f"{events.dataset.title}: {words.number(events.total, 0)} in 24 hours, where "
            f"{words.number(usual, 0)} are usual. This may be calm, or a feed that is dying.",
            since=None,
            about=events.dataset.name,
            do="Call one place that reports every day, and ask if it has tried.",
        )


def _areas(frame: CityFrame, feed: FeedSilence, before: FeedSilence | None) -> Iterator[Alert]:
    """Areas that stopped while the feed lives: new ones and old ones in one alert."""
    if feed.state is not State.MEASURED:
        return
    cut = tuple(area.area for area in feed.areas if area.state is Silence.CUT_OFF)
    if not cut:
        return
    held = {} if before is None else {area.area: area.state for area in before.areas}
    new = tuple(area for area in cut if held.get(area) is not Silence.CUT_OFF)
    named = words.listed((frame.geography.name_of(area) for area in new or cut), _NAMES)
    said = f"{words.count(len(new), 'area')} fell silent within a week: {named}"
    if not new:
        said = f"{words.count(len(cut), 'area')} cut off for more than a week: {named}"
    elif len(new) < len(cut):
        said += f"; {words.number(len(cut) - len(new), 0)} more were silent before"
    yield Alert(
        code="areas_silent",
        kind=Kind.BLIND,
        severity=Severity.SERIOUS if new else Severity.WATCH,
        sentence=f"{feed.title}: {said}.",
        since=None,
        about=feed.feed,
        do="Ask somebody who is there. Nothing heard from these areas is no sign of calm.",
        areas=new or cut,
    )


def _blinder(feed: FeedSilence, now: HeardShare | None, then: HeardShare | None) -> Iterator[Alert]:
    """Coverage and its gap against the same time a week before."""
    if now is None or then is None:
        return
    if then.share - now.share >= FALLEN:
        yield Alert(
            code="coverage_fell",
            kind=Kind.BLIND,
            severity=Severity.SERIOUS,
            sentence=f"{feed.title}: residents of areas that are heard fell from "
            f"{words.share(then.share)} a week ago to {words.share(now.share)}.",
            since=None,
            about=feed.feed,
            do="Look at which areas were lost, below, before reading any other number of it.",
        )
    if now.gap is not None and then.gap is not None and abs(now.gap) - abs(then.gap) >= FALLEN:
        yield Alert(
            code="gap_grew",
            kind=Kind.BLIND,
            severity=Severity.SERIOUS,
            sentence=f"{feed.title}: the gap between the poorest and the richest fifth grew within "
            f"a week; {words.share(now.poorest or 0.0)} of the poorest and "
            f"{words.share(now.richest or 0.0)} of the richest are heard.",
            since=None,
            about=feed.feed,
            do="Weigh what comes in: it now speaks more for those who were heard before.",
        )


def _unheard(seen: Seen) -> Iterator[Alert]:
    """All networks that nobody could hear fall silent, in one alert."""
    names = [one.network.title for one in seen.health if one.pulse is Pulse.NOT_COUNTED]
    if names:
        yield Alert(
            code="nobody_listens",
            kind=Kind.BLIND,
            severity=Severity.WATCH,
            sentence=f"Nobody could hear these fall silent: {words.listed(names)}.",
            since=None,
            about="city",
            do="Take nothing from their silence; have their single readings sent here.",
        )
