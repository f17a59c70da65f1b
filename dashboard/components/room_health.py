"""Which networks are heard now, and what their sensors delivered on the last whole day."""

from datetime import datetime

from audits import words
from audits.room_pulse import DayOfSensors, NetworkHealth, Pulse, overdue
from audits.words import say
from dashboard import html
from dashboard.ago import long_ago
from dashboard.attributes import attributes
from dashboard.clock import moment
from dashboard.components.table_head import table_head

_HEADS = (
    say("Network"),
    say("Now"),
    say("Newest usable reading"),
    say("Sensors heard just now"),
    say("Last whole day: delivered"),
    say("silent"),
    say("in error"),
    say("not counted"),
)
_LAST_DAY = 4
"""From this column on: what each sensor did on the last whole day."""


def room_health(health: tuple[NetworkHealth, ...], at: datetime) -> html.Table:
    """One row per network; what nobody counted reads so."""
    return html.Table(
        [
            html.Caption(say("Sensors by network"), className="visually-hidden"),
            table_head(*_HEADS, text=(0, 1, 2)),
            html.Tbody([_row(one, at) for one in health]),
        ],
        className="table stacked room-health",
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
            _cell(1, html.Span(_now(one, at))),
            _cell(2, newest(one.newest, at)),
            _cell(3, told, "num"),
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
        return [_cell(_LAST_DAY, say("not counted"), "nothing", len(_HEADS) - _LAST_DAY)]
    return [
        _cell(i, words.number(many, 0), "num")
        for i, many in enumerate((day.working, day.silent, day.error, day.unknown), _LAST_DAY)
    ]


def _cell(column: int, said: str | html.Span, look: str = "", across: int = 1) -> html.Td:
    """A cell that says what it is, for where the row stands as a list."""
    spanned = {"colSpan": across} if across > 1 else {}
    return html.Td(said, className=look, **spanned, **attributes(data_label=_HEADS[column]))
