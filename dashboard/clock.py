"""The clock of a replay: stored data as if it arrived now, only faster.

Nothing heavy is imported here: the command reads it before the workers are forked.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.errors import UserError
from data.said import again, joined, language, say

STEP_S = 5.0
"""The clock moves in steps of so many real seconds, so that all who look in one see the same."""
_LONGEST_S = 200 * 365.25 * 86_400
SLOWEST, FASTEST = 1.0, 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """Fixed when the server starts, so that each of its processes tells the same time."""

    start: datetime
    """The moment of the data that is shown first; the city's own time, as in its files."""
    speed: float
    """Seconds of the data that pass in a real second."""
    began: float
    """When that was, in real seconds since 1970."""

    @classmethod
    def of(cls, start: str, speed: float, began: float) -> "Replay":
        """The replay that `given` wrote down for another process."""
        return cls(start=datetime.fromisoformat(start), speed=speed, began=began)

    @property
    def given(self) -> tuple[str, float, float]:
        """What another process needs to tell the same time."""
        return self.start.isoformat(), self.speed, self.began

    def at(self, wall: float) -> datetime:
        """The moment of the data at a real moment; never before the start."""
        steps = math.floor(max(wall - self.began, 0.0) / STEP_S)
        # A replay that nobody stops must not run out of years.
        passed = min(steps * STEP_S * self.speed, _LONGEST_S)
        return self.start + timedelta(seconds=passed)

    @property
    def banner(self) -> str:
        """`Replay: 14 August 2022, 600 times as fast`, to be said wherever it is looked at."""
        return say(
            "Replay from {day}, {pace} times as fast", day=_day(self.start), pace=_pace(self.speed)
        )


def moment(at: datetime) -> str:
    """`14 August 2022, 06:30`."""
    return joined(", ", (_day(at), f"{at:%H:%M}"))


@again
def _day(at: datetime) -> str:
    return language().date(at)


@again
def _pace(speed: float) -> str:
    marks = str.maketrans({",": language().group, ".": language().decimal})
    return f"{speed:,.10g}".translate(marks)


def read_moment(text: str) -> datetime | None:
    """A moment as YYYY-MM-DDTHH:MM or YYYY-MM-DD; None where it is none."""
    if len(text) not in (10, 16):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is None else None


def asked_replay(start: str | None, speed: float | None, now: float) -> Replay | None:
    """The replay that the command asks for; raises UserError in words."""
    if start is None:
        if speed is not None:
            raise UserError(
                "Found --speed without --replay. Say from when: --replay 2022-08-14T00:00."
            )
        return None
    found = read_moment(start)
    if found is None:
        raise UserError(
            f"Found `{start[:40]}`, expected a time as YYYY-MM-DDTHH:MM. Correct --replay."
        )
    pace = 600.0 if speed is None else speed
    if not SLOWEST <= pace <= FASTEST:
        raise UserError(
            f"Found a speed of {pace:g}, expected {SLOWEST:g} to {FASTEST:g}. Correct --speed."
        )
    return Replay(start=found, speed=pace, began=now)
