from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from audits.finding import State
from audits.frame import CityFrame
from audits.load import from_tables
from audits.measures.m01_visible_action import compute
from audits.opened import OpenedCity
from audits.visible_action import tally_areas
from data.city import Response
from tests.test_audits.small_frame import dataset, frame

AREAS = [(1000, i // 4 + 1) for i in range(20)]
START = pd.Timestamp("2026-01-01")


def fifths(areas: int) -> pd.DataFrame:
    names = ("poorest fifth", "second fifth", "middle fifth", "fourth fifth", "richest fifth")
    return pd.DataFrame(
        {
            "area_id": [f"a{i}" for i in range(areas)],
            "dimension": "fifth",
            "grp": [names[i * 5 // areas] for i in range(areas)],
            "share": 1.0,
        }
    )


def city(
    cases: list[tuple[int, float | None]],
    *,
    independent: bool | None = True,
    response: dict[str, Any] | None = None,
    sensors: list[tuple[int, str]] | None = None,
) -> CityFrame:
    """Twenty areas, a gauge in every other; cases of (area, hours until a crew came or None)."""
    made = frame(
        areas=AREAS,
        sensors=sensors if sensors is not None else [(i, "working") for i in range(0, 20, 2)],
        datasets=(
            dataset("floods", "incidents", independent_of_sensors=independent),
            dataset("crews", "interventions", independent_of_sensors=False),
        ),
    )
    values: dict[str, Any] = {
        "id": "floods",
        "title": "Floods",
        "need": "floods",
        "action": "crews",
        "network": "gauges",
        "target_hours": 6.0,
    }
    incidents = pd.DataFrame(
        [
            {
                "dataset": "floods",
                "incident_id": f"F{k}",
                "started_at": START,
                "kind": "flood",
                "area_id": f"a{area}",
                "x": 1000.0 * area + 500,
                "y": 500.0,
            }
            for k, (area, _) in enumerate(cases)
        ]
    )
    crews = pd.DataFrame(
        [
            {
                "dataset": "crews",
                "intervention_id": f"A{k}",
                "started_at": START + pd.Timedelta(hours=hours),
                "kind": "flood",
                "area_id": f"a{area}",
                "incident_id": f"F{k}",
                "x": 1000.0 * area + 500,
                "y": 500.0,
            }
            for k, (area, hours) in enumerate(cases)
            if hours is not None
        ]
        + [
            {
                "dataset": "crews",
                "intervention_id": "last",
                "started_at": START + pd.Timedelta(days=9),
                "kind": "tree",
                "area_id": "a0",
                "incident_id": None,
                "x": 500.0,
                "y": 500.0,
            }
        ]
    )
    more = replace(made.city, responses=(Response(**(values | (response or {}))),))
    tables = made.tables | {
        "incident": incidents,
        "intervention": crews,
        "area_group": fifths(20),
    }
    return from_tables(more, made.snapshot, made.as_of, tables)


def even(seen: tuple[int, int], unseen: tuple[int, int]) -> list[tuple[int, float | None]]:
    """In every area so many cases acted on of so many, where seen and where not."""
    return [
        (area, 1.0 if k < acted else None)
        for area in range(20)
        for acted, of in [seen if area % 2 == 0 else unseen]
        for k in range(of)
    ]


def test_action_that_follows_sight_is_found() -> None:
    (draft,) = compute(city(even((6, 8), (2, 8))))
    assert draft.estimate == pytest.approx(3.0)
    assert draft.footing.incidents == 160
    assert draft.network is not None
    assert draft.subject == "floods"
    assert [bar.value for bar in draft.exhibits[0].bars] == pytest.approx([3.0] * 5)  # type: ignore[union-attr]
    by_area = {v.area: v.value for v in draft.by_area}
    assert by_area["a0"] == pytest.approx(1.5)
    assert by_area["a1"] == pytest.approx(0.5)
    assert "3.00 times as much action" in draft.reading
    assert "not say that seeing is the cause" in draft.reading


def test_everybody_equal_is_one() -> None:
    (draft,) = compute(city(even((4, 8), (4, 8))))
    assert draft.estimate == pytest.approx(1.0)
    assert draft.interval is not None
    assert draft.interval.low <= 1 <= draft.interval.high


def test_late_action_and_other_kinds_do_not_count() -> None:
    late = [(a, None if h is None else 7.0) for a, h in even((6, 8), (0, 8))]
    (draft,) = compute(city([*late, (1, 2.0), (3, 2.0), (0, 2.0), (2, 2.0)]))
    assert draft.estimate == pytest.approx(1.0)
    (other,) = compute(city(even((6, 8), (2, 8)), response={"kinds": ("tree",)}))
    assert other.estimate is None


def test_a_case_whose_time_is_not_over_says_nothing() -> None:
    made = city(even((6, 8), (2, 8)))
    incidents = made.tables["incident"].copy()
    incidents.loc[incidents["area_id"] == "a1", "started_at"] = START + pd.Timedelta(days=9)
    made.tables["incident"] = incidents
    (draft,) = compute(made)
    assert draft.footing.incidents == 152


def test_a_dead_sensor_sees_nothing() -> None:
    dead = [(i, "not working") for i in range(0, 20, 2)]
    (draft,) = compute(city(even((6, 8), (2, 8)), sensors=dead))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)


@pytest.mark.parametrize(
    ("independent", "said"),
    [(None, "nobody states whether the list was made without"), (False, "known through what sees")],
)
def test_need_that_is_not_known_to_be_independent_is_refused(
    independent: bool | None, said: str
) -> None:
    (draft,) = compute(city(even((6, 8), (2, 8)), independent=independent))
    assert (draft.estimate, draft.state) == (None, State.UNUSABLE)
    assert draft.reason is not None
    assert said in draft.reason
    assert "raw association is not computed" in draft.reading
    assert not draft.by_area
    assert not draft.stability.settings


def test_without_responses_there_is_nothing_to_say() -> None:
    assert not list(compute(frame(sensors=[(0, "working")])))


def test_whole_areas_are_compared_where_need_is_theirs() -> None:
    made = city(even((6, 8), (2, 8)))
    made = replace_response(made, need="hazard.income", target_hours=None, kinds=("flood",))
    (draft,) = compute(made)
    assert draft.parameters["unit of comparison"] == "areas"
    # Each even area has six actions and each odd one two; within a fifth their need is the same.
    assert draft.estimate == pytest.approx(3.0)


def test_an_area_with_nobody_has_no_place_among_areas() -> None:
    share = np.array([0.9, np.nan, 0.1, 0.2])
    found = tally_areas(np.array([4.0, 7, 2, 1]), np.array([2.0, 3, 0, 1]), share, 0.5)
    assert found.need.tolist() == [2, 0, 0, 1]
    assert found.acted.tolist() == [4, 0, 0, 1]
    assert found.acted_seen.tolist() == [4, 0, 0, 0]


def replace_response(made: CityFrame, **more: Any) -> CityFrame:
    city_of = made.city
    (response,) = city_of.responses
    changed = replace(
        city_of,
        responses=(replace(response, **more),),
        datasets=(
            *city_of.datasets,
            dataset("hazard", "area_need", independent_of_sensors=True),
        ),
    )
    return replace(made, city=changed)


def test_places_of_need_are_answered_by_what_is_near() -> None:
    made = city(even((6, 8), (2, 8)))
    places = made.tables["incident"].rename(columns={"incident_id": "need_id"})
    made.tables["need"] = places.assign(dataset="points")
    made = replace(
        made,
        city=replace(
            made.city,
            responses=(
                replace(made.city.responses[0], need="points", near_m=100.0, target_hours=None),
            ),
            datasets=(
                *made.city.datasets,
                dataset("points", "need", independent_of_sensors=True),
            ),
        ),
    )
    (draft,) = compute(made)
    assert draft.estimate == pytest.approx(1.0)  # some crew came near every place


def test_porto_sombra_acts_where_it_sees(porto_sombra: OpenedCity) -> None:
    finding = porto_sombra.finding("M1", "floods")
    assert finding.draft.interval is not None
    assert finding.draft.interval.low > 1
    codes = {caveat.code for caveat in finding.caveats}
    assert {"association", "action_log"} <= codes
    assert "ecological" not in codes


@pytest.mark.rio
def test_rio_refuses_its_own_list_and_cannot_tell_by_areas(rio: OpenedCity) -> None:
    refused = rio.finding("M1", "flood_points")
    assert refused.draft.state is State.UNUSABLE
    by_areas = rio.finding("M1", "flood_susceptibility")
    assert by_areas.draft.interval is not None
    assert by_areas.draft.interval.low < 1 < by_areas.draft.interval.high
    assert "cannot tell" in by_areas.draft.reading
    codes = {caveat.code for caveat in by_areas.caveats}
    assert {"ecological", "action_log", "association", "parameter_decides"} <= codes
