import numpy as np
import pytest

from audits.boundaries import gradients
from audits.exhibit import Bars
from audits.finding import State
from audits.measures.m21_boundary_stability import compute, rank_changes
from audits.opened import OpenedCity
from audits.run import complete
from tests.test_audits.small_frame import frame


def test_a_steep_gradient_leans_the_same_way_on_every_boundary_set() -> None:
    areas = [(1000.0, float(i + 1)) for i in range(30)]
    city = frame(areas=areas, sensors=[(i, "working") for i in range(15, 30)])
    (draft,) = compute(city)
    assert draft.estimate is not None
    assert draft.estimate > 0.5
    assert draft.interval is not None
    assert draft.interval.low <= draft.estimate <= draft.interval.high
    assert draft.stability.share_holding == 1
    assert "boundaries_decide" not in {c.code for c in complete(city, draft).caveats}


def test_what_hangs_on_the_boundaries_is_told() -> None:
    # Sensors at both ends: which end looks better reached hangs on where zones are cut.
    areas = [(1000.0, float(i + 1)) for i in range(30)]
    city = frame(areas=areas, sensors=[(i, "working") for i in (1, 2, 3, 27, 28, 29)])
    (draft,) = compute(city)
    assert draft.stability.share_holding is not None
    assert 0 < draft.stability.share_holding < 1
    # The groups' intervals are of other draws than the merges.
    assert "random merges" in draft.interval_meaning
    assert "of a group: 95 of 100 such intervals" in draft.interval_meaning
    assert "boundaries_decide" in {c.code for c in complete(city, draft).caveats}


def test_everybody_equal_has_no_gradient_on_any() -> None:
    areas = [(1000.0, float(i + 1)) for i in range(30)]
    (draft,) = compute(frame(areas=areas, sensors=[(i, "working") for i in range(30)]))
    assert draft.estimate == 0
    assert {s.estimate for s in draft.stability.settings if s.estimate is not None} == {0.0}
    assert draft.parameters["S-maup"] == "outside its tables"


def test_an_area_with_nobody_and_one_of_unknown_wealth_stay_out() -> None:
    areas: list[tuple[float, float | None]] = [(1000.0, float(i + 1)) for i in range(30)]
    areas[3], areas[7] = (0.0, 4.0), (1000.0, None)
    (draft,) = compute(frame(areas=areas, sensors=[(29, "working")]))
    states = {v.area: v.state for v in draft.by_area}
    assert states["a3"] is states["a7"] is State.NOT_MEASURED
    assert draft.footing.areas == 28


def test_of_too_few_zones_nothing_is_said() -> None:
    (draft,) = compute(frame(areas=[(1000, 1), (1000, 2)], sensors=[(0, "working")]))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)


def test_rank_changes() -> None:
    index = np.array([[0.3, 0.1], [0.2, 0.1], [0.1, 0.2], [np.nan, 0.3]])
    assert (rank_changes(index, 0), rank_changes(index, 1)) == (1, 1)


@pytest.mark.parametrize("city", ["porto_sombra", pytest.param("rio", marks=pytest.mark.rio)])
def test_both_cities(city: str, request: pytest.FixtureRequest) -> None:
    opened: OpenedCity = request.getfixturevalue(city)
    for network, draft in zip(opened.frame.city.networks, compute(opened.frame), strict=True):
        values = gradients(opened.frame).of(opened.frame, network)
        assert draft.interval is not None
        assert draft.estimate is not None
        assert draft.interval.low <= draft.estimate <= draft.interval.high
        assert len(draft.stability.settings) == len(values)
        (bars,) = (e for e in draft.exhibits if isinstance(e, Bars))
        assert bars.bars[0].value == pytest.approx(values[0])
        assert "S-maup statistic, merging so far" in draft.reading
