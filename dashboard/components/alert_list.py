"""Alerts, the most urgent first: what is wrong, since when, and what to do."""

from datetime import datetime

from audits.room_alerts import Alert
from audits.words import say
from dashboard import html
from dashboard.ago import long_ago
from dashboard.clock import moment

NONE = say(
    "No alert. That is no all-clear: it speaks only for the areas that are calm on the board, and "
    "of the others nobody here knows."
)


def alert_list(alerts: tuple[Alert, ...], at: datetime, most: int | None = None) -> html.Div:
    """`most` cuts a long list and says how many it leaves out."""
    if not alerts:
        return html.Div(html.P(NONE, className="no-alert"))
    shown = alerts if most is None else alerts[:most]
    left = len(alerts) - len(shown)
    items = html.Ol([_item(alert, at) for alert in shown], className="alerts")
    more = html.P(say("And {n} less urgent, at the desk: /room", n=left), className="quiet")
    return html.Div([items, more] if left else [items])


def _item(alert: Alert, at: datetime) -> html.Li:
    when = (
        say("Since {moment}, {time}.", moment=moment(alert.since), time=long_ago(at, alert.since))
        if alert.since
        else say("The hour it began is not known.")
    )
    return html.Li(
        [
            html.P(
                [
                    html.Span(say(alert.severity.value), className=f"alert-word {alert.severity}"),
                    " ",
                    html.Span(say(alert.kind.value), className="alert-kind"),
                ],
                className="alert-head",
            ),
            html.P(alert.sentence, className="alert-sentence"),
            html.P([html.Span(when, className="alert-since"), " ", alert.do], className="alert-do"),
        ],
        className=f"alert {alert.severity}",
    )
