import pytest

from audits.exhibit import Bars
from audits.finding import State
from audits.measures.m19_small_counts import compute
from audits.opened import OpenedCity
from tests.test_audits.small_frame import frame

FORTY = [(1000.0, float(i)) for i in range(40)]


def test_three_of_forty_areas() -> None:
    (draft,) = compute(frame(areas=FORTY, sensors=[(i, "working") for i in (37, 38, 38, 39)]))
    assert draft.estimate == pytest.approx(3 / 40)
    assert draft.interval is not None
    assert draft.interval.low == pytest.approx(0.0258, abs=5e-4)
    assert draft.interval.high == pytest.approx(0.1986, abs=5e-4)
    assert "as if each area came by itself" in draft.interval_meaning
    assert [v.value for v in draft.by_area][-3:] == [1, 2, 1]


def test_no_area_is_a_number_with_an_interval_and_not_nothing() -> None:
    (draft,) = compute(frame(areas=FORTY[:12]))
    assert draft.estimate == 0
    assert draft.interval is not None
    assert draft.interval.high == pytest.approx(0.2425, abs=5e-5)


def test_everybody_equal() -> None:
    (draft,) = compute(frame(areas=FORTY, sensors=[(i, "working") for i in range(40)]))
    assert draft.estimate == 1
    # Every shuffle shows as wide a gap, which is none.
    assert draft.parameters.get("share of shuffles with as wide a gap") in (None, 1.0)


def test_areas_with_nobody_are_not_among_those_counted() -> None:
    (draft,) = compute(frame(areas=[(0, 1), (1000, 2)], sensors=[(0, "working")]))
    assert (draft.estimate, draft.footing.areas) == (0, 1)
    assert draft.by_area[0].state is State.NOT_MEASURED


def test_porto_sombra(porto_sombra: OpenedCity) -> None:
    drafts = {d.subject: d for d in compute(porto_sombra.frame)}
    fifths = [v.value for v in drafts["cameras"].by_group]
    assert len(fifths) == 5
    assert fifths[0] is not None
    assert fifths[-1] is not None
    assert fifths[0] < fifths[-1]
    # Planted: cameras follow wealth; gauges do not.
    shuffled = "share of shuffles with as wide a gap"
    assert drafts["cameras"].parameters[shuffled] == pytest.approx(0.001)
    assert float(drafts["rain_gauges"].parameters[shuffled]) > 0.05
    shares, rates = drafts["cameras"].exhibits
    assert isinstance(shares, Bars)
    assert isinstance(rates, Bars)
    assert rates.unit == "per 10 000 residents"


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    drafts = {d.subject: d for d in compute(rio.frame)}
    assert len(drafts) == 8
    none = drafts["air_quality"].by_group[0]
    assert none.value == 0
    assert none.interval is not None
    assert none.interval.high > 0.1  # none of 23 areas may well be one in ten
