"""Who lives in Porto Sombra: residents, income, age, sex, race or colour, disability, by area."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.stats import norm

from data.cities.porto_sombra.coast import to_the_ocean
from data.cities.porto_sombra.planted import DISABILITY_ASKED
from data.cities.porto_sombra.sampled import sample_counts
from data.cities.porto_sombra.settlements import Settlements
from data.cities.porto_sombra.terrain import Terrain
from data.cities.porto_sombra.waves import Floats, Waves

RESIDENTS = 1_540_000
"""Counted residents of the whole city."""
_MINIMUM_WAGE = 1600.0
_SETTLEMENT_INCOME = 620.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class People:
    """Tables with one row for each area, in the order of the terrain's areas."""

    counts: pd.DataFrame
    """`people` and its parts by age, sex, race or colour, and disability; whole persons.

    Disability is estimated from a sample; `with_disability_moe` is its 90 % margin of error.
    """
    income: Floats
    """Mean monthly income per resident in reais; NaN where nobody lives."""
    income_bands: pd.DataFrame
    """Residents up to half a minimum wage, up to two, above."""
    with_disability: NDArray[np.int64]
    """Residents who truly have a disability: no file holds it, tests of intervals do."""


def draw_people(terrain: Terrain, settlements: Settlements, rng: np.random.Generator) -> People:
    """Everybody. People of settlements are residents of the area that holds the settlement."""
    informal = np.zeros(len(terrain.areas), dtype=np.int64)
    np.add.at(informal, settlements.area, settlements.people)
    formal = _formal(terrain, settlements, RESIDENTS - int(informal.sum()), rng)
    people = formal + informal
    income = _income(terrain, formal, informal, rng)
    # Where nobody lives there is no income, and the shares made of it are shares of nobody.
    lived_in = np.isfinite(income)
    wealth = np.zeros(len(income))
    wealth[lived_in] = (np.log(income[lived_in]) - np.log(1500)) / 0.7
    noise = rng.normal(0, 1, (len(people), 4))
    age = np.exp(
        np.log([0.20, 0.23, 0.40, 0.17]) + np.outer(wealth, [-0.16, -0.08, 0.02, 0.22])
    ) * np.exp(0.05 * noise)
    female = 0.522 + 0.009 * wealth + 0.004 * noise[:, 0]
    colour = np.exp(
        np.log([0.405, 0.425, 0.16, 0.006, 0.004])[None, :]
        + np.outer(wealth, [0.75, -0.28, -0.62, 0.4, -0.2])
        + 0.09 * rng.normal(0, 1, (len(people), 5))
    )
    elderly = age[:, 3] / age.sum(axis=1)
    disabled = np.clip(0.045 + 0.20 * elderly - 0.010 * wealth + 0.003 * noise[:, 1], 0.01, 0.3)
    truly = _whole(np.column_stack([disabled, 1 - disabled]), people)[:, 0]
    counts = pd.concat(
        [
            pd.DataFrame({"people": people}),
            _split(people, age, ["age_0_14", "age_15_29", "age_30_59", "age_60_plus"]),
            _split(people, np.column_stack([female, 1 - female]), ["women", "men"]),
            _split(people, colour, ["branca", "parda", "preta", "amarela", "indigena"]),
            _asked(people, truly, rng),
        ],
        axis=1,
    )
    return People(
        counts=counts,
        income=income,
        income_bands=_bands(people, income),
        with_disability=truly,
    )


def _asked(
    people: NDArray[np.int64], truly: NDArray[np.int64], rng: np.random.Generator
) -> pd.DataFrame:
    """What the census says of disability: an estimate, since only some were asked."""
    # A stream of its own: whoever is asked changes nothing else in the city.
    estimate, moe = sample_counts(truly, people, DISABILITY_ASKED, rng.spawn(1)[0])
    return pd.DataFrame(
        {
            "with_disability": estimate,
            "without_disability": people - estimate,
            "with_disability_moe": moe,
        }
    )


