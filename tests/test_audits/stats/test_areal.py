"""Ours against tobler where sources reach, and what tobler makes of the rest."""

import warnings
from typing import Any

import numpy as np
import pytest
import shapely

from audits.stats.areal import extensive, mass_balance, overlap

SOURCES = np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], dtype=object)
TARGETS = np.array(
    [shapely.box(0.5, 0, 1.5, 1), shapely.box(1.5, 0, 2.5, 1), shapely.box(5, 0, 6, 1)],
    dtype=object,
)
VALUES = np.array([100.0, 200.0])


def interpolated(sources: Any, values: Any, targets: Any, **more: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of targets beyond, then fills them with 0
        import geopandas as gpd
        from tobler.area_weighted import area_interpolate

        held = gpd.GeoDataFrame({"v": values}, geometry=list(sources), crs=31983)
        wanted = gpd.GeoDataFrame(geometry=list(targets), crs=31983)
        return area_interpolate(held, wanted, **more)["v"].to_numpy()


def test_a_target_beyond_every_source_is_missing() -> None:
    on = overlap(SOURCES, TARGETS)
    assert np.isnan(extensive(VALUES, on)).tolist() == [False, False, True]
    assert on.covered == pytest.approx([1, 0.5, 0])


def test_a_missing_source_makes_missing_what_it_touches() -> None:
    ours = extensive(np.array([np.nan, 200.0]), overlap(SOURCES, TARGETS))
    assert np.isnan(ours).tolist() == [True, False, True]
    assert not mass_balance(np.array([np.nan, 200.0]), overlap(SOURCES, TARGETS)).closes


def test_the_account_closes() -> None:
    account = mass_balance(VALUES, overlap(SOURCES, TARGETS))
    assert (account.held, account.carried, account.outside) == pytest.approx((300, 250, 50))
    assert account.closes


def test_the_account_does_not_close_where_targets_overlap() -> None:
    twice = np.array([SOURCES[0], SOURCES[0]], dtype=object)
    assert not mass_balance(VALUES, overlap(SOURCES, twice)).closes


def test_nobody_there_is_zero_not_missing() -> None:
    assert extensive(np.array([0.0, 0.0]), overlap(SOURCES, TARGETS))[:2].tolist() == [0, 0]


def test_touching_is_not_sharing() -> None:
    beside = np.array([shapely.box(2, 0, 3, 1)], dtype=object)
    assert np.isnan(extensive(VALUES, overlap(SOURCES, beside))).all()


def test_an_outline_without_ground_is_refused() -> None:
    with pytest.raises(ValueError, match="without ground"):
        overlap(SOURCES, np.array([shapely.Point(0, 0)], dtype=object))


def test_where_sources_reach_it_is_toblers() -> None:
    rng = np.random.default_rng(5)
    corners = rng.random((12, 2)) * 6
    targets = np.array([shapely.box(x, y, x + 1.5, y + 1.2) for x, y in corners], dtype=object)
    sources = np.array(
        [shapely.box(i, k, i + 1, k + 1) for i in range(8) for k in range(8)], dtype=object
    )
    values = rng.random(64) * 100
    on = overlap(sources, targets)
    assert extensive(values, on) == pytest.approx(
        interpolated(sources, values, targets, extensive_variables=["v"], allocate_total=False)
    )


# What tobler does with the rest; when an upgrade mends one of these, we want to know.


def test_tobler_puts_zero_where_no_source_reaches() -> None:
    kept = interpolated(SOURCES, VALUES, TARGETS, extensive_variables=["v"], allocate_total=False)
    assert kept.tolist() == pytest.approx([150, 100, 0])


def test_tobler_pushes_people_from_outside_into_the_targets() -> None:
    pushed = interpolated(SOURCES, VALUES, TARGETS, extensive_variables=["v"])
    assert pushed.tolist() == pytest.approx([200, 100, 0])
