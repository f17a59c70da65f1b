import pytest

from audits.exhibit import Lines
from audits.finding import State
from audits.measures.m10_gini import compute
from audits.opened import OpenedCity
from tests.test_audits.one_finding import draft_of, finding_of
from tests.test_audits.small_frame import frame


def test_one_area_in_five_has_it_all() -> None:
    (draft,) = compute(frame(sensors=[(0, "working")]))
    assert draft.estimate == pytest.approx(0.8)
    (lorenz,) = draft.exhibits
    assert isinstance(lorenz, Lines)
    assert lorenz.equal
    assert (lorenz.x[0], lorenz.x[-1]) == (0, 1)
    assert lorenz.lines[0].y[-2:] == (0, 1)


def test_it_does_not_know_rich_from_poor() -> None:
    one = [next(compute(frame(sensors=[(i, "working")]))).estimate for i in (0, 4)]
    assert one[0] == pytest.approx(one[1])


def test_everybody_equal() -> None:
    (draft,) = compute(frame(sensors=[(i, "working") for i in range(5)]))
    assert draft.estimate == 0


def test_nobody_within_reach_is_not_defined() -> None:
    (draft,) = compute(frame())
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert "nothing to spread" in str(draft.reason)
    assert draft.exhibits == ()


def test_an_area_with_nobody_counts_for_nothing() -> None:
    (draft,) = compute(frame(areas=[(1000, 1), (0, 2), (3000, 3)], sensors=[(0, "working")]))
    assert draft.estimate == pytest.approx(0.75)
    assert draft.footing.areas == 2
    assert draft.by_area[1].state is State.NOT_MEASURED


def test_people_weigh() -> None:
    (draft,) = compute(frame(areas=[(9000, 1), (1000, 2)], sensors=[(0, "working")]))
    assert draft.estimate == pytest.approx(0.1)


def test_by_cells_nearness_is_tried(porto_sombra: OpenedCity) -> None:
    draft = draft_of(porto_sombra, compute, "cameras")
    cells = [s for s in draft.stability.settings if "scale in metres" in s.parameters]
    assert len(cells) == 3
    assert draft.interval is not None
    assert draft.interval.low < float(draft.estimate or 0) < draft.interval.high
    codes = {c.code for c in finding_of(porto_sombra, compute, "cameras").caveats}
    assert "no_direction" in codes


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    assert draft_of(rio, compute, "cameras").estimate == pytest.approx(0.537, abs=0.001)
    codes = {c.code for c in finding_of(rio, compute, "air_quality").caveats}
    assert "little_to_spread" in codes
    few = draft_of(rio, compute, "river_inea").interval
    assert few is not None
    assert few.high <= 1
