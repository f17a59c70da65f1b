import pandas as pd
import pytest

from audits.exhibit import Lines
from audits.finding import State
from audits.load import from_tables
from audits.measures.m20_parameter_stability import compute
from audits.opened import OpenedCity
from audits.run import complete
from tests.test_audits.small_frame import FIFTHS, frame, network


def test_where_only_the_richest_have_a_sensor_every_setting_agrees() -> None:
    (draft,) = compute(frame(sensors=[(4, "working")]))
    assert draft.estimate == 1
    assert "The verdict is stable" in draft.reading
    assert draft.stability.share_holding == 1


def test_a_verdict_bought_with_a_larger_distance_is_told() -> None:
    # The richest stand on a gauge, the poorest 1,000 m from one: from 1,000 m on both are reached.
    city = frame(
        sensors=[(4, "working"), (1, "working")],
        net=network(reach_m=500.0, reach_grid_m=(1000.0, 1500.0)),
    )
    (draft,) = compute(city)
    assert "a larger distance alone turns it, from 1 000 m on" in draft.reading.replace(
        "\u202f", " "
    )
    assert "decided by the parameter" in draft.reading
    (said,) = (c for c in complete(city, draft).caveats if c.code == "bought_with_distance")
    assert said.arguments["metres"] == "1000"


def test_without_such_a_turn_nothing_is_said_to_be_bought() -> None:
    city = frame(sensors=[(4, "working")])
    (draft,) = compute(city)
    assert "bought_with_distance" not in {c.code for c in complete(city, draft).caveats}


def test_dead_sensors_are_a_setting() -> None:
    (draft,) = compute(frame(sensors=[(0, "working"), (4, "not working")]))
    by_sensors: dict[str, set[bool]] = {}
    for s in draft.stability.settings:
        if s.holds is not None and s.parameters["reference"] == "the richest fifth":
            by_sensors.setdefault(str(s.parameters["sensors counted"]), set()).add(s.holds)
    assert by_sensors == {"all placed": {False}, "not known to be dead": {False}}
    alive = [
        s.estimate
        for s in draft.stability.settings
        if s.parameters["sensors counted"] != "all placed"
        and s.parameters["reference"] == "the richest fifth"
    ]
    # Nobody of the richest is reached by what works: there is nothing to be less than.
    assert None in alive


def test_the_ratio_runs_to_1_as_the_scale_grows() -> None:
    (draft,) = compute(frame(sensors=[(4, "working")], net=network(scale_m=1000.0)))
    ratios = [
        s.estimate or 0.0
        for s in draft.stability.settings
        if s.parameters["way to be reached"] == "nearness"
        and s.parameters["reference"] == "the richest fifth"
        and s.parameters["sensors counted"] == "all placed"
    ]
    assert ratios == sorted(ratios)
    assert ratios[0] < 0.01 < 0.3 < ratios[-1] < 1


def test_what_two_sensors_say_is_not_sure() -> None:
    made = frame(
        areas=[(1000.0, float(i % 5)) for i in range(40)],
        sensors=[(4, "working"), (24, "working")],
        net=network(reach_grid_m=(400.0,), scale_m=400.0),
    )
    fifths = pd.DataFrame(
        {
            "area_id": [f"a{i}" for i in range(40)],
            "dimension": "fifth",
            "grp": [FIFTHS[i % 5] for i in range(40)],
            "share": 1.0,
        }
    )
    tables = made.tables | {"area_group": fifths}
    (draft,) = compute(from_tables(made.city, made.snapshot, made.as_of, tables))
    assert draft.estimate == 1
    # Placed by the same process again, two gauges might well stand elsewhere.
    assert draft.interval is not None
    assert draft.interval.low < 0.9


def test_everybody_equal_is_no_verdict_against_the_poorest() -> None:
    (draft,) = compute(frame(sensors=[(i, "working") for i in range(5)]))
    assert draft.estimate == 0


def test_nobody_reached_and_no_wealth_known_are_said() -> None:
    (nobody,) = compute(frame())
    assert (nobody.estimate, nobody.state) == (None, State.NOT_MEASURED)
    (unknown,) = compute(frame(areas=[(1000, None), (1000, 1)], sensors=[(0, "working")]))
    assert (unknown.estimate, unknown.state) == (None, State.NOT_MEASURED)
    assert "wealth" in str(unknown.reason)


def test_an_area_with_nobody_counts_for_nobody() -> None:
    areas = [(1000, 1), (0, 2), (1000, 3), (1000, 4), (1000, 5)]
    (with_it,) = compute(frame(areas=areas, sensors=[(4, "working")]))
    assert with_it.estimate == 1


@pytest.mark.parametrize("city", ["porto_sombra", pytest.param("rio", marks=pytest.mark.rio)])
def test_both_cities(city: str, request: pytest.FixtureRequest) -> None:
    opened: OpenedCity = request.getfixturevalue(city)
    drafts = list(compute(opened.frame))
    assert len(drafts) == len(opened.frame.city.networks)
    for draft in drafts:
        assert draft.estimate is not None
        # None only where each draw says the same under every setting.
        assert draft.interval is not None or draft.estimate in (0, 1)
        assert all(isinstance(e, Lines) for e in draft.exhibits)
        assert draft.stability.share_holding == pytest.approx(draft.estimate)
    cameras = next(d for d in drafts if d.subject == "cameras")
    assert cameras.estimate == 1
