"""The Spatial Equity Data Tool's worked examples, as documented and as its code computes them.

The tool's files are under a licence that keeps them out of here. The appendix's example of areas is
made again from two areas, 20 ± 10 and 25 ± 5 residents, half of the points in the first: these give
every figure that is printed. The inputs of its example of groups are not at hand: its printed score
and errors go through the formula, and the errors themselves are checked on small data of our own.
"""

import numpy as np
import pytest

from audits.stats.disparity import (
    demographic_score,
    geographic_half_width,
    geographic_score,
    points_standard_error,
    z_score,
)
from audits.stats.survey_error import moe_of_sum, standard_error

BASE, MOE = np.array([20.0, 25.0]), np.array([10.0, 5.0])


def test_areas_as_documented() -> None:
    score = geographic_score(np.array([1.0, 1.0]), BASE)
    half = geographic_half_width(BASE, MOE, whole_moe=moe_of_sum(MOE, BASE))
    # The appendix prints the sign the other way round.
    assert score[0] == pytest.approx(0.0556, abs=5e-5)
    assert score[0] - half[0] == pytest.approx(-0.174, abs=5e-4)
    assert score[0] + half[0] == pytest.approx(0.285, abs=5e-4)


def test_areas_as_the_code_of_2024_has_them() -> None:
    whole = moe_of_sum(MOE, BASE)
    coded = geographic_half_width(BASE, MOE, whole_moe=whole, as_coded=True)
    documented = geographic_half_width(BASE, MOE, whole_moe=whole)
    assert coded == pytest.approx(1.645 * documented)
    assert coded[0] == pytest.approx(1.96 * 0.192846, abs=1e-5)


def test_groups_as_documented() -> None:
    assert z_score(-0.0794, 0.0216, 0.0256) == pytest.approx(2.37, abs=0.005)


def test_groups_as_the_code_has_them() -> None:
    # The city's margin of error stands where its standard error belongs.
    margin = 1.645 * 0.0256
    assert z_score(-0.0794, 0.0216, 0.0256, as_coded=True) == pytest.approx(
        0.0794 / np.sqrt(0.0216**2 + margin**2)
    )
    assert z_score(-0.0794, 0.0216, 0.0256, as_coded=True) < 1.96 < z_score(-0.0794, 0.0216, 0.0256)


def test_the_parts_of_the_test_of_groups_by_hand() -> None:
    # Three of four points in an area with 20 % of the group, one where it is 60 %; 30 % of all.
    points, everybody = np.array([3.0, 1.0]), np.array([300.0, 100.0])
    people = np.array([[60.0], [60.0]])
    assert demographic_score(points, people, everybody)[0] == pytest.approx(0.75 * 0.2 + 0.15 - 0.3)
    moe = np.array([[0.04], [0.08]])
    one = points_standard_error(points, moe)
    assert one[0] == pytest.approx(np.sqrt((0.75 * 0.04) ** 2 + (0.25 * 0.08) ** 2) / 1.645)
    two = standard_error(0.03)
    assert z_score(0.1, one[0], two) == pytest.approx(0.1 / np.hypot(one[0], 0.03 / 1.645))


def test_nothing_sampled_is_no_test_rather_than_certainty() -> None:
    assert np.isnan(z_score(-0.0794, 0.0, 0.0))
