"""What asks for a person on the city's first page: alerts, statements that block, grave changes."""

from audits import words
from audits.changed import Changes
from audits.words import say
from dashboard import html
from dashboard.components.alert_list import alert_list
from dashboard.html import Component
from dashboard.page import View

_MOST = 3


def attention(view: View, changes: Changes | None) -> html.Div:
    """The most urgent alerts, then what waits for an answer, then what changed for the worse."""
    waiting = [one for one in (_blocking(view), _worse(changes)) if one is not None]
    return html.Div(
        [*_alerts(view), html.Ul(waiting, className="plain waiting") if waiting else None],
        className="attention",
    )


def attention_line(view: View, changes: Changes | None) -> html.P:
    """The same in a line that leads there, for the head of the page."""
    found = view.alerts()
    parts: list[Component] = []
    if found and found[0]:
        said = say(
            "{alerts}, gravest: {severity}",
            alerts=words.count(len(found[0]), "alert"),
            severity=say(str(found[0][0].severity)),
        )
        parts.append(html.A(said, href="#attention"))
    if changes is not None and changes.moved:
        many = words.count(len(changes.moved), "finding")
        said = say("{findings} moved since the last snapshot", findings=many)
        parts.append(html.A(said, href="#changed"))
    return html.P(parts, className="ways")


def _alerts(view: View) -> list[Component]:
    """The gravest; while a replay runs, the room itself tells what moves."""
    room = html.P(html.A(say("All alerts, and the silence board"), href="/room"))
    if view.replay:
        return [html.P(say("Stored data are being played: the alerts stand in the room.")), room]
    found = view.alerts()
    if found is None:
        return [html.P(say("No feed of this city tells of any moment."))]
    every, at = found
    return [alert_list(every[:_MOST], at), room]


def _blocking(view: View) -> html.Li | None:
    answered = {one.answers for one in view.reviews}
    open_ones = [one for one in view.reviews if one.blocks and one.number not in answered]
    if not open_ones:
        return None
    said = say(
        "{statements} of reviews block the use of a number until answered",
        statements=words.count(len(open_ones), "statement"),
    )
    return html.Li(html.A(said, href="/reviews#blocking"))


def _worse(changes: Changes | None) -> html.Li | None:
    grave = [one for one in changes.moved if one.grave] if changes else []
    if not grave:
        return None
    said = say(
        "{findings} changed for the worse, or beyond what was expected",
        findings=words.count(len(grave), "finding"),
    )
    return html.Li(html.A(said, href="#changed"))
