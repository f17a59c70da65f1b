"""The form by which a reader contests a number or a dataset, or how to do it without the form."""

from typing import Any

from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.html import Component

MOST_WORDS = 4000
"""Characters of what is said."""


def contest_form(
    target: str, what: str, principles: tuple[tuple[str, str, str], ...], ask_token: bool
) -> html.Form:
    """Who speaks, what they say, under which principle, whether it blocks.

    `principles` are triples of id, name and question. With `ask_token` the reviewer's token is
    asked for, since the page is not served to this machine alone. `assets/contest.js` sends it,
    and keeps what is being written until it is taken down.
    """
    token = _field(
        "token",
        say("Reviewer token"),
        html.Input(type="password", maxLength=200, **_named("token")),
    )
    return html.Form(
        [
            html.H3(say("Contest {what}", what=what), id="contest"),
            html.P(say("What is said here stands beside the number from then on, word for word.")),
            _field(
                "speaker",
                say("Who speaks (may be left empty; no names are needed)"),
                html.Input(type="text", maxLength=200, **_named("speaker")),
            ),
            _field(
                "says",
                say("What they say"),
                html.Textarea(rows=5, maxLength=MOST_WORDS, **_named("says")),
            ),
            html.Fieldset(
                [
                    html.Legend(say("Under which principle")),
                    html.Div([_principle(*one) for one in principles], className="principles"),
                ],
                className="field",
            ),
            html.Label(
                [
                    _tick("checkbox", "blocks", "yes", "blocks"),
                    html.Span(say("This blocks the use of it until it is answered")),
                ],
                className="field blocks-field",
            ),
            token if ask_token else None,
            html.Div(
                html.Button(
                    say("Let it stand"), id="contest-send", type="submit", className="button send"
                ),
                className="field",
            ),
            html.Div(id="contest-answer", role="status"),
        ],
        className="contest-form",
        # Without scripts it must send nothing: a token would stand in the address and in the log.
        method="dialog",
        **attributes(aria_labelledby="contest", data_contest=target),
    )


def contest_elsewhere(command: str, reason: str) -> html.Section:
    """Why this page takes no contestation, and the command that does."""
    return html.Section(
        [
            html.H3(say("Contest it"), id="contest"),
            html.P(reason),
            html.Pre(html.Code(command), className="command", tabIndex="0"),
        ],
        **attributes(aria_labelledby="contest"),
    )


def _named(name: str) -> dict[str, Any]:
    return {"id": f"contest-{name}", "name": name, "autoComplete": "off"}


def _field(name: str, label: str, control: Component) -> html.Div:
    return html.Div([html.Label(label, htmlFor=f"contest-{name}"), control], className="field")


def _tick(kind: str, name: str, value: str, own: str) -> html.Input:
    return html.Input(type=kind, name=name, value=value, id=f"contest-{own}")


def _principle(name: str, title: str, question: str) -> html.Label:
    return html.Label(
        [
            _tick("radio", "principle", name, name),
            html.Span([html.Strong(title), html.Br(), html.Span(question)]),
        ],
        className="principle",
    )
