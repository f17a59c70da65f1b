"""What audits should find: expectations under the planted processes, not the draw of one seed.

Estimates that are linear in coverage (shares of people in reach, the Erreygers index) have as their
expectation the same estimate of the expected coverage; ratios of estimates only nearly so.
"""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from data.cities.porto_sombra.ground import draw_ground
from data.cities.porto_sombra.networks import expected_sensors, site
from data.cities.porto_sombra.planted import DAYS, PLANTED, Planted
from data.cities.porto_sombra.waves import Floats


def expected_by_area(
    network: str, planted: Planted = PLANTED, ground: int = 1
) -> "pd.Series[float]":
    """Area id -> expected number of sensors standing there."""
    land = draw_ground(ground)
    pieces = expected_sensors(land, planted.plan(network), planted.gauge_spacing_m)
    return pd.Series(np.bincount(land.piece_area, pieces), index=land.area_ids)


def per_10k_by_fifth(network: str, planted: Planted = PLANTED, ground: int = 1) -> Floats:
    """Expected sensors per 10,000 residents of each income fifth, poorest first (M0).

    Where sensors follow people these are the planted numbers themselves.
    """
    land = draw_ground(ground)
    expected = expected_by_area(network, planted, ground).to_numpy()
    people = land.people.counts["people"].to_numpy()
    lived_in = land.fifth >= 0
    return np.asarray(
        10_000
        * np.bincount(land.fifth[lived_in], expected[lived_in], 5)
        / np.bincount(land.fifth[lived_in], people[lived_in], 5)
    )


def per_10k_inside_and_outside(
    network: str, planted: Planted = PLANTED, ground: int = 1
) -> tuple[float, float]:
    """Expected sensors per 10,000 counted residents inside informal settlements, and outside."""
    land = draw_ground(ground)
    pieces = expected_sensors(land, planted.plan(network), planted.gauge_spacing_m)
    inside = land.in_settlement & (land.piece_people > 0)  # nobody counted the last one
    outside = ~land.in_settlement
    return (
        float(10_000 * pieces[inside].sum() / land.piece_people[inside].sum()),
        float(10_000 * pieces[outside].sum() / land.piece_people[outside].sum()),
    )


def with_disability(ground: int = 1) -> "pd.Series[int]":
    """Area id -> residents who truly have a disability; the file holds only an estimate (M18)."""
    land = draw_ground(ground)
    return pd.Series(land.people.with_disability, index=land.area_ids)


def seen_probability(
    network: str,
    x: Floats,
    y: Floats,
    reach_m: float,
    *,
    planted: Planted = PLANTED,
    ground: int = 1,
    working: float = 1.0,
) -> Floats:
    """Chance that each point (metres) has a sensor within reach: 1 − exp(−sensors expected there).

    Exact for networks that follow people, whose sensors are a Poisson process. `working` is the
    share of them that counts. Some seconds for twenty thousand points and a wide reach. Raises
    ValueError for gauges, which are no Poisson process.
    """
    plan = planted.plan(network)
    if plan.per_10k is None:
        raise ValueError(f"{network} stand in squares; ask seen_by_simulation.")
    land = draw_ground(ground)
    density = expected_sensors(land, plan, planted.gauge_spacing_m) / shapely.area(land.pieces)
    points: NDArray[np.object_] = np.asarray(shapely.points(x, y))
    point, piece = shapely.STRtree(land.pieces).query(points, "dwithin", distance=reach_m)
    disc = np.asarray(shapely.buffer(points, reach_m, quad_segs=8))
    full = np.pi * reach_m**2
    # Most discs lie inside one piece: no need to cut those.
    alone = (np.bincount(point, minlength=len(x)) == 1)[point]
    inland = shapely.contains_properly(land.pieces[piece[alone]], disc[point[alone]])
    ground_m2 = np.full(len(point), full)
    cut = np.ones(len(point), dtype=bool)
    cut[np.flatnonzero(alone)[inland]] = False
    part = shapely.area(shapely.intersection(disc[point[cut]], land.pieces[piece[cut]]))
    ground_m2[cut] = part * full / shapely.area(disc[point[cut]])  # a 32-gon is a little small
    expected = np.bincount(point, ground_m2 * density[piece], len(x))
    return np.asarray(1 - np.exp(-working * expected))


def seen_by_simulation(
    network: str,
    x: Floats,
    y: Floats,
    reach_m: float,
    *,
    planted: Planted = PLANTED,
    ground: int = 1,
    runs: int = 200,
) -> Floats:
    """The same chance for any network, as the share of `runs` sitings that reach each point."""
    points, seen = np.column_stack([x, y]), np.zeros(len(x))
    for run in range(runs):
        rng = np.random.default_rng([run, ground, 9])
        sensors, _ = site(ground, planted, network, rng)
        seen += _within(points, sensors, reach_m)
    return seen / runs


def expected_uptime(
    network: str,
    *,
    failing_region: bool = False,
    due_in_declared_loss: bool = True,
    planted: Planted = PLANTED,
) -> float:
    """Expected usable over due readings of one sensor (M4, M22), 0 to 1.

    In a loss of the whole network readings are due and do not come; whether they are due in a loss
    that was declared is the measure's to say. Blank readings (`Defects`) come on top.
    """
    plan = planted.plan(network)
    factor = planted.gauge_failure_factor if failing_region and network == "rain_gauges" else 1.0
    up = (1 - plan.downtime * factor) * (1 - plan.unusable)
    if plan.loss is None or (plan.loss.declared and not due_in_declared_loss):
        return up
    return up * (1 - plan.loss.days / DAYS)


def _within(points: Floats, sensors: Floats, reach_m: float) -> NDArray[np.bool_]:
    if len(sensors) == 0:
        return np.zeros(len(points), dtype=bool)
    away, _ = cKDTree(sensors).query(points, distance_upper_bound=reach_m)
    return np.isfinite(away)