def _formal(
    terrain: Terrain, settlements: Settlements, total: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Residents outside settlements: density over a fine grid of points, summed within areas."""
    step = 120.0
    west, south, east, north = shapely.total_bounds(terrain.areas)
    x, y = (
        part.ravel()
        for part in np.meshgrid(np.arange(west, east, step), np.arange(south, north, step))
    )
    hit, area = shapely.STRtree(terrain.areas).query(shapely.points(x, y), predicate="within")
    x, y = x[hit], y[hit]
    radius, ocean = np.hypot(x, y) / 1000, to_the_ocean(x, y)
    density = (
        10_500 * np.exp(-((radius / 3.4) ** 2))
        + 5_600 * np.exp(-((radius / 9.5) ** 2))
        + 10_500 * np.exp(-((ocean / 1_000) ** 2)) / (1 + np.exp(-(x + 7_500) / 1_300))
        + 1_500
    )
    density *= np.exp(-((terrain.height(x, y) / 130) ** 1.3))
    density *= np.exp(0.45 * Waves.draw(rng, 2600).at(x, y))
    weight = np.bincount(area, density, minlength=len(terrain.areas))
    # One ridge without a house: its people are zero, which is not the same as not counted.
    height = np.bincount(area, terrain.height(x, y), len(terrain.areas)) / np.maximum(
        np.bincount(area, minlength=len(terrain.areas)), 1
    )
    height[settlements.area] = 0
    weight[int(np.argmax(height))] = 0
    return np.asarray(_whole(weight[None, :] / weight.sum(), np.array([total]))[0])


def _income(
    terrain: Terrain,
    formal: NDArray[np.int64],
    informal: NDArray[np.int64],
    rng: np.random.Generator,
) -> Floats:
    """Rich along the open coast south of the centre, poorer the farther north and west."""
    x, y = terrain.centre.T
    ocean = to_the_ocean(x, y) / 1000
    level = (
        1.75 * np.exp(-((ocean / 2.1) ** 2)) / (1 + np.exp(-(x / 1000 + 9.0) / 1.4))
        + 0.55 * np.exp(-((np.hypot(x, y) / 3_600) ** 2))
        - 0.055 * np.clip(y / 1000 - 1, 0, None)
        - 0.050 * np.clip(-x / 1000 - 3, 0, None)
        + 0.20 * Waves.draw(rng, 4200).at(x, y)
        + rng.normal(0, 0.10, len(x))
    )
    everybody = formal + informal
    total = formal * 1_550 * np.exp(level) + informal * _SETTLEMENT_INCOME
    mean = np.full(len(x), np.nan)
    np.divide(total, everybody, out=mean, where=everybody > 0)
    return np.asarray(np.round(mean, -1))


def _bands(people: NDArray[np.int64], income: Floats) -> pd.DataFrame:
    """Incomes within an area are log-normal around its mean."""
    spread = 0.8
    middle = np.log(np.where(people > 0, income, _MINIMUM_WAGE)) - spread**2 / 2
    low = norm.cdf((np.log(_MINIMUM_WAGE / 2) - middle) / spread)
    not_high = norm.cdf((np.log(_MINIMUM_WAGE * 2) - middle) / spread)
    shares = np.column_stack([low, not_high - low, 1 - not_high])
    return _split(people, shares, ["income_low", "income_middle", "income_high"])


def _split(people: NDArray[np.int64], weights: Floats, names: list[str]) -> pd.DataFrame:
    """People of each area parted by weights into whole persons; rows add up to `people`."""
    return pd.DataFrame(_whole(weights / weights.sum(axis=1, keepdims=True), people), columns=names)


def _whole(shares: Floats, totals: NDArray[np.int64]) -> NDArray[np.int64]:
    """`totals` (n) parted by `shares` (n, k): running sums are rounded, so nobody is lost."""
    running = np.round(np.cumsum(shares, axis=1) * totals[:, None]).astype(np.int64)
    return np.asarray(np.diff(running, axis=1, prepend=0))
