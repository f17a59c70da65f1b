"""What happens in Porto Sombra: floods, residents' reports of them, crews that come or do not."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from data.cities.porto_sombra.ground import Ground, degrees, draw_ground
from data.cities.porto_sombra.networks import Sensors, board
from data.cities.porto_sombra.planted import DAYS, FIRST_DAY, Planted
from data.cities.porto_sombra.waves import Floats
from data.cities.porto_sombra.weather import Storms


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Floods:
    """True incidents, in order of their beginning. Times are days since the first."""

    ids: NDArray[np.object_]
    start: Floats
    end: Floats
    xy: Floats
    area: NDArray[np.int64]
    seen: NDArray[np.bool_]
    """A camera that works stands near enough."""


def draw_life(
    seed: int, planted: Planted, number: int, cameras: Sensors, storms: Storms
) -> dict[str, pd.DataFrame]:
    """The tables `incidents`, `requests` and `interventions`."""
    ground = draw_ground(number)
    floods = _floods(seed, planted, number, cameras, storms)
    place = degrees(floods.xy)
    incidents = pd.DataFrame(
        {
            "incident_id": floods.ids,
            "started_at": _stamps(floods.start),
            "kind": "flood",
            "latitude": place[:, 1],
            "longitude": place[:, 0],
        }
    )
    return {
        "incidents": incidents,
        "requests": _reported(
            _requests(planted, ground, floods, np.random.default_rng([seed, number, 4])),
            planted,
            ground,
            np.random.default_rng([seed, number, 10]),
        ),
        "interventions": _interventions(
            planted, ground, floods, np.random.default_rng([seed, number, 5])
        ),
    }


def flood_rates(ground: Ground, planted: Planted) -> Floats:
    """Floods expected in each piece of the city; the uncounted are flooded like everybody."""
    people = ground.piece_people.astype(float)
    people[-1] = planted.uncounted_people
    steps = np.linspace(1, 0, 5)
    tilt = np.append(planted.incident_ratio**steps, 1.0)
    tilt = tilt / tilt[:5].mean()
    by_area = planted.incidents_per_10k / 10_000 * ground.hazard * tilt[ground.fifth]
    return np.asarray(people * by_area[ground.piece_area])


def _floods(seed: int, planted: Planted, number: int, cameras: Sensors, storms: Storms) -> Floods:
    ground, rng = draw_ground(number), np.random.default_rng([seed, number, 3])
    counts = rng.poisson(flood_rates(ground, planted))
    piece = rng.permutation(np.repeat(np.arange(len(counts)), counts))
    xy = board(number).throw(piece, rng)
    start = storms.flood_days(len(piece), rng)
    order = np.argsort(start, kind="stable")
    end = start + rng.exponential(planted.incident_days, len(start))
    near = np.asarray(cKDTree(cameras.xy[cameras.working]).query(xy)[0])
    return Floods(
        ids=np.array([f"F{index:05d}" for index in range(1, len(start) + 1)], dtype=object),
        start=start[order],
        end=end[order],
        xy=xy[order],
        area=ground.piece_area[piece[order]],
        seen=np.asarray(near[order] <= planted.seen_m),
    )


def _requests(
    planted: Planted, ground: Ground, floods: Floods, rng: np.random.Generator
) -> pd.DataFrame:
    """Reports arrive while a flood stands and the window lasts; nothing says who made them."""
    until = np.minimum(floods.end, DAYS)
    rate = np.append(planted.reports_per_day, 0.0)[ground.fifth[floods.area]]
    flood = np.repeat(np.arange(len(rate)), rng.poisson(rate * (until - floods.start)))
    opened = floods.start[flood] + rng.uniform(0, 1, len(flood)) * (until - floods.start)[flood]
    order = np.argsort(opened, kind="stable")
    flood, opened = flood[order], opened[order]
    # Rounded to three decimals (about 110 m), as a city that protects who reports would do.
    place = np.round(degrees(floods.xy[flood] + rng.normal(0, 25, (len(flood), 2))), 3)
    closed = pd.Series(_stamps(floods.end[flood]))
    return pd.DataFrame(
        {
            "request_id": [f"R{index:06d}" for index in range(1, len(flood) + 1)],
            "opened_at": _stamps(opened),
            "closed_at": closed.where(floods.end[flood] < DAYS),
            "kind": "flood",
            "area_id": ground.area_ids[floods.area[flood]],
            "incident_id": floods.ids[flood],
            "latitude": place[:, 1],
            "longitude": place[:, 0],
        }
    )


def _reported(
    requests: pd.DataFrame, planted: Planted, ground: Ground, rng: np.random.Generator
) -> pd.DataFrame:
    """The same reports with who made them, as keys that stand for nobody."""
    people = pd.Series(ground.people.counts["people"].to_numpy(), index=ground.area_ids)
    area = requests["area_id"]
    pool = np.maximum(1, np.ceil(people[area].to_numpy() * planted.reporters_per_1k / 1000))
    caller = (rng.uniform(0, 1, len(area)) * pool).astype(int)
    loud = (area == planted.loud_area).to_numpy() & (
        rng.uniform(0, 1, len(area)) < planted.loud_share
    )
    one = rng.integers(0, planted.loud_reporters, len(area))
    keys = area + "-" + pd.Series(np.where(loud, one, caller + planted.loud_reporters)).astype(str)
    codes = pd.factorize(keys)[0]
    # Numbered in the order of the first report, so that a key says nothing of a place.
    requests["reporter"] = [f"K{code:06d}" for code in codes]
    return requests


def _interventions(
    planted: Planted, ground: Ground, floods: Floods, rng: np.random.Generator
) -> pd.DataFrame:
    """Crews: in time, late, or never; in time depends on being seen and on nothing else."""
    count = len(floods.ids)
    chance = planted.action_unseen * np.where(floods.seen, planted.visible_action_ratio, 1.0)
    in_time = rng.uniform(0, 1, count) < chance
    late = ~in_time & (rng.uniform(0, 1, count) < planted.late_action)
    target = planted.target_hours / 24
    delay = np.where(
        in_time,
        rng.uniform(0.05, 0.999, count) * target,
        1.001 * target + rng.exponential(1.5, count),
    )
    begin = floods.start + delay
    finish = begin + rng.gamma(2.0, 0.08, count)
    severity = rng.choice(("low", "medium", "high"), count, p=(0.55, 0.33, 0.12))
    came = (in_time | late) & (begin < DAYS)
    rows = np.flatnonzero(came)[np.argsort(begin[came], kind="stable")]
    place = degrees(floods.xy[rows])
    done = finish[rows] < DAYS
    return pd.DataFrame(
        {
            "intervention_id": [f"A{index:05d}" for index in range(1, len(rows) + 1)],
            "started_at": _stamps(begin[rows]),
            "ended_at": pd.Series(_stamps(finish[rows])).where(done),
            "kind": "flood",
            "severity": severity[rows],
            "status": np.where(done, "closed", "open"),
            "area_name": ground.names[floods.area[rows]],
            "incident_id": floods.ids[rows],
            "latitude": place[:, 1],
            "longitude": place[:, 0],
        }
    )


def _stamps(days: Floats) -> NDArray[np.datetime64]:
    """Days since the first as times, to the second."""
    seconds = np.floor(days * 86_400).astype("timedelta64[s]")
    return (np.datetime64(FIRST_DAY, "s") + seconds).astype("datetime64[us]")
