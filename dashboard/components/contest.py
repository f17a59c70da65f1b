"""The form by which a reader contests a number or a dataset, or how to do it without the form."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.attributes import attributes

MOST_WORDS = 4000
"""Characters of what is said."""


def contest_form(
    target: str, what: str, principles: tuple[tuple[str, str, str], ...], ask_token: bool
) -> html.Form:
    """Who speaks, what they say, under which principle, whether it blocks.

    `principles` are triples of id, name and question. With `ask_token` the reviewer's token is
    asked for, since the page is not served to this machine alone.
    """
    return html.Form(
        [
            html.H3(f"Contest {what}", id="contest"),
            html.P("What is said here stands beside the number from then on, word for word."),
            dcc.Store(id="contest-target", data=target),
            dcc.Store(id="contest-principle", data=""),
            dcc.Store(id="contest-blocks", data=""),
            _field("Who speaks (may be left empty; no names are needed)", _who(target), "who"),
            _field("What they say", _says(target), "says"),
            html.Div(
                [
                    html.P("Under which principle", id="contest-principle-label"),
                    html.Div(
                        [_principle(*one) for one in principles],
                        className="principles",
                        role="group",
                        **attributes(aria_labelledby="contest-principle-label"),
                    ),
                ],
                className="field",
            ),
            html.Div(
                html.Button(
                    "This blocks the use of it until it is answered",
                    id="contest-blocks-button",
                    type="button",
                    className="button",
                    **attributes(aria_pressed="false"),
                ),
                className="field",
            ),
            html.Div(
                _field("Reviewer token", _token(), "token"),
                hidden=not ask_token,
            ),
            html.Div(
                html.Button(
                    "Let it stand", id="contest-send", type="button", className="button send"
                ),
                className="field",
            ),
            html.Div(id="contest-answer", role="status"),
        ],
        className="contest-form",
        **attributes(aria_labelledby="contest"),
    )


def contest_elsewhere(command: str, reason: str) -> html.Section:
    """Why this page takes no contestation, and the command that does."""
    return html.Section(
        [
            html.H3("Contest it", id="contest"),
            html.P(reason),
            html.Pre(html.Code(command), className="command", tabIndex="0"),
        ],
        **attributes(aria_labelledby="contest"),
    )


def _field(label: str, control: Component, name: str) -> html.Div:
    return html.Div([html.Label(label, htmlFor=f"contest-{name}"), control], className="field")


def _who(target: str) -> dcc.Input:
    # Persisted under the target, so that a redrawn page does not lose what is being written.
    return dcc.Input(
        id="contest-who",
        type="text",
        maxLength=200,
        autoComplete="off",
        persistence=target,
        persistence_type="session",
    )


def _says(target: str) -> dcc.Textarea:
    return dcc.Textarea(
        id="contest-says",
        rows=5,
        maxLength=MOST_WORDS,
        persistence=target,
        persistence_type="session",
    )


def _token() -> dcc.Input:
    return dcc.Input(id="contest-token", type="password", maxLength=200, autoComplete="off")


def _principle(name: str, title: str, question: str) -> html.Button:
    return html.Button(
        [html.Strong(title), html.Br(), html.Span(question)],
        id={"type": "principle", "value": name},
        type="button",
        className="button principle",
        **attributes(aria_pressed="false"),
    )
