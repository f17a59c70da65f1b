"""What was needed, whether a network could see it, and whether somebody acted: area by area."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from audits.frame import CityFrame, Floats
from audits.words import say
from data.city import Dataset, Network, Response

SEEN_FROM = 0.5
"""An area is seen where at least this share of its residents lives within reach of a sensor."""
SEEN_GRID = (0.1, 0.25, 0.5)
WEIGHTS = (say("residents"), say("land"), say("nothing"))
LEAST_SIDE = 5
"""A ratio rests on at least so many areas with seen need, and as many with unseen."""
Parameters = dict[str, str | float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """Per area: need and what was acted on of it, where seen and where not."""

    acted_seen: Floats
    need_seen: Floats
    acted_unseen: Floats
    need_unseen: Floats

    @property
    def acted(self) -> Floats:
        """Per area, what was acted on in all."""
        return self.acted_seen + self.acted_unseen

    @property
    def need(self) -> Floats:
        """Per area, the need in all."""
        return self.need_seen + self.need_unseen

    def enough(self, strata: NDArray[np.int64]) -> bool:
        """Whether as many areas hold seen need, and unseen, as a comparison must rest on."""
        sides = (self.need_seen, self.need_unseen)
        return all(((side > 0) & (strata >= 0)).sum() >= LEAST_SIDE for side in sides)

    def by_stratum(self, counts: Floats, strata: NDArray[np.int64]) -> tuple[Floats, ...]:
        """The four sums in each stratum, shape (draws, strata); areas in no stratum left out."""
        member = strata[:, None] == np.arange(max(int(strata.max()) + 1, 1))
        return tuple(
            counts @ (part[:, None] * member)
            for part in (self.acted_seen, self.need_seen, self.acted_unseen, self.need_unseen)
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cases:
    """Single cases of need, each acted on or not. Metres are to the nearest sensor."""

    area: NDArray[np.int64]
    metres_any: Floats
    metres_alive: Floats
    delay_hours: Floats
    """From the beginning to the first action; 0 where time is not asked, infinite if none came."""
    room_hours: Floats
    """From the beginning to the end of the actions' log: no delay beyond it could be known."""
    areas: int

    def tally(self, reach_m: float, alive: bool, hours: float | None) -> Tally:
        """Cases of which the outcome can be known, by area."""
        limit = np.inf if hours is None else hours
        known = self.room_hours >= (0.0 if hours is None else hours)
        metres = self.metres_alive if alive else self.metres_any
        seen = metres <= reach_m
        acted = (self.delay_hours <= limit) & np.isfinite(self.delay_hours)
        parts = [
            np.bincount(self.area[rows & known], minlength=self.areas).astype(float)
            for rows in (seen & acted, seen, ~seen & acted, ~seen)
        ]
        return Tally(
            acted_seen=parts[0], need_seen=parts[1], acted_unseen=parts[2], need_unseen=parts[3]
        )


def need_of(frame: CityFrame, response: Response) -> tuple[Dataset, str | None]:
    """The dataset of the need, and its variable where the need is that of areas."""
    name, _, variable = response.need.partition(".")
    return frame.dataset(name), variable or None


def actions(frame: CityFrame, response: Response) -> pd.DataFrame:
    """The interventions that answer the need."""
    rows = frame.tables["intervention"]
    rows = rows[rows["dataset"] == response.action]
    return rows[rows["kind"].isin(response.kinds)] if response.kinds else rows


def cases(frame: CityFrame, response: Response, network: Network) -> Cases:
    """Incidents linked to actions by their id, or by nearness; places by nearness alone."""
    dataset, _ = need_of(frame, response)
    timed = dataset.role == "incidents"
    rows = frame.tables["incident" if timed else "need"]
    rows = rows[(rows["dataset"] == dataset.name) & rows["area_id"].notna() & rows["x"].notna()]
    acts = actions(frame, response)
    # Kinds do not matter for how long the log was kept, so its end is that of all its rows.
    log = frame.tables["intervention"]
    until = log.loc[log["dataset"] == response.action, "started_at"].max()
    here = rows[["x", "y"]].to_numpy(float)
    if response.near_m is None:
        first = acts.dropna(subset="incident_id").groupby("incident_id")["started_at"].min()
        came = first.reindex(rows["incident_id"]).to_numpy("datetime64[us]")
        delay = (came - rows["started_at"].to_numpy("datetime64[us]")) / np.timedelta64(1, "h")
        delay = np.where(np.isnan(delay), np.inf, delay)
    else:
        delay = _near(here, rows["started_at"] if timed else None, acts, response.near_m)
    room = (
        (until - rows["started_at"]).dt.total_seconds().to_numpy(float) / 3600
        if timed
        else np.full(len(rows), np.inf)
    )
    index = {area: i for i, area in enumerate(frame.geography.area_ids)}
    points = frame.sensors(network)
    alive = points.working != 0
    return Cases(
        area=rows["area_id"].map(index).to_numpy(np.int64),
        metres_any=_metres(here, points.x, points.y),
        metres_alive=_metres(here, points.x[alive], points.y[alive]),
        delay_hours=delay,
        room_hours=room,
        areas=len(index),
    )


