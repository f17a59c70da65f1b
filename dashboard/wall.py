"""The wall: one dark page without chrome that nobody touches, drawn here and fetched in pieces.

Read-only and without a framework in the browser: what a screen that runs for months needs least.
"""

import json
import logging
import time
from collections.abc import Callable
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from dash import Dash
from flask import Response, request

from audits import words
from audits.finding import Finding
from audits.opened import OpenedCity
from audits.report import phrases
from dashboard import html
from dashboard.ago import long_ago
from dashboard.attributes import attributes
from dashboard.clock import Replay, moment
from dashboard.components.filled import filled
from dashboard.components.invented import invented
from dashboard.links import parse_query
from dashboard.plain_html import plain_html
from dashboard.room_moment import Moment, moment_of, room_at
from dashboard.served import Here, Served
from dashboard.wall_views import VIEWS
from data.errors import NoSnapshotError, PenumbraError
from data.said import language, noun, say

SECONDS, LEAST_SECONDS, MOST_SECONDS = 20, 5, 600
RELOAD_S = 86_400
"""After a day the page starts over, with whatever is new in its own files."""

_log = logging.getLogger(__name__)


def wall_routes(app: Dash, served: Served) -> None:
    """`/wall` is the page, `/wall/view` one view of it as a piece of HTML."""

    def page() -> Response:
        query = parse_query(request.query_string.decode("utf-8", "replace"))
        names = views_of(query.get("views"))
        return Response(
            document(names, seconds_of(query.get("seconds")), query.get("at"), _body(names[0])),
            mimetype="text/html",
        )

    def _body(name: str) -> str:
        return _answered(lambda: served.ask(view_of, name, _asked()))[0]

    def view() -> Response:
        name = request.args.get("view", "")
        if name not in VIEWS:
            return Response("Found no such view.", status=400, mimetype="text/plain")
        body, status = _answered(lambda: served.ask(view_of, name, _asked()))
        return Response(body, status=status, mimetype="text/html")

    app.server.add_url_rule("/wall", view_func=page)
    app.server.add_url_rule("/wall/view", view_func=view, endpoint="wall_view")


def view_of(here: Here, name: str, asked: str | None) -> str:
    """A question: one view as a piece of HTML, as it is now."""
    return piece(here.source(), name, asked, here.replay, time.time())


def _asked() -> str | None:
    return parse_query(request.query_string.decode("utf-8", "replace")).get("at")


def views_of(text: str | None) -> tuple[str, ...]:
    """The views that the address asks for; all, where it asks for none that there is."""
    asked = dict.fromkeys(name.strip() for name in (text or "").split(","))
    return tuple(name for name in asked if name in VIEWS) or tuple(VIEWS)


