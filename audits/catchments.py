"""Services of areas and the people who could reach them, as places with distances between them."""

from dataclasses import dataclass, replace

import numpy as np
import shapely

from audits.frame import CityFrame, Floats
from audits.neighbours import people_middles
from audits.per_frame import per_frame
from audits.stats.bootstrap import (
    AREAS,
    Draws,
    blocks_of,
    draw_blocks,
    square_blocks,
    words_of_services,
)
from audits.words import within
from data.city import Dataset, Variable


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Service:
    """How much of one service each area has; NaN where nobody stated it."""

    dataset: Dataset
    variable: Variable
    supply: Floats
    """Per area."""

    @property
    def plain(self) -> str:
        """Its title within a sentence."""
        return within(self.variable.title)


@per_frame
def services(frame: CityFrame) -> tuple[Service, ...]:
    """Every service that can be summed over areas, in the manifest's order."""
    return tuple(
        Service(dataset=dataset, variable=variable, supply=frame.area_variable(variable.name))
        for dataset in frame.city.datasets
        if dataset.role == "service"
        for variable in dataset.variables
        if variable.extensive
    )


@per_frame
def distances(frame: CityFrame) -> Floats:
    """Metres between areas, from where the people of one live on average to those of the other.

    Shape (areas, areas). An area where nobody lives stands at the middle of its ground. A straight
    line, not a way: hills, water and rails are not in it.
    """
    x, y = people_middles(frame)
    ground = shapely.centroid(np.array(frame.geography.polygons, dtype=object))
    x = np.where(np.isfinite(x), x, shapely.get_x(ground))
    y = np.where(np.isfinite(y), y, shapely.get_y(ground))
    return np.asarray(np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :]))


def mean_over(frame: CityFrame, per_area: Floats, people: Floats) -> float | None:
    """Mean of what areas have over people (per cell); None where it is known for none of them."""
    known = np.isfinite(per_area)
    living = frame.by_area(people)[known]
    return float(living @ per_area[known] / living.sum()) if living.sum() > 0 else None


@per_frame
def catchment_draws(frame: CityFrame, reach_m: float) -> Draws:
    """Blocks of areas three catchments wide, drawn again: areas that share their services."""
    ground = shapely.centroid(np.array(frame.geography.polygons, dtype=object))
    blocks = square_blocks(shapely.get_x(ground), shapely.get_y(ground), 3 * reach_m)
    alone = 2 * (blocks.max() + 1) > len(blocks)
    draws = frame.draws if alone else draw_blocks(blocks, 3 * reach_m)
    drawn = AREAS if alone else blocks_of(3 * reach_m)
    return replace(draws, meaning=words_of_services(drawn))
