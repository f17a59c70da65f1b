import pytest

from audits.finding import State
from audits.measures.m09_wealth_gradient import compute
from tests.test_audits.small_frame import frame


def test_only_the_richest_are_seen() -> None:
    (draft,) = compute(frame(sensors=[(4, "working")]))
    # h = (0,0,0,0,1), ranks 0.1 ... 0.9: cov = 0.9/5 − 0.2·0.5 = 0.08, E = 0.64
    assert draft.estimate == pytest.approx(0.64)
    assert draft.curve is not None
    assert draft.curve.share[-2] == 0
    assert "better-off" in draft.reading


def test_only_the_poorest_are_seen() -> None:
    (draft,) = compute(frame(sensors=[(0, "working")]))
    assert draft.estimate == pytest.approx(-0.64)
    assert "poorer" in draft.reading


def test_everybody_equal() -> None:
    (draft,) = compute(frame(sensors=[(i, "working") for i in range(5)]))
    assert draft.estimate == pytest.approx(0, abs=1e-12)


def test_nobody_covered_has_no_curve() -> None:
    (draft,) = compute(frame())
    assert draft.estimate == 0
    assert draft.curve is None


def test_an_area_with_nobody_or_unknown_wealth_is_left_out_and_said_so() -> None:
    areas = [(1000, 1), (0, 2), (1000, None), (1000, 4)]
    (draft,) = compute(frame(areas=areas, sensors=[(3, "working")]))
    states = {v.area: v.state for v in draft.by_area}
    assert states["a1"] is State.NOT_MEASURED
    assert states["a2"] is State.UNUSABLE
    assert draft.footing.areas == 2
    assert draft.footing.people == 2000


def test_without_wealth_we_do_not_know() -> None:
    (draft,) = compute(frame(areas=[(1000, None), (1000, 1)], sensors=[(0, "working")]))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert "We do not know" in draft.reading
