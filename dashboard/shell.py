"""The document around every page: drawn whole by the server, so that it reads before scripts run.

What Dash keeps in the browser (stores, callbacks) has no appearance; the page is plain HTML beside
it. A page of thousands of parts is then put in place by the browser's own parser, where Dash would
make a component of each of them: choosing another network took 22 seconds that way.
"""

from collections.abc import Callable
from html import escape
from typing import Any, TypedDict

from dash import Dash
from flask import g, request

from dashboard.attributes import attributes
from dashboard.draw import Drawn
from dashboard.plain_html import plain_html
from data.said import language, say

PREPARING = "penumbra.preparing"
"""In the environment of the one request by which Dash prepares itself: nothing is drawn for it."""


class Page(TypedDict):
    """What the browser puts in place: the HTML of a page, and of what."""

    address: str
    html: str
    title: str
    version: str
    status: int


def page_of(address: str, drawn: Drawn) -> Page:
    """A drawn page in the language that is spoken."""
    return Page(
        address=address,
        html=plain_html(drawn.body),
        title=str(drawn.title),
        version=drawn.version,
        status=drawn.status,
    )


class Shell(Dash):
    """A Dash application whose first answer already holds the page that is asked for."""

    draw_page: Callable[[str], Page]
    """Address, with its query, to page."""

    def interpolate_index(self, *_positional: Any, **parts: Any) -> str:
        """The document: Dash's parts, and the page at the address of this request."""
        if request.environ.get(PREPARING):
            page = Page(address="", html="", title="", version="", status=200)
        else:
            query = request.query_string.decode("utf-8", "replace")
            page = self.draw_page(f"{request.path}?{query}" if query else request.path)
        # Dash makes the answer; `app.py` gives it the status.
        g.page_status = page["status"]
        given = parts | {
            "lang": language().tag,
            "title": escape(page["title"]),
            "skip": escape(str(say("Skip to the content"))),
            "scriptless": escape(str(_without_scripts())),
            "page": page["html"],
            "about": _about(page),
        }
        text: str = self.index_string
        for name, value in given.items():
            # The page comes last: what readers have written must not be taken for a placeholder.
            if name != "page":
                text = text.replace(f"{{%{name}%}}", value)
        return text.replace("{%page%}", page["html"])


def _about(page: Page) -> str:
    """What scripts need: where the page stands, and the sentences that they say."""
    said = attributes(
        data_address=page["address"],
        data_version=page["version"],
        data_said_opening=say("Opening the page …"),
        data_said_lost=say(
            "The server has not answered since {time}. What stands here is what it last said; "
            "newer data may exist.",
            time="{time}",
        ),
        data_said_back=say("The server answers again."),
        data_said_newer=say(
            "A newer snapshot was published at or before {time}. This page now shows it.",
            time="{time}",
        ),
        data_said_contested=say(
            "Something was contested at or before {time}. This page now shows it.", time="{time}"
        ),
        data_said_map=say("Parts of the map"),
        data_said_nearer=say("Nearer"),
        data_said_farther=say("Farther"),
        data_said_whole=say("The whole city"),
        data_said_keys=say(
            "Arrow keys go from area to area, Enter opens one; + and − come nearer and go back, "
            "Shift with arrows moves the map, 0 shows the whole city."
        ),
    )
    return "".join(f' {name}="{escape(str(value))}"' for name, value in said.items())


def _without_scripts() -> str:
    return say(
        "Without scripts these pages can be read; they do not renew themselves, and they take down "
        "no contestation."
    )