def _metres(here: Floats, x: Floats, y: Floats) -> Floats:
    if len(x) == 0:
        return np.full(len(here), np.inf)
    return np.asarray(cKDTree(np.column_stack([x, y])).query(here)[0], dtype=float)


def _near(
    here: Floats, begun: "pd.Series[pd.Timestamp] | None", acts: pd.DataFrame, near_m: float
) -> Floats:
    """Hours to the first action near each case, after its beginning if it has one."""
    acts = acts[acts["x"].notna()]
    delay = np.full(len(here), np.inf)
    if acts.empty or len(here) == 0:
        return delay
    found = cKDTree(here).query_ball_tree(cKDTree(acts[["x", "y"]].to_numpy(float)), near_m)
    times = acts["started_at"].to_numpy()
    for case, near in enumerate(found):
        if near and begun is None:
            delay[case] = 0.0
        elif near and begun is not None:
            hours = (times[near] - begun.to_numpy()[case]) / np.timedelta64(1, "h")
            delay[case] = min((h for h in hours if h >= 0), default=np.inf)
    return delay


# -- need of areas ----------------------------------------------------------------------------


def acted_in(frame: CityFrame, response: Response) -> Floats:
    """Per area, how many actions there were in it."""
    index = {area: i for i, area in enumerate(frame.geography.area_ids)}
    where = actions(frame, response)["area_id"].dropna().map(index).to_numpy(np.int64)
    return np.bincount(where, minlength=len(index)).astype(float)


def coverage(frame: CityFrame, network: Network, reach_m: float, alive: bool) -> Floats:
    """Per area, the share of residents within reach; NaN where nobody lives."""
    metres = frame.distance_alive(network) if alive else frame.distance_any(network)
    residents = frame.by_area(frame.cell_people)
    within = frame.by_area(frame.cell_people * (metres <= reach_m))
    share = np.full(len(residents), np.nan)
    np.divide(within, residents, out=share, where=residents > 0)
    return share


def need_in(frame: CityFrame, variable: str, weighed_by: str) -> Floats:
    """Per area, the variable times what it weighs on; 0 where nobody states it."""
    level = frame.area_variable(variable)
    weights = {
        "residents": frame.by_area(frame.cell_people),
        "land": np.array([shape.area for shape in frame.geography.polygons]) / 1e6,
        "nothing": np.ones(len(level)),
    }
    need: Floats = np.where(np.isfinite(level) & (level > 0), level, 0.0) * weights[weighed_by]
    return need


def tally_areas(acted: Floats, need: Floats, share: Floats, seen_from: float) -> Tally:
    """Whole areas are seen or not. One without need or residents has no place in it."""
    use = (need > 0) & np.isfinite(share)
    seen = use & (share >= seen_from)
    unseen = use & ~seen
    return Tally(
        acted_seen=acted * seen,
        need_seen=need * seen,
        acted_unseen=acted * unseen,
        need_unseen=need * unseen,
    )


# -- what is tried ----------------------------------------------------------------------------


def tried_cases(
    found: Cases, response: Response, network: Network
) -> Iterator[tuple[Parameters, Tally]]:
    """Every reach of the network's grid, every sensor or the living, and other target times."""
    hours = response.target_hours
    for reach in sorted({network.reach_m, *network.reach_grid_m}):
        for alive in (True, False):
            yield _words(reach, alive, hours), found.tally(reach, alive, hours)
    for other in () if hours is None else (hours / 2, 2 * hours, 4 * hours):
        yield _words(network.reach_m, True, other), found.tally(network.reach_m, True, other)


def _words(reach: float, alive: bool, hours: float | None) -> Parameters:
    return {
        say("reach in metres"): reach,
        say("sensors counted"): say("not known to be dead") if alive else say("all placed"),
        say("model"): say("pooled ratio"),
        say("target hours"): say("any time") if hours is None else hours,
    }


def tried_areas(
    frame: CityFrame, acted: Floats, network: Network, variable: str
) -> Iterator[tuple[Parameters, Tally]]:
    """Other reaches; other shares from which an area is seen, with other weights of its need."""
    needs = {weight: need_in(frame, variable, weight) for weight in WEIGHTS}
    choices = [(network.reach_m, seen, weight) for seen in SEEN_GRID for weight in WEIGHTS]
    choices += [(reach, SEEN_FROM, "residents") for reach in network.reach_grid_m]
    for reach, seen_from, weight in choices:
        share = coverage(frame, network, reach, alive=True)
        yield (
            {
                say("reach in metres"): reach,
                say("sensors counted"): say("not known to be dead"),
                say("model"): say("pooled ratio"),
                say("seen from share"): seen_from,
                say("need weighed by"): weight,
            },
            tally_areas(acted, needs[weight], share, seen_from),
        )