def seconds_of(text: str | None) -> int:
    """How long a view stands; the usual time where the address asks for no sensible one."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 4:
        return SECONDS
    asked = int(text)
    return asked if LEAST_SECONDS <= asked <= MOST_SECONDS else SECONDS


def _answered(draw: Callable[[], str]) -> tuple[str, int]:
    """What was drawn, or a sentence and a status: the script keeps what stands and says so."""
    try:
        return draw(), 200
    except NoSnapshotError as error:
        _log.warning("%s", error)
        said = say("Nothing has been built yet: we do not know whom this city's networks see.")
    except PenumbraError as error:
        _log.error("%s", error)
        said = say("The wall could not be drawn; we do not know what this city sees.")
    except Exception:
        _log.exception("drawing the wall failed")
        said = say("The wall could not be drawn; we do not know what this city sees.")
    return plain_html(html.P(said, className="statement-text")), 503


def _units() -> dict[str, tuple[str, str]]:
    """The words by which the script counts ages on, for one and for more."""
    return {
        "second": (noun(1, "second", "seconds"), noun(2, "second", "seconds")),
        "minute": (noun(1, "minute", "minutes"), noun(2, "minute", "minutes")),
        "hour": (noun(1, "hour", "hours"), noun(2, "hour", "hours")),
        "day": (noun(1, "day", "days"), noun(2, "day", "days")),
        "month": (noun(1, "month", "months"), noun(2, "month", "months")),
        "year": (noun(1, "year", "years"), noun(2, "year", "years")),
    }


def document(names: tuple[str, ...], seconds: int, at: str | None, body: str) -> str:
    """The whole page with its first view."""
    units = {name: [str(one) for one in forms] for name, forms in _units().items()}
    held = {
        "data-views": ",".join(names),
        "data-seconds": str(seconds),
        "data-at": (at or "")[:32],
        "data-reload": str(RELOAD_S),
        "data-units": json.dumps(units),
        "data-said-lost": say(
            "{reason} since {since}. What stands here was drawn {ago} ago and is not renewed.",
            reason="{reason}",
            since="{since}",
            ago="{ago}",
        ),
        "data-said-silent": say("No answer from the server"),
        "data-said-error": say("The server answers with an error ({status})", status="{status}"),
    }
    written = "".join(f' {name}="{escape(str(value))}"' for name, value in held.items())
    return (
        f'<!DOCTYPE html><html lang="{language().tag}" data-theme="dark"><head>'
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(str(say('Wall')))} · Penumbra</title>"
        '<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">'
        '<link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/assets/wall.css">'
        '<script src="/assets/wall.js" defer></script></head>'
        f'<body{written}><div id="lost" role="alert"></div>'
        f'<div id="wall">{body}</div></body></html>'
    )


def piece(
    opened: OpenedCity, name: str, asked: str | None, replay: Replay | None, wall: float
) -> str:
    """The blind-spot statement, what moment it is, and one view."""
    findings, frame = opened.findings(), opened.frame
    when = moment_of(frame, asked, replay, wall)
    sentence = words.blind_spot_statement(opened.city, findings)
    head = html.Header(
        [
            invented(opened.city),
            html.P(sentence, className="statement-text"),
            html.P(_behind(findings), className="statement-age"),
        ],
        className="statement",
    )
    if when is None:
        nothing = html.P(say("No feed of this city tells of any moment."))
        return plain_html([head, html.Main(nothing, className="view")])
    now = room_at(frame, when.at)
    body = html.Main(
        VIEWS[name](now, opened.geography),
        className=f"view view-{name}",
        **attributes(aria_label=say(name)),
    )
    return plain_html([head, _strip(opened, when, wall), body])


def _behind(findings: tuple[Finding, ...]) -> str:
    behind = words.behind_statement(findings)
    if behind is None:
        return ""
    return say(
        "{age} {caveats}, gravest: {severity}.",
        age=words.sentence(phrases.age_in_short(behind)),
        caveats=words.count(len(behind.caveats), "caveat"),
        severity=say(str(behind.worst)),
    )


def _strip(opened: OpenedCity, when: Moment, wall: float) -> html.Div:
    """City, moment, age of the newest thing that came; the browser counts the age on."""
    since, speed = _reference(opened, when, wall)
    newest = max((one for one in _newest(opened, when) if one), default=None)
    age = int((since - newest).total_seconds()) if newest else None
    told = [
        html.Span(opened.city.title, className="wall-city"),
        html.Span(moment(when.at), className="wall-moment"),
    ]
    if when.replay:
        banner = when.replay.banner
        if when.over:
            banner = say("{replay}; the end of the data", replay=banner)
        told.append(html.Span(banner, className="wall-replay"))
    if when.asked:
        told.append(html.Span(say("held at this moment"), className="wall-replay"))
    if when.problem:
        told.append(html.Span(when.problem, className="wall-problem"))
    drawn = html.Span(words.count(0, "second"), **attributes(data_age="0", data_speed="1"))
    if age is None:
        said = say("Newest of any feed of unknown age; drawn {drawn} ago", drawn="{drawn}")
        ages = filled(said, drawn=drawn)
    else:
        counted = attributes(data_age=str(max(age, 0)), data_speed=f"{speed:g}")
        ages = filled(
            say("Newest of any feed {age} old; drawn {drawn} ago", age="{age}", drawn="{drawn}"),
            age=html.Span(long_ago(since, newest), **counted),
            drawn=drawn,
        )
    return html.Div([*told, html.Span(ages, className="wall-age")], className="wall-strip")


def _newest(opened: OpenedCity, when: Moment) -> list[datetime | None]:
    now = room_at(opened.frame, when.at)
    return [one.newest for one in now.events] + [one.newest for one in now.health]


def _reference(opened: OpenedCity, when: Moment, wall: float) -> tuple[datetime, float]:
    """From when ages are counted, and how fast they grow."""
    if when.replay:
        return when.at, when.replay.speed if not when.over else 0.0
    if when.asked:
        return when.at, 0.0
    if opened.city.invented:
        return when.at, 1.0
    zone = ZoneInfo(opened.city.timezone)
    return datetime.fromtimestamp(wall, zone).replace(tzinfo=None), 1.0
