"""No finding of either city claims what cannot be: values, intervals and shares stay in bounds."""

import math

import pytest

from audits.finding import AreaValue, Finding, GroupValue, Interval, State
from audits.opened import OpenedCity

_LITTLE = 1e-9


def bounds(unit: str) -> tuple[float, float]:
    """The least and the greatest value that a unit allows."""
    if unit == "share of the count":  # an error may be larger than what it is an error of
        return 0.0, math.inf
    if unit.startswith("share"):
        return 0.0, 1.0
    if unit.startswith("index from −1"):
        return -1.0, 1.0
    if unit == "index" or unit.startswith("percentage points"):
        return -math.inf, math.inf
    if unit == "index from 0 to 1":
        return 0.0, 1.0
    return 0.0, math.inf


def outside(value: float | None, interval: Interval | None, unit: str) -> bool:
    low, high = bounds(unit)
    held = [
        v for v in (value, *((interval.low, interval.high) if interval else ())) if v is not None
    ]
    return any(not low - _LITTLE <= v <= high + _LITTLE for v in held)


def impossible(found: tuple[Finding, ...]) -> list[str]:
    said = []
    for finding in found:
        draft, measure = finding.draft, finding.measure
        if outside(draft.estimate, draft.interval, measure.unit):
            said.append(f"{finding.key}: {draft.estimate} {draft.interval} {measure.unit}")
        said += [
            f"{finding.key}, {g.group}: {g.value} {g.interval} {measure.unit_of_groups}"
            for g in draft.by_group
            if outside(g.value, g.interval, measure.unit_of_groups)
        ]
        said += [
            f"{finding.key}, {a.area}: {a.value} {measure.unit_of_areas}"
            for a in draft.by_area
            if outside(a.value, None, measure.unit_of_areas)
        ]
    return said


def unsaid(found: tuple[Finding, ...]) -> list[str]:
    """Values that are neither a number nor one kind of nothing with its reason."""
    said = []
    for finding in found:
        draft = finding.draft
        if draft.estimate is None and (draft.state is State.MEASURED or not draft.reason):
            said.append(finding.key)
        values: list[GroupValue | AreaValue] = [*draft.by_group, *draft.by_area]
        said += [
            f"{finding.key}: {one}"
            for one in values
            if one.value is None and (one.state is State.MEASURED or not one.reason)
        ]
    return said


def sure_of_itself(found: tuple[Finding, ...]) -> list[str]:
    """Intervals of no width: what was drawn again was the same in every area."""
    return [
        f"{finding.key}: {interval}"
        for finding in found
        for interval in (finding.draft.interval, *(g.interval for g in finding.draft.by_group))
        if interval is not None and interval.high - interval.low < _LITTLE
    ]


def unexplained(found: tuple[Finding, ...]) -> list[str]:
    """Numbers without an interval of which no caveat says why."""
    return [
        finding.key
        for finding in found
        if finding.draft.estimate is not None
        and finding.draft.interval is None
        and not any(c.code == "no_interval" and "o interval" in c.text for c in finding.caveats)
    ]


@pytest.mark.parametrize("city", ["porto_sombra", pytest.param("rio", marks=pytest.mark.rio)])
def test_every_number_is_possible_and_every_nothing_has_its_reason(
    request: pytest.FixtureRequest, city: str
) -> None:
    opened: OpenedCity = request.getfixturevalue(city)
    found = opened.findings()
    assert impossible(found) == []
    assert unsaid(found) == []
    assert sure_of_itself(found) == []
    assert unexplained(found) == []


@pytest.mark.parametrize("city", ["porto_sombra", pytest.param("rio", marks=pytest.mark.rio)])
def test_every_measure_speaks_of_every_city(request: pytest.FixtureRequest, city: str) -> None:
    opened: OpenedCity = request.getfixturevalue(city)
    codes = {finding.measure.code for finding in opened.findings()}
    assert codes >= {f"M{number}" for number in (*range(1, 33), 0)}
