import numpy as np
import pytest

from audits.stats.survey_error import (
    OTHER_BANDS,
    band,
    coefficient_of_variation,
    moe_of_proportion,
    moe_of_sum,
    standard_error,
)


def test_standard_error_is_the_margin_over_its_z() -> None:
    assert standard_error(16.45) == pytest.approx(10)


def test_a_share_of_nobody_has_no_margin() -> None:
    assert np.isnan(moe_of_proportion(0, 0, 5, 5))


def test_a_share_of_a_controlled_total_has_the_margin_of_its_part() -> None:
    assert moe_of_proportion(20, 100, 10, 0) == pytest.approx(0.1)


def test_a_sum_without_zeros_adds_squares() -> None:
    assert moe_of_sum(np.array([3.0, 4.0]), np.array([1.0, 2.0])) == pytest.approx(5)


def test_a_zero_count_has_no_coefficient() -> None:
    off = coefficient_of_variation(np.array([0.0, 100.0]), np.array([5.0, 16.45]))
    assert np.isnan(off[0])
    assert off[1] == pytest.approx(0.1)


def test_bands_hold_their_upper_ends_and_keep_the_unknown_apart() -> None:
    off = np.array([0.0, 0.12, 0.13, 0.40, 0.41, np.nan])
    assert band(off).tolist() == [0, 0, 1, 1, 2, -1]
    assert band(off, OTHER_BANDS).tolist() == [0, 0, 0, 2, 2, -1]
