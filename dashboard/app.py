"""Puts pages, callbacks and guards together into one Dash application."""

from functools import partial
from pathlib import Path
from typing import Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update
from flask import Response, jsonify, request

from audits.report.paint import stylesheet
from dashboard import version as versions
from dashboard.clock import Replay
from dashboard.compress import compress
from dashboard.draw import draw
from dashboard.guard import guard
from dashboard.headers import secure
from dashboard.router import find
from dashboard.siting_file import PATH as SITING_FILE
from dashboard.siting_file import siting_file
from dashboard.source import Source
from dashboard.submit import Said, submit
from dashboard.wall import wall_routes
from data.errors import PenumbraError
from data.settings import Settings

BEAT_MS = 12_000
_ANY_PATH = "/<path:path>"
"""Dash's name for the route that answers whatever no other route does."""
_ASSETS = Path(__file__).parent / "assets"


def create_app(source: Source, settings: Settings, replay: Replay | None = None) -> Dash:
    """The dashboard of one city; with `replay`, as if its stored data arrived now.

    Nothing is opened here: the city is asked for at the first request, in the serving process.
    """
    app = Dash(
        "dashboard",
        assets_folder=str(_ASSETS),
        assets_ignore=r"theme\.js|index\.html|wall\.(js|css)",
        index_string=(_ASSETS / "index.html").read_text("utf-8"),
        title="Penumbra",
        update_title="",
        use_pages=False,
        suppress_callback_exceptions=True,
    )
    app.layout = _layout()
    _wire(app, source, settings, replay)
    _routes(app, source)
    wall_routes(app, source, replay)
    guard(app)
    compress(app)
    secure(app)
    # Dash prepares itself in the first request, and says it has before it is done: a second thread
    # would find no scripts to serve. One request by ourselves leaves nothing to race for.
    app.server.test_client().get("/")
    return app


def _layout() -> html.Div:
    return html.Div(
        [
            dcc.Location(id="url", refresh="callback-nav"),
            dcc.Store(id="shown"),
            dcc.Store(id="newer"),
            dcc.Store(id="title"),
            dcc.Interval(id="beat", interval=BEAT_MS),
            html.Div(id="lost", role="alert", className="lost"),
            html.Div(id="news", role="status", className="news"),
            html.Div(id="page", children=html.P("Opening the city …", className="opening")),
        ]
    )


def _wire(app: Dash, source: Source, settings: Settings, replay: Replay | None) -> None:
    app.callback(
        Output("page", "children"),
        Output("title", "data"),
        Output("shown", "data"),
        Input("url", "pathname"),
        Input("url", "search"),
        Input("newer", "data"),
    )(lambda path, search, _newer: draw(source, settings, path, search, replay))
    app.callback(
        Output("contest-answer", "children"),
        Output("news", "children"),
        Output("contest-says", "value"),
        Output("newer", "data", allow_duplicate=True),
        inputs={"_clicks": Input("contest-send", "n_clicks")},
        state={
            "target": State("contest-target", "data"),
            "speaker": State("contest-who", "value"),
            "says": State("contest-says", "value"),
            "principle": State("contest-principle", "data"),
            "blocks": State("contest-blocks", "data"),
            "token": State("contest-token", "value"),
        },
        prevent_initial_call=True,
    )(partial(_contested, source, settings))
    _wire_browser(app.clientside_callback)


def _wire_browser(wire: Any) -> None:
    """The functions of `assets/live.js`."""
    here = "penumbra"
    wire(
        ClientsideFunction(here, "poll"),
        Output("newer", "data"),
        Input("beat", "n_intervals"),
        State("shown", "data"),
        State("newer", "data"),
        prevent_initial_call=True,
    )
    wire(
        ClientsideFunction(here, "arrived"),
        Input("title", "data"),
        Input("url", "hash"),
        State("url", "pathname"),
    )
    wire(
        ClientsideFunction(here, "choose"),
        Output({"type": "principle", "value": ALL}, "aria-pressed"),
        Output("contest-principle", "data"),
        Input({"type": "principle", "value": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )
    wire(
        ClientsideFunction(here, "toggle"),
        Output("contest-blocks-button", "aria-pressed"),
        Output("contest-blocks", "data"),
        Input("contest-blocks-button", "n_clicks"),
        State("contest-blocks-button", "aria-pressed"),
        prevent_initial_call=True,
    )


def _contested(
    source: Source, settings: Settings, *, _clicks: int | None, **form: str | None
) -> tuple[Any, Any, Any, Any]:
    if not _clicks:  # the form has only just come onto the page
        return no_update, no_update, no_update, no_update
    answer = submit(source, settings, Said(**form))
    if answer.version is None:
        return answer.text, no_update, no_update, no_update
    return "", answer.text, "", answer.version


def _routes(app: Dash, source: Source) -> None:
    tokens = stylesheet("tokens.css")

    def tokens_css() -> Response:
        return Response(tokens, mimetype="text/css")

    def version() -> Response:
        try:
            held = versions.version(source())
        except PenumbraError:
            held = versions.NONE
        return jsonify(version=held)

    def not_found(response: Response) -> Response:
        """Dash answers 200 to every address; one without a page says 404 and still shows a page."""
        if request.endpoint == _ANY_PATH and find(request.path) is None:
            response.status_code = 404
        return response

    app.server.after_request(not_found)
    app.server.add_url_rule("/tokens.css", view_func=tokens_css)
    app.server.add_url_rule("/version", view_func=version)
    app.server.add_url_rule(SITING_FILE, endpoint="siting_file", view_func=siting_file(source))
