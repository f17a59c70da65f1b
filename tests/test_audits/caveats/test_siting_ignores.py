from dataclasses import replace

from audits.caveats.siting_ignores import RULE
from audits.measures.m03_radius_coverage import compute as radius_coverage
from audits.measures.m32_what_would_close_the_gap import compute
from tests.test_audits.small_frame import dataset, frame, network

AREAS = tuple((1000, wealth) for wealth in (1, 2, 3, 4, 5))


def codes(**more: object) -> dict[str, str]:
    city = frame(areas=AREAS, sensors=[(0, "working")], **more)  # type: ignore[arg-type]
    (draft,) = compute(city)
    return {caveat.code: caveat.text for caveat in RULE.find(city, draft)}


def test_the_residents_of_the_places_are_counted_and_named() -> None:
    city = frame(areas=AREAS, sensors=[(1, "working")])
    (draft,) = compute(city)
    said = {caveat.code: caveat.text for caveat in RULE.find(city, draft)}
    assert "1 000 residents" in said["siting_not_asked"].replace("\u202f", " ")
    assert "(A0)" in said["siting_not_asked"]


def test_a_grid_is_no_list_of_places_and_a_list_is() -> None:
    assert "siting_grid" in codes()
    assert "siting_grid" not in codes(datasets=[dataset("places", "sites")])


def test_a_cell_wider_than_the_reach_overstates() -> None:
    assert "siting_coarse" in codes()
    assert "siting_coarse" not in codes(net=network(reach_m=750.0))


def test_removal_may_take_what_somebody_relies_on() -> None:
    assert "siting_removal" not in codes()
    burden = codes(net=network(purpose="burden"))
    assert set(burden) == {"siting_not_asked", "siting_removal"}


def test_other_findings_and_refused_ones_are_left_alone() -> None:
    city = frame(areas=AREAS)
    assert list(RULE.find(city, next(iter(radius_coverage(city))))) == []
    (draft,) = compute(city)
    assert list(RULE.find(city, replace(draft, estimate=None))) == []
