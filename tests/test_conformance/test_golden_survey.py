"""Margins of error and small counts against values worked out elsewhere."""

import numpy as np
import pytest

from audits.stats.small_counts import exact_rate, wilson
from audits.stats.survey_error import moe_of_proportion, moe_of_sum


def test_margin_of_a_proportion_as_tidycensus_has_it() -> None:
    assert moe_of_proportion(20, 45, 10, np.sqrt(125)) == pytest.approx(0.192846, abs=5e-7)


def test_margin_of_a_ratio_where_the_root_would_be_negative() -> None:
    assert moe_of_proportion(40, 45, 5, 8) == pytest.approx(0.193177, abs=5e-7)


def test_margin_of_a_sum_keeps_one_zero() -> None:
    estimate, moe = np.array([0.0, 0.0, 10.0]), np.array([12.0, 9.0, 5.0])
    assert moe_of_sum(moe, estimate) == pytest.approx(13.0)


def test_wilson_of_no_area_in_twelve() -> None:
    none = wilson(0, 12)
    assert none.low == 0
    assert none.high == pytest.approx(0.2425, abs=5e-5)


def test_wilson_of_three_areas_in_thirty_nine() -> None:
    few = wilson(3, 39)
    assert few.low == pytest.approx(0.0265, abs=5e-5)
    assert few.high == pytest.approx(0.2032, abs=5e-5)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904)]
)
def test_exact_poisson_limits_as_garwood_has_them(count: int, low: float, high: float) -> None:
    between = exact_rate(count, 1.0)
    assert between.low == pytest.approx(low, abs=5e-5)
    assert between.high == pytest.approx(high, abs=5e-5)
