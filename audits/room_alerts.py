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
from audits.words import say
from data.said import mark

FALLEN = 0.05
"""A share of residents must fall, or a gap grow, by so much to be an alert."""
HUSHED, LEAST_USUAL = 1 / 3, 10.0
"""A feed that brings less than this share of what is usual may be dying."""
SERIOUS = 0.25
"""From this share of its sensors lost, a network's loss is serious."""
_NAMES = 4

_NOTHING = mark("{feed}: nothing arrives from any of {sensors}.")
_NOT_USABLE = mark("{feed}: rows arrive from {sensors}, and none of them is usable.")
_SEND_PEOPLE = mark(
    "Call {operator}. Until it is back, no area is calm by this network: send people to look "
    "instead."
)
_DO_NOT_USE = mark(
    "Call {operator}. Until it is back, no area is calm by this network: do not use its values, "
    "and send people to look."
)
_ASK_THE_SENDER = say(
    "Ask whoever sends it. Until it is back, few or no reports are no sign of calm."
)
_SENT_LITTLE = mark("{network}: {many} of {sensors} sent less than half of what they owe on {day}.")
_SENT_UNUSABLE = mark("{network}: {many} of {sensors} sent what cannot be used on {day}.")
_FELL_SILENT = mark("{feed}: {areas} fell silent within a week: {names}.")
_FELL_TOO = mark(
    "{feed}: {areas} fell silent within a week: {names}; {more} more were silent before."
)
_LONG_CUT_OFF = mark("{feed}: {areas} cut off for more than a week: {names}.")


class Severity(StrEnum):
    """How soon somebody should act."""

    URGENT = mark("urgent")
    SERIOUS = mark("serious")
    WATCH = mark("watch")

    @property
    def rank(self) -> int:
        """0 is the most urgent."""
        return list(Severity).index(self)


class Kind(StrEnum):
    """What sort of trouble it is."""

    NO_DATA = mark("no data")
    ERROR = mark("error")
    BLIND = mark("blindness")


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
        return Alert(
            code="feed_error" if error else "feed_no_data",
            kind=Kind.ERROR if error else Kind.NO_DATA,
            severity=Severity.URGENT,
            sentence=say(
                _NOT_USABLE if error else _NOTHING,
                feed=feed.title,
                sensors=words.count(health.sensors, health.network.sensor),
            ),
            since=health.since,
            about=feed.feed,
            do=say(
                _DO_NOT_USE if error else _SEND_PEOPLE,
                operator=health.network.operator
                or say("whoever runs it; the register names nobody"),
            ),
        )
    if health is None and feed.cut_off_since is not None:
        return Alert(
            code="feed_no_data",
            kind=Kind.NO_DATA,
            severity=Severity.URGENT,
            sentence=say("{feed}: the whole feed is silent, or nearly so.", feed=feed.title),
            since=datetime.combine(feed.cut_off_since, time.min),
            about=feed.feed,
            do=_ASK_THE_SENDER,
        )
    if events is not None and events.total == 0 and (events.usual or 0) >= LEAST_USUAL:
        return Alert(
            code="feed_no_data",
            kind=Kind.NO_DATA,
            severity=Severity.URGENT,
            sentence=say(
                "{feed}: nothing in 24 hours, in which {usual} are usual.",
                feed=feed.title,
                usual=words.number(events.usual or 0, 0),
            ),
            since=events.newest,
            about=feed.feed,
            do=_ASK_THE_SENDER,
        )
    return None


def _sensors(health: NetworkHealth) -> Iterator[Alert]:
    day = health.last_day
    if health.pulse is not Pulse.HEARD or day is None:
        return
    counted = day.working + day.error + day.silent
    for many, kind, code, what in (
        (day.silent, Kind.NO_DATA, "sensors_silent", _SENT_LITTLE),
        (day.error, Kind.ERROR, "sensors_error", _SENT_UNUSABLE),
    ):
        if many:
            yield Alert(
                code=code,
                kind=kind,
                severity=Severity.SERIOUS if many >= SERIOUS * counted else Severity.WATCH,
                sentence=say(
                    what,
                    network=health.network.title,
                    many=words.number(many, 0),
                    sensors=words.count(counted, health.network.sensor),
                    day=words.day(day.day),
                ),
                since=datetime.combine(day.day, time.min),
                about=health.network.id,
                do=say("Have them looked at, first those that no other one stands in for."),
            )


def _hushed(events: EventsNow) -> Iterator[Alert]:
    usual = events.usual or 0.0
    if usual >= LEAST_USUAL and events.total < HUSHED * usual:
        yield Alert(
            code="feed_hushed",
            kind=Kind.BLIND,
            severity=Severity.SERIOUS,
            sentence=say(
                "{feed}: {many} in 24 hours, where {usual} are usual. This may be calm, or a feed "
                "that is dying.",
                feed=events.dataset.title,
                many=words.number(events.total, 0),
                usual=words.number(usual, 0),
            ),
            since=None,
            about=events.dataset.name,
            do=say("Call one place that reports every day, and ask if it has tried."),
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
    yield Alert(
        code="areas_silent",
        kind=Kind.BLIND,
        severity=Severity.SERIOUS if new else Severity.WATCH,
        sentence=say(
            _LONG_CUT_OFF if not new else _FELL_TOO if len(new) < len(cut) else _FELL_SILENT,
            feed=feed.title,
            areas=words.count(len(new or cut), "area"),
            names=words.listed((frame.geography.name_of(area) for area in new or cut), _NAMES),
            more=words.number(len(cut) - len(new), 0),
        ),
        since=None,
        about=feed.feed,
        do=say("Ask somebody who is there. Nothing heard from these areas is no sign of calm."),
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
            sentence=say(
                "{feed}: residents of areas that are heard fell from {then} a week ago to {now}.",
                feed=feed.title,
                then=words.share(then.share),
                now=words.share(now.share),
            ),
            since=None,
            about=feed.feed,
            do=say("Look at which areas were lost, below, before reading any other number of it."),
        )
    if now.gap is not None and then.gap is not None and abs(now.gap) - abs(then.gap) >= FALLEN:
        yield Alert(
            code="gap_grew",
            kind=Kind.BLIND,
            severity=Severity.SERIOUS,
            sentence=say(
                "{feed}: the gap between the poorest and the richest fifth grew within a week; "
                "{poorest} of the poorest and {richest} of the richest are heard.",
                feed=feed.title,
                poorest=words.share(now.poorest or 0.0),
                richest=words.share(now.richest or 0.0),
            ),
            since=None,
            about=feed.feed,
            do=say("Weigh what comes in: it now speaks more for those who were heard before."),
        )


def _unheard(seen: Seen) -> Iterator[Alert]:
    """All networks that nobody could hear fall silent, in one alert."""
    names = [one.network.title for one in seen.health if one.pulse is Pulse.NOT_COUNTED]
    if names:
        yield Alert(
            code="nobody_listens",
            kind=Kind.BLIND,
            severity=Severity.WATCH,
            sentence=say(
                "Nobody could hear these fall silent: {names}.", names=words.listed(names)
            ),
            since=None,
            about="city",
            do=say("Take nothing from their silence; have their single readings sent here."),
        )
