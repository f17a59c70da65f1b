import pytest

from audits.exhibit import Lines
from audits.finding import State
from audits.measures.m12_atkinson import GRID, compute
from audits.opened import OpenedCity
from tests.test_audits.one_finding import draft_of, finding_of
from tests.test_audits.small_frame import frame


def test_four_areas_in_five_have_nothing() -> None:
    (draft,) = compute(frame(sensors=[(0, "working")]))
    # (mean of √c)² / mean of c = (1/5)² ÷ (1/5)
    assert draft.estimate == pytest.approx(0.8)
    (lines,) = draft.exhibits
    assert isinstance(lines, Lines)
    assert lines.x == GRID
    assert lines.lines[0].y == pytest.approx((1 - 0.2 ** (1 / 3), 0.8, 1 - 0.2**3, 1.0))


def test_the_aversion_is_called_a_value_judgement() -> None:
    (draft,) = compute(frame(sensors=[(0, "working")]))
    assert "value judgement" in draft.reading
    assert "4 000" in draft.reading.replace("\u202f", " ")


def test_everybody_equal_gives_up_nothing() -> None:
    (draft,) = compute(frame(sensors=[(i, "working") for i in range(5)]))
    assert draft.estimate == 0
    (lines,) = draft.exhibits
    assert isinstance(lines, Lines)
    assert lines.lines[0].y == (0, 0, 0, 0)


def test_nobody_within_reach_is_not_defined() -> None:
    (draft,) = compute(frame())
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert draft.exhibits == ()


def test_an_empty_area_is_no_desert() -> None:
    (draft,) = compute(frame(areas=[(1000, 1), (0, 2)], sensors=[(0, "working")]))
    assert draft.estimate == 0
    assert {s.estimate for s in draft.stability.settings} == {0}


def test_the_grid_of_aversions_is_tried(porto_sombra: OpenedCity) -> None:
    draft = draft_of(porto_sombra, compute, "cameras")
    tried = {s.parameters["aversion to inequality"] for s in draft.stability.settings}
    assert tried == set(GRID)
    assert draft.stability.high == 1
    assert draft.stability.verdict is None


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    finding = finding_of(rio, compute, "cameras")
    assert finding.draft.estimate == pytest.approx(0.260, abs=0.001)
    assert "nobody_within_reach" in {c.code for c in finding.caveats}
