from audits.caveats.ecological import RULE
from audits.measures.m01_visible_action import compute
from tests.test_audits.measures.test_m01_visible_action import city, even, replace_response


def test_it_is_raised_for_areas_and_not_for_cases() -> None:
    made = city(even((6, 8), (2, 8)))
    (cases,) = compute(made)
    assert not list(RULE.find(made, cases))
    areas = replace_response(made, need="hazard.income", target_hours=None)
    (draft,) = compute(areas)
    (caveat,) = RULE.find(areas, draft)
    assert caveat.code == "ecological"
    assert "20 of them" in caveat.text
