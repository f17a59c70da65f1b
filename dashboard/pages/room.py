"""The operations room at a desk: alerts, the silence board, what was reported, sensor health."""

import time
from datetime import timedelta

from audits import words
from audits.finding import DatasetAge, Finding, State
from audits.room import Room
from audits.silence import FeedSilence
from audits.together import merged
from audits.words import say
from dashboard import html
from dashboard.ago import long_ago
from dashboard.attributes import attributes
from dashboard.clock import moment
from dashboard.components.ages import ages
from dashboard.components.alert_list import alert_list
from dashboard.components.caveats import caveats
from dashboard.components.choices import choices
from dashboard.components.filled import filled
from dashboard.components.room_events import room_events
from dashboard.components.room_health import room_health
from dashboard.components.scroll import scroll
from dashboard.components.silence_board import board_key, regions_of, silence_board
from dashboard.components.svg import svg
from dashboard.figures.board_map import board_map, counted
from dashboard.html import Component
from dashboard.links import chosen, link, place_link
from dashboard.page import Page, View
from dashboard.room_moment import Moment, moment_of, room_at
from data.said import joined, mark

_HOUR, _DAY, _WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
_BEHIND = "M27"
"""The measure that gives the board its words; its caveats are those of the board."""


def title(view: View) -> str:
    """For the window."""
    return say("Operations room of {city}", city=view.city.title)


def layout(view: View) -> html.Div:
    """`?at=` gives the moment, `?feed=` the map's, `?region=` the region that is opened."""
    frame = view.frame()
    when = moment_of(frame, view.query.get("at"), view.replay, time.time())
    if when is None:
        return html.Div(
            [
                html.H1(say("Operations room")),
                html.P(
                    say("No feed of this city tells of any moment, so there is nothing to show.")
                ),
            ]
        )
    now = room_at(frame, when.at)
    return html.Div(
        [
            _head(view, when),
            html.Section(
                [
                    html.H2(say("Alerts"), id="alerts"),
                    html.P(_alerts_lead(now), className="quiet"),
                    alert_list(now.alerts, when.at),
                ]
            ),
            _board(view, now),
            _map(view, now),
            _events(view, now),
            _health(now),
            _behind(view),
        ],
        className="room",
        # While a replay runs, the page is asked for again at each beat.
        **attributes(data_renew="true" if when.replay and not when.over else None),
    )


def _head(view: View, when: Moment) -> html.Header:
    said: list[Component] = [
        html.H1(say("Operations room")),
        html.P(
            filled(
                say("As it stood on {moment}. {how}", moment="{moment}", how="{how}"),
                moment=html.Strong(moment(when.at)),
                how=_how(when),
            ),
            className="lead",
        ),
    ]
    if when.problem:
        said.append(html.P([when.problem, " "], className="problem", role="alert"))
    said.append(_ends(view, when))
    said.append(
        html.P(
            filled(
                say(
                    "Only what had come by then is shown. Where sensors stand is taken from the "
                    "registers as they are now: none states since when it holds. {wall} shows the "
                    "same without a keyboard.",
                    wall="{wall}",
                ),
                wall=html.A(
                    say("The wall"),
                    href=link("/wall", {}, at=_written(when) if when.asked else None),
                ),
            ),
            className="quiet",
        )
    )
    return html.Header(said, className="page-head")


def _how(when: Moment) -> str:
    if when.replay and not when.asked:
        replay = when.replay.banner
        if when.over:
            return say("{replay}. It has come to the end of the data.", replay=replay)
        return say("{replay}. This page follows it.", replay=replay)
    if when.asked:
        return say("The address of this page holds this moment.")
    return say("That is the newest moment of which any feed tells.")


def _written(when: Moment) -> str:
    return f"{when.at:%Y-%m-%dT%H:%M}"


def _ends(view: View, when: Moment) -> html.P:
    """Ways through time: the ends of the data, a day back, a day on."""
    from_here: list[Component | str] = []
    for name, at in (
        (say("The beginning of the data"), when.span.first),
        (say("A week earlier"), when.at - _WEEK),
        (say("A day earlier"), when.at - _DAY),
        (say("An hour earlier"), when.at - _HOUR),
        (say("An hour later"), when.at + _HOUR),
        (say("A day later"), when.at + _DAY),
        (say("A week later"), when.at + _WEEK),
        (say("The end of the data"), when.span.last),
    ):
        if when.span.first <= at <= when.span.last and at != when.at:
            to = link("/room", view.query, at=f"{at:%Y-%m-%dT%H:%M}")
            from_here += [html.A(name, href=to), " "]
    if when.replay and not when.over:
        hold = link("/room", view.query, at=_written(when))
        from_here += [html.A(say("Hold this moment"), href=hold), " "]
    if view.replay and not when.replay:
        on = link("/room", view.query, at=None)
        from_here.append(html.A(say("On with the replay"), href=on))
    return html.P(from_here, className="ways")


def _alerts_lead(now: Room) -> str:
    if not now.alerts:
        return say("An outage of a whole feed is one alert.")
    return say(
        "{alerts}, the most urgent first. An outage of a whole feed is one alert; no data and "
        "errors are told apart, and so is blindness.",
        alerts=words.count(len(now.alerts), "alert"),
    )


