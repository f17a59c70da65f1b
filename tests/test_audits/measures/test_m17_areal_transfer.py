import pytest

from audits.finding import State
from audits.measures.m17_areal_transfer import compute
from audits.opened import OpenedCity
from tests.test_audits.served_frame import NAN, settled
from tests.test_audits.small_frame import frame

TENTH = (0.0, 0.0, 100.0, 1000.0)
"""A tenth of area a0's ground, which holds 1,000 residents."""


def test_an_even_spread_puts_a_tenth_on_a_tenth_of_the_ground() -> None:
    (draft,) = compute(settled([400], [TENTH]))
    # 100 by ground, 400 counted: for 300 of them there is no place where they live.
    assert draft.estimate == pytest.approx(0.75)
    assert draft.by_area[0].value == pytest.approx(0.75)
    assert draft.by_area[1].state is State.NOT_MEASURED
    assert draft.parameters["put inside by an even spread"] == 100
    assert draft.parameters["left outside"] == 4900


def test_too_many_inside_is_not_a_gain_for_those_missing_elsewhere() -> None:
    (draft,) = compute(settled([400, 50], [TENTH, (1000.0, 0.0, 1100.0, 1000.0)]))
    assert draft.estimate == pytest.approx(300 / 450)


def test_everybody_where_the_ground_says() -> None:
    (draft,) = compute(settled([100], [TENTH]))
    assert draft.estimate == 0
    assert draft.stability.share_holding == 0


def test_a_settlement_nobody_counted_or_beyond_the_city_is_left_out_and_said_so() -> None:
    (draft,) = compute(settled([400, NAN, 90], [TENTH, (1000, 0, 1100, 1000), (9000, 0, 9100, 9)]))
    assert draft.estimate == pytest.approx(0.75)
    assert "2 informal settlements could not be compared" in draft.reading


def test_where_nobody_was_counted_it_cannot_be_said() -> None:
    (draft,) = compute(settled([NAN], [TENTH]))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)


def test_a_settlement_with_nobody() -> None:
    (draft,) = compute(settled([0], [TENTH]))
    assert draft.estimate is None


def test_a_city_without_settlements_has_no_such_finding() -> None:
    assert list(compute(frame())) == []


def test_outlines_that_overlap_are_said_to() -> None:
    whole = (0.0, 0.0, 1000.0, 1000.0)
    (draft,) = compute(settled([400, 400], [whole, whole]))
    assert "does not close" in draft.reading


def test_porto_sombra(porto_sombra: OpenedCity) -> None:
    (draft,) = compute(porto_sombra.frame)
    assert draft.estimate is not None
    assert 0.5 < draft.estimate < 1


@pytest.mark.rio
def test_in_rio_an_even_spread_loses_most_residents_of_favelas(rio: OpenedCity) -> None:
    (draft,) = compute(rio.frame)
    assert draft.estimate == pytest.approx(0.64, abs=0.01)
    assert draft.interval is not None
    assert draft.interval.low > 0.5
    assert draft.footing.people == pytest.approx(1_345_000, rel=0.01)
    assert "the account does not close" not in draft.reading
