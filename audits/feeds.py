"""When was a whole feed silent, or nearly? Asked by caveats and measures alike."""

import numpy as np
import pandas as pd

from audits.frame import CityFrame
from audits.per_frame import per_frame
from audits.stats.gaps import Run, collapses, extend_into_months, gaps


@per_frame
def usable_by_day(frame: CityFrame, name: str) -> "pd.Series[float]":
    """Usable rows of the feed of this dataset on each day that has any row."""
    rows = frame.tables["feed_day"]
    rows = rows[rows["dataset"] == name]
    return pd.Series(rows["usable"].to_numpy(float), index=pd.DatetimeIndex(rows["day"]))


@per_frame
def feed_gaps(frame: CityFrame, name: str) -> tuple[Run, ...]:
    """Days on which the feed of this dataset was silent, oldest first."""
    dataset = frame.dataset(name)
    daily = usable_by_day(frame, name)
    steady = dataset.role == "readings"
    found = gaps(daily, steady=steady)
    if steady and dataset.network is not None:
        health = frame.tables["sensor_health"]
        months = health[(health["network"] == dataset.network) & (health["grain"] == "month")]
        found = tuple(extend_into_months(run, months) for run in found)
    return found


@per_frame
def feed_collapses(frame: CityFrame, name: str) -> tuple[tuple[str, Run], ...]:
    """Collapses of each kind of event in a feed. Readings come steadily: theirs are gaps."""
    dataset = frame.dataset(name)
    if dataset.role == "readings":
        return ()
    rows = frame.tables["request" if dataset.role == "requests" else "intervention"]
    rows = rows[rows["dataset"] == name]
    stamp = "opened_at" if dataset.role == "requests" else "started_at"
    days = rows[stamp].to_numpy("datetime64[D]")
    codes, kinds = pd.factorize(rows["kind"], sort=True)
    found = []
    for code, kind in enumerate(kinds):
        own, counts = np.unique(days[codes == code], return_counts=True)
        daily = pd.Series(counts.astype(float), index=pd.DatetimeIndex(own))
        found += [(str(kind), run) for run in collapses(daily)]
    return tuple(found)
