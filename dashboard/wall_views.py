"""The views that a wall rotates through, each made to fit a screen without scrolling."""

from collections.abc import Callable, Iterable
from datetime import datetime

from audits import words
from audits.finding import State
from audits.geography import Geography
from audits.heard import Silence
from audits.room import Room
from audits.room_pulse import NetworkHealth, Pulse
from audits.silence import FeedSilence
from dashboard import html
from dashboard.ago import long_ago
from dashboard.components.alert_list import alert_list
from dashboard.components.room_events import counts, events_head
from dashboard.components.silence_board import board_key, tally
from dashboard.components.svg import svg
from dashboard.components.table_head import table_head
from dashboard.figures.board_map import board_map, counted
from dashboard.figures.room_hours import room_hours
from dashboard.html import Component
from data.said import say

MOST_ALERTS, MOST_ROWS, MOST_MAPS, MOST_FEEDS = 4, 11, 2, 2

View = Callable[[Room, Geography], Component]


def alerts_view(room: Room, _geography: Geography) -> Component:
    """The most urgent alerts."""
    return html.Div(
        [
            html.H1(words.count(len(room.alerts), "alert") if room.alerts else say("No alert")),
            alert_list(room.alerts, room.at, MOST_ALERTS),
        ]
    )


def board_view(room: Room, _geography: Geography) -> Component:
    """Every feed with the words of its areas; the gravest first."""
    feeds = sorted(room.board.feeds, key=lambda feed: -_gravity(feed))
    rows = [
        html.Tr(
            [
                html.Th(feed.title, scope="row"),
                html.Td(tally(feed.areas)),
                html.Td(_age(room, feed)),
            ]
        )
        for feed in feeds[:MOST_ROWS]
    ]
    left = len(feeds) - len(rows)
    return html.Div(
        [
            html.H1(say("What silence means: areas by feed")),
            html.Table(
                [
                    table_head(say("Feed"), say("Areas"), say("Newest"), text=(0, 1, 2)),
                    html.Tbody(rows),
                ],
                className="wall-board",
            ),
            html.P(say("And {feeds} more, at the desk.", feeds=words.count(left, "feed")))
            if left
            else None,
            board_key("wall"),
        ]
    )


def map_view(room: Room, geography: Geography) -> Component:
    """The feeds that alerts speak of, then those that can be heard."""
    feeds = {feed.feed: feed for feed in room.board.feeds}
    names = [alert.about for alert in room.alerts if alert.about in feeds]
    names += [name for name, feed in feeds.items() if feed.state is State.MEASURED]
    chosen = [feeds[name] for name in list(dict.fromkeys([*names, *feeds]))[:MOST_MAPS]]
    return html.Div(
        [
            html.H1(say("Where")),
            html.Div(
                [
                    html.Div(
                        [
                            html.H2(feed.title),
                            html.P(words.sentence(counted(feed))),
                            svg(board_map(feed, geography, f"wall-{feed.feed}"), "map"),
                        ]
                    )
                    for feed in chosen
                ],
                className="wall-halves",
            ),
            board_key("wall"),
        ]
    )


def hours_view(room: Room, _geography: Geography) -> Component:
    """What was reported and attended to."""
    return html.Div(
        [
            html.H1(say("Reported and attended to")),
            html.Div(
                [
                    html.Div(
                        [
                            html.H2(events.dataset.title),
                            events_head(events, room.at),
                            svg(room_hours(events, room.at, f"wall-{events.dataset.name}"), "chart")
                            if counts(events)
                            else None,
                        ]
                    )
                    for events in room.events[:MOST_FEEDS]
                ]
                or [html.P(say("No feed of this city tells of it."))],
                className="wall-halves",
            ),
        ]
    )


def sensors_view(room: Room, _geography: Geography) -> Component:
    """Which networks are heard."""
    rows = [_network(one, room) for one in _first(room.health)]
    left = len(room.health) - len(rows)
    return html.Div(
        [
            html.H1(say("Sensors")),
            html.Table(
                [
                    table_head(
                        say("Network"),
                        say("Now"),
                        say("Heard just now"),
                        say("Newest"),
                        text=(0, 1, 3),
                    ),
                    html.Tbody(rows),
                ],
                className="wall-board",
            ),
            html.P(say("And {networks} more, at the desk.", networks=words.count(left, "network")))
            if left
            else None,
        ]
    )


VIEWS: dict[str, View] = {
    "alerts": alerts_view,
    "board": board_view,
    "map": map_view,
    "hours": hours_view,
    "sensors": sensors_view,
}
"""In the order in which a wall shows them unless the address says otherwise."""


def _gravity(feed: FeedSilence) -> float:
    return sum(area.state is Silence.CUT_OFF for area in feed.areas) + (
        0.5 if feed.state is State.MEASURED else 0.0
    )


def _age(room: Room, feed: FeedSilence) -> str:
    newest = room.newest(feed.feed)
    return _old(room, newest)


def _old(room: Room, newest: datetime | None) -> str:
    if newest is None:
        return say("nothing had come")
    return say("{time} old", time=long_ago(room.at, newest))


def _first(health: Iterable[NetworkHealth]) -> list[NetworkHealth]:
    order = [Pulse.NO_DATA, Pulse.ERROR, Pulse.HEARD, Pulse.NOT_COUNTED]
    return sorted(health, key=lambda one: order.index(one.pulse))[:MOST_ROWS]


def _heard(one: NetworkHealth) -> str:
    sensors = words.number(one.sensors, 0)
    if one.heard_now is None:
        return say("not counted, of {sensors}", sensors=sensors)
    return say("{part} of {whole}", part=words.number(one.heard_now, 0), whole=sensors)


def _network(one: NetworkHealth, room: Room) -> html.Tr:
    name = str(one.pulse).replace(" ", "-")
    now: list[Component | str] = [html.Span(say(one.pulse.value), className=f"pulse pulse-{name}")]
    if one.since is not None:
        now.append(say(" for {time}", time=long_ago(room.at, one.since)))
    elif one.highest is not None and one.network.checks:
        highest, unit = words.number(one.highest), one.network.checks.unit
        now.append(say("; most {highest} {unit}", highest=highest, unit=unit))
    return html.Tr(
        [
            html.Th(one.network.title, scope="row"),
            html.Td(now),
            html.Td(_heard(one), className="num"),
            html.Td(_old(room, one.newest)),
        ]
    )
