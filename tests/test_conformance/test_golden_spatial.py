"""Reference values of the spatial measures: M14, M15, M17, M20 and M21 of the measures document."""

import math

import numpy as np
import pytest
import shapely

from audits.measures.m20_parameter_stability import compute as stability
from audits.stats.areal import extensive, mass_balance, overlap
from audits.stats.catchment import floating_catchment
from audits.stats.moran import bivariate_moran, least_permutations
from audits.stats.smaup import smaup
from tests.test_audits.small_frame import frame, network


def test_m14_two_by_two_by_hand() -> None:
    # A ring of four: z of (1, 1, −1, −1) against z of (1, −1, −1, 1); each sees two neighbours.
    one, other = np.array([0, 0, 1, 1, 2, 2, 3, 3]), np.array([1, 3, 0, 2, 1, 3, 0, 2])
    need, thing = np.array([2.0, 2, 0, 0]), np.array([5.0, 3, 3, 5])
    # Around: (0, 0, 0, 0), since of two neighbours one is high and one is low.
    assert bivariate_moran(need, thing, one, other) == pytest.approx(0)
    # With itself: around (−1 + 1)/2 of (z1, z3) = 0 again; with its mirror it is −1.
    checker = np.array([1.0, -1, 1, -1])
    assert bivariate_moran(checker, checker, one, other) == pytest.approx(-1)


def test_m14_64_areas_need_more_than_999_permutations() -> None:
    assert 1 / 1000 > 0.05 / 64 > 2 / (least_permutations(64) + 1)


def test_m15_three_places_two_sites() -> None:
    access = floating_catchment(
        np.array([100.0, 200.0, 300.0]),
        np.array([2.0, 1.0]),
        np.array([[0.0, 20.0], [10.0, 10.0], [20.0, 0.0]]),
        15,
    )
    assert np.round(access, 6).tolist() == [0.006667, 0.008667, 0.002]


def test_m17_two_squares_half_over_each_and_beyond() -> None:
    sources = np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], dtype=object)
    targets = np.array(
        [shapely.box(0.5, 0, 1.5, 1), shapely.box(1.5, 0, 2.5, 1), shapely.box(5, 0, 6, 1)],
        dtype=object,
    )
    on, people = overlap(sources, targets), np.array([100.0, 200.0])
    carried = extensive(people, on)
    assert carried[:2] == pytest.approx([150, 100])
    assert np.isnan(carried[2])
    account = mass_balance(people, on)
    assert account.held == pytest.approx(np.nansum(carried) + account.outside) == 300


def test_m20_the_ratio_grows_with_the_scale_as_in_newcastle() -> None:
    # There under-16s against everyone grow from 0.632 to 0.960 as θ grows from 100 m to 2,000 m.
    # Here the poorest stand on one side of the strip and the only sensor on the other: exp(−d/θ).
    city = frame(
        areas=[(1000, 1), (1000, 2)],
        sensors=[(1, "working")],
        net=network(scale_m=500.0),
    )
    (draft,) = stability(city)
    found = {
        float(s.parameters["distance in metres"]): s.estimate
        for s in draft.stability.settings
        if s.parameters["way to be reached"] == "nearness"
        and s.parameters["sensors counted"] == "all placed"
        and s.parameters["reference"] == "everyone"
    }
    for theta, ratio in found.items():
        near = math.exp(-1000 / theta)
        assert ratio == pytest.approx(near / ((near + 1) / 2))


def test_m21_smaup_of_the_librarys_own_example() -> None:
    # 78 counties of St. Louis homicide rates merged into 39; their Moran's I is 0.24365583.
    found = smaup(78, 39, 0.24365583)
    assert found is not None
    assert found.statistic == pytest.approx(0.152213, abs=5e-7)
    assert found.critical == pytest.approx(0.3557221)
    assert not found.sensitive
