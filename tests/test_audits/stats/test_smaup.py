"""Ours against esda's, and the edge on which esda falls off its table."""

import warnings
from typing import Any

import pytest

from audits.stats.smaup import smaup


def peer(areas: int, zones: int, together: float) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its plotting libraries are old
        from esda.smaup import Smaup

        return Smaup(areas, zones, together)


@pytest.mark.parametrize("areas", [25, 78, 166, 900])
@pytest.mark.parametrize("together", [-0.95, -0.5, -0.2, 0.0, 0.2, 0.5, 0.75, 0.95])
def test_it_is_esdas(areas: int, together: float) -> None:
    ours, library = smaup(areas, areas // 3, together), peer(areas, areas // 3, together)
    assert ours is not None
    assert ours.statistic == pytest.approx(library.smaup)
    assert ours.critical == pytest.approx(library.critical_05)


def test_esda_takes_a_correlation_on_an_edge_for_a_strong_negative_one() -> None:
    assert peer(100, 50, 0.8).critical_05 == pytest.approx(peer(100, 50, -0.9).critical_05)
    ours = smaup(100, 50, 0.8)
    assert ours is not None
    assert ours.critical == pytest.approx(peer(100, 50, 0.7).critical_05)


@pytest.mark.parametrize(("areas", "together"), [(24, 0.1), (901, 0.1), (100, 1.01)])
def test_outside_its_tables_there_is_none(areas: int, together: float) -> None:
    assert smaup(areas, 10, together) is None


def test_more_zones_than_areas_are_refused() -> None:
    with pytest.raises(ValueError, match="found 30 zones of 25 areas"):
        smaup(25, 30, 0.1)


def test_fewer_zones_are_more_sensitive() -> None:
    few, many = smaup(166, 10, 0.5), smaup(166, 150, 0.5)
    assert few is not None
    assert many is not None
    assert few.statistic > many.statistic
    assert few.sensitive
    assert not many.sensitive
