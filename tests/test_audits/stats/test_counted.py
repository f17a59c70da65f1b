import numpy as np
import pytest

from audits.stats.bootstrap import draw_areas, ratios
from audits.stats.counted import count_interval

AREAS = 40
DRAWS = draw_areas(np.zeros(AREAS, dtype=np.int64), resamples=500)


@pytest.mark.parametrize("each", [0.06, 0.3, 4.0])
def test_it_holds_the_rate_about_as_often_as_it_says(each: float) -> None:
    # 300 cities of 40 areas; a bootstrap alone holds two sensors' rate in three of four.
    rng, held = np.random.default_rng(3), 0
    people = rng.uniform(0.5, 1.5, AREAS)
    for _ in range(300):
        sensors = rng.poisson(each * people).astype(float)
        drawn = ratios(DRAWS.counts, sensors[:, None], people[:, None])[:, 0]
        found = count_interval(DRAWS, sensors.sum(), people.sum(), drawn, AREAS)
        assert found is not None
        held += found.low <= each <= found.high
    assert 270 <= held <= 298


def test_none_counted_is_not_none_for_sure() -> None:
    found = count_interval(DRAWS, 0.0, 10.0, np.zeros(500), AREAS)
    assert found is not None
    assert found.low == 0
    # Half of chi-squared with one degree of freedom: 5.02 / 2.
    assert found.high == pytest.approx(0.2512, abs=1e-3)


def test_what_comes_in_heaps_is_less_sure() -> None:
    def width(sensors: np.ndarray) -> float:
        drawn = ratios(DRAWS.counts, sensors[:, None], np.ones((AREAS, 1)))[:, 0]
        found = count_interval(DRAWS, sensors.sum(), AREAS, drawn, AREAS)
        assert found is not None
        return found.high - found.low

    even = np.tile([0.0, 1.0, 2.0, 1.0], AREAS // 4)
    assert width(np.where(np.arange(AREAS) < 4, 10.0, 0.0)) > 2 * width(even)


def test_nothing_to_count_by_gives_no_interval() -> None:
    assert count_interval(DRAWS, 3.0, 0.0, np.ones(500), AREAS) is None
    few = draw_areas(np.zeros(3, dtype=np.int64), resamples=50)
    assert count_interval(few, 3.0, 10.0, np.ones(50), 3) is None
