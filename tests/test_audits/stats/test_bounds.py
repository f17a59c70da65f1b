import math

import pytest

from audits.finding import Interval
from audits.stats.bounds import possible


@pytest.mark.parametrize(
    ("found", "kept"),
    [((0.2, 0.4), (0.2, 0.4)), ((-0.1, 1.2), (0, 1)), ((1.1, 1.2), (1, 1)), ((-2, -1), (0, 0))],
)
def test_only_what_is_possible_is_kept(
    found: tuple[float, float], kept: tuple[float, float]
) -> None:
    interval = possible(Interval(low=found[0], high=found[1]), 0, 1)
    assert interval == Interval(low=kept[0], high=kept[1])


def test_without_an_upper_bound_and_without_an_interval() -> None:
    assert possible(Interval(low=-1, high=7)) == Interval(low=0, high=7)
    assert possible(None, 0, math.inf) is None
