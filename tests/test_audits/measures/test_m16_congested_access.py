import pytest

from audits.finding import State
from audits.measures.m16_congested_access import compute
from audits.opened import OpenedCity
from tests.test_audits.served_frame import NAN, served


def test_whoever_lives_farther_pays_more() -> None:
    (draft,) = compute(served([1, 0, 0, 0, 0]))
    values = [v.value or 0.0 for v in draft.by_area]
    # One clinic for all: the crowd costs everybody 1, the way 1,000 m / 2,000 m for each area.
    assert values == pytest.approx([1, 1.5, 2, 2.5, 3])
    assert draft.estimate == pytest.approx(2)


def test_everybody_equal() -> None:
    (draft,) = compute(served([1] * 5))
    assert [v.value for v in draft.by_area] == pytest.approx([1] * 5, abs=0.05)


def test_an_area_with_nobody_has_no_cost() -> None:
    (draft,) = compute(served([1, 1, 1], areas=[(1000, 1), (0, 2), (1000, 3)]))
    assert draft.by_area[1].state is State.NOT_MEASURED


@pytest.mark.parametrize("supply", [[NAN] * 5, [0.0] * 5])
def test_without_any_place_it_cannot_be_said(supply: list[float]) -> None:
    (draft,) = compute(served(supply))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)


def test_what_is_not_stated_is_told_in_the_blind_spot() -> None:
    (draft,) = compute(served([1, NAN, 1, 1, 1]))
    assert draft.blind_spot.people == 1000


@pytest.mark.parametrize("city", ["porto_sombra", pytest.param("rio", marks=pytest.mark.rio)])
def test_both_cities(city: str, request: pytest.FixtureRequest) -> None:
    opened: OpenedCity = request.getfixturevalue(city)
    drafts = list(compute(opened.frame))
    assert len(drafts) > 1
    assert all(draft.estimate is not None and draft.estimate > 0.5 for draft in drafts)
