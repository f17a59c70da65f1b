"""Feeds of readings: the register says what each sensor owes, so silence can be counted."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.spatial import cKDTree

from audits.frame import CityFrame, Floats
from audits.heard import NOBODY, Codes, Heard, Silence, in_run
from audits.stats.gaps import Run, extend_into_months, gaps
from data.city import Network

MOST_DAYS = 208 * 7
# A record as short as this is looked at day by day, a longer one week by week.
_SHORT_DAYS = 120
USABLE = 0.5
"""A sensor is heard in a period when it delivers at least this share of what it owes."""
LEAST_HEARD = 0.9
"""An area is calm only where so many of its residents are within reach of a sensor heard."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Owed:
    """Readings owed and usable, shape (sensors, periods); the sensors as `frame.sensors` has them.

    Where nothing is owed, nobody counted.
    """

    owed: Floats
    usable: Floats
    first: date
    days: int
    cuts: tuple[Run, ...]
    dead: NDArray[np.bool_]
    """Per period: half of its days or more lie in a cut of the whole feed."""


def owed_readings(frame: CityFrame, network: Network, until: date | None = None) -> Owed | None:
    """The last four years of what the network's sensors owed and made; None where nobody counted.

    A day that is known by itself stands for itself; else its month's readings are spread evenly.
    """
    rows = frame.tables["sensor_health"]
    rows = rows[rows["network"] == network.id]
    rows = rows[pd.Index(list(frame.sensors(network).ids)).get_indexer(rows["sensor_id"]) >= 0]
    if until is not None:
        # A month that was not over by then had not been counted by then.
        rows = rows[rows["period_end"] <= pd.Timestamp(until)]
    if rows.empty:
        return None
    starts = rows["period_start"].to_numpy("datetime64[D]")
    ends = rows["period_end"].to_numpy("datetime64[D]")
    last = until or ends.max().astype(object)
    span = (last - starts.min().astype(object)).days + 1
    days = 1 if span <= _SHORT_DAYS else 7
    length = min(MOST_DAYS, span) // days * days
    first = last - timedelta(days=length - 1)
    owed, usable = _by_day(rows, frame.sensors(network).ids, first, length)
    cuts = _cuts(frame, network, rows, last)
    dead = in_run(cuts, first, length)
    usable[:, dead] = 0
    shape = (len(owed), length // days, days)
    return Owed(
        owed=owed.reshape(shape).sum(axis=2),
        usable=usable.reshape(shape).sum(axis=2),
        first=first,
        days=days,
        cuts=tuple(run for run in cuts if run.end >= first),
        dead=2 * dead.reshape(shape[1:]).sum(axis=1) >= days,
    )


def _by_day(
    rows: pd.DataFrame, ids: tuple[str, ...], first: date, length: int
) -> tuple[Floats, Floats]:
    start = (rows["period_start"].to_numpy("datetime64[D]") - np.datetime64(first)).astype(int)
    end = (rows["period_end"].to_numpy("datetime64[D]") - np.datetime64(first)).astype(int)
    sensor = pd.Index(list(ids)).get_indexer(rows["sensor_id"])
    long = end - start + 1
    owed, usable = np.zeros((2, len(ids), length))
    # Months first, then the days that are known by themselves over them.
    for part in (rows["grain"] == "month", rows["grain"] == "day"):
        take = part.to_numpy(bool) & (end >= 0) & (start < length)
        day = np.repeat(start[take] - np.cumsum(long[take]) + long[take], long[take])
        day += np.arange(len(day))
        which = np.repeat(sensor[take], long[take])
        inside = (day >= 0) & (day < length)
        for into, name in ((owed, "expected"), (usable, "usable")):
            share = np.repeat(rows[name].to_numpy(float)[take] / long[take], long[take])
            into[which[inside], day[inside]] = share[inside]
    return owed, usable


def _cuts(frame: CityFrame, network: Network, health: pd.DataFrame, last: date) -> tuple[Run, ...]:
    """Days on which all of a network was silent, in each of its files that is no sample.

    After the last day that anybody counted (or a month later, where months are counted) it is so.
    """
    counts = frame.tables["feed_day"]
    months = health[health["grain"] == "month"]
    found: list[Run] = []
    newest = health["period_end"].max().date()
    if (last - newest).days > (31 if len(months) else 0):
        found.append(Run(start=newest + timedelta(days=1), end=last))
    for name in frame.datasets_of("readings", network=network.id):
        rows = counts[counts["dataset"] == name]
        rows = rows[pd.DatetimeIndex(rows["day"]) <= pd.Timestamp(last)]
        if frame.dataset(name).sample or rows.empty:
            continue
        daily = pd.Series(rows["usable"].to_numpy(float), index=pd.DatetimeIndex(rows["day"]))
        found += [extend_into_months(run, months) for run in gaps(daily, steady=True)]
    return tuple(sorted(found, key=lambda run: run.start))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kin:
    """Cells of one area that the same sensors reach, taken together."""

    of_cell: NDArray[np.int64]
    """Per cell, its kin."""
    area: NDArray[np.int64]
    people: Floats
    reached_by: csr_matrix
    """Shape (kin, sensors)."""


def kin(frame: CityFrame, network: Network) -> Kin:
    """Cells told apart only by area and by which sensors reach them."""
    points = frame.sensors(network)
    pairs = cKDTree(np.column_stack([frame.cell_x, frame.cell_y])).query_ball_point(
        np.column_stack([points.x, points.y]), network.reach_m
    )
    reached = [np.asarray(cells, dtype=np.int64) for cells in pairs]
    cell = np.concatenate(reached)
    sensor = np.repeat(np.arange(len(points.ids)), [len(cells) for cells in reached])
    # A sum of random 64-bit numbers tells one set of sensors from another.
    marks = np.random.default_rng(0).integers(1 << 62, size=len(points.ids), dtype=np.int64)
    mark = np.zeros(len(frame.cell_x), dtype=np.int64)
    np.add.at(mark, cell, marks[sensor])
    mark ^= frame.cell_area * np.int64(0x9E3779B97F4A7C1)
    _, first, of_cell = np.unique(mark, return_index=True, return_inverse=True)
    of_cell = of_cell.astype(np.int64).ravel()
    chosen = np.zeros(len(frame.cell_x), dtype=bool)
    chosen[first] = True
    use = chosen[cell]
    return Kin(
        of_cell=of_cell,
        area=frame.cell_area[first],
        people=np.bincount(of_cell, weights=frame.cell_people).astype(float),
        reached_by=csr_matrix(
            (np.ones(use.sum()), (of_cell[cell[use]], sensor[use])),
            shape=(len(first), len(points.ids)),
        ),
    )


def judge(owed: Owed, reached_by: csr_matrix, least_usable: float = USABLE) -> Codes:
    """The word of people whom these sensors reach, shape (kin, periods).

    Heard by one: calm. Reached by none, or only by such as were never heard: blind. Reached by one
    that was heard at other times and now is not: cut off. Nobody counted: unknown.
    """
    due = owed.owed > 0
    heard = np.asarray(due & (owed.usable >= least_usable * owed.owed) & ~owed.dead)
    silent = due & ~heard
    ever = np.asarray(heard.any(axis=1))
    codes = np.full((reached_by.shape[0], due.shape[1]), Silence.UNKNOWN, dtype=np.int8)
    for state, sensors in (
        (Silence.BLIND, silent & ~ever[:, None]),
        (Silence.CUT_OFF, silent & ever[:, None]),
        (Silence.CALM, heard),
    ):
        codes[np.asarray(reached_by @ sensors.astype(float)) > 0] = state
    placed = np.asarray(reached_by.sum(axis=1)).ravel() > 0
    codes[np.ix_(placed, owed.dead)] = Silence.CUT_OFF
    codes[~placed] = Silence.BLIND
    return codes


def of_areas(codes: Codes, area: NDArray[np.int64], people: Floats, areas: int) -> Codes:
    """Words of areas from those of their people: calm only where nine in ten are heard."""
    spread = csr_matrix((people, (area, np.arange(len(area)))), shape=(areas, len(area)))
    mass = np.stack([spread @ (codes == state).astype(float) for state in Silence])
    lived = np.asarray(spread.sum(axis=1)).ravel()
    calm = mass[Silence.CALM] >= LEAST_HEARD * lived[:, None] - 1e-9
    worst = len(Silence) - 1 - np.argmax(mass[:0:-1], axis=0)
    found = np.where(calm, Silence.CALM, worst).astype(np.int8)
    found[lived <= 0] = NOBODY
    return found


def heard_readings(
    frame: CityFrame, network: Network, until: date | None = None, least_usable: float = USABLE
) -> Heard | None:
    """What silence meant in each area and period of a network; None where nobody counted."""
    owed = owed_readings(frame, network, until)
    if owed is None or owed.owed.shape[1] == 0 or len(frame.sensors(network).ids) == 0:
        return None
    return heard_with(frame, network, owed, kin(frame, network), least_usable)


def heard_with(
    frame: CityFrame, network: Network, owed: Owed, cells: Kin, least_usable: float = USABLE
) -> Heard:
    """The record, from what is owed and who is reached by whom."""
    codes = judge(owed, cells.reached_by, least_usable)
    parts = np.stack([(codes == state).mean(axis=1)[cells.of_cell] for state in Silence])
    periods = codes.shape[1]
    return Heard(
        feed=network.id,
        title=network.title,
        start=owed.first,
        days=owed.days,
        codes=of_areas(codes, cells.area, cells.people, len(frame.geography.area_ids)),
        parts=parts,
        cuts=owed.cuts,
        until=owed.first + timedelta(days=periods * owed.days - 1),
        events=int(owed.usable.sum()),
    )
