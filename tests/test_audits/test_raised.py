from audits.catalog import caveat_rules
from audits.measures.m03_radius_coverage import compute
from audits.raised import raised
from audits.run import complete
from tests.test_audits.small_frame import frame


def test_each_rule_is_counted_by_the_findings_in_which_it_speaks() -> None:
    city = frame(sensors=[(0, "working")], invented=True)
    findings = [complete(city, draft) for draft in compute(city)] * 2
    found = raised(city, findings)
    assert set(found) == {rule.code for rule in caveat_rules()}
    assert found["invented_city"].findings == 2
    assert found["overlay_chosen"].findings == 0
    assert {"small_footing", "groups_on_few_areas"} & set(found["small_footing"].codes)
    said = {code for one in found.values() for code in one.codes}
    assert said == {caveat.code for finding in findings for caveat in finding.caveats}
