"""Mistakes put into the tables on purpose, each as often as `Defects` says."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import shapely

from data.cities.porto_sombra.ground import Ground, degrees, metres
from data.cities.porto_sombra.planted import Defects

Tables = dict[str, pd.DataFrame]
_Step = Callable[[pd.DataFrame, Defects, Ground, np.random.Generator], pd.DataFrame]

_NO_DATES = (
    "31/02/2026 10:15",
    "2026-13-01T08:00:00",
    "ontem",
    "2026-01-32T00:10:00",
    "0000-00-00",
)


def spoil(tables: Tables, defects: Defects, ground: Ground, seed: int) -> Tables:
    """The same tables with mistakes in them. Nothing in `tables` itself is changed."""
    steps = {name: step for name, step in _STEPS.items() if name in tables}
    return tables | {
        name: step(tables[name].copy(), defects, ground, np.random.default_rng([seed, 7, index]))
        for index, (name, step) in enumerate(steps.items())
    }


def _cameras(
    cameras: pd.DataFrame, defects: Defects, ground: Ground, rng: np.random.Generator
) -> pd.DataFrame:
    cameras = _just_outside(cameras, defects.cameras_just_outside, ground)
    nowhere = _more(cameras, defects.cameras_without_coordinates, "CAM-91", rng)
    nowhere[["latitude", "longitude"]] = np.nan
    swapped = _more(cameras, defects.cameras_with_swapped_coordinates, "CAM-92", rng)
    swapped[["latitude", "longitude"]] = swapped[["longitude", "latitude"]].to_numpy()
    at_sea = _more(cameras, defects.cameras_outside_the_city, "CAM-93", rng)
    at_sea["longitude"] += 0.9
    twice = cameras.iloc[_some(cameras, defects.duplicated_camera_ids, rng)]
    return _joined(cameras, nowhere, swapped, at_sea, twice)


def _just_outside(cameras: pd.DataFrame, count: int, ground: Ground) -> pd.DataFrame:
    """Cameras near the city's limit, mirrored to some 90 m beyond it."""
    limit = shapely.coverage_union_all(ground.areas)
    edge = shapely.boundary(limit)
    here = metres(cameras[["longitude", "latitude"]].to_numpy())
    nearest = shapely.get_coordinates(shapely.shortest_line(edge, shapely.points(here)))[::2]
    away = np.hypot(*(nearest - here).T)
    there = nearest + (nearest - here) / np.maximum(away, 1)[:, None] * 90
    beyond = shapely.distance(limit, shapely.points(there)) > 50
    chosen = [index for index in np.argsort(away) if beyond[index]][:count]
    place = degrees(there[chosen])
    cameras.loc[cameras.index[chosen], ["longitude", "latitude"]] = place
    return cameras


def _requests(
    requests: pd.DataFrame, defects: Defects, _: Ground, rng: np.random.Generator
) -> pd.DataFrame:
    count = defects.unparseable_request_dates
    if not count:
        return requests
    # A column that holds anything but times is text, as it is in the file.
    requests["opened_at"] = requests["opened_at"].dt.strftime("%Y-%m-%dT%H:%M:%S").astype(object)
    more = _more(requests, count, "R9999", rng, key="request_id")
    more["opened_at"] = [_NO_DATES[index % len(_NO_DATES)] for index in range(count)]
    return _joined(requests, more)


def _services(
    services: pd.DataFrame, defects: Defects, _: Ground, rng: np.random.Generator
) -> pd.DataFrame:
    some = services.index[services["clinics"] > 0]
    turned = rng.choice(some, defects.negative_service_counts, replace=False)
    services.loc[turned, "clinics"] *= -1
    orphans = services.iloc[: defects.orphan_service_areas].copy()
    orphans["area_id"] = [f"PS{999 - index}" for index in range(len(orphans))]
    return _joined(services, orphans)


def _settlements(
    settlements: pd.DataFrame, defects: Defects, _: Ground, rng: np.random.Generator
) -> pd.DataFrame:
    outlines = settlements["geometry"].to_numpy().copy()
    counted = np.flatnonzero(settlements["counted"])
    for index in rng.choice(counted, defects.bow_tie_settlements, replace=False):
        corners = shapely.get_coordinates(shapely.get_exterior_ring(outlines[index]))
        corners[[5, 6]] = corners[[6, 5]]
        outlines[index] = shapely.Polygon(corners)
    settlements["geometry"] = outlines
    return settlements


def _interventions(
    interventions: pd.DataFrame, defects: Defects, _: Ground, rng: np.random.Generator
) -> pd.DataFrame:
    rows = _some(interventions, defects.misspelt_intervention_areas, rng)
    names = interventions["area_name"].iloc[rows]
    interventions.loc[interventions.index[rows], "area_name"] = names.str[:-2] + names.str[-1]
    return interventions


def _rain(
    readings: pd.DataFrame, defects: Defects, _: Ground, rng: np.random.Generator
) -> pd.DataFrame:
    rows = _some(readings, defects.blank_rain_readings, rng)
    readings.loc[readings.index[rows], "rain_mm"] = np.nan
    return _unbelievable(readings, defects, rng)


def _unbelievable(
    readings: pd.DataFrame, defects: Defects, rng: np.random.Generator
) -> pd.DataFrame:
    """Gauges that got stuck, and one each that sends far too much and less than nothing."""
    gauges = readings["sensor_id"].to_numpy()
    chosen = rng.permutation(pd.unique(gauges))[: defects.stuck_rain_gauges + 2]
    rain = readings["rain_mm"].to_numpy(dtype=float, copy=True)
    for gauge in chosen[: defects.stuck_rain_gauges]:
        sent = np.flatnonzero((gauges == gauge) & ~np.isnan(rain))
        first = rng.integers(0, len(sent) - defects.stuck_readings)
        # A value that no tipping bucket of 0.2 mm gives, so that the run ends where it ends.
        rain[sent[first : first + defects.stuck_readings]] = 3.33
    for gauge, count, value in zip(
        chosen[defects.stuck_rain_gauges :],
        (defects.rain_readings_above, defects.rain_readings_below),
        (180.0, -9.9),
        strict=False,  # a city of one gauge has none left
    ):
        sent = np.flatnonzero((gauges == gauge) & ~np.isnan(rain))
        rain[rng.choice(sent, count, replace=False)] = value
    readings["rain_mm"] = rain
    return readings


def _joined(*tables: pd.DataFrame) -> pd.DataFrame:
    # An empty table has lost its types and would take the others' with it.
    return pd.concat([table for table in tables if len(table)], ignore_index=True)


def _some(table: pd.DataFrame, count: int, rng: np.random.Generator) -> list[int]:
    return sorted(rng.choice(len(table), count, replace=False).tolist())


def _more(
    table: pd.DataFrame, count: int, prefix: str, rng: np.random.Generator, key: str = "sensor_id"
) -> pd.DataFrame:
    """Copies of true rows under ids of their own."""
    rows = table.iloc[_some(table, count, rng)].copy()
    rows[key] = [f"{prefix}{index:02d}" for index in range(1, count + 1)]
    return rows


_STEPS: dict[str, _Step] = {
    "cameras": _cameras,
    "requests": _requests,
    "services": _services,
    "settlements": _settlements,
    "interventions": _interventions,
    "rain_readings": _rain,
}
