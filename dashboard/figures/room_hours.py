"""How many things were reported or attended to in each hour, or on each day, as bars."""

from datetime import datetime, timedelta

from audits import words
from audits.report.chart_calendar import written
from audits.report.paint import Paint
from audits.report.svg import element, escaped, picture, text
from audits.room_events import EventsNow

_WIDTH, _HEIGHT, _LEFT, _FOOT, _HEAD = 720.0, 150.0, 34.0, 24.0, 16.0


def spells(events: EventsNow, at: datetime) -> tuple[tuple[str, int], ...]:
    """What each bar stands for and how high it is, the oldest first."""
    if events.hours is not None:
        many = len(events.hours)
        ends = [at - timedelta(hours=many - 1 - i) for i in range(many)]
        return tuple(
            (
                words.say(
                    "{first} to {last}",
                    first=f"{end - timedelta(hours=1):%H:%M}",
                    last=f"{end:%H:%M}",
                ),
                count,
            )
            for end, count in zip(ends, events.hours, strict=True)
        )
    many = len(events.days)
    last = at - timedelta(days=1) if (at.hour, at.minute) != (23, 59) else at
    return tuple(
        (words.day((last - timedelta(days=many - 1 - i)).date()), count)
        for i, count in enumerate(events.days)
    )


def room_hours(events: EventsNow, at: datetime, prefix: str) -> str:
    """Bars on a line, with the highest count written at its grid line."""
    paint, bars = Paint(), spells(events, at)
    most = max([count for _, count in bars] + [1])
    base = _HEAD + _HEIGHT
    step = (_WIDTH - _LEFT) / len(bars)
    drawn = [
        element(
            "rect",
            element("title", escaped(f"{said}: {words.number(count, 0)}")),
            x=_LEFT + i * step + step * 0.12,
            y=base - _HEIGHT * count / most,
            width=step * 0.76,
            height=_HEIGHT * count / most,
            fill=paint("accent"),
        )
        for i, (said, count) in enumerate(bars)
        if count
    ]
    hourly = events.hours is not None
    grid = element(
        "path",
        d=f"M{_LEFT} {_HEAD}H{_WIDTH}M{_LEFT} {base}H{_WIDTH}",
        stroke=paint("rule"),
        fill="none",
    )
    every = 6 if hourly else 7
    labels = [
        text(
            _tick(at, i, len(bars), hourly),
            _LEFT + i * step,
            base + 17,
            font_size=13,
            fill=paint("muted"),
        )
        for i in range(0, len(bars), every)
    ]
    return picture(
        grid,
        *drawn,
        text(
            words.number(most, 0),
            _LEFT - 6,
            _HEAD + 5,
            font_size=13,
            fill=paint("muted"),
            text_anchor="end",
        ),
        text("0", _LEFT - 6, base + 4, font_size=13, fill=paint("muted"), text_anchor="end"),
        *labels,
        width=_WIDTH,
        height=base + _FOOT,
        title=_title(events, at, hourly),
        description=_description(events.total, max(count for _, count in bars), hourly),
        prefix=prefix,
        paint=paint,
    )


def _title(events: EventsNow, at: datetime, hourly: bool) -> str:
    dataset, time, day = events.dataset.title, f"{at:%H:%M}", words.day(at.date())
    if hourly:
        return words.say(
            "{dataset} by hour, up to {time} on {day}.", dataset=dataset, time=time, day=day
        )
    return words.say(
        "{dataset} by day, up to {time} on {day}.", dataset=dataset, time=time, day=day
    )


def _description(total: int, most: int, hourly: bool) -> str:
    of_all, highest = words.number(total, 0), words.number(most, 0)
    if hourly:
        return words.say(
            "{n} in the last 24 hours; the most in one hour of those shown is {most}.",
            n=of_all,
            most=highest,
        )
    return words.say(
        "{n} in the last 24 hours; the most in one day of those shown is {most}.",
        n=of_all,
        most=highest,
    )


def _tick(at: datetime, index: int, many: int, hourly: bool) -> str:
    if hourly:
        return f"{at - timedelta(hours=many - index):%H:%M}"
    last = at - timedelta(days=many - index)
    return written(last.date(), "d MMM")
