"""Which networks are heard at one moment: the newest reading that had come by then, and its age.

No row at all is *no data*; rows of which none is usable are an *error*. A network whose single
readings are not in the data is *not counted*: neither its voice nor its silence is heard here.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import pandas as pd

from audits.frame import CityFrame
from audits.silence import FeedSilence, why_not_readings
from data.city import Network
from data.said import mark, say

LEAST_OVERDUE = timedelta(hours=1)
"""No feed counts as silent sooner than this."""
MISSED = 2
"""Readings that a whole network must miss in a row to count as silent."""
USABLE = 0.5
"""A sensor delivers on a day when this share of what it owes is usable."""


class Pulse(StrEnum):
    """What is heard of a network now."""

    HEARD = mark("heard")
    NO_DATA = mark("no data")
    ERROR = mark("error")
    NOT_COUNTED = mark("not counted")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfSensors:
    """What each placed sensor delivered on one whole day."""

    day: date
    working: int
    """At least half of what they owe was usable."""
    error: int
    """Enough arrived, and less than half was usable."""
    silent: int
    """Less than half of it arrived."""
    unknown: int
    """Nobody counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkHealth:
    """One network at one moment."""

    network: Network
    sensors: int
    """Placed, as the register says now: it does not say since when."""
    pulse: Pulse
    reason: str | None
    """Why nobody counts it, where nobody does."""
    newest: datetime | None
    """The newest usable reading that had come."""
    since: datetime | None
    """Where it is silent or in error: since when."""
    heard_now: int | None
    """Sensors that made a usable reading in the time in which all should have made one."""
    highest: float | None
    """The highest usable reading of any sensor in that time, in the unit of its files."""
    last_day: DayOfSensors | None
    """The last whole day before the moment, where it was counted."""


def networks_at(
    frame: CityFrame, at: datetime, board: dict[str, FeedSilence]
) -> tuple[NetworkHealth, ...]:
    """Every network of the city, from what had arrived by then."""
    return tuple(_network(frame, network, at, board) for network in frame.city.networks)


def overdue(network: Network) -> timedelta:
    """How long a network may be silent before that is news."""
    return max(LEAST_OVERDUE, MISSED * timedelta(minutes=network.reading_interval_minutes or 0))


def _network(
    frame: CityFrame, network: Network, at: datetime, board: dict[str, FeedSilence]
) -> NetworkHealth:
    rows = pulses(frame, network, at)
    newest, arrived = _last(rows, "usable_at"), _last(rows, "arrived_at")
    wait = overdue(network)
    pulse, since, reason = Pulse.HEARD, None, None
    if network.reading_interval_minutes is None or rows.empty:
        pulse, reason = Pulse.NOT_COUNTED, _why(frame, network)
    elif newest is None or at - newest > wait:
        pulse = Pulse.ERROR if arrived is not None and at - arrived <= wait else Pulse.NO_DATA
        since = newest
    cut = board[network.id].cut_off_since
    months_only = _months(frame, network)
    if months_only and pulse is Pulse.NO_DATA and newest and at - newest > timedelta(days=2):
        if cut is None:
            pulse, since = Pulse.NOT_COUNTED, None
            reason = say("of this time only what each month delivered is known, not each reading")
        elif cut > newest.date():
            since = datetime.combine(cut, datetime.min.time())
    elif pulse is Pulse.NOT_COUNTED and cut is not None:
        pulse, since, reason = Pulse.NO_DATA, datetime.combine(cut, datetime.min.time()), None
    recent = rows[rows["usable_at"] >= pd.Timestamp(at - wait)] if len(rows) else rows
    return NetworkHealth(
        network=network,
        sensors=len(frame.sensors(network).ids),
        pulse=pulse,
        reason=reason,
        newest=newest,
        since=since,
        heard_now=None
        if pulse is Pulse.NOT_COUNTED
        else int(recent["sensors"].max() if len(recent) else 0),
        highest=_highest(recent),
        last_day=_last_day(frame, network, (at - timedelta(days=1)).date()),
    )


def pulses(frame: CityFrame, network: Network, at: datetime) -> pd.DataFrame:
    """Quarters of an hour of its feeds that were over by then; of a sample none."""
    rows = frame.tables["feed_pulse"]
    feeds = [
        name
        for name in frame.datasets_of("readings", network=network.id)
        if not frame.dataset(name).sample
    ]
    return rows[rows["dataset"].isin(feeds) & (rows["last_at"] <= pd.Timestamp(at))]


def _last(rows: pd.DataFrame, column: str) -> datetime | None:
    newest = rows[column].max()
    if pd.isna(newest):
        return None
    found: datetime = pd.Timestamp(newest).to_pydatetime()
    return found


def _highest(rows: pd.DataFrame) -> float | None:
    found = rows["highest"].max() if len(rows) else None
    return None if found is None or pd.isna(found) else float(found)


def _months(frame: CityFrame, network: Network) -> bool:
    return bool(frame.datasets_of("availability", network=network.id))


def _why(frame: CityFrame, network: Network) -> str:
    if frame.datasets_of("readings", network=network.id) and (
        network.reading_interval_minutes is not None
        and any(
            not frame.dataset(name).sample
            for name in frame.datasets_of("readings", network=network.id)
        )
    ):
        return say("no reading of it had come by then")
    return why_not_readings(frame, network)


def _last_day(frame: CityFrame, network: Network, day: date) -> DayOfSensors | None:
    rows = frame.tables["sensor_health"]
    rows = rows[
        (rows["network"] == network.id)
        & (rows["grain"] == "day")
        & (rows["period_start"] == pd.Timestamp(day))
    ]
    ids = frame.sensors(network).ids
    rows = rows[rows["sensor_id"].isin(ids) & (rows["expected"] > 0)]
    if rows.empty:
        return None
    each = rows.groupby("sensor_id")[["expected", "received", "usable"]].max()
    owed = USABLE * each["expected"]
    works, came = each["usable"] >= owed, each["received"] >= owed
    return DayOfSensors(
        day=day,
        working=int(works.sum()),
        error=int((came & ~works).sum()),
        silent=int((~came & ~works).sum()),
        unknown=len(ids) - len(each),
    )
