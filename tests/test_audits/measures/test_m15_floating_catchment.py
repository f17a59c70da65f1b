import pytest

from audits.exhibit import Lines
from audits.finding import State
from audits.measures.m15_floating_catchment import compute
from audits.opened import OpenedCity
from audits.run import complete
from tests.test_audits.served_frame import NAN, served
from tests.test_audits.small_frame import frame


def test_a_clinic_is_shared_with_all_who_reach_it() -> None:
    # Areas are 1,000 m apart and the catchment is 1,500 m: a0 reaches a0 and a1 alone.
    (draft,) = compute(served([2, 0, 0, 0, 0]))
    values = [v.value for v in draft.by_area]
    assert values == pytest.approx([10, 10, 0, 0, 0])  # 2 clinics for 2,000 residents
    assert draft.estimate == pytest.approx(4)
    assert draft.blind_spot.people == 3000
    assert "3 000 residents have none in reach" in draft.reading.replace("\u202f", " ")
    assert draft.network is None
    assert draft.subject == "clinics"


def test_none_in_reach_is_zero_and_unknown_is_not() -> None:
    (draft,) = compute(served([2, 0, 0, 0, NAN]))
    states = [(v.value, v.state) for v in draft.by_area]
    assert states[2] == (0.0, State.MEASURED)
    assert states[3] == (None, State.NOT_MEASURED)
    assert dict(draft.blind_spot.reasons) == {
        "none of it within 1500 m": 1000,
        "not known how much an area in reach has": 2000,
    }


def test_an_area_with_nobody() -> None:
    areas = [(1000, 1), (0, 2), (1000, 3)]
    (draft,) = compute(served([0, 3, 0], areas=areas))
    assert [v.value for v in draft.by_area] == [pytest.approx(15), None, pytest.approx(15)]
    assert draft.by_area[1].reason == "no residents in the statistics"


def test_everybody_equal() -> None:
    (draft,) = compute(served([1, 1], areas=[(1000, 1), (1000, 2)]))
    assert [v.value for v in draft.by_area] == pytest.approx([10, 10])
    assert draft.stability.share_holding == 0


def test_where_no_supply_is_known_we_do_not_know() -> None:
    (draft,) = compute(served([NAN] * 5))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert "We do not know" in draft.reading


def test_a_city_without_services_has_no_such_finding() -> None:
    assert list(compute(frame())) == []


def test_the_catchment_moves_it() -> None:
    (draft,) = compute(served([2, 0, 0, 0, 0]))
    (lines,) = (e for e in draft.exhibits if isinstance(e, Lines))
    everyone = next(line for line in lines.lines if line.name == "everyone")
    # What there is, is shared by whoever reaches it: the mean stays while the catchment grows.
    assert everyone.y == pytest.approx([4] * len(lines.x))
    poorest = next(line for line in lines.lines if line.name == "poorest fifth")
    assert poorest.y[0] == pytest.approx(20)
    assert poorest.y[-1] == pytest.approx(4)


def test_what_lies_beyond_the_border_is_said() -> None:
    city = served([2, 0, 0, 0, 0])
    (draft,) = compute(city)
    (said,) = (c for c in complete(city, draft).caveats if c.code == "services_beyond_border")
    assert said.arguments["share"] == "100 %"


@pytest.mark.parametrize("city", ["porto_sombra", pytest.param("rio", marks=pytest.mark.rio)])
def test_both_cities(city: str, request: pytest.FixtureRequest) -> None:
    opened: OpenedCity = request.getfixturevalue(city)
    drafts = list(compute(opened.frame))
    assert len({draft.subject for draft in drafts}) == len(drafts) > 1
    for draft in drafts:
        assert draft.estimate is not None
        assert draft.estimate > 0
        assert draft.interval is not None
        assert draft.interval.low <= draft.estimate <= draft.interval.high
