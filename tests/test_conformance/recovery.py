"""What audits say of many histories of Porto Sombra, beside what was planted in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import numpy as np

from audits.finding import Draft, Interval
from audits.frame import CityFrame, Floats
from audits.measures import (
    m00_sensors_per_10k,
    m01_visible_action,
    m03_radius_coverage,
    m08_gap_between_groups,
    m09_wealth_gradient,
    m22_freshness,
    m24_reporting_rate,
)
from audits.stats.rank import erreygers
from data.cities.porto_sombra.ground import draw_ground
from data.cities.porto_sombra.planted import NETWORKS, PLANTED, Planted
from data.cities.porto_sombra.truth import (
    expected_by_area,
    expected_uptime,
    per_10k_by_fifth,
    seen_by_simulation,
    seen_probability,
)
from tests.test_conformance.planted_city import frames

FIFTHS = ("poorest", "second", "middle", "fourth", "richest")
CITIES = {"planted": PLANTED, "none": Planted.none()}
MEASURES: dict[str, ModuleType] = {
    "M0": m00_sensors_per_10k,
    "M1": m01_visible_action,
    "M3": m03_radius_coverage,
    "M8": m08_gap_between_groups,
    "M9": m09_wealth_gradient,
    "M22": m22_freshness,
    "M24": m24_reporting_rate,
}
Name = tuple[str, str, str]
"""Measure, network or feed, and whose value: the city's or a fifth's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One value of one history."""

    name: Name
    estimate: float
    interval: Interval


def found_in(frame: CityFrame, codes: Iterable[str] = MEASURES) -> Iterator[Found]:
    """Every value with an interval of which the truth is known."""
    for code in codes:
        for draft in MEASURES[code].compute(frame):
            yield from _values(draft, frame.city.wealth)


def _values(draft: Draft, wealth: str) -> Iterator[Found]:
    code = draft.measure.code
    if draft.estimate is not None and draft.interval is not None:
        yield Found(
            name=(code, draft.subject, "city"), estimate=draft.estimate, interval=draft.interval
        )
    if code not in {"M0", "M3", "M24"}:
        return
    own = [value for value in draft.by_group if value.dimension == wealth]
    for fifth, value in zip(FIFTHS, own, strict=True):
        if value.value is not None and value.interval is not None:
            yield Found(
                name=(code, draft.subject, fifth), estimate=value.value, interval=value.interval
            )


def histories(
    city: str, seeds: range, codes: Iterable[str] = tuple(MEASURES)
) -> Iterator[list[Found]]:
    """What is found in each history of a city, `planted` or `none`."""
    for frame in frames(seeds, CITIES[city]):
        yield list(found_in(frame, codes))


@cache
def truths(city: str, networks: tuple[str, ...] = NETWORKS) -> dict[Name, float]:
    """What was planted, for every value that audits give; ten seconds for a wide reach."""
    planted, true = CITIES[city], {}
    frame = next(iter(frames(range(1, 2), planted)))
    groups = [frame.by_area(group.people) for group in frame.wealth_groups()]
    residents = frame.by_area(frame.cell_people)
    for network in networks:
        per_fifth = per_10k_by_fifth(network, planted)
        expected = float(expected_by_area(network, planted).sum())
        true["M0", network, "city"] = 10_000 * expected / frame.people
        seen = chance(frame, network, planted)
        share = np.divide(
            frame.by_area(frame.cell_people * seen),
            residents,
            out=np.zeros_like(residents),
            where=residents > 0,
        )
        fifths = [float(share @ people / people.sum()) for people in groups]
        for fifth, rate, part in zip(FIFTHS, per_fifth, fifths, strict=True):
            true["M0", network, fifth] = float(rate)
            true["M3", network, fifth] = part
        true["M3", network, "city"] = float(share @ residents / residents.sum())
        true["M8", network, "city"] = 100 * (fifths[0] - fifths[-1])
        use = np.isfinite(frame.wealth) & (residents > 0)
        true["M9", network, "city"] = float(
            erreygers(share[use], frame.wealth[use], residents[use])[0]
        )
        true["M22", network, "city"] = _uptime(network, planted)
    true["M1", "floods", "city"] = planted.visible_action_ratio
    rates = planted.reports_per_day
    true["M24", "requests", "city"] = rates[-1] / rates[0]
    true |= {("M24", "requests", f): rate for f, rate in zip(FIFTHS, rates, strict=True)}
    return true


def chance(frame: CityFrame, network: str, planted: Planted = PLANTED) -> Floats:
    """The chance that each cell is within reach, over the planted process."""
    reach = frame.city.network(network).reach_m
    if network == "rain_gauges":
        return seen_by_simulation(
            network, frame.cell_x, frame.cell_y, reach, planted=planted, runs=100
        )
    return seen_probability(network, frame.cell_x, frame.cell_y, reach, planted=planted)


def _uptime(network: str, planted: Planted) -> float:
    """Over all sensors, of which some stand where gauges fail more."""
    failing = draw_ground(1).regions == planted.failing_region
    there = expected_by_area(network, planted).to_numpy()
    part = float(there[failing].sum() / there.sum())
    return part * expected_uptime(network, failing_region=True, planted=planted) + (
        1 - part
    ) * expected_uptime(network, planted=planted)
