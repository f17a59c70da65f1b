"""The golden values of M1 and M24, and what Porto Sombra has planted of them."""

import numpy as np
import pytest
from statsmodels.stats.contingency_tables import StratifiedTable

from audits.measures import m01_visible_action, m24_reporting_rate
from audits.opened import OpenedCity
from audits.stats.stratified import pooled_ratio, stratum_ratios
from data.cities.porto_sombra.generate import tables
from data.cities.porto_sombra.planted import PLANTED, Planted
from tests.test_conformance.planted_city import build

STRATA = np.array([[[30.0, 70.0], [5.0, 45.0]], [[10.0, 40.0], [6.0, 94.0]]])


def test_visible_action_of_two_strata() -> None:
    acted_seen, need_seen = STRATA[:, 0, 0], STRATA[:, 0].sum(axis=1)
    acted_unseen, need_unseen = STRATA[:, 1, 0], STRATA[:, 1].sum(axis=1)
    parts = (acted_seen, need_seen, acted_unseen, need_unseen)
    assert stratum_ratios(*parts) == pytest.approx([3.0, 10 / 3])
    assert float(pooled_ratio(*parts)) == pytest.approx(3.125)
    assert StratifiedTable(list(STRATA)).riskratio_pooled == pytest.approx(3.125)


def test_the_planted_ratio_of_visible_action_is_recovered(porto_sombra: OpenedCity) -> None:
    (draft,) = m01_visible_action.compute(porto_sombra.frame)
    assert draft.interval is not None
    assert draft.interval.low <= PLANTED.visible_action_ratio <= draft.interval.high
    assert draft.interval.low > 1
    assert draft.estimate == pytest.approx(PLANTED.visible_action_ratio, rel=0.1)


def test_the_planted_rates_of_reporting_are_recovered(porto_sombra: OpenedCity) -> None:
    (draft,) = m24_reporting_rate.compute(porto_sombra.frame)
    planted = PLANTED.reports_per_day
    assert draft.interval is not None
    assert draft.interval.low <= planted[-1] / planted[0] <= draft.interval.high
    fifths = [v for v in draft.by_group if v.dimension == "income_fifth"]
    assert [v.value for v in fifths] == pytest.approx(planted, rel=0.12)


@pytest.mark.slow
def test_over_many_histories_the_intervals_hold_what_was_planted() -> None:
    held = {"action": 0, "reporting": 0}
    estimates: dict[str, list[float]] = {"action": [], "reporting": []}
    for seed in range(1, 21):
        city = build(tables(seed, readings=False, defects=False))
        (action,) = m01_visible_action.compute(city)
        (reporting,) = m24_reporting_rate.compute(city)
        for name, draft, truth in (
            ("action", action, PLANTED.visible_action_ratio),
            ("reporting", reporting, PLANTED.reports_per_day[-1] / PLANTED.reports_per_day[0]),
        ):
            assert draft.interval is not None
            assert draft.estimate is not None
            estimates[name].append(draft.estimate)
            held[name] += draft.interval.low <= truth <= draft.interval.high
    # Of 20 intervals 19 should hold the truth; fewer than 16 would come once in four hundred.
    assert min(held.values()) >= 16, held
    assert np.mean(estimates["action"]) == pytest.approx(PLANTED.visible_action_ratio, rel=0.04)
    assert np.mean(estimates["reporting"]) == pytest.approx(1 / 0.33, rel=0.04)


@pytest.mark.slow
def test_a_city_that_acts_on_need_alone_is_not_called_unequal() -> None:
    none = Planted.none()
    wrongly = {"action": 0, "reporting": 0}
    for seed in range(1, 13):
        city = build(tables(seed, none, readings=False, defects=False))
        for name, measure in (("action", m01_visible_action), ("reporting", m24_reporting_rate)):
            (draft,) = list(measure.compute(city))
            assert draft.interval is not None
            wrongly[name] += not draft.interval.low <= 1 <= draft.interval.high
    # Of 12 one in twenty is called wrongly; more than 3 would come once in four hundred.
    assert max(wrongly.values()) <= 3, wrongly