def _board(view: View, now: Room) -> html.Section:
    regions = tuple(regions_of(view.geography))
    asked = view.query.get("region")
    opened = asked if asked in regions else None
    return html.Section(
        [
            html.H2(say("Silence board"), id="board"),
            html.P(
                say(
                    "What it means that nothing is heard. An area that nobody hears is never calm. "
                    "A region shows its areas when it is chosen."
                )
            ),
            board_key("board"),
            scroll(
                silence_board(now.board, view.geography, view.query, opened),
                say("Silence board by region and feed"),
                tall=True,
            ),
            html.H3(say("What each column rests on")),
            html.Ul([_rests(now, feed) for feed in now.board.feeds], className="rests"),
        ]
    )


def _rests(now: Room, feed: FeedSilence) -> html.Li:
    newest = now.newest(feed.feed)
    age = (
        say("newest {time} old", time=long_ago(now.at, newest))
        if newest
        else say("nothing had come")
    )
    parts = [_judged(feed), age]
    if feed.state is State.MEASURED and feed.cut_off_since:
        parts.insert(1, say("silent since {day}", day=words.day(feed.cut_off_since)))
    return html.Li([html.Strong(feed.title), ": ", joined("; ", parts), "."])


def _judged(feed: FeedSilence) -> str:
    """On which days its words rest; why there are none where nobody could hear it fall silent."""
    if feed.state is not State.MEASURED:
        return feed.reason or ""
    until = words.day(feed.until)
    if feed.since == feed.until:
        return say("judged on {day}", day=until)
    return say("judged on {since} to {until}", since=words.day(feed.since), until=until)


def _map(view: View, now: Room) -> html.Section:
    feeds = {feed.feed: feed for feed in now.board.feeds}
    urgent = [alert.about for alert in now.alerts if alert.about in feeds]
    measured = [name for name, feed in feeds.items() if feed.state is State.MEASURED]
    names = tuple(dict.fromkeys([*urgent, *measured, *feeds]))
    name = chosen(view.query, "feed", names)
    head = html.H2(say("Where"), id="map")
    if name is None:
        return html.Section([head, html.P(say("The city has no feed."))])
    here = view.query | {"feed": name}
    return html.Section(
        [
            head,
            html.Div(
                choices(
                    say("Feed"),
                    tuple(
                        (f.title, link("/room", here, "map", feed=f.feed)) for f in feeds.values()
                    ),
                    link("/room", here, "map"),
                ),
                className="controls",
            ),
            html.Div(
                [
                    svg(board_map(feeds[name], view.geography, "board-map", place_link), "map"),
                    html.Div(
                        [
                            html.H3(feeds[name].title),
                            html.P(words.sentence(counted(feeds[name]))),
                            board_key("map"),
                            html.P(
                                html.A(
                                    say("The same as a table"), href=link("/room", here, "board")
                                )
                            ),
                        ],
                        className="map-words",
                    ),
                ],
                className="map-panel",
            ),
        ]
    )


def _events(view: View, now: Room) -> html.Section:
    return html.Section(
        [
            html.H2(say("What was reported and attended to"), id="events"),
            html.P(
                say(
                    "In the 24 hours before this moment. What residents report is what they could "
                    "and cared to report; what the city attended to is what it knew of."
                )
            ),
            html.Div(
                [room_events(events, now.at, view.geography) for events in now.events]
                or [html.P(say("The city has no such feed."))],
                className="columns",
            ),
        ]
    )


def _health(now: Room) -> html.Section:
    return html.Section(
        [
            html.H2(say("Sensors"), id="sensors"),
            html.P(
                say(
                    "No data: nothing arrives. Error: rows arrive, and none of them is usable. "
                    "Silent on a day is a sensor of which less than half of what it owes arrived."
                )
            ),
            scroll(room_health(now.health, now.at), say("Sensors by network")),
        ]
    )


def _behind(view: View) -> html.Section | None:
    behind = tuple(finding for finding in view.findings if finding.measure.code == _BEHIND)
    if not behind:
        return None
    return html.Section(
        [
            html.H2(say("What stands behind these words"), id="behind"),
            html.P(
                say(
                    "Whom the feeds do not see, how old their data is in all, and the caveats of "
                    "the measure that gives the board its words ({measure}). Ages here are counted "
                    "to {day}, not to the moment above.",
                    measure=behind[0].measure.name,
                    day=words.day(view.as_of),
                )
            ),
            html.Div(
                [
                    *[html.P(words.unseen(one), className="unseen-line") for one in behind],
                    html.H3(say("Age of the data")),
                    html.Div(ages(_datasets(behind)), className="wide-caveats"),
                    html.H3(say("Caveats")),
                    html.Div(caveats(merged(behind)), className="wide-caveats"),
                ],
                **attributes(data_findings=" ".join(one.key for one in behind)),
            ),
        ]
    )


def _datasets(findings: tuple[Finding, ...]) -> tuple[DatasetAge, ...]:
    return tuple({one.name: one for found in findings for one in found.datasets}.values())


PAGE = Page(
    path="/room", name=mark("Operations room"), order=1, title=title, layout=layout, moves=True
)
