from dataclasses import replace

import pytest

from audits.caveat import Severity
from audits.caveats.action_log import RULE
from audits.measures.m01_visible_action import compute
from tests.test_audits.measures.test_m01_visible_action import city, even


@pytest.mark.parametrize(
    ("independent", "codes"),
    [
        (False, ["association", "action_log"]),
        (None, ["association", "action_log"]),
        (True, ["association"]),
    ],
)
def test_who_kept_the_log_is_told_unless_it_was_kept_apart(
    independent: bool | None, codes: list[str]
) -> None:
    made = city(even((6, 8), (2, 8)))
    datasets = tuple(
        replace(d, independent_of_sensors=independent) if d.name == "crews" else d
        for d in made.city.datasets
    )
    made = replace(made, city=replace(made.city, datasets=datasets))
    (draft,) = compute(made)
    found = list(RULE.find(made, draft))
    assert [caveat.code for caveat in found] == codes
    assert found[0].severity is Severity.NOTE
    if independent is None:
        assert "Nobody states" in found[1].text
    if independent is False:
        assert "kept by those who look" in found[1].text


def test_a_refused_ratio_needs_no_caveat() -> None:
    made = city(even((6, 8), (2, 8)), independent=None)
    (draft,) = compute(made)
    assert not list(RULE.find(made, draft))
