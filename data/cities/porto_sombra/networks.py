"""Where the sensors of each network stand, who runs them, and when they are out of order."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.cities.porto_sombra.darts import Dartboard
from data.cities.porto_sombra.ground import Ground, degrees, draw_ground
from data.cities.porto_sombra.outages import Outages, draw_outages
from data.cities.porto_sombra.planted import DAYS, NETWORKS, Plan, Planted
from data.cities.porto_sombra.waves import Floats

_PREFIX = {"cameras": "CAM", "rain_gauges": "PLU", "air_stations": "QAR", "microphones": "MIC"}
_BROKEN = ("offline", "switched off", "vandalised")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sensors:
    """One network as it stands. Rows of `table`, `xy` and `outages` belong together."""

    table: pd.DataFrame
    """sensor_id, name, status, operator, installed_at, (published), latitude, longitude."""
    xy: Floats
    """Metres, (n, 2)."""
    area: NDArray[np.int64]
    outages: Outages

    @property
    def working(self) -> NDArray[np.bool_]:
        """Which ones work at the end of the last day."""
        return self.outages.working(np.array([float(DAYS)]))[:, 0]


@lru_cache(maxsize=4)
def board(number: int) -> Dartboard:
    """The pieces of a city, ready to have points thrown into them."""
    return Dartboard.of(draw_ground(number).pieces)


def expected_sensors(ground: Ground, plan: Plan, spacing_m: float) -> Floats:
    """Per piece of the city, how many sensors of a network are expected to stand there."""
    if plan.per_10k is None:
        return np.asarray(shapely.area(ground.pieces) / spacing_m**2)
    people = np.bincount(ground.piece_area, ground.piece_people)
    rates = np.append(plan.per_10k, 0.0)[ground.fifth]  # −1, where nobody lives, takes the 0
    pull = ground.piece_people * np.where(ground.in_settlement, plan.settlement_weight, 1.0)
    whole = np.bincount(ground.piece_area, pull)
    share = np.divide(
        pull, whole[ground.piece_area], out=np.zeros_like(pull), where=whole[ground.piece_area] > 0
    )
    return np.asarray((rates * people / 10_000)[ground.piece_area] * share)


def site(
    number: int, planted: Planted, network: str, rng: np.random.Generator
) -> tuple[Floats, NDArray[np.int64]]:
    """Places of a network's sensors in metres (n, 2), and the area each stands in."""
    ground, plan = draw_ground(number), planted.plan(network)
    if plan.per_10k is None:
        return _one_in_each_square(ground, planted.gauge_spacing_m, rng)
    counts = rng.poisson(expected_sensors(ground, plan, planted.gauge_spacing_m))
    pieces = rng.permutation(np.repeat(np.arange(len(counts)), counts))
    return board(number).throw(pieces, rng), ground.piece_area[pieces]


def _one_in_each_square(
    ground: Ground, side: float, rng: np.random.Generator
) -> tuple[Floats, NDArray[np.int64]]:
    """One point at random in each square of a randomly laid grid, kept where it is on land."""
    west, south, east, north = shapely.total_bounds(ground.areas)
    shift = rng.uniform(0, side, 2)
    columns = np.arange(west - shift[0], east, side)
    rows = np.arange(south - shift[1], north, side)
    corners = np.column_stack([part.ravel() for part in np.meshgrid(columns, rows)])
    points = corners + rng.uniform(0, side, corners.shape)
    on_land, area = shapely.STRtree(ground.areas).query(shapely.points(points), predicate="within")
    return points[on_land], area


def draw_sensors(seed: int, planted: Planted, number: int) -> dict[str, Sensors]:
    """All four networks. Each has its own random numbers: changing one leaves the others alone."""
    ground = draw_ground(number)
    drawn = {}
    for index, network in enumerate(NETWORKS):
        rng = np.random.default_rng([seed, number, 1, index])
        xy, area = site(number, planted, network, rng)
        table, outages = _equipped(ground, planted, network, area, rng)
        place = degrees(xy)
        table["latitude"], table["longitude"] = place[:, 1], place[:, 0]
        drawn[network] = Sensors(table=table, xy=xy, area=area, outages=outages)
    return drawn


def _equipped(
    ground: Ground,
    planted: Planted,
    network: str,
    area: NDArray[np.int64],
    rng: np.random.Generator,
) -> tuple[pd.DataFrame, Outages]:
    plan, count = planted.plan(network), len(area)
    downtime = np.full(count, plan.downtime)
    if network == "rain_gauges":
        downtime[ground.regions[area] == planted.failing_region] *= planted.gauge_failure_factor
    outages = draw_outages(downtime, plan.outage_days, rng)
    working = outages.working(np.array([float(DAYS)]))[:, 0]
    operators, shares = zip(*plan.operators, strict=True)
    days_back = pd.to_timedelta(rng.integers(120, 3900, count), unit="D")
    names = pd.Series(ground.names[area], dtype=object)
    table = pd.DataFrame(
        {
            "sensor_id": [f"{_PREFIX[network]}-{index:04d}" for index in range(1, count + 1)],
            "name": names + " " + (names.groupby(names).cumcount() + 1).astype(str),
            "status": np.where(working, "online", rng.choice(_BROKEN, count, p=(0.6, 0.25, 0.15))),
            "operator": rng.choice(operators, count, p=shares),
            "installed_at": (pd.Timestamp(2026, 1, 1) - days_back).astype("datetime64[us]"),
        }
    )
    if network == "cameras":
        unknown = rng.uniform(0, 1, count) < planted.camera_status_unknown
        table.loc[unknown, "status"] = "third party"
        hidden = rng.uniform(0, 1, count) < planted.camera_not_published
        table["published"] = np.where(hidden, "no", "yes")
    return table, outages
