"""How much of the time each sensor delivered what the register says it should."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from audits.frame import CityFrame, Floats
from data.city import Network
from data.said import say

WINDOW_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Uptime:
    """Per placed sensor: usable ÷ expected readings (0 to 1), NaN where nobody knows."""

    share: Floats
    expected: Floats
    usable: Floats
    source: str
    """What it comes from, in words: readings, or a status at one instant."""
    window: tuple[pd.Timestamp, pd.Timestamp] | None


def uptime(frame: CityFrame, network: Network, window_days: int = WINDOW_DAYS) -> Uptime:
    """From counted readings in the window before the feed's newest day; else from stated status.

    Where readings are counted they speak for the window, also for a sensor that is stated to be
    dead by now; a status is not a history. A sensor of which nothing is known stays unknown.
    """
    points = frame.sensors(network)
    health = frame.health(network)
    if health.empty:
        nothing = np.full(len(points.ids), np.nan)
        return Uptime(
            share=points.working.copy(),
            expected=nothing,
            usable=nothing,
            source=say("status at one instant"),
            window=None,
        )
    newest = health["period_end"].max()
    oldest = newest - pd.Timedelta(days=window_days)
    sums = (
        health[health["period_end"] > oldest].groupby("sensor_id")[["expected", "usable"]].sum()
    ).reindex(list(points.ids))
    expected = sums["expected"].to_numpy(float)
    # More readings than expected is a clock or a register that is wrong, not a better sensor.
    usable = np.minimum(sums["usable"].to_numpy(float), expected)
    share = np.full(len(points.ids), np.nan)
    np.divide(usable, expected, out=share, where=expected > 0)
    return Uptime(
        share=share,
        expected=expected,
        usable=usable,
        source=say("readings"),
        window=(oldest, newest),
    )
