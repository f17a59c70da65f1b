"""From an address to what the screen shows; whatever goes wrong is shown in words."""

import logging
from typing import NamedTuple

from flask import request

from audits import words
from audits.opened import OpenedCity
from audits.words import say
from dashboard import html
from dashboard.clock import Replay
from dashboard.components.colophon import colophon
from dashboard.components.invented import invented
from dashboard.components.masthead import masthead
from dashboard.components.message import message
from dashboard.components.statement import statement
from dashboard.html import Component
from dashboard.links import link, parse_query
from dashboard.page import Page, View
from dashboard.room_moment import newest_alerts
from dashboard.router import find, pages
from dashboard.served import NOTHING_HELD, Source, held_of
from dashboard.writing import Writing, writing_of
from data.errors import NoSnapshotError, PenumbraError
from data.settings import Settings


class Drawn(NamedTuple):
    """A page, or a message in its place."""

    body: Component
    title: str
    """Of the window."""
    version: str
    status: int
    """As HTTP says it: a message must not be taken for the page, by caches and by search."""


_log = logging.getLogger(__name__)


def draw(
    source: Source,
    settings: Settings,
    path: str | None,
    search: str | None,
    replay: Replay | None = None,
    writing: Writing | None = None,
) -> Drawn:
    """The page at an address of this city, or a message that says why there is none.

    What the reader may do is decided by the request, unless `writing` says it.
    """
    try:
        may = writing or writing_of(request, settings)
        return _page(source(), may, path or "/", search, replay)
    except NoSnapshotError as error:
        _log.warning("%s", error)
        return _alone(
            say("Nothing has been built yet"),
            say(
                "This page shows the city as soon as it is built. Whoever runs this server does "
                "that:"
            ),
            503,
            "penumbra build CITY",
        )
    except PenumbraError as error:
        # Its words are for whoever runs the server: they may hold paths of the machine.
        _log.error("%s", error)
        status = 503
    except Exception:
        # The last boundary before the reader: the log gets the trace, the reader a sentence.
        _log.exception("drawing %s failed", path)
        status = 500
    return _alone(
        say("This page could not be drawn"),
        say(
            "Something failed while drawing it; the numbers themselves are kept. Whoever runs this "
            "server finds the details in its log."
        ),
        status,
    )


def _page(
    opened: OpenedCity, writing: Writing, path: str, search: str | None, replay: Replay | None
) -> Drawn:
    # Asked for once: what somebody says meanwhile must not stand in one half of the page.
    reviews = opened.reviews
    findings = opened.findings_with(reviews)
    found = find(path)
    page, key = found or (None, None)
    view = View(
        city=opened.city,
        snapshot=opened.snapshot,
        as_of=opened.as_of,
        findings=findings,
        geography=opened.geography,
        reviews=reviews,
        register=opened.register,
        frame=lambda: opened.frame,
        writing=writing,
        # While stored data are played, the room itself tells what moves.
        changes=opened.changes,
        alerts=lambda: None if replay else newest_alerts(opened.frame),
        replay=replay,
        path=path,
        key=key,
        query=parse_query(search),
    )
    status = 200
    if page is None or not page.knows(view):
        page, title, status = None, say("No such page"), 404
        body: Component = message(
            title,
            (say("Found nothing at {path}. The link may be old, or mistyped.", path=path[:200]),),
        )
    else:
        title, body = page.title(view), page.layout(view)
    window = (
        say("{page} · Penumbra (invented city)", page=title)
        if view.city.invented
        else say("{page} · Penumbra", page=title)
    )
    held = held_of(opened, len(reviews))
    return Drawn(_shell(view, page, body), window, str(held), status)


def _shell(view: View, page: Page | None, body: Component) -> Component:
    sentence = words.blind_spot_statement(view.city, view.findings)
    return html.Div(
        [
            statement(sentence, words.behind_statement(view.findings), invented(view.city)),
            masthead(view.city.title, pages(), page, link(view.path, view.query)),
            html.Main(body, id="main", tabIndex="-1"),
            colophon(view.snapshot, view.as_of),
        ]
    )


def _alone(title: str, sentence: str, status: int, command: str | None = None) -> Drawn:
    """A page for when there is no city to speak of."""
    shown = html.Div(
        [
            statement(say("We do not know whom this city's networks see."), None),
            masthead("", (), None),
            html.Main(message(title, (sentence,), command), id="main", tabIndex="-1"),
            colophon(None, None),
        ]
    )
    return Drawn(shown, title, NOTHING_HELD, status)
