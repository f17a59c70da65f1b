import numpy as np
import pytest

from audits.exhibit import Lines
from audits.finding import State
from audits.measures.m02_proximity import compute, proximity
from audits.opened import OpenedCity
from tests.test_audits.one_finding import draft_of, finding_of
from tests.test_audits.small_frame import frame


def test_nearness_is_one_at_the_sensor_and_falls_with_distance() -> None:
    (draft,) = compute(frame(sensors=[(0, "working")]))
    # Areas lie 0 to 4 km away, the scale is 100 m.
    assert draft.estimate == pytest.approx(np.mean(np.exp(-np.arange(5) * 10)))
    assert [v.value for v in draft.by_area] == pytest.approx(np.exp(-np.arange(5) * 10))
    assert proximity(np.array([0.0, np.inf]), 100).tolist() == [1, 0]


def test_it_is_never_called_coverage() -> None:
    (draft,) = compute(frame(sensors=[(0, "working")]))
    assert "coverage" not in (draft.measure.name + draft.reading).lower()
    assert "not range" in draft.reading


def test_nobody_is_near_where_there_is_no_sensor() -> None:
    (draft,) = compute(frame())
    assert draft.estimate == 0
    assert draft.footing.sensors == 0


def test_everybody_equal() -> None:
    (draft,) = compute(frame(sensors=[(i, "working") for i in range(5)]))
    assert draft.estimate == 1
    assert draft.stability.share_holding == 0
    assert draft.interval is None  # five areas are too few to draw from


def test_an_area_with_nobody_has_no_value() -> None:
    (draft,) = compute(frame(areas=[(1000, 1), (0, 2), (1000, 3)], sensors=[(0, "working")]))
    assert draft.by_area[1].state is State.NOT_MEASURED
    assert draft.footing.areas == 2


def test_dead_sensors_count_in_a_setting_of_their_own() -> None:
    (draft,) = compute(frame(sensors=[(0, "working"), (4, "not working")]))
    at = {
        (s.parameters["scale in metres"], s.parameters["sensors counted"]): s.estimate
        for s in draft.stability.settings
    }
    assert len(at) == 10
    assert at[100.0, "all placed"] == draft.estimate
    alive, everything = at[100.0, "not known to be dead"], at[100.0, "all placed"]
    assert alive is not None
    assert everything is not None
    assert alive < everything


def test_the_figure_shows_everyone_and_both_ends_over_the_scale() -> None:
    (draft,) = compute(frame(sensors=[(4, "working")]))
    (lines,) = draft.exhibits
    assert isinstance(lines, Lines)
    assert [line.name for line in lines.lines] == ["everyone", "poorest fifth", "richest fifth"]
    assert lines.lines[2].y == pytest.approx((1, 1, 1, 1, 1))
    assert lines.lines[0].y[lines.x.index(100.0)] == pytest.approx(draft.estimate)


def test_porto_sombra(porto_sombra: OpenedCity) -> None:
    draft = draft_of(porto_sombra, compute, "cameras")
    fifths = [v.value for v in draft.by_group if v.dimension == porto_sombra.city.wealth]
    assert fifths == sorted(fifths, key=lambda value: value or 0)
    assert draft.stability.share_holding == 1
    crossed = [v for v in draft.by_group if "," in v.group]
    assert crossed
    assert all(v.interval is not None for v in crossed if v.state is State.MEASURED)


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    draft = draft_of(rio, compute, "cameras")
    assert draft.estimate == pytest.approx(0.169, abs=0.001)
    assert {c.code for c in finding_of(rio, compute, "cameras").caveats} >= {"size_is_chosen"}
