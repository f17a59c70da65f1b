import numpy as np
import pytest

from audits.boundaries import (
    MERGES,
    boundaries_sentence,
    gradients,
    random_merge,
    square_zones,
    zonings,
)
from audits.measures.m09_wealth_gradient import compute as wealth_gradient
from audits.opened import OpenedCity
from tests.test_audits.small_frame import frame

ROW = (np.array([0, 1, 1, 2, 2, 3, 4, 5]), np.array([1, 0, 2, 1, 3, 2, 5, 4]))
"""Two rows of areas: 0 to 3 side by side, 4 and 5 beside each other; 6 alone."""


def test_random_merges_join_neighbours_only() -> None:
    for seed in range(20):
        zone = random_merge(*ROW, areas=7, parts=3, seed=seed)
        assert sorted(set(zone)) == list(range(zone.max() + 1))
        for number in set(zone):
            members = sorted(np.flatnonzero(zone == number))
            assert members == list(range(members[0], members[-1] + 1))
            assert not {3, 4} <= set(members)
            assert not {5, 6} <= set(members)


def test_random_merges_are_seeded_and_differ() -> None:
    first = random_merge(*ROW, areas=7, parts=3, seed=1)
    assert (first == random_merge(*ROW, areas=7, parts=3, seed=1)).all()
    assert len({tuple(random_merge(*ROW, areas=7, parts=3, seed=s)) for s in range(20)}) > 1


def test_square_zones() -> None:
    x, y = np.array([-100.0, 10.0, 1999.0, 2001.0]), np.array([0.0, 0.0, 1999.0, 0.0])
    zone = square_zones(x, y, 2000)
    assert zone[1] == zone[2]
    assert len(set(zone)) == 3


def test_on_its_own_areas_the_gradient_is_that_of_the_wealth_measure(
    porto_sombra: OpenedCity,
) -> None:
    city = porto_sombra.frame
    own = [draft.estimate for draft in wealth_gradient(city)]
    assert gradients(city).index[0] == pytest.approx(own)


@pytest.mark.rio
def test_in_rio_too_and_on_every_boundary_set(rio: OpenedCity) -> None:
    city = rio.frame
    own = [draft.estimate for draft in wealth_gradient(city)]
    assert gradients(city).index[0] == pytest.approx(own)
    assert len(zonings(city)) == 4 + MERGES
    assert np.isfinite(gradients(city).index).all()
    regions = next(z for z in zonings(city) if z.name == "administrative regions")
    assert regions.zones == len(set(city.geography.regions))


def test_people_are_carried_whole(porto_sombra: OpenedCity) -> None:
    city = porto_sombra.frame
    for zoning in zonings(city):
        assert (zoning.zone >= 0).all()
        assert len(np.unique(zoning.zone[city.cell_people > 0])) <= zoning.zones


def test_the_sentence_says_what_was_tried(porto_sombra: OpenedCity) -> None:
    city = porto_sombra.frame
    cameras, gauges = (city.city.network(name) for name in ("cameras", "rain_gauges"))
    said = boundaries_sentence(city, cameras)
    assert "squares of 2 km, squares of 4 km, administrative regions and 39 random merges" in said
    assert "leans to the better-off, as there, on 42 of the 42" in said
    assert "on 42 of the 42" not in boundaries_sentence(city, gauges)


def test_of_too_few_zones_it_says_so() -> None:
    city = frame(areas=[(1000, 1), (1000, 2)], sensors=[(0, "working")])
    assert "could not be tried" in boundaries_sentence(city, city.city.networks[0])
