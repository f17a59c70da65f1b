import pytest

from audits.exhibit import Bars
from audits.finding import Draft, State
from audits.measures.m07_demographic_disparity import compute
from audits.opened import OpenedCity
from tests.test_audits.sampled_frame import sampled
from tests.test_audits.small_frame import frame

TEN = [(1000.0, float(i)) for i in range(10)]


def values(draft: Draft) -> dict[str, float | None]:
    """Group -> score."""
    return {v.group: v.value for v in draft.by_group}


def test_sensors_where_the_trait_is_rare() -> None:
    city = sampled([100, 100, 500, 500], [0] * 4, sensors=[(0, "working")] * 3 + [(2, "working")])
    (draft,) = compute(city)
    # At the sensors 0.75 · 10 % + 0.25 · 50 % = 20 %, in the city 30 %.
    assert values(draft)["with"] == pytest.approx(-10)
    assert values(draft)["without"] == pytest.approx(10)


def test_everybody_equal() -> None:
    (draft,) = compute(sampled([200] * 10, [0] * 10, sensors=[(i, "working") for i in (0, 3, 9)]))
    assert values(draft)["with"] == 0
    (bars,) = draft.exhibits
    assert isinstance(bars, Bars)
    assert not any(bar.weighty for bar in bars.bars if bar.name in ("with", "without"))


def test_an_area_with_nobody_takes_no_sensor_into_account() -> None:
    areas = [(1000.0, 1.0), (1000.0, 2.0), (0.0, 3.0)]
    (with_empty,) = compute(frame(areas=areas, sensors=[(0, "working"), (2, "working")]))
    (without,) = compute(frame(areas=areas, sensors=[(0, "working")]))
    assert values(with_empty) == values(without)


def test_without_sensors_we_do_not_know() -> None:
    (draft,) = compute(frame())
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert "We do not know" in draft.reading


def test_a_group_on_one_area_is_withheld_here_as_everywhere() -> None:
    (draft,) = compute(frame(sensors=[(4, "working")]))
    states = {v.group: v.state for v in draft.by_group}
    assert states["poorest fifth"] is State.WITHHELD
    assert states["inside"] is State.NOT_MEASURED
    assert draft.estimate is None


def test_both_variants_of_the_published_test_stand_under_their_names() -> None:
    city = sampled(
        [100] * 5 + [300] * 5, [60] * 10, sensors=[(0, "working")] * 5 + [(1, "working")] * 5
    )
    (draft,) = compute(city)
    documented = draft.parameters["Z of with, as documented"]
    coded = draft.parameters["Z of with, as the tool's code has it"]
    assert isinstance(documented, float)
    assert isinstance(coded, float)
    # SE₁ = √(2 · (0.5 · 0.06)²)/1.645; SE₂ = √10 · 60/10000/1.645
    one, two = 2**0.5 * 0.03 / 1.645, 10**0.5 * 0.006 / 1.645
    assert documented == pytest.approx(0.1 / (one**2 + two**2) ** 0.5, abs=1e-3)
    assert coded == pytest.approx(0.1 / (one**2 + (1.645 * two) ** 2) ** 0.5, abs=1e-3)
    assert "dominates" in (draft.footing.survey_error or "")


def test_few_sensors_name_no_group_however_sure_their_areas_look() -> None:
    # Two of two sensors stand among the few: no draw of areas could put one elsewhere.
    city = sampled([900] * 5 + [0] * 15, [0] * 20, sensors=[(0, "working"), (1, "working")])
    (draft,) = compute(city)
    (bars,) = draft.exhibits
    assert isinstance(bars, Bars)
    assert not any(bar.weighty for bar in bars.bars)
    many = sampled([900] * 5 + [0] * 15, [0] * 20, sensors=[(i % 5, "working") for i in range(60)])
    (draft,) = compute(many)
    (bars,) = draft.exhibits
    assert isinstance(bars, Bars)
    assert {bar.name for bar in bars.bars if bar.weighty} >= {"with", "without"}


def test_a_group_without_any_sensor_is_as_unsure_as_their_number_says() -> None:
    city = sampled([0] * 10 + [500] * 10, [0] * 20, sensors=[(i, "working") for i in range(6)])
    (draft,) = compute(city)
    own = next(v for v in draft.by_group if v.group == "with")
    assert own.value == pytest.approx(-25)
    assert own.interval is not None
    assert own.interval.low == pytest.approx(-25)
    assert own.interval.high > 0  # Wilson: none of 6 may well be 39 %


def test_porto_sombra(porto_sombra: OpenedCity) -> None:
    drafts = {d.subject: d for d in compute(porto_sombra.frame)}
    assert set(drafts) == {"cameras", "rain_gauges", "air_stations", "microphones"}
    cameras, microphones = drafts["cameras"], drafts["microphones"]
    # Planted: cameras lean to wealth, microphones to the poor.
    assert cameras.interval is not None
    assert cameras.interval.high < 0
    assert microphones.interval is not None
    assert microphones.interval.low > 0
    assert "Z of with a disability, as documented" in cameras.parameters
    assert "none can be told from chance" in drafts["air_stations"].reading


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    drafts = {d.subject: d for d in compute(rio.frame)}
    assert len(drafts) == 8
    assert drafts["cameras"].interval is not None
    assert drafts["cameras"].interval.high < 0
    # Two river gauges and six rain gauges cannot tell any group apart.
    assert "too little to test" in drafts["river_inea"].reading
    assert "none can be told from chance" in drafts["gauges_inea"].reading
