"""Caveats of the scores of areas and groups, of shares of areas, of reliability and of footing."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from audits.caveat import Caveat, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.measures.m03_radius_coverage import compute as radius
from audits.measures.m06_geographic_disparity import compute as geographic
from audits.measures.m07_demographic_disparity import compute as demographic
from audits.measures.m18_survey_error import compute as survey
from audits.measures.m19_small_counts import compute as any_sensor
from audits.measures.m26_footing import compute as footing
from audits.measures.m32_what_would_close_the_gap import compute as closing
from audits.run import complete
from tests.test_audits.sampled_frame import sampled
from tests.test_audits.small_frame import frame, network

EACH = [(i, "working") for i in range(5)]


def caveats(
    city: CityFrame, compute: Callable[[CityFrame], Iterable[Draft]], code: str
) -> list[Caveat]:
    """The caveats of one code on a measure's first draft."""
    first = complete(city, next(iter(compute(city))))
    return [c for c in first.caveats if c.code == code]


# -- M6: areas as containers --------------------------------------------------------------------


def test_sensors_that_reach_across_a_border_are_counted() -> None:
    # In the middle of areas 1,000 m wide: 500 m to the next one.
    assert caveats(frame(sensors=EACH), geographic, "container") == []
    (said,) = caveats(frame(sensors=EACH, net=network(reach_m=600.0)), geographic, "container")
    assert said.severity is Severity.CARE
    assert said.text.startswith("100 % of the gauges")


def test_who_pushes_the_others_below_zero() -> None:
    assert caveats(frame(sensors=EACH), geographic, "sums_to_zero") == []
    (said,) = caveats(frame(sensors=[*EACH, (4, "working")]), geographic, "sums_to_zero")
    assert "1 area holds half" in said.text


def test_containers_are_said_of_the_score_of_areas_alone() -> None:
    city = frame(sensors=EACH, net=network(reach_m=600.0))
    assert caveats(city, radius, "container") == []


# -- M7: areas stand for people -----------------------------------------------------------------


def test_mixed_areas_tell_little_of_people() -> None:
    many = [(i, "working") for i in range(5)]
    mixed = sampled([500.0] * 20, [0] * 20, sensors=many, spread=True)
    (said,) = caveats(mixed, demographic, "area_averages")
    assert said.severity is Severity.CARE
    assert "100 % of residents" in said.text
    apart = sampled([1000.0] * 10 + [0.0] * 10, [0] * 20, sensors=many, spread=True)
    assert caveats(apart, demographic, "area_averages") == []


# -- M19: neighbours are alike ------------------------------------------------------------------


def test_neighbours_that_agree_make_the_interval_too_narrow() -> None:
    areas = [(1000.0, float(i)) for i in range(20)]
    side = frame(areas=areas, sensors=[(i, "working") for i in range(10)])
    (said,) = caveats(side, any_sensor, "not_independent")
    assert (said.severity, "too narrow" in said.text) == (Severity.CARE, True)
    turns = frame(areas=areas, sensors=[(i, "working") for i in range(0, 20, 2)])
    (said,) = caveats(turns, any_sensor, "not_independent")
    assert (said.severity, "changes the interval little" in said.text) == (Severity.NOTE, True)


def test_one_area_alone_has_no_neighbour_to_agree_with() -> None:
    assert caveats(frame(areas=[(1000, 1)]), any_sensor, "not_independent") == []


# -- M18: bands of reliability ------------------------------------------------------------------


def test_bands_that_would_say_otherwise_are_counted() -> None:
    city = sampled([200] * 5, [200 * 1.645 * cv for cv in (0.05, 0.13, 0.35, 0.5, 0.5)])
    (said,) = caveats(city, survey, "bands_are_convention")
    assert "2 areas" in said.text
    alike = sampled([200] * 5, [200 * 1.645 * 0.05] * 5)
    assert caveats(alike, survey, "bands_are_convention") == []


def test_a_share_near_zero_is_known_well_although_its_count_is_not() -> None:
    (said,) = caveats(sampled([5] * 4, [10] * 4), survey, "variation_near_zero")
    assert "4 areas" in said.text
    assert caveats(sampled([200] * 4, [200] * 4), survey, "variation_near_zero") == []


# -- M26: footing -------------------------------------------------------------------------------


def test_groups_on_few_areas_are_named_by_band() -> None:
    on_twenty = sampled([100.0] * 20, [0] * 20, sensors=EACH)
    (said,) = caveats(on_twenty, radius, "groups_on_few_areas")
    assert said.severity is Severity.NOTE
    assert "“with”" in said.text
    on_five = caveats(sampled([100.0] * 5, [0] * 5, sensors=EACH), radius, "groups_on_few_areas")
    assert [c.severity for c in on_five] == [Severity.CARE]
    on_forty = sampled([100.0] * 40, [0] * 40, sensors=EACH)
    assert caveats(on_forty, radius, "groups_on_few_areas") == []


def test_no_interval_is_graver_where_one_was_wanted() -> None:
    (few,) = caveats(frame(sensors=EACH), radius, "no_interval")
    assert few.severity is Severity.STRONG_CARE
    (count,) = caveats(sampled([100.0] * 20, [0] * 20, sensors=EACH), footing, "no_interval")
    assert count.severity is Severity.CARE
    assert "not an estimate" in count.text
    (worked_out,) = caveats(frame(sensors=EACH), closing, "no_interval")
    assert worked_out.severity is Severity.CARE
    assert "nothing is drawn" in worked_out.text


def test_a_blank_city_is_not_said_to_rest_on_little() -> None:
    city = frame()
    (draft,) = geographic(city)
    assert draft.estimate is None
    found = {c.code for c in complete(city, replace(draft)).caveats}
    assert not found & {"small_footing", "no_interval", "groups_on_few_areas"}
