import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.stats.loss import pairs_within, reached_only_by


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 15), st.integers(1, 4))
def test_it_is_what_is_left_when_a_set_is_taken_away(seed: int, sensors: int, owners: int) -> None:
    rng = np.random.default_rng(seed)
    cells, points = rng.random((20, 2)) * 1000, rng.random((sensors, 2)) * 1000
    owner = rng.integers(0, owners, sensors)
    counted = rng.random(sensors) < 0.8
    radius = 200.0
    near = np.hypot(*(cells[:, None, :] - points[None, :, :]).transpose(2, 0, 1)) <= radius
    reached, only = reached_only_by(pairs_within(cells, points, 300.0), owner, radius, counted)
    assert (reached == near[:, counted].any(axis=1)).all()
    for k in range(int(owner.max()) + 1):
        left = near[:, counted & (owner != k)].any(axis=1)
        assert (only[k] == (reached & ~left)).all()


def test_the_reach_is_inclusive() -> None:
    pairs = pairs_within(np.array([[0.0, 0.0]]), np.array([[100.0, 0.0], [101.0, 0.0]]), 100.0)
    assert pairs.sensor.tolist() == [0]


def test_no_sensor_is_near() -> None:
    pairs = pairs_within(np.array([[0.0, 0.0]]), np.array([[900.0, 0.0]]), 100.0)
    reached, only = reached_only_by(pairs, np.array([0]), 100.0, np.array([True]))
    assert not reached.any()
    assert not only.any()
