from dataclasses import replace

import numpy as np
import pytest

from audits.finding import GroupValue
from audits.measures.m03_radius_coverage import compute as radius
from audits.run import complete
from audits.survey import carried, redrawn_shares, sampled_dimensions, statement
from tests.test_audits.sampled_frame import sampled
from tests.test_audits.small_frame import frame

COUNTS = [100.0] * 10 + [300.0] * 10
HALF = [(i, "working") for i in range(10)]


def own(values: tuple[GroupValue, ...], group: str) -> GroupValue:
    """The value of one group."""
    return next(v for v in values if v.group == group)


def test_nothing_is_carried_where_nothing_is_sampled() -> None:
    city = frame(sensors=[(0, "working")])
    assert sampled_dimensions(city.city) == ()
    (draft,) = radius(city)
    assert carried(city, draft) == ()
    assert complete(city, draft).draft.footing.survey_error is None


def test_shares_are_drawn_again_within_their_margins() -> None:
    city = sampled(COUNTS, [32.9] * 20)
    drawn = redrawn_shares(city)
    assert drawn["trait", "with"].mean(axis=0) == pytest.approx(np.array(COUNTS) / 1000, abs=0.004)
    assert drawn["trait", "with"].std(axis=0) == pytest.approx([0.02] * 20, rel=0.15)
    # Two sides of one split: what the one gains the other loses.
    both = drawn["trait", "with"] + drawn["trait", "without"]
    assert both == pytest.approx(np.ones_like(both))


def test_no_count_is_drawn_below_zero() -> None:
    drawn = redrawn_shares(sampled([5.0] * 4, [100.0] * 4))
    assert drawn["trait", "with"].min() == 0


def test_an_unknown_margin_leaves_the_area_out() -> None:
    drawn = redrawn_shares(sampled([100.0] * 4, [float("nan"), 10, 10, 10]))["trait", "with"]
    assert np.isnan(drawn[:, 0]).all()
    assert np.isfinite(drawn[:, 1:]).all()


def test_the_error_of_a_share_by_propagation() -> None:
    city = sampled(COUNTS, [32.9] * 20, sensors=HALF)
    (draft,) = radius(city)
    with_ = next(e for e in carried(city, draft) if e.group == "with")
    # S = Σ_seen x/(Σ x): sd = √(10·20²·((1−S)² + S²))/4000 with S = 1/4.
    spread = (10 * 20**2 * (0.75**2 + 0.25**2)) ** 0.5 / 4000
    assert with_.survey == pytest.approx(1.96 * spread, rel=0.1)
    assert own(draft.by_group, "with").value == pytest.approx(0.25)
    assert not with_.survey_dominates


def test_a_wide_margin_dominates_and_the_footing_says_so() -> None:
    city = sampled(COUNTS, [10.0] * 20, sensors=HALF)
    (draft,) = radius(city)
    said = complete(city, draft).draft.footing.survey_error
    assert said is not None
    assert "the survey error is the smaller of the two" in said
    narrow = replace(
        draft,
        by_group=tuple(
            replace(v, interval=replace(v.interval, low=v.value - 1e-6, high=v.value + 1e-6))
            if v.interval is not None and v.value is not None
            else v
            for v in draft.by_group
        ),
    )
    errors = carried(city, narrow)
    assert {e.survey_dominates for e in errors} == {True}
    assert "dominates" in statement(errors, "share of people")


def test_a_measure_that_counts_something_else_by_area_is_not_carried() -> None:
    city = sampled(COUNTS, [10.0] * 20, sensors=HALF)
    (draft,) = radius(city)
    other = replace(
        draft, by_area=tuple(replace(v, value=(v.value or 0) * 7 + 1) for v in draft.by_area)
    )
    assert carried(city, other) == ()


def test_a_footing_that_speaks_of_it_already_is_left_alone() -> None:
    city = sampled(COUNTS, [10.0] * 20, sensors=HALF)
    (draft,) = radius(city)
    spoken = replace(draft, footing=replace(draft.footing, survey_error="said before"))
    assert complete(city, spoken).draft.footing.survey_error == "said before"
