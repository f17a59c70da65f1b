import pytest

from audits.exhibit import Bars
from audits.finding import Draft, State
from audits.frame import CityFrame
from audits.measures.m18_survey_error import compute
from audits.opened import OpenedCity
from tests.test_audits.sampled_frame import sampled
from tests.test_audits.small_frame import frame


def of(city: CityFrame, subject: str = "people") -> Draft:
    """The draft of one dataset."""
    return next(draft for draft in compute(city) if draft.subject == subject)


def test_reliable_in_some_areas_and_not_in_others() -> None:
    # Standard errors of 5 %, 20 %, 50 % and twice 10 % of the count.
    draft = of(sampled([200] * 5, [200 * 1.645 * cv for cv in (0.05, 0.2, 0.5, 0.1, 0.1)]))
    assert draft.estimate == pytest.approx(2 / 5)
    assert [v.value for v in draft.by_area] == pytest.approx([0.05, 0.2, 0.5, 0.1, 0.1])
    assert "60 % of residents live where the count is reliable" in draft.reading
    by_bands = {s.parameters["reliable up to"]: s.estimate for s in draft.stability.settings}
    assert by_bands == {0.12: pytest.approx(0.4), 0.15: pytest.approx(0.4)}
    assert any(isinstance(e, Bars) and e.bars[0].value is not None for e in draft.exhibits)


def test_everybody_equal() -> None:
    draft = of(sampled([200] * 10, [33] * 10))
    assert draft.estimate == 0
    assert {round(v.value or 0, 6) for v in draft.by_area} == {round(33 / 1.645 / 200, 6)}


def test_a_count_of_zero_has_a_margin_and_no_coefficient() -> None:
    draft = of(sampled([0, 200, 200, 200], [50, 30, 30, 30]))
    assert draft.by_area[0].state is State.UNUSABLE
    assert "zero" in (draft.by_area[0].reason or "")
    assert draft.footing.areas == 3
    assert draft.blind_spot.people == 1000


def test_an_area_with_nobody() -> None:
    city = sampled([0, 200, 200, 200], [0, 30, 30, 30], people=1000)
    empty = frame(areas=[(0, 1), (1000, 2)])
    assert {v.state for v in of(empty).by_area} == {State.NOT_MEASURED}
    assert of(city).estimate is not None


def test_where_nobody_states_a_margin_it_is_not_measured_and_not_zero() -> None:
    drafts = {draft.subject: draft for draft in compute(frame())}
    assert set(drafts) == {"people", "income"}
    for draft in drafts.values():
        assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
        assert draft.reason == "nobody states a margin of error"
        assert draft.blind_spot.share == 1


def test_margins_that_are_all_unknown_are_not_measured() -> None:
    draft = of(sampled([200] * 4, [float("nan")] * 4))
    assert draft.state is State.NOT_MEASURED


def test_porto_sombra(porto_sombra: OpenedCity) -> None:
    drafts = {d.subject: d for d in compute(porto_sombra.frame)}
    assert set(drafts) == {"people", "wealth"}
    assert drafts["wealth"].estimate is None
    people = drafts["people"]
    assert people.estimate is not None
    assert people.interval is not None
    assert "give or take" in people.reading
    assert people.parameters["variable"] == "Residents with a disability"


@pytest.mark.rio
def test_rio_states_no_margin_anywhere(rio: OpenedCity) -> None:
    drafts = list(compute(rio.frame))
    assert [d.subject for d in drafts] == ["people", "income"]
    assert {d.reason for d in drafts} == {"nobody states a margin of error"}
