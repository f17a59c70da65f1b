from dataclasses import replace

import pytest

from audits.compare import group_values, without_value
from audits.exhibit import Bars
from audits.finding import State
from audits.footing import bands
from audits.measures.m03_radius_coverage import compute as radius
from audits.measures.m26_footing import compute
from audits.opened import OpenedCity
from tests.test_audits.sampled_frame import sampled
from tests.test_audits.small_frame import frame


def test_groups_on_few_areas_are_named_with_their_band() -> None:
    (draft,) = compute(sampled([100] * 20, [0] * 20))
    values = {v.group: v for v in draft.by_group}
    assert values["with"].value == 20
    assert values["poorest fifth"].state is State.WITHHELD
    assert "With care, on under 30 areas: “outside”, “with” and “without”" in draft.reading
    assert "Withheld, for want of 2 areas" in draft.reading
    # Five fifths on one area each, and three groups on twenty: nobody stands firm.
    assert draft.estimate == 1


def test_everybody_equal_and_firm() -> None:
    city = sampled([100] * 40, [0] * 40)
    firm = replace(city, groups=tuple(g for g in city.groups if g.dimension == "trait"))
    (draft,) = compute(firm)
    assert draft.estimate == 0
    (by_group, by_network) = draft.exhibits
    assert isinstance(by_group, Bars)
    assert isinstance(by_network, Bars)
    assert not any(bar.weighty for bar in by_group.bars)


def test_few_people_are_withheld_in_every_measure_and_cannot_be_subtracted() -> None:
    city = sampled([1, 1, 1, 1, 1, 1], [0] * 6, sensors=[(0, "working")])
    assert city.too_few == {("trait", "with"), ("trait", "without")}
    (draft,) = radius(city)
    states = {v.group: v for v in draft.by_group if v.dimension == "trait"}
    assert {v.state for v in states.values()} == {State.WITHHELD}
    assert "fewer than 10 people" in (states["with"].reason or "")
    assert "would reveal" in (states["without"].reason or "")
    assert not any(b.dimension == "trait" for b in draft.blind_spot.by_group)


def test_ten_people_are_not_too_few() -> None:
    assert sampled([2] * 5, [0] * 5).too_few == frozenset()


def test_every_value_withholds_by_the_same_rule() -> None:
    city = sampled([1] * 6, [0] * 6)
    values = group_values(city, city.draws, city.group_residents, city.group_residents)
    for i, (value, group) in enumerate(zip(values, city.groups, strict=True)):
        areas = int((city.group_residents[:, i] > 0).sum())
        assert (without_value(city, group, areas) is None) == (value.state is State.MEASURED)
        assert (bands(city)[i] in (None, "withheld")) == (value.state is not State.MEASURED)


def test_an_area_with_nobody_has_no_population_points() -> None:
    (draft,) = compute(frame(areas=[(0, 1), (1000, 2), (1000, 3)]))
    assert [v.value for v in draft.by_area] == [None, 1, 1]


def test_nobody_in_any_group_is_not_measured() -> None:
    city = frame(areas=[(1000, None)] * 9)
    (draft,) = compute(replace(city, groups=city.wealth_groups()))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)


def test_porto_sombra(porto_sombra: OpenedCity) -> None:
    (draft,) = compute(porto_sombra.frame)
    assert draft.subject == "city"
    assert draft.estimate is not None
    assert "strong care" in draft.reading
    assert "richest fifth, in a settlement" in draft.reading


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    (draft,) = compute(rio.frame)
    assert draft.estimate is not None
    assert "4 networks of 8 have under 30 sensors" in draft.reading
