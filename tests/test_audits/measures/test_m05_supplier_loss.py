from collections.abc import Sequence

import numpy as np
import pytest

from audits.exhibit import Bars
from audits.finding import State
from audits.frame import CityFrame
from audits.measures.m05_supplier_loss import compute
from audits.opened import OpenedCity
from tests.test_audits.one_finding import draft_of, finding_of
from tests.test_audits.small_frame import frame

AREAS = [(1000, 1), (1000, 2), (0, 3), (1000, 4), (1000, 5)]


def city(sensors: Sequence[tuple[int, str | None]], areas: object = None) -> CityFrame:
    """A strip with sensors, each in the middle of an area, with the operators given."""
    made = frame(
        areas=AREAS if areas is None else areas,  # type: ignore[arg-type]
        sensors=[(at, "working") for at, _ in sensors],
    )
    made.tables["sensor"]["operator"] = [operator for _, operator in sensors]
    return made


def test_count_is_not_importance() -> None:
    # A has three sensors where B has one too; B alone reaches two areas more.
    (draft,) = compute(city([(0, "A"), (0, "A"), (0, "A"), (0, "B"), (3, "B"), (4, "B")]))
    assert draft.parameters["operator lost"] == "B"
    assert draft.estimate == pytest.approx(0.5)
    (draft,) = compute(city([(0, "A"), (0, "A"), (0, "A"), (0, "B"), (3, "B")]))
    assert draft.estimate == pytest.approx(0.25)
    assert "count is not importance" in draft.reading
    (bars,) = draft.exhibits
    assert isinstance(bars, Bars)
    assert [(bar.name[0], bar.value) for bar in bars.bars] == [("B", 0.25), ("A", 0)]
    assert "60 % of the sensors" in bars.bars[1].name


def test_by_group_the_loss_falls_where_the_supplier_stands_alone() -> None:
    (draft,) = compute(city([(0, "A"), (4, "B"), (3, "B")]))
    values = {v.group: v.value for v in draft.by_group if v.dimension == "favela"}
    assert values["outside"] == pytest.approx(0.5)
    assert [v.value for v in draft.by_area] == [0, 0, None, 1, 1]
    assert draft.by_area[2].state is State.NOT_MEASURED


def test_without_stated_operators_it_is_not_measured() -> None:
    for sensors in ([(0, None), (1, "unknown"), (2, " ")], []):
        (draft,) = compute(city(sensors))
        assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
        assert draft.exhibits == ()
    (draft,) = compute(frame(sensors=[(0, "working")]))
    assert "nobody states who operates" in str(draft.reason)


def test_one_operator_for_all_is_said_and_not_called_a_measurement() -> None:
    (draft,) = compute(city([(0, "A"), (4, "A")]))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert "lose everything: the 50 % of the people" in str(draft.reason)


def test_sensors_of_unstated_operator_stay_and_it_is_said() -> None:
    (draft,) = compute(city([(0, "A"), (0, None), (4, "A")]))
    assert draft.estimate == pytest.approx(0.25)
    assert "nobody states the operator" in draft.reading
    assert draft.footing.sensors == 2


def test_everybody_equal_loses_nothing() -> None:
    both = [(i, name) for i in range(5) for name in ("A", "B")]
    (draft,) = compute(city(both))
    assert draft.estimate == 0


def test_porto_sombra_loses_what_set_subtraction_says(porto_sombra: OpenedCity) -> None:
    draft = draft_of(porto_sombra, compute, "cameras")
    made = porto_sombra.frame
    network = porto_sombra.city.network("cameras")
    rows = made.tables["sensor"]
    own = rows[rows["network"] == "cameras"]
    left = own[own["operator"] != draft.parameters["operator lost"]]
    seen = made.distance_any(network) <= network.reach_m
    still = made.distance_to(left["x"].to_numpy(), left["y"].to_numpy()) <= network.reach_m
    lost = float(made.cell_people @ (seen & ~still)) / made.people
    assert draft.estimate == pytest.approx(lost)
    fifths = [v.value for v in draft.by_group if v.dimension == porto_sombra.city.wealth]
    assert np.argmax([value or 0 for value in fifths]) == 4
    assert draft_of(porto_sombra, compute, "air_stations").estimate is None


@pytest.mark.rio
def test_rio_states_operators_for_cameras_alone(rio: OpenedCity) -> None:
    cameras = finding_of(rio, compute, "cameras")
    assert cameras.draft.parameters["operator lost"] == "7LAN"
    assert cameras.draft.estimate == pytest.approx(0.0775, abs=0.0005)
    assert {c.code for c in cameras.caveats} >= {"operators_unstated", "hidden_dependencies"}
    others = [n.id for n in rio.city.networks if n.id != "cameras"]
    assert all(draft_of(rio, compute, name).state is State.NOT_MEASURED for name in others)
