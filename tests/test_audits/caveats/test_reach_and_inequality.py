"""The rules for nearness, suppliers, gaps and indices: each fires where it should, nowhere else."""

from collections.abc import Callable, Iterable

import pytest

from audits.caveat import CaveatRule, Severity
from audits.caveats import (
    no_direction,
    nobody_within_reach,
    operators_unstated,
    size_is_chosen,
    snapped_sensors,
    thin_reference,
)
from audits.finding import Draft
from audits.frame import CityFrame
from audits.load import from_tables
from audits.measures.m02_proximity import compute as proximity
from audits.measures.m03_radius_coverage import compute as radius
from audits.measures.m05_supplier_loss import compute as supplier_loss
from audits.measures.m08_gap_between_groups import compute as gap
from audits.measures.m10_gini import compute as gini
from audits.measures.m11_theil import compute as theil
from audits.measures.m12_atkinson import compute as atkinson
from audits.measures.m13_dissimilarity import compute as dissimilarity
from tests.test_audits.measures.test_m08_gap_between_groups import town
from tests.test_audits.small_frame import frame, network

Compute = Callable[[CityFrame], Iterable[Draft]]


def said(rule: CaveatRule, city: CityFrame, compute: Compute) -> dict[str, tuple[Severity, str]]:
    (draft,) = compute(city)
    return {c.code: (c.severity, c.text) for c in rule.find(city, draft)}


def test_sensors_on_one_spot() -> None:
    apart = frame(sensors=[(i, "working") for i in range(5)])
    assert said(snapped_sensors.RULE, apart, proximity) == {}
    assert said(snapped_sensors.RULE, frame(), proximity) == {}
    stacked = frame(sensors=[(0, "working"), (0, "working"), (1, "working")])
    severity, text = said(snapped_sensors.RULE, stacked, proximity)["snapped_sensors"]
    assert severity is Severity.STRONG_CARE
    assert "67 % of the gauges" in text
    assert said(snapped_sensors.RULE, stacked, radius) == {}


def test_a_chosen_distance() -> None:
    some = frame(sensors=[(0, "working")], net=network(scale_m=500.0))
    _, text = said(size_is_chosen.RULE, some, proximity)["size_is_chosen"]
    assert "for 125 m" in text
    assert "for 2 000 m" in text.replace("\u202f", " ")
    everywhere = frame(sensors=[(i, "working") for i in range(5)])
    assert said(size_is_chosen.RULE, everywhere, proximity) == {}
    assert said(size_is_chosen.RULE, some, radius) == {}


def test_a_gap_that_closes_as_the_reach_grows() -> None:
    _, text = said(size_is_chosen.RULE, town([0, 0, 0, 0, 10]), gap)["size_is_chosen"]
    assert text.startswith("Its size is that of a distance")
    assert "−100 percentage points for 50 m" in text


def test_operators_not_stated() -> None:
    city = frame(sensors=[(0, "working"), (1, "working"), (2, "working")])
    assert said(operators_unstated.RULE, city, supplier_loss) == {}
    city.tables["sensor"]["operator"] = ["A", "B", None]
    found = said(operators_unstated.RULE, city, supplier_loss)
    assert found["operators_unstated"][0] is Severity.STRONG_CARE
    assert "1 gauge (33 % of them)" in found["operators_unstated"][1]
    assert "2 operators" in found["hidden_dependencies"][1]
    city.tables["sensor"]["operator"] = ["A", "B", "B"]
    assert set(said(operators_unstated.RULE, city, supplier_loss)) == {"hidden_dependencies"}


def test_a_ratio_over_little() -> None:
    assert set(said(thin_reference.RULE, town([1, 5, 5, 5, 0]), gap)) == {"no_ratio"}
    assert set(said(thin_reference.RULE, town([1, 5, 5, 5, 2]), gap)) == {"thin_reference"}
    assert said(thin_reference.RULE, town([8, 8, 8, 8, 9]), gap) == {}


@pytest.mark.parametrize("compute", [gini, theil, atkinson, dissimilarity])
def test_an_index_has_no_direction(compute: Compute) -> None:
    city = town([3, 0, 0, 0, 9])
    city.tables["area"]["region"] = ["n", "s"] * 25
    city = from_tables(city.city, city.snapshot, city.as_of, city.tables)
    found = said(no_direction.RULE, city, compute)
    assert set(found) == {"no_direction", "little_to_spread"}
    assert "0.8 % of the city" in found["little_to_spread"][1]


def test_much_reach_leaves_only_the_note() -> None:
    wide = frame(sensors=[(0, "working"), (1, "working")], net=network(reach_m=1200.0))
    assert set(said(no_direction.RULE, wide, gini)) == {"no_direction"}
    assert said(no_direction.RULE, wide, radius) == {}


def test_areas_with_nobody_within_reach() -> None:
    some = frame(sensors=[(0, "working")])
    _, text = said(nobody_within_reach.RULE, some, atkinson)["nobody_within_reach"]
    assert "(80 %) live in areas where nobody is within reach" in text
    everywhere = frame(sensors=[(i, "working") for i in range(5)])
    assert said(nobody_within_reach.RULE, everywhere, atkinson) == {}
    assert said(nobody_within_reach.RULE, some, gini) == {}
