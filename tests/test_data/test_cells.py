"""People are placed where they are known to be, and not one is lost or invented on the way."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from data.cells import Placement, place_people

KM = 1000.0
WEST, EAST = shapely.box(0, 0, KM, KM), shapely.box(KM, 0, 2 * KM, KM)
Row = tuple[str, float | None, BaseGeometry]


def table(key: str, rows: Sequence[Row]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            key: [row[0] for row in rows],
            "people": pd.Series([row[1] for row in rows], dtype=float),
            "geometry": pd.Series([row[2] for row in rows], dtype=object),
        }
    )


def placed(areas: Sequence[Row], settlements: Sequence[Row] = (), cell_m: float = 50) -> Placement:
    return place_people(table("area_id", areas), table("settlement_id", settlements), cell_m)


def inside(done: Placement) -> dict[str, float]:
    cells = done.cells.dropna(subset="settlement_id")
    people: dict[str, float] = cells.groupby("settlement_id")["people"].sum().to_dict()
    return people


def by_area(done: Placement) -> dict[str, float]:
    people: dict[str, float] = done.cells.groupby("area_id")["people"].sum().to_dict()
    return people


def test_people_of_an_area_are_spread_evenly_over_it() -> None:
    done = placed([("w", 400, WEST)])
    assert len(done.cells) == 400
    assert done.cells["people"].unique().tolist() == [1.0]
    assert shapely.contains_xy(WEST, done.cells["x"], done.cells["y"]).all()
    assert done.cells["cell_id"].tolist() == list(range(400))


def test_a_settlement_carries_its_own_and_the_area_the_rest() -> None:
    slum = shapely.box(0, 0, 200, 200)
    done = placed([("w", 1000, WEST)], [("s", 400, slum)])
    assert inside(done) == pytest.approx({"s": 400})
    assert by_area(done) == pytest.approx({"w": 1000})
    own = done.cells["settlement_id"].notna()
    at = shapely.contains_xy(slum, done.cells["x"], done.cells["y"])
    assert (own == at).all()
    assert done.capped == ()


def test_a_settlement_across_two_areas_is_split_by_its_ground() -> None:
    across = shapely.box(KM - 100, 0, KM + 300, 100)
    done = placed([("w", 1000, WEST), ("e", 1000, EAST)], [("s", 400, across)])
    split = done.cells.dropna(subset="settlement_id").groupby("area_id")["people"].sum()
    assert split.to_dict() == pytest.approx({"w": 100, "e": 300})
    assert by_area(done) == pytest.approx({"w": 1000, "e": 1000})


def test_where_settlements_claim_more_than_the_area_has_they_are_scaled_down() -> None:
    done = placed(
        [("w", 300, WEST), ("e", 50, EAST)],
        [("a", 300, shapely.box(0, 0, 200, 200)), ("b", 100, shapely.box(500, 500, 700, 700))],
    )
    assert inside(done) == pytest.approx({"a": 225, "b": 75})
    assert by_area(done) == pytest.approx({"w": 300, "e": 50})
    assert done.capped == ("w",)


def test_a_settlement_that_fills_its_area_holds_everybody_in_it() -> None:
    done = placed([("w", 1000, WEST)], [("s", 900, shapely.box(-5, -5, KM + 5, KM + 5))])
    assert inside(done) == pytest.approx({"s": 1000})
    assert done.settlement_people == pytest.approx(done.placed_people) == pytest.approx(1000)


def test_a_settlement_that_nobody_counted_keeps_no_people_but_its_ground_does() -> None:
    done = placed([("w", 400, WEST)], [("s", None, shapely.box(0, 0, 200, 200))])
    assert inside(done) == {}
    assert len(done.cells) == 400


def test_counted_and_empty_is_not_the_same_as_never_counted() -> None:
    ground = shapely.box(0, 0, 200, 200)
    done = placed([("w", 400, WEST)], [("s", 0, ground)])
    assert by_area(done) == pytest.approx({"w": 400})
    assert not shapely.contains_xy(ground, done.cells["x"], done.cells["y"]).any()


def test_an_area_whose_people_nobody_knows_has_no_cells() -> None:
    done = placed([("w", None, WEST), ("e", 10, EAST)], [("s", 9, shapely.box(0, 0, 99, 99))])
    assert by_area(done) == pytest.approx({"e": 10})


def test_an_area_where_nobody_lives_has_no_cells_either() -> None:
    assert by_area(placed([("w", 0, WEST), ("e", 10, EAST)])) == pytest.approx({"e": 10})


def test_an_area_too_small_for_a_grid_point_has_one_cell_inside() -> None:
    tiny = shapely.box(1, 1, 3, 3)
    done = placed([("t", 7, tiny)], cell_m=500)
    ((x, y, people),) = done.cells[["x", "y", "people"]].itertuples(index=False)
    assert people == 7
    assert shapely.contains_xy(tiny, x, y)


def test_an_island_far_away_costs_no_grid_of_the_sea() -> None:
    # A grid over both would have ten billion points.
    island = shapely.box(5e6, 5e6, 5e6 + KM, 5e6 + KM)
    assert len(placed([("w", 1, WEST), ("i", 1, island)]).cells) == 800


def test_an_outline_as_large_as_a_country_takes_no_more_memory_than_a_large_city() -> None:
    astray = shapely.Polygon([(0, 0), (KM, 0), (5e6, 8e6), (0, KM)])
    done = placed([("w", 5000, astray)])
    assert 1 < len(done.cells) < 1_000_000
    assert by_area(done) == pytest.approx({"w": 5000})


def test_a_border_that_touches_a_settlement_claims_nobody() -> None:
    # Where two outlines share an edge and a corner, they meet in a line as well as in ground.
    neighbour = shapely.Polygon([(KM, 0), (2 * KM, 0), (2 * KM, KM), (KM, KM), (KM - 50, 500)])
    done = placed(
        [("w", 100, WEST.difference(neighbour)), ("e", 100, neighbour)],
        [("s", 40, shapely.box(KM - 200, 0, KM, KM))],
    )
    assert by_area(done) == pytest.approx({"w": 100, "e": 100})
    assert sum(inside(done).values()) == pytest.approx(40)


def test_the_order_of_rows_changes_nothing() -> None:
    areas: list[Row] = [("w", 1000, WEST), ("e", 500, EAST)]
    slums: list[Row] = [
        ("a", 10, shapely.box(0, 0, 200, 200)),
        ("b", 20, shapely.box(900, 0, 1100, 200)),
    ]
    one, other = placed(areas, slums), placed(areas[::-1], slums[::-1])
    pd.testing.assert_frame_equal(one.cells, other.cells, rtol=1e-12)


PEOPLE = st.none() | st.floats(0.001, 1e6) | st.integers(0, 50)
SIDE = st.floats(1, 1500)
SLUMS = st.lists(st.tuples(PEOPLE, st.floats(-500, 2000), st.floats(-500, 900), SIDE), max_size=4)


@settings(deadline=None, max_examples=60)
@given(PEOPLE, PEOPLE, SLUMS)
def test_cells_hold_the_people_of_known_areas_and_nobody_else(
    west: float | None, east: float | None, slums: list[tuple[float | None, float, float, float]]
) -> None:
    settlements = [
        (str(i), people, shapely.box(x, y, x + side, y + side))
        for i, (people, x, y, side) in enumerate(slums)
    ]
    areas: list[Row] = [("w", west, WEST), ("e", east, EAST)]
    done = placed(areas, settlements, cell_m=200)
    known = {name: people for name, people, _ in areas if people}
    assert by_area(done) == pytest.approx(known)
    assert (done.cells["people"] > 0).all()
    assert np.isfinite(done.cells[["x", "y"]].to_numpy(float)).all()
    assert 0 <= done.settlement_people <= done.placed_people * (1 + 1e-9)
