from dataclasses import replace

import pytest

from audits.exhibit import Bars
from audits.finding import Draft, State
from audits.measures.m06_geographic_disparity import compute
from audits.opened import OpenedCity
from data.city import Variable
from tests.test_audits.sampled_frame import sampled
from tests.test_audits.small_frame import frame


def one(*sensors: int, **more: object) -> Draft:
    """The draft of a strip with a working sensor in each of these areas."""
    (draft,) = compute(frame(sensors=[(i, "working") for i in sensors], **more))  # type: ignore[arg-type]
    return draft


def test_all_sensors_in_one_of_five_equal_areas() -> None:
    draft = one(4, 4, 4, 4, 4)
    # G = +80 points in the last area and −20 in the others: four of five would have to move.
    assert draft.estimate == pytest.approx(80)
    assert [v.value for v in draft.by_area] == pytest.approx([-20, -20, -20, -20, 80])
    assert sum(v.value or 0 for v in draft.by_area) == pytest.approx(0)
    assert "80 of 100 gauges stand elsewhere" in draft.reading
    assert "A4 holds 80.0 percentage points more" in draft.reading


def test_everybody_equal() -> None:
    draft = one(0, 1, 2, 3, 4)
    assert draft.estimate == pytest.approx(0, abs=1e-9)
    assert [v.value for v in draft.by_area] == pytest.approx([0] * 5, abs=1e-9)


def test_fewer_sensors_than_areas_are_refused_with_the_reason() -> None:
    draft = one(0, 1, 2, 3)
    assert (draft.estimate, draft.state) == (None, State.UNUSABLE)
    assert "4 gauges for 5 areas" in (draft.reason or "")
    assert {v.state for v in draft.by_area} == {State.UNUSABLE}


def test_no_sensor_at_all_is_refused_too() -> None:
    assert one().estimate is None


def test_an_area_with_nobody_has_a_score_where_a_sensor_stands_in_it() -> None:
    draft = one(0, 1, 1, areas=[(1000, 1), (0, 2), (1000, 3)])
    values = {v.area: v.value for v in draft.by_area}
    assert values["a1"] == pytest.approx(100 * 2 / 3)
    assert values["a2"] == pytest.approx(-50)
    assert draft.footing.areas == 2


def test_an_area_without_a_count_of_residents_is_not_measured() -> None:
    city = frame(sensors=[(i, "working") for i in range(5)])
    people = city.geography.people.copy()
    people[2] = float("nan")
    (draft,) = compute(replace(city, geography=replace(city.geography, people=people)))
    assert draft.by_area[2].state is State.NOT_MEASURED


def test_a_sampled_base_gives_each_area_an_interval() -> None:
    city = sampled([100] * 5, [30] * 5, sensors=[(i, "working") for i in range(5)])
    people = next(d for d in city.city.datasets if d.name == "people")
    base = Variable(name="all", field="people", title="Residents", unit="people", moe="m")
    changed = replace(people, columns={"people": "people"}, variables=(*people.variables, base))
    datasets = tuple(changed if d is people else d for d in city.city.datasets)
    (draft,) = compute(replace(city, city=replace(city.city, datasets=datasets)))
    (bars,) = draft.exhibits
    assert isinstance(bars, Bars)
    # p = 1/5 of 5000: MOE_p = √(30² − (30√5/5)²)/5000, and 1.96 of its standard errors.
    half = 100 * 1.96 * (30**2 - 0.04 * 5 * 30**2) ** 0.5 / 5000 / 1.645
    assert bars.bars[0].high == pytest.approx(half)
    (plain,) = compute(city)
    (bars,) = plain.exhibits
    assert isinstance(bars, Bars)
    assert bars.bars[0].high is None


def test_porto_sombra(porto_sombra: OpenedCity) -> None:
    drafts = {d.subject: d for d in compute(porto_sombra.frame)}
    assert drafts["cameras"].estimate is not None
    assert drafts["cameras"].interval is not None
    # Planted: cameras follow wealth, so far more stand elsewhere than chance would put there.
    assert drafts["cameras"].stability.share_holding is not None
    fifths = [v.value for v in drafts["cameras"].by_group if v.dimension == "income_fifth"]
    assert fifths[0] is not None
    assert fifths[-1] is not None
    assert fifths[0] > 0.9 > 0.1 > fifths[-1]
    assert {d.subject for d in drafts.values() if d.estimate is None} == {
        "rain_gauges",
        "air_stations",
        "microphones",
    }


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    drafts = {d.subject: d for d in compute(rio.frame)}
    assert drafts["cameras"].estimate is not None
    assert {d.state for name, d in drafts.items() if name != "cameras"} == {State.UNUSABLE}
