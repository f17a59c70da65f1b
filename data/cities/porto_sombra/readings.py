"""Ninety days of what the sensors sent, with the silences in between."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.cities.porto_sombra.networks import Sensors
from data.cities.porto_sombra.planted import DAYS, FIRST_DAY, Plan, Planted
from data.cities.porto_sombra.waves import Floats
from data.cities.porto_sombra.weather import Storms

INTERVAL_MINUTES = {"cameras": 360, "rain_gauges": 15, "air_stations": 60, "microphones": 1440}
"""How often a sensor of each network should be heard; the manifest declares the same."""


def draw_readings(
    seed: int, planted: Planted, sensors: dict[str, Sensors], storms: Storms
) -> dict[str, pd.DataFrame]:
    """One table per network, ordered by sensor and time. A reading that was not made has no row."""
    rng = np.random.default_rng([seed, 2])
    return {
        "camera_heartbeats": _heard("cameras", planted, sensors, rng)[0],
        "rain_readings": _rain(planted, sensors, storms, rng),
        "air_readings": _air(planted, sensors, rng),
        "microphone_heartbeats": _heard("microphones", planted, sensors, rng)[0],
    }


def _heard(
    network: str, planted: Planted, sensors: dict[str, Sensors], rng: np.random.Generator
) -> tuple[pd.DataFrame, NDArray[np.int64], NDArray[np.int64]]:
    """sensor_id, observed_at, usable of every reading made; which sensor and which moment it is."""
    plan, own = planted.plan(network), sensors[network]
    moments = _moments(network)
    made = own.outages.working(moments) & ~_lost(plan, moments)
    sensor, moment = np.nonzero(made)
    stamps = np.datetime64(FIRST_DAY, "us") + np.round(moments * 86_400e6).astype("timedelta64[us]")
    table = pd.DataFrame(
        {
            "sensor_id": own.table["sensor_id"].to_numpy()[sensor],
            "observed_at": stamps[moment],
            "usable": rng.uniform(0, 1, len(sensor)) >= plan.unusable,
        }
    )
    return table, sensor, moment


def _moments(network: str) -> Floats:
    """Days since the first at which readings are due."""
    step = INTERVAL_MINUTES[network] / 1440
    return np.asarray(np.arange(round(DAYS / step)) * step, dtype=np.float64)


def _lost(plan: Plan, moments: Floats) -> NDArray[np.bool_]:
    """When the whole network is silent."""
    if plan.loss is None:
        return np.zeros(len(moments), dtype=bool)
    start = (plan.loss.first - FIRST_DAY).days
    return (moments >= start) & (moments < start + plan.loss.days)


def _rain(
    planted: Planted, sensors: dict[str, Sensors], storms: Storms, rng: np.random.Generator
) -> pd.DataFrame:
    table, sensor, moment = _heard("rain_gauges", planted, sensors, rng)
    moments = _moments("rain_gauges")
    rain = storms.rain_mm(sensors["rain_gauges"].xy, moments, float(moments[1]))
    table["rain_mm"] = np.round(rain[sensor, moment], 1)
    return table[["sensor_id", "observed_at", "rain_mm"]]


def _air(planted: Planted, sensors: dict[str, Sensors], rng: np.random.Generator) -> pd.DataFrame:
    """Fine dust: a level for each station, a rush in the morning and the evening, slow weather."""
    table, sensor, moment = _heard("air_stations", planted, sensors, rng)
    moments = _moments("air_stations")
    hour = moments * 24 % 24
    rush = 1 + 0.35 * np.exp(-(((hour - 8) / 2) ** 2)) + 0.3 * np.exp(-(((hour - 19) / 3) ** 2))
    weather = np.exp(
        0.3 * np.sin(2 * np.pi * moments / 11) + 0.2 * np.sin(2 * np.pi * moments / 4.3)
    )
    level = rng.lognormal(np.log(13), 0.25, len(sensors["air_stations"].xy))
    dust = level[sensor] * (rush * weather)[moment] * rng.lognormal(0, 0.15, len(sensor))
    table["pm25"] = np.round(dust, 1)
    return table[["sensor_id", "observed_at", "pm25", "usable"]]
