"""Does a point lie where the city is?"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from data.checks import Mark
from data.checks.faces import WORTH_IT, faces_of
from data.said import say

_NOWHERE = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """The areas of a city, ready to be asked what lies where. Coordinates in the metric CRS."""

    area_ids: tuple[str, ...]
    names: tuple[str, ...]
    polygons: NDArray[np.object_]
    tree: shapely.STRtree
    edge_m: float

    def locate(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Index of the area each point lies in (−1: none), and whether it lies just outside it.

        A point on a shared border goes to the area that comes first.
        """
        area = self._inside(x, y) if len(x) < WORTH_IT else self._inside_by_faces(x, y)
        outside = np.flatnonzero((area == _NOWHERE) & np.isfinite(x) & np.isfinite(y))
        edge = np.zeros(len(x), dtype=bool)
        if self.edge_m > 0:
            near, nearest = self.tree.query_nearest(
                np.asarray(shapely.points(x[outside], y[outside]), dtype=object),
                max_distance=self.edge_m,
                all_matches=False,
            )
            area[outside[near]] = nearest
            edge[outside[near]] = True
        return area, edge

    def _inside(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int64]:
        area = np.full(len(x), _NOWHERE, dtype=np.int64)
        points: NDArray[np.object_] = np.asarray(shapely.points(x, y), dtype=object)
        which, polygon = self.tree.query(points, predicate="intersects")
        order = np.lexsort((polygon, which))[::-1]
        area[which[order]] = polygon[order]
        return area

    def _inside_by_faces(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int64]:
        """The same, asking one point for all that no border parts from each other."""
        faces = faces_of(self.polygons)
        face = faces.of(x, y)
        of_face = np.concatenate([[_NOWHERE], self._inside(faces.middle_x, faces.middle_y)])
        area = of_face[face]
        alone = np.flatnonzero(face == 0)
        area[alone] = self._inside(x[alone], y[alone])
        return area

    def untouched(self, shapes: NDArray[np.object_]) -> Mark:
        """Shapes that touch no area of the city."""
        rows = ~np.asarray(shapely.is_missing(shapes))
        rows[self.tree.query(shapes, predicate="intersects")[0]] = False
        reason = say("touches no area of the city")
        return Mark(rule="outside_city", action="quarantined", rows=rows, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placed:
    """Points in the metric CRS with the area each lies in (−1: none)."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    area: NDArray[np.int64]
    marks: list[Mark]


def place(
    latitude: "pd.Series[float]",
    longitude: "pd.Series[float]",
    ground: Ground,
    to_metric: Transformer,
    *,
    required: bool,
) -> Placed:
    """Where points lie, and which are missing, impossible, swapped, outside or just outside.

    Numbers or None, in degrees or in whatever unit `to_metric` comes from. Where coordinates are
    not `required`, a row without any is only noted; one with half of a pair is refused.
    """
    lat, lon = (column.astype(float).to_numpy() for column in (latitude, longitude))
    absent = np.isnan(lat) & np.isnan(lon)
    half = np.isnan(lat) ^ np.isnan(lon)
    impossible = ~(absent | half) & ~_possible(lat, lon, to_metric)
    x, y, area, edge = _locate(lat, lon, ~(absent | half | impossible), ground, to_metric)
    lost = ~(absent | half) & (area == _NOWHERE)
    _, _, turned, _ = _locate(lon, lat, lost, ground, to_metric)
    swapped = lost & (turned != _NOWHERE)
    near = round(ground.edge_m)
    found = (
        ("missing_coordinates", absent, say("no coordinates"), required),
        ("half_coordinates", half, say("only one of latitude and longitude"), True),
        ("swapped_coordinates", swapped, say("latitude and longitude are swapped"), True),
        (
            "bad_coordinates",
            impossible & ~swapped,
            say("no place on Earth has these coordinates"),
            True,
        ),
        (
            "outside_city",
            lost & ~swapped & ~impossible,
            say("more than {near} m outside the city", near=near),
            True,
        ),
        (
            "near_edge",
            edge,
            say("outside every area by less than {near} m: put in the nearest", near=near),
            False,
        ),
    )
    marks = [
        Mark(rule=rule, action="quarantined" if refuse else "noted", rows=rows, reason=reason)
        for rule, rows, reason, refuse in found
    ]
    return Placed(x=x, y=y, area=area, marks=marks)


def _possible(
    lat: NDArray[np.float64], lon: NDArray[np.float64], to_metric: Transformer
) -> NDArray[np.bool_]:
    """Whether degrees lie on Earth; metres and feet have no such limit."""
    if to_metric.source_crs is not None and not to_metric.source_crs.is_geographic:
        return np.isfinite(lat) & np.isfinite(lon)
    return (np.abs(lat) <= 90) & (np.abs(lon) <= 180)


def _locate(
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    rows: NDArray[np.bool_],
    ground: Ground,
    to_metric: Transformer,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64], NDArray[np.bool_]]:
    """Metric coordinates (NaN where not asked for), area index and edge flag of the given rows."""
    x, y = np.full(len(lat), np.nan), np.full(len(lat), np.nan)
    area = np.full(len(lat), _NOWHERE, dtype=np.int64)
    edge = np.zeros(len(lat), dtype=bool)
    possible = rows & _possible(lat, lon, to_metric)
    if possible.any():
        east, north = to_metric.transform(lon[possible], lat[possible])
        finite = np.isfinite(east) & np.isfinite(north)
        at = np.flatnonzero(possible)[finite]
        x[at], y[at] = east[finite], north[finite]
        area[at], edge[at] = ground.locate(x[at], y[at])
    return x, y, area, edge
