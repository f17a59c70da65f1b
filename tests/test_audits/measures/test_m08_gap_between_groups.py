from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from audits.exhibit import Bars
from audits.finding import Draft, State
from audits.frame import CityFrame, Group
from audits.load import from_tables
from audits.measures.m03_radius_coverage import compute as radius
from audits.measures.m08_gap_between_groups import compute
from audits.opened import OpenedCity
from tests.test_audits.one_finding import draft_of, finding_of
from tests.test_audits.small_frame import FIFTHS, frame


def town(seen: Sequence[int], width: int = 10) -> CityFrame:
    """Five fifths of `width` areas each, side by side; of fifth i, `seen[i]` have a gauge."""
    areas = [(1000, fifth) for fifth in range(1, 6) for _ in range(width)]
    sensors = [(fifth * width + k, "working") for fifth in range(5) for k in range(seen[fifth])]
    made = frame(areas=areas, sensors=sensors)
    groups = pd.DataFrame(
        {
            "area_id": [f"a{i}" for i in range(5 * width)],
            "dimension": "fifth",
            "grp": np.repeat(FIFTHS, width),
            "share": 1.0,
        }
    )
    tables = made.tables | {"area_group": groups}
    return from_tables(made.city, made.snapshot, made.as_of, tables)


def bars_of(draft: Draft) -> list[Bars]:
    assert all(isinstance(exhibit, Bars) for exhibit in draft.exhibits)
    return [exhibit for exhibit in draft.exhibits if isinstance(exhibit, Bars)]


def test_ratio_and_difference_of_thirty_against_sixty() -> None:
    (draft,) = compute(town([3, 4, 5, 6, 6]))
    assert draft.estimate == pytest.approx(-30)
    difference, ratio, _ = bars_of(draft)
    assert difference.bars[0].value == pytest.approx(-30)
    assert ratio.bars[0].value == pytest.approx(0.5)
    assert ratio.no_difference == 1
    assert "30.0 percentage points less" in draft.reading.replace(
        "30 percentage", "30.0 percentage"
    )
    assert "0.50 times" in draft.reading
    values = {bar.name: bar.value for bar in difference.bars}
    assert values["everyone"] == pytest.approx(30 - 48)
    assert values["everybody else"] == pytest.approx(30 - 52.5)
    assert values["the best-covered fifth"] == pytest.approx(-30)


def test_the_interval_is_of_the_difference_within_each_draw() -> None:
    (draft,) = compute(town([1, 5, 5, 5, 9]))
    assert draft.interval is not None
    assert draft.interval.high < 0
    assert draft.interval.low <= -80 <= draft.interval.high
    assert "leaves out zero" in draft.reading


def test_everybody_equal() -> None:
    (draft,) = compute(town([10, 10, 10, 10, 10]))
    assert draft.estimate == 0
    assert "alike" in draft.reading
    assert "none stands apart" in draft.reading
    assert draft.stability.share_holding == 0


def test_nobody_within_reach_has_a_difference_but_no_ratio() -> None:
    (draft,) = compute(town([2, 0, 0, 0, 0]))
    assert draft.estimate == pytest.approx(20)
    _, ratio, _ = bars_of(draft)
    assert ratio.bars[0].value is None
    assert "there is no ratio" in draft.reading
    assert "nobody" in str(ratio.bars[0].reason)


def test_groups_are_compared_with_everybody_else_and_tested_together() -> None:
    (draft,) = compute(town([0, 10, 10, 10, 10]))
    values = {v.group: v.value for v in draft.by_group}
    assert values["poorest fifth"] == pytest.approx(-100)
    assert values["richest fifth"] == pytest.approx(25)
    groups = bars_of(draft)[-1]
    assert {bar.name for bar in groups.bars if bar.weighty} >= {"poorest fifth"}
    assert groups.bars[-1].name == "outside"
    assert groups.bars[-1].value is None  # nobody lives inside: there is nobody else
    assert "nobody else" in str(groups.bars[-1].reason)


def test_a_dimension_of_one_group_is_compared_with_all_others() -> None:
    made = town([0, 0, 0, 0, 10])
    inside = np.zeros(50)
    inside[40:] = 1000.0
    alone = Group(dimension="alone", name="club", people=inside)
    (draft,) = compute(replace(made, groups=(*made.groups, alone)))
    assert {v.group: v.value for v in draft.by_group}["club"] == pytest.approx(100)


def test_an_area_with_nobody_and_unknown_wealth() -> None:
    (draft,) = compute(frame(areas=[(1000, None), (0, 1)], sensors=[(0, "working")]))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert "We do not know" in draft.reading
    assert draft.by_area[1].state is State.NOT_MEASURED


def test_porto_sombra_finds_the_cameras_and_not_the_control(porto_sombra: OpenedCity) -> None:
    cameras = draft_of(porto_sombra, compute, "cameras")
    assert cameras.interval is not None
    assert cameras.interval.high < -40
    assert cameras.stability.share_holding == 1
    gauges = draft_of(porto_sombra, compute, "rain_gauges")
    assert gauges.interval is not None
    assert gauges.interval.low < 0 < gauges.interval.high
    assert "none stands apart" in gauges.reading


def test_the_difference_is_that_of_the_shares_of_m3(porto_sombra: OpenedCity) -> None:
    for network in ("cameras", "rain_gauges", "microphones"):
        gap = draft_of(porto_sombra, compute, network).estimate
        fifths = [
            v.value
            for v in draft_of(porto_sombra, radius, network).by_group
            if v.dimension == porto_sombra.city.wealth and v.value is not None
        ]
        assert gap == pytest.approx(100 * (fifths[0] - fifths[-1]))


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    cameras = draft_of(rio, compute, "cameras")
    assert cameras.estimate == pytest.approx(-32.2, abs=0.05)
    assert cameras.stability.share_holding == 1
    assert "thin_reference" in {c.code for c in finding_of(rio, compute, "gauges_inea").caveats}
