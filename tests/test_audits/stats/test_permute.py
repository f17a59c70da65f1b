import numpy as np

from audits.stats.permute import gradient_chance, orders

REGIONS = np.repeat(np.arange(6), 10)


def test_areas_stay_in_their_region() -> None:
    regions = np.array([2, 0, 1, 0, 2, 1, 1])
    shuffled = orders(regions, 200)
    assert (np.sort(shuffled, axis=1) == np.arange(7)).all()
    assert (regions[shuffled] == regions).all()
    assert len({tuple(row) for row in shuffled}) > 20


def test_every_order_of_a_region_is_as_likely() -> None:
    shuffled = orders(np.array([1, 0, 0, 0]), 6000)
    _, counts = np.unique(shuffled, axis=0, return_counts=True)
    assert len(counts) == 6
    assert counts.min() > 850


def test_without_a_gradient_it_is_found_as_often_as_it_says() -> None:
    rng, called = np.random.default_rng(3), 0
    for _ in range(300):
        people = rng.uniform(1000, 9000, 60)
        chance = gradient_chance(rng.random(60), rng.random(60), people, REGIONS)
        called += chance <= 0.05
    assert 5 <= called <= 27


def test_a_gradient_within_regions_is_found_and_one_between_is_not() -> None:
    rng = np.random.default_rng(4)
    wealth, people = rng.random(60), np.full(60, 1000.0)
    assert gradient_chance(wealth + 0.1 * rng.random(60), wealth, people, REGIONS) == 0.001
    by_region = REGIONS + 0.01 * rng.random(60)
    assert gradient_chance(by_region, REGIONS + rng.random(60), people, REGIONS) > 0.05


def test_where_all_are_alike_nothing_can_be_asked() -> None:
    assert np.isnan(gradient_chance(np.ones(60), np.arange(60.0), np.ones(60), REGIONS))


def test_the_unit_of_the_thing_does_not_matter() -> None:
    rng = np.random.default_rng(5)
    thing, wealth, people = rng.random(60), rng.random(60), rng.random(60) + 1
    one = gradient_chance(thing, wealth, people, REGIONS)
    assert gradient_chance(1000 * thing, wealth, people, REGIONS) == one
