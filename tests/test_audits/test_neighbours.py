import numpy as np
import pytest
import shapely

from audits.neighbours import contiguity, people_middles, touching
from tests.test_audits.small_frame import frame


def test_a_border_or_a_corner_makes_a_neighbour() -> None:
    squares = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(2, 1, 3, 2)]
    island = shapely.box(9, 9, 10, 10)
    one, other = touching(np.array([*squares, island], dtype=object))
    assert set(zip(one.tolist(), other.tolist(), strict=True)) == {(0, 1), (1, 0), (1, 2), (2, 1)}


def test_areas_of_a_strip_touch_in_a_row() -> None:
    one, other = contiguity(frame())
    assert (abs(one - other) == 1).all()
    assert len(one) == 8


def test_where_people_live_on_average() -> None:
    x, y = people_middles(frame(areas=[(1000, 1), (0, 2), (1000, 3)]))
    assert x[[0, 2]] == pytest.approx([500, 2500])
    assert np.isnan([x[1], y[1]]).all()
