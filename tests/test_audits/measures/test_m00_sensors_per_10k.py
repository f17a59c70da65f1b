import pytest

from audits.finding import State
from audits.measures.m00_sensors_per_10k import MEASURE, compute
from tests.test_audits.small_frame import frame


def test_counts_per_resident_by_group() -> None:
    (draft,) = compute(frame(sensors=[(0, "working"), (4, "working"), (4, "not working")]))
    assert draft.estimate == pytest.approx(3 / 5000 * 10_000)
    by_area = {v.area: v.value for v in draft.by_area}
    assert by_area == {"a0": 10.0, "a1": 0.0, "a2": 0.0, "a3": 0.0, "a4": 20.0}


def test_one_area_per_fifth_is_too_few_to_show() -> None:
    (draft,) = compute(frame(sensors=[(0, "working")]))
    fifths = [v for v in draft.by_group if v.dimension == "fifth"]
    assert {v.state for v in fifths} == {State.WITHHELD}
    assert all("at least 2" in str(v.reason) for v in fifths)


def test_nobody_is_not_zero() -> None:
    (draft,) = compute(frame(areas=[(1000, 1), (0, 2), (1000, 3)], sensors=[(1, "working")]))
    empty = next(v for v in draft.by_area if v.area == "a1")
    assert (empty.value, empty.state) == (None, State.NOT_MEASURED)
    inside = next(v for v in draft.by_group if v.group == "inside")
    assert (inside.value, inside.state) == (None, State.NOT_MEASURED)


def test_everybody_equal_has_no_verdict() -> None:
    city = frame(
        areas=[(1000, i % 5) for i in range(10)], sensors=[(i, "working") for i in range(10)]
    )
    (draft,) = compute(city)
    assert draft.stability.share_holding in (0, None)


def test_states_its_question_before_the_data() -> None:
    assert MEASURE.question.endswith("?")
    assert MEASURE.success
