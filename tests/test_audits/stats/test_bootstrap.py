import numpy as np
import pytest

from audits.stats.bootstrap import (
    draw_areas,
    draw_blocks,
    percentile_interval,
    ratios,
    square_blocks,
    with_width,
)


def test_each_stratum_keeps_its_size() -> None:
    strata = np.array([0, 0, 0, 1, 1, -1])
    counts = draw_areas(strata, resamples=50).counts
    assert counts.shape == (50, 6)
    assert (counts[:, :3].sum(axis=1) == 3).all()
    assert (counts[:, 3:5].sum(axis=1) == 2).all()
    assert (counts[:, 5] == 1).all()


def test_the_same_strata_give_the_same_draws() -> None:
    strata = np.repeat([0, 1, 2], 10)
    assert (draw_areas(strata).counts == draw_areas(strata).counts).all()


def test_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    # 200 cities of 40 areas with Poisson sensors at a known rate; 95 % should hold it.
    rng = np.random.default_rng(7)
    people = rng.uniform(2_000, 20_000, 40)
    truth, held = 4e-4, 0
    counts = draw_areas(np.zeros(40, dtype=np.int64), resamples=500).counts
    for _ in range(200):
        sensors = rng.poisson(truth * people).astype(float)
        interval = percentile_interval(ratios(counts, sensors[:, None], people[:, None])[:, 0])
        assert interval is not None
        held += interval.low <= truth <= interval.high
    assert 176 <= held <= 198  # 88 % to 99 %: the percentile bootstrap is a little short


def test_of_what_no_area_has_no_interval_is_made() -> None:
    draws, areas = draw_areas(np.zeros(40, dtype=np.int64)), np.ones((40, 3))
    top = np.column_stack([np.zeros(40), np.ones(40), np.arange(40.0) % 2])
    none, every, some = draws.share_intervals(
        top.mean(axis=0), ratios(draws.counts, top, areas), areas
    )
    assert (none, every) == (None, None)
    assert some is not None
    assert with_width(some) is some


def test_undefined_replicates_give_no_interval() -> None:
    assert percentile_interval(np.full(100, np.nan)) is None
    assert percentile_interval(np.array([])) is None
    mostly = np.concatenate([np.full(20, np.nan), np.ones(80)])
    assert percentile_interval(mostly) is None


def test_nobody_drawn_is_undefined_and_not_zero() -> None:
    counts = np.array([[0.0, 2.0], [1.0, 1.0]])
    result = ratios(counts, np.array([[3.0], [0.0]]), np.array([[6.0], [0.0]]))
    assert np.isnan(result[0, 0])
    assert result[1, 0] == pytest.approx(0.5)


def test_areas_of_a_block_are_drawn_together() -> None:
    blocks = square_blocks(np.array([10.0, 90, 110, 190, 350]), np.full(5, 50.0), 100)
    assert blocks.tolist() == [0, 0, 1, 1, 2]
    counts = draw_blocks(blocks, 100, resamples=50).counts
    assert (counts[:, 0] == counts[:, 1]).all()
    assert (counts[:, 2] == counts[:, 3]).all()
    assert (counts[:, [0, 2, 4]].sum(axis=1) == 3).all()


def test_the_interval_says_what_it_is_an_interval_of() -> None:
    assert "income fifths" in draw_areas(np.zeros(3, dtype=np.int64)).meaning
    assert "6 km wide" in draw_blocks(np.arange(3), 6000).meaning


def test_too_little_to_draw_from_gives_no_interval() -> None:
    few = draw_blocks(np.array([0, 0, 1, 1, 2]), 6000, resamples=50)
    assert few.interval(np.linspace(0, 1, 50)) is None
    enough = draw_areas(np.zeros(8, dtype=np.int64), resamples=50)
    assert enough.interval(np.linspace(0, 1, 50)) is not None
