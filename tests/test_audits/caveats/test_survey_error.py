from audits.caveat import Caveat, Severity
from audits.frame import CityFrame
from audits.measures.m03_radius_coverage import compute as radius
from audits.measures.m06_geographic_disparity import compute as geographic
from audits.measures.m07_demographic_disparity import compute as demographic
from audits.run import complete
from tests.test_audits.sampled_frame import sampled
from tests.test_audits.small_frame import frame

COUNTS = [100.0] * 10 + [300.0] * 10
HALF = [(i, "working") for i in range(10)]


def caveats(city: CityFrame, compute: object, code: str) -> list[Caveat]:
    """The caveats of one code on the one draft of a measure."""
    (draft,) = compute(city)  # type: ignore[operator]
    return [c for c in complete(city, draft).caveats if c.code == code]


def test_it_is_said_for_each_sampled_group_with_both_sizes() -> None:
    said = caveats(sampled(COUNTS, [30.0] * 20, sensors=HALF), radius, "survey_error")
    assert len(said) == 2
    assert {c.severity for c in said} == {Severity.NOTE}
    assert {"“with”" in c.text for c in said} == {True, False}
    assert all("the smaller of the two" in c.text for c in said)


def test_it_grows_graver_where_the_survey_dominates() -> None:
    # Everywhere alike, so where sensors stand tells the groups nothing; the margins are wide.
    city = sampled([10.0] * 20, [400.0] * 20, sensors=[(i, "working") for i in range(0, 20, 2)])
    said = caveats(city, radius, "survey_error")
    assert any(c.severity is Severity.CARE and "dominates" in c.text for c in said)


def test_nothing_is_said_of_groups_that_were_counted() -> None:
    assert caveats(frame(sensors=[(0, "working")]), radius, "survey_error") == []


def test_where_it_cannot_be_carried_that_is_said() -> None:
    city = sampled(COUNTS, [30.0] * 20, sensors=[*HALF, *HALF])
    (said,) = caveats(city, geographic, "survey_error_not_carried")
    assert "“with” and “without”" in said.text


def test_a_measure_with_its_own_way_is_quoted() -> None:
    city = sampled(COUNTS, [30.0] * 20, sensors=HALF, spread=True)
    (said,) = caveats(city, demographic, "survey_error")
    assert "from the survey against" in said.text


def test_nothing_is_said_of_a_finding_without_an_estimate() -> None:
    city = sampled(COUNTS, [30.0] * 20)
    assert caveats(city, geographic, "survey_error_not_carried") == []
