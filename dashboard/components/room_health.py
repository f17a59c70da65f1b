"""Which networks are heard now, and what their sensors delivered on the last whole day."""

from datetime import datetime

from audits import words
from audits.room_pulse import DayOfSensors, NetworkHealth, Pulse, overdue
from audits.words import say
from dashboard import html
from dashboard.ago import long_ago
from dashboard.clock import moment
from dashboard.components.table_head import table_head


def room_health(health: tuple[NetworkHealth, ...], at: datetime) -> html.Table:
    """One row per network; what nobody counted reads so."""
    return html.Table(
        [
            html.Caption(say("Sensors by network"), className="visually-hidden"),
            table_head(
                say("Network"),
                say("Now"),
                say("Newest usable reading"),
                say("Sensors heard just now"),
                say("Last whole day: delivered"),
                say("silent"),
                say("in error"),
                say("not counted"),
                text=(0, 1, 2),
            ),
            html.Tbody([_row(one, at) for one in health]),
        ],
        className="table room-health",
    )


def _row(one: NetworkHealth, at: datetime) -> html.Tr:
    told = (
        say(
            "{part} of {whole}",
            part=words.number(one.heard_now, 0),
            whole=words.number(one.sensors, 0),
        )
        if one.heard_now is not None
        else say("not counted, of {sensors}", sensors=words.number(one.sensors, 0))
    )
    return html.Tr(
        [
            html.Th(one.network.title, scope="row"),
            html.Td(_now(one, at)),
            html.Td(newest(one.newest, at)),
            html.Td(told, className="num"),
            *_day(one.last_day),
        ]
    )


def _now(one: NetworkHealth, at: datetime) -> list[html.Span | str]:
    name = str(one.pulse).replace(" ", "-")
    parts: list[html.Span | str] = [
        html.Span(say(one.pulse.value), className=f"pulse pulse-{name}")
    ]
    if one.pulse is Pulse.NOT_COUNTED:
        parts.append(f" {one.reason}")
    elif one.pulse is not Pulse.HEARD and one.since:
        parts.append(say(" for {time}", time=long_ago(at, one.since)))
    elif one.highest is not None and one.network.checks:
        parts.append(
            say(
                " highest of any sensor within {wait}: {highest} {unit}",
                wait=_wait(one),
                highest=words.number(one.highest),
                unit=one.network.checks.unit,
            )
        )
    return parts


def _wait(one: NetworkHealth) -> str:
    return words.count(overdue(one.network).total_seconds() / 3600, "hour")


def newest(when: datetime | None, at: datetime) -> str:
    """`14 August 2022, 12:00, 15 minutes old`."""
    if when is None:
        return say("none had come")
    return say("{moment}, {time} old", moment=moment(when), time=long_ago(at, when))


def _day(day: DayOfSensors | None) -> list[html.Td]:
    if day is None:
        return [html.Td(say("not counted"), colSpan=4, className="nothing")]
    return [
        html.Td(words.number(many, 0), className="num")
        for many in (day.working, day.silent, day.error, day.unknown)
    ]
