"""One feed of reports or of work: how many in a day, when, and where as far as may be said."""

from datetime import datetime

from audits import words
from audits.geography import Geography
from audits.room_events import EventsNow
from audits.room_pulse import Pulse
from audits.stats.footing import LEAST_PEOPLE
from audits.words import say
from dashboard import html
from dashboard.components.filled import filled
from dashboard.components.room_health import newest
from dashboard.components.svg import svg
from dashboard.components.table_head import table_head
from dashboard.figures.room_hours import room_hours, spells
from dashboard.html import Component

_FIRST = 10


def events_head(events: EventsNow, at: datetime) -> html.P:
    """The count of the last 24 hours, what is usual, and how old the newest is."""
    if events.newest is None:
        return html.P(say("No row of it had come by then."), className="counts")
    age = newest(events.newest, at)
    if events.silent_since is not None:
        silent = say(
            " The whole feed has been silent, or nearly so, since {day}: that nothing is counted "
            "does not say that nothing happened. {rows} came in the last 24 hours. "
            "Newest: {newest}.",
            day=words.day(events.silent_since),
            rows=words.count(events.total, "row"),
            newest=age,
        )
        nothing = html.Span(say(Pulse.NO_DATA.value), className="pulse pulse-no-data")
        return html.P([nothing, silent], className="counts")
    said = (
        say(
            "{total} in the last 24 hours; what is usual is not known yet. Newest: {newest}.",
            total="{total}",
            newest=age,
        )
        if events.usual is None
        else say(
            "{total} in the last 24 hours; usual is {usual}. Newest: {newest}.",
            total="{total}",
            usual=words.number(events.usual, 0),
            newest=age,
        )
    )
    total = html.Strong(words.number(events.total, 0))
    return html.P(filled(said, total=total), className="counts")


def counts(events: EventsNow) -> bool:
    """Whether there is anything to be drawn: of a feed that is silent, zeros are no counts."""
    return events.newest is not None and (events.silent_since is None or events.total > 0)


def room_events(events: EventsNow, at: datetime, geography: Geography) -> html.Section:
    """Bars with their table, and the areas."""
    parts: list[Component] = [
        html.H3(events.dataset.title),
        events_head(events, at),
    ]
    if counts(events):
        if events.hours is None:
            parts.append(
                html.P(
                    say(
                        "This feed states days and no times, so a day's rows come at its end, and "
                        "hours cannot be told."
                    ),
                    className="quiet",
                )
            )
        parts += [
            svg(room_hours(events, at, f"hours-{events.dataset.name}"), "chart"),
            _bars(events, at),
            _areas(events, geography),
        ]
    return html.Section(parts, className="room-feed")


def _bars(events: EventsNow, at: datetime) -> html.Details:
    hourly = events.hours is not None
    each = say("Every hour as a table") if hourly else say("Every day as a table")
    unit = say("Hour") if hourly else say("Day")
    rows = [
        html.Tr([html.Th(said, scope="row"), html.Td(words.number(count, 0), className="num")])
        for said, count in spells(events, at)
    ]
    return html.Details(
        [
            html.Summary(each),
            html.Table([table_head(unit, say("Rows")), html.Tbody(rows)], className="table"),
        ]
    )


def _areas(events: EventsNow, geography: Geography) -> Component:
    if not events.areas:
        return html.P(say("Of no area in these 24 hours."), className="quiet")
    shown = [one for one in events.areas if one.count is not None]
    hidden = [one.area for one in events.areas if one.count is None]
    parts: list[Component] = []
    heads = (say("Area"), say("Rows"))
    if shown:
        rows = [
            html.Tr(
                [
                    html.Th(geography.name_of(one.area), scope="row"),
                    html.Td(words.number(one.count or 0, 0), className="num"),
                ]
            )
            for one in shown
        ]
        parts.append(html.Table([table_head(*heads), html.Tbody(rows[:_FIRST])], className="table"))
        if len(rows) > _FIRST:
            parts.append(
                html.Details(
                    [
                        html.Summary(
                            say("The other {areas}", areas=words.count(len(rows) - _FIRST, "area"))
                        ),
                        html.Table(
                            [table_head(*heads), html.Tbody(rows[_FIRST:])],
                            className="table",
                        ),
                    ]
                )
            )
    if hidden:
        parts.append(
            html.P(
                say(
                    "Withheld: {areas} with fewer than {least} reports, which would speak of "
                    "single persons, or whose number would tell such a one.",
                    areas=words.count(len(hidden), "area"),
                    least=f"{LEAST_PEOPLE:g}",
                ),
                className="quiet",
            )
        )
    if events.unplaced is None:
        parts.append(html.P(say("How many have no area is withheld too."), className="quiet"))
    elif events.unplaced:
        unplaced = say("{n} without an area.", n=words.number(events.unplaced, 0))
        parts.append(html.P(unplaced, className="quiet"))
    return html.Div(parts)
