"""Puts pages, callbacks and guards together into one Dash application."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from flask import Response, g, jsonify, request

from audits.report.paint import stylesheet
from dashboard.clock import Replay
from dashboard.compress import compress
from dashboard.guard import guard
from dashboard.headers import secure
from dashboard.kept_pages import Asked, KeptPages
from dashboard.served import NOTHING_HELD, Served
from dashboard.shell import PREPARING, Page, Shell
from dashboard.siting_file import PATH as SITING_FILE
from dashboard.siting_file import siting_file
from dashboard.spoken import speak
from dashboard.submit import form_of, submit
from dashboard.wall import wall_routes
from dashboard.writing import writing_of
from data.errors import PenumbraError
from data.said import language
from data.settings import Settings

BEAT_MS = 12_000
_ASSETS = Path(__file__).parent / "assets"


def create_app(
    served: Served,
    settings: Settings,
    replay: Replay | None = None,
    pages: KeptPages | None = None,
) -> Dash:
    """The dashboard of one city; with `replay`, as if its stored data arrived now.

    `pages` keeps what is drawn, where some of it is drawn ahead. Nothing is opened here: the city
    is asked for at the first request.
    """
    app = Shell(
        "dashboard",
        assets_folder=str(_ASSETS),
        assets_ignore=r"theme\.js|index\.html|wall\.(js|css)",
        index_string=(_ASSETS / "index.html").read_text("utf-8"),
        title="Penumbra",
        update_title="",
        use_pages=False,
        suppress_callback_exceptions=True,
    )

    kept = pages or KeptPages(settings, replay)

    def draw_page(address: str) -> Page:
        writing = writing_of(request, settings)
        return kept.page(served, Asked(address=address, language=language(), writing=writing))

    app.draw_page = draw_page
    app.layout = _layout()
    _wire(app, served, settings)
    _routes(app, served)
    wall_routes(app, served)
    guard(app)
    speak(app)
    compress(app)
    secure(app)
    # Dash prepares itself in the first request, and says it has before it is done: a second thread
    # would find no scripts to serve. One request by ourselves leaves nothing to race for.
    app.server.test_client().get("/", environ_overrides={PREPARING: True})
    return app


def _layout() -> html.Div:
    """What the browser holds beside the page: nothing of it is seen."""
    return html.Div(
        [
            dcc.Store(id="asked"),
            dcc.Store(id="drawn"),
            dcc.Store(id="contest"),
            dcc.Store(id="answer"),
            dcc.Interval(id="beat", interval=BEAT_MS),
        ]
    )


def _wire(app: Shell, served: Served, settings: Settings) -> None:
    app.callback(Output("drawn", "data"), Input("asked", "data"), prevent_initial_call=True)(
        lambda address: app.draw_page(address or "/")
    )
    app.callback(Output("answer", "data"), Input("contest", "data"), prevent_initial_call=True)(
        lambda form: asdict(submit(served, settings, form_of(form)))
    )
    wire: Any = app.clientside_callback
    for name, place, held in (
        ("arrived", "drawn", "data"),
        ("answered", "answer", "data"),
        ("poll", "beat", "n_intervals"),
    ):
        # The functions of `assets/live.js`.
        wire(ClientsideFunction("penumbra", name), Input(place, held), prevent_initial_call=True)


def _routes(app: Dash, served: Served) -> None:
    tokens = stylesheet("tokens.css")

    def tokens_css() -> Response:
        return Response(tokens, mimetype="text/css")

    def version() -> Response:
        try:
            held = str(served.held())
        except PenumbraError:
            held = NOTHING_HELD
        return jsonify(version=held)

    def status(response: Response) -> Response:
        """Dash answers 200 to every address; a message in the place of a page says that it is."""
        response.status_code = g.pop("page_status", response.status_code)
        return response

    app.server.after_request(status)
    app.server.add_url_rule("/tokens.css", view_func=tokens_css)
    app.server.add_url_rule("/version", view_func=version)
    app.server.add_url_rule(SITING_FILE, endpoint="siting_file", view_func=siting_file(served))
