"""SPINEQ's formulas on small data of our own, by brute force.

Its published figures for Newcastle need data that we do not hold, so what is checked is what
`spineq.utils` computes by definition: `coverage_matrix` is `K_ij = exp(−d_ij/θ)`, `total_coverage`
is `Σ w_i max_j K_ij / Σ w_i`. People points of Newcastle are output areas' centroids; ours are
cells.
"""

import math

import numpy as np
import pytest

from audits.frame import CityFrame
from audits.measures.m02_proximity import compute
from audits.opened import OpenedCity
from tests.test_audits.small_frame import frame, network


def coverage_matrix(
    at: list[tuple[float, float]], sensors: list[tuple[float, float]], theta: float
) -> list[list[float]]:
    """One row per point of people, one column per sensor."""
    return [[math.exp(-math.hypot(x - sx, y - sy) / theta) for sx, sy in sensors] for x, y in at]


def total_coverage(matrix: list[list[float]], weights: list[float]) -> float:
    """Share of the best that all weights together could have."""
    best = [max(row, default=0.0) for row in matrix]
    return sum(w * c for w, c in zip(weights, best, strict=True)) / sum(weights)


def points_of(city: CityFrame) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    own = city.sensors(city.city.networks[0])
    return (
        list(zip(city.cell_x.tolist(), city.cell_y.tolist(), strict=True)),
        list(zip(own.x.tolist(), own.y.tolist(), strict=True)),
    )


def test_coverage_matrix_by_hand() -> None:
    matrix = coverage_matrix([(0, 0), (300, 400)], [(0, 0), (0, 400)], 500)
    assert matrix[0] == pytest.approx([1, math.exp(-0.8)])
    assert matrix[1] == pytest.approx([math.exp(-1), math.exp(-0.6)])
    assert total_coverage(matrix, [3, 1]) == pytest.approx((3 + math.exp(-0.6)) / 4)


@pytest.mark.parametrize("theta", [100.0, 500.0, 2000.0])
def test_proximity_is_total_coverage(theta: float) -> None:
    city = frame(
        areas=[(1000, 1), (200, 2), (3000, 3), (400, 4), (50, 5)],
        sensors=[(1, "working"), (4, "working")],
        net=network(scale_m=theta),
    )
    (draft,) = compute(city)
    at, sensors = points_of(city)
    matrix = coverage_matrix(at, sensors, theta)
    assert draft.estimate == pytest.approx(total_coverage(matrix, city.cell_people.tolist()))
    for group, value in zip(city.groups, draft.by_group, strict=True):
        if value.value is not None:
            assert value.value == pytest.approx(total_coverage(matrix, group.people.tolist()))


def test_without_sensors_it_is_zero() -> None:
    assert total_coverage(coverage_matrix([(0, 0)], [], 500), [1]) == 0


def test_it_grows_with_its_scale() -> None:
    at, sensors = [(0.0, 0.0), (800.0, 0.0)], [(100.0, 0.0)]
    grown = [total_coverage(coverage_matrix(at, sensors, t), [1, 1]) for t in (100, 500, 2000)]
    assert grown == sorted(grown)
    assert grown[0] < grown[-1] / 2


def test_snapping_sensors_to_where_people_are_counted_inflates_it() -> None:
    # Each sensor somewhere in its area, people at the middle of theirs, as output areas are.
    rng = np.random.default_rng(8)
    middles = [(500.0 + 1000 * i, 500.0) for i in range(20)]
    true = [(x + rng.uniform(-450, 450), y + rng.uniform(-450, 450)) for x, y in middles]
    some = list(range(0, 20, 3))
    people = rng.uniform(100, 1000, 20).tolist()
    for theta in (100.0, 500.0):
        honest = total_coverage(coverage_matrix(middles, [true[i] for i in some], theta), people)
        snapped = total_coverage(
            coverage_matrix(middles, [middles[i] for i in some], theta), people
        )
        assert snapped > 1.1 * honest


def test_snapping_inflates_it_in_the_invented_city_too(porto_sombra: OpenedCity) -> None:
    """Of output areas the authors of SPINEQ took the middles; so does this."""
    city = porto_sombra.frame
    own = porto_sombra.city.network("cameras")
    points = city.sensors(own)
    middles = np.array([polygon.centroid.coords[0] for polygon in city.geography.polygons])
    residents = city.by_area(city.cell_people)
    true = _from_middles(middles, residents, np.column_stack([points.x, points.y]), own.scale_m)
    snapped = _from_middles(middles, residents, middles[np.unique(points.area)], own.scale_m)
    assert snapped > 1.2 * true


def _from_middles(
    middles: np.ndarray, residents: np.ndarray, sensors: np.ndarray, theta: float
) -> float:
    apart = np.hypot(*(middles[:, None, :] - sensors[None, :, :]).transpose(2, 0, 1))
    return float(residents @ np.exp(-apart / theta).max(axis=1) / residents.sum())


def test_only_sensors_and_scale_matter_not_their_order() -> None:
    city = frame(sensors=[(0, "working"), (3, "working")])
    turned = frame(sensors=[(3, "working"), (0, "working")])
    one, other = next(compute(city)).estimate, next(compute(turned)).estimate
    assert one == pytest.approx(other)
