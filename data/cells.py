"""Puts people on cells inside areas, so that "within 500 m" counts people and not polygons.

Rule (decision 0001): informal settlements carry the residents counted inside their own limits,
split by ground area where one lies across several areas; the rest of an area carries the
remainder. Both are spread evenly over a grid. Where settlements claim more people than the area
has, they are scaled down to the area's total, since the two counts have different bases.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.checks.shapes import polygonal

_MOST_POINTS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placement:
    """Cells with people, and what had to be bent to place them."""

    cells: pd.DataFrame
    """cell_id, area_id, settlement_id (None outside), x, y, people."""
    capped: tuple[str, ...]
    """Areas whose settlements claimed more people than the area has."""
    settlement_people: float
    placed_people: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Piece:
    area_id: str
    settlement_id: str | None
    polygon: BaseGeometry
    people: float


def place_people(areas: pd.DataFrame, settlements: pd.DataFrame, cell_m: float) -> Placement:
    """Cells for every area whose people are known.

    `areas`: area_id, people, geometry (metric). `settlements`: settlement_id, people, geometry; one
    whose people nobody counted gets no cells of its own and its ground stays with the area.
    """
    counted = settlements[settlements["people"].notna()]
    claims = _claims(areas, counted)
    pieces: list[_Piece] = []
    capped = []
    for area in areas[areas["people"].notna()].itertuples():
        own = claims.get(area.area_id, [])
        claimed = sum(piece.people for piece in own)
        ground = area.geometry.difference(shapely.union_all([p.polygon for p in own]))
        full = claimed > 0 and ground.area < 1.0
        # Where settlements fill the area, whoever lives in it lives in them.
        bent = full or claimed > area.people
        scale = area.people / claimed if bent else 1.0
        if claimed > area.people:
            capped.append(str(area.area_id))
        pieces += [
            _Piece(
                area_id=p.area_id,
                settlement_id=p.settlement_id,
                polygon=p.polygon,
                people=p.people * scale,
            )
            for p in own
        ]
        if not bent:
            rest = area.geometry if ground.area < 1.0 else ground
            pieces.append(
                _Piece(
                    area_id=area.area_id,
                    settlement_id=None,
                    polygon=rest,
                    people=area.people - claimed,
                )
            )
    cells = _spread(pieces, cell_m)
    inside = cells["settlement_id"].notna()
    return Placement(
        cells=cells,
        capped=tuple(capped),
        settlement_people=float(cells.loc[inside, "people"].sum()),
        placed_people=float(cells["people"].sum()),
    )


def _claims(areas: pd.DataFrame, settlements: pd.DataFrame) -> dict[str, list[_Piece]]:
    """Settlement pieces per area, with the people that each piece's ground area gives it."""
    if settlements.empty:
        return {}
    polygons = areas["geometry"].to_numpy()
    outlines = settlements["geometry"].to_numpy()
    which, area = shapely.STRtree(polygons).query(outlines, predicate="intersects")
    parts = polygonal(shapely.intersection(outlines[which], polygons[area]))
    ground = shapely.area(parts)
    total = np.bincount(which, weights=ground, minlength=len(outlines))
    claims: dict[str, list[_Piece]] = {}
    people = settlements["people"].to_numpy(float)
    ids = settlements["settlement_id"].to_numpy()
    area_ids = areas["area_id"].to_numpy()
    for index in range(len(which)):
        if ground[index] < 1.0:
            continue
        piece = _Piece(
            area_id=str(area_ids[area[index]]),
            settlement_id=str(ids[which[index]]),
            polygon=parts[index],
            people=people[which[index]] * ground[index] / total[which[index]],
        )
        claims.setdefault(piece.area_id, []).append(piece)
    return claims


def _spread(pieces: list[_Piece], cell_m: float) -> pd.DataFrame:
    """Grid points inside each piece share its people evenly; a piece too small has one point."""
    lived_in = [piece for piece in pieces if piece.people > 0]
    points = [_grid(piece.polygon, cell_m) for piece in lived_in]
    counts = [len(own) for own in points]
    owner = np.repeat(np.arange(len(lived_in)), counts)
    x, y = np.concatenate([np.empty((0, 2)), *points]).T
    cells = pd.DataFrame(
        {
            "area_id": np.array([p.area_id for p in lived_in], dtype=object)[owner],
            "settlement_id": np.array([p.settlement_id for p in lived_in], dtype=object)[owner],
            "x": x,
            "y": y,
            "people": np.repeat(
                [p.people / n for p, n in zip(lived_in, counts, strict=True)], counts
            ),
        }
    )
    cells = cells.sort_values(["area_id", "settlement_id", "y", "x"], na_position="first")
    cells.insert(0, "cell_id", np.arange(len(cells)))
    return cells.reset_index(drop=True)


def _grid(polygon: BaseGeometry, cell_m: float) -> NDArray[np.float64]:
    """Centres of grid cells that lie inside, one (x, y) per row; else one point of the shape.

    The grid is aligned to whole multiples of its step. An outline as large as a country, which is
    mostly one with a vertex astray, gets a coarser one rather than all the memory there is.
    """
    west, south, east, north = polygon.bounds
    while (east - west) * (north - south) > _MOST_POINTS * cell_m**2:
        cell_m *= 2
    columns = (np.arange(np.floor(west / cell_m), np.ceil(east / cell_m)) + 0.5) * cell_m
    rows = (np.arange(np.floor(south / cell_m), np.ceil(north / cell_m)) + 0.5) * cell_m
    x, y = (flat.ravel() for flat in np.meshgrid(columns, rows))
    shapely.prepare(polygon)
    inside = shapely.contains_xy(polygon, x, y)
    if not inside.any():
        point = polygon.representative_point()
        return np.array([[point.x, point.y]])
    return np.column_stack([x[inside], y[inside]])
