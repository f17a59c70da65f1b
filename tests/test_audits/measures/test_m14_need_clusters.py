import math

import pytest

from audits.exhibit import Classed, Quadrants
from audits.finding import State
from audits.frame import CityFrame
from audits.measures.m14_need_clusters import BLIND_NEED, WORDS, compute
from audits.opened import OpenedCity
from audits.run import complete
from audits.words import is_share
from tests.test_audits.served_frame import NAN, served
from tests.test_audits.small_frame import frame


def long_strip(need: list[float] | None = None) -> CityFrame:
    """Forty areas in a row: the poor half sees no sensor, the rich half is full of them."""
    areas = [(1000.0, float(i)) for i in range(40)]
    sensors = [(i, "working") for i in range(20, 40)]
    if need is None:
        return frame(areas=areas, sensors=sensors)
    return served([1.0] * 40, need, areas=areas, sensors=sensors)


def test_need_among_low_coverage_is_found_and_named() -> None:
    (draft,) = compute(long_strip())
    assert draft.estimate is not None
    assert draft.estimate < -0.5
    assert "less within reach" in draft.reading
    (mapped,) = (e for e in draft.exhibits if isinstance(e, Classed))
    assert mapped.words == WORDS
    assert {word for _, word in mapped.areas} <= set(WORDS)
    (spread,) = (e for e in draft.exhibits if isinstance(e, Quadrants))
    assert len(spread.dots) == 40
    assert all(0 <= dot.y <= 1 for dot in spread.dots)


def test_two_neighbours_tell_little_so_chance_is_not_ruled_out() -> None:
    # Both neighbours unseen happens to one in four areas by chance: no cluster may be claimed.
    (draft,) = compute(long_strip())
    (mapped,) = (e for e in draft.exhibits if isinstance(e, Classed))
    assert BLIND_NEED not in {word for _, word in mapped.areas}
    assert "No area stands out" in draft.reading


def test_a_declared_need_goes_before_poverty() -> None:
    (draft,) = compute(long_strip(need=[float(i) for i in range(40)]))
    assert draft.parameters["need"] == "Hazard"
    assert draft.estimate is not None
    assert draft.estimate > 0.5  # the richer, the more hazard, and the more sensors around
    assert {str(s.parameters["need"])[:7] for s in draft.stability.settings} == {
        "Hazard",
        "Poverty",
    }
    codes = [
        c.code for c in complete(long_strip(need=[float(i) for i in range(40)]), draft).caveats
    ]
    assert "need_from_sensors" in codes


def test_an_area_with_nobody_and_one_of_unknown_need_are_left_out() -> None:
    areas = [(1000, 1), (0, 2), (1000, 3), (1000, 4), (1000, 5)]
    city = served([1.0] * 5, [1, 2, 3, NAN, 5], areas=areas, sensors=[(4, "working")])
    (draft,) = compute(city)
    states = {v.area: (v.state, v.reason) for v in draft.by_area}
    assert states["a1"][0] is State.NOT_MEASURED
    assert states["a3"][0] is State.NOT_MEASURED
    assert draft.footing.areas == 3
    # a0, a2 and a4 are left, and none of them touches another.
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert draft.by_group == ()


def test_an_area_that_touches_no_other_is_named() -> None:
    areas = [(1000, i + 1) for i in range(6)]
    city = served([1.0] * 6, [1, 2, 3, 2, NAN, 5], areas=areas, sensors=[(0, "working")])
    (draft,) = compute(city)
    (alone,) = (v for v in draft.by_area if v.area == "a5")
    assert (alone.state, alone.reason) == (State.UNUSABLE, "no neighbours")
    (said,) = (c for c in complete(city, draft).caveats if c.code == "no_neighbours")
    assert "1 area (A5), home to 1" in said.text


def test_everybody_equal_is_not_a_cluster_but_nothing_to_compare() -> None:
    (draft,) = compute(frame(sensors=[(i, "working") for i in range(5)]))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert draft.reason == "need, or the share within reach, is the same in every area"
    assert all(v.value is None for v in draft.by_area)


@pytest.mark.parametrize("city", ["porto_sombra", pytest.param("rio", marks=pytest.mark.rio)])
def test_both_cities(city: str, request: pytest.FixtureRequest) -> None:
    opened: OpenedCity = request.getfixturevalue(city)
    drafts = list(compute(opened.frame))
    assert len(drafts) == len(opened.frame.city.networks)
    for draft in drafts:
        assert draft.estimate is not None
        assert abs(draft.estimate) < 1
        assert draft.interval is None or math.isfinite(draft.interval.high - draft.interval.low)
        assert is_share(draft.measure.unit_of_groups)
        assert all(0 <= g.value <= 1 for g in draft.by_group if g.value is not None)
        (mapped,) = (e for e in draft.exhibits if isinstance(e, Classed))
        words = [word for _, word in mapped.areas]
        assert words.count("no neighbours") == {"porto_sombra": 1, "rio": 2}[city]
