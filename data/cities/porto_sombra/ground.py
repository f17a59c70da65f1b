"""The ground truth of Porto Sombra: where everything is and who lives there, in metres."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from data.cities.porto_sombra.names import REGIONS, area_names, settlement_names
from data.cities.porto_sombra.people import People, draw_people
from data.cities.porto_sombra.settlements import draw_settlements
from data.cities.porto_sombra.terrain import draw_terrain
from data.cities.porto_sombra.waves import Floats
from data.groups import midpoint_ranks

CRS = "EPSG:31984"
# The old harbour in that projection: 37.5 degrees west, in the open Atlantic, 280 km off any coast.
_ORIGIN = np.array([656_500.0, 7_743_500.0])
_TO_DEGREES = Transformer.from_crs(CRS, "EPSG:4326", always_xy=True)
_TO_METRES = Transformer.from_crs("EPSG:4326", CRS, always_xy=True)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """Areas, settlements and people. Arrays run in the order of `area_ids` or of `pieces`."""

    area_ids: NDArray[np.object_]
    names: NDArray[np.object_]
    regions: NDArray[np.object_]
    areas: NDArray[np.object_]
    """Polygons, a coverage, in metres of `CRS`; so are settlements and pieces."""
    people: People
    fifth: NDArray[np.int64]
    """0 poorest to 4 richest; −1 where nobody lives."""
    settlement_names: NDArray[np.object_]
    settlements: NDArray[np.object_]
    settlement_area: NDArray[np.int64]
    settlement_people: NDArray[np.int64]
    """The last settlement holds 0: nobody counted."""
    pieces: NDArray[np.object_]
    """Each area without its settlements, then each settlement: together the whole land."""
    piece_area: NDArray[np.int64]
    piece_people: NDArray[np.int64]
    hazard: Floats
    """Relative flood hazard of each area, 1 for the mean resident; knows nothing of wealth."""

    @property
    def in_settlement(self) -> NDArray[np.bool_]:
        """Which pieces are informal settlements."""
        return np.arange(len(self.pieces)) >= len(self.areas)


def degrees(points: Floats) -> Floats:
    """Metres of `CRS` (n, 2) as longitude and latitude, to six decimals (about 0.1 m)."""
    east, north = _TO_DEGREES.transform(points[:, 0], points[:, 1])
    return np.round(np.column_stack([east, north]), 6)


def metres(points: Floats) -> Floats:
    """Longitude and latitude (n, 2) as metres of `CRS`."""
    return np.column_stack(_TO_METRES.transform(points[:, 0], points[:, 1]))


@lru_cache(maxsize=4)
def draw_ground(number: int = 1) -> Ground:
    """The city that this number stands for; kept, since every trial on it needs the same."""
    # The 8 was chosen by looking at maps: with it the city of number 1 has no outsized area.
    rng = np.random.default_rng([number, 8])
    terrain = draw_terrain(rng)
    settled = draw_settlements(terrain, rng)
    people = draw_people(terrain, settled, rng)
    regions = _regions(terrain.centre)
    order = _order(regions, terrain.centre)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    areas = _moved(terrain.areas[order])
    settlements, home = _moved(settled.polygons), rank[settled.area]
    everybody = people.counts["people"].to_numpy()[order]
    informal = np.zeros(len(areas), dtype=np.int64)
    np.add.at(informal, home, settled.people)
    outside = areas.copy()
    for index in np.unique(home):
        outside[index] = shapely.difference(
            areas[index], shapely.union_all(settlements[home == index])
        )
    counts = people.counts.iloc[order].reset_index(drop=True)
    bands = people.income_bands.iloc[order].reset_index(drop=True)
    income = people.income[order]
    hazard = np.exp(rng.normal(0, 0.5, len(areas)))
    return Ground(
        area_ids=np.array([f"PS{index:03d}" for index in range(1, len(areas) + 1)], dtype=object),
        names=np.array(area_names(regions[order]), dtype=object),
        regions=regions[order],
        areas=areas,
        people=People(
            counts=counts,
            income=income,
            income_bands=bands,
            with_disability=people.with_disability[order],
        ),
        fifth=fifths(income, everybody),
        settlement_names=np.array(settlement_names(len(settlements)), dtype=object),
        settlements=settlements,
        settlement_area=home,
        settlement_people=settled.people,
        pieces=np.concatenate([outside, settlements]),
        piece_area=np.concatenate([np.arange(len(areas)), home]),
        piece_people=np.concatenate([everybody - informal, settled.people]),
        hazard=hazard / np.average(hazard, weights=everybody),
    )


def fifths(income: Floats, people: NDArray[np.int64]) -> NDArray[np.int64]:
    """Areas ranked by income and cut into fifths of residents, by the middle resident of each.

    0 poorest to 4 richest; −1 where income is NaN.
    """
    known = ~np.isnan(income)
    rank = midpoint_ranks(income[known], people[known].astype(float))
    result = np.full(len(income), -1, dtype=np.int64)
    result[known] = np.minimum(4, (5 * rank).astype(np.int64))
    return result


def _regions(centre: Floats) -> NDArray[np.object_]:
    names = [name for name, points in REGIONS.items() for _ in points]
    points = np.array([point for points in REGIONS.values() for point in points]) * 1000
    nearest = np.hypot(
        centre[:, None, 0] - points[None, :, 0], centre[:, None, 1] - points[None, :, 1]
    ).argmin(axis=1)
    return np.asarray(np.array(names, dtype=object)[nearest])


def _order(regions: NDArray[np.object_], centre: Floats) -> NDArray[np.int64]:
    """Region by region, each from its middle outwards, as cities number their neighbourhoods."""
    position = [list(REGIONS).index(region) for region in regions]
    home = np.array([REGIONS[region][0] for region in regions]) * 1000
    away = np.hypot(*(centre - home).T)
    return np.lexsort([away, position])


def _moved(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """Local metres to metres of `CRS`, to a centimetre; shared borders stay shared."""
    return np.asarray(shapely.transform(polygons, lambda points: np.round(points + _ORIGIN, 2)))
