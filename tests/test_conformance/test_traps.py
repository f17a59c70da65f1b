"""Eight ways in which dashboards before this one said what was not so; none is open here."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Transformer

from audits.finding import Draft, State
from audits.frame import CityFrame
from audits.measures.m14_need_clusters import compute as need_clusters
from audits.measures.m15_floating_catchment import compute as services_in_reach
from audits.measures.m17_areal_transfer import compute as areal_transfer
from audits.measures.m20_parameter_stability import compute as stability
from audits.opened import OpenedCity
from audits.run import complete
from audits.stats.areal import extensive, overlap
from audits.stats.moran import local_moran
from data.checks.places import Ground, place
from data.city import Variable
from data.database import connect, load_spatial
from tests.test_audits.served_frame import NAN, served, settled
from tests.test_audits.small_frame import AS_OF, dataset, frame, network

LON, LAT = -43.2, -22.9
METRIC = "EPSG:31983"


# 1. A NaN in Moran.


def test_a_nan_in_moran_is_refused_and_the_measure_takes_it_out_first() -> None:
    ring = (np.array([0, 1, 1, 2]), np.array([1, 0, 2, 1]))
    with pytest.raises(ValueError, match="not finite"):
        local_moran(np.array([1.0, NAN, 3.0]), np.array([1.0, 2.0, 3.0]), *ring)
    areas = [(1000.0, i + 1.0) for i in range(12)]
    need = [float(i) for i in range(12)]
    whole = served([1] * 12, need, areas=areas, sensors=[(9, "working"), (10, "working")])
    need[0] = NAN
    lacking = served([1] * 12, need, areas=areas, sensors=[(9, "working"), (10, "working")])
    (before,), (after,) = need_clusters(whole), need_clusters(lacking)
    assert after.by_area[0].state is State.NOT_MEASURED
    assert after.estimate is not None
    assert after.estimate == pytest.approx(before.estimate, abs=0.2)


# 2. A target outside the source in areal transfer.


def test_a_target_outside_every_source_is_missing_and_not_zero() -> None:
    source = np.array([shapely.box(0, 0, 1, 1)], dtype=object)
    target = np.array([shapely.box(8, 8, 9, 9)], dtype=object)
    assert np.isnan(extensive(np.array([100.0]), overlap(source, target))).all()
    (draft,) = areal_transfer(settled([400, 90], [(0, 0, 100, 1000), (9000, 0, 9100, 9)]))
    assert draft.footing.people == 400


# 3. None reachable against unknown.


def test_none_in_reach_is_zero_and_unknown_is_missing() -> None:
    (draft,) = services_in_reach(served([2, 0, 0, 0, NAN]))
    none, unknown = draft.by_area[2], draft.by_area[4]
    assert (none.value, none.state) == (0.0, State.MEASURED)
    assert (unknown.value, unknown.state) == (None, State.NOT_MEASURED)


# 4. Swapped axes.


def test_duckdb_reads_degrees_the_other_way_round_than_we_do() -> None:
    con = connect()
    try:
        load_spatial(con)
        query = (
            "select st_x(p), st_y(p) from (select "
            f"st_transform(st_point({LON}, {LAT}), 'EPSG:4326', '{METRIC}') as p)"
        )
        there = con.execute(query).fetchone()
        con.execute("set geometry_always_xy = true")
        mended = con.execute(query).fetchone()
    finally:
        con.close()
    ours = Transformer.from_crs("EPSG:4326", METRIC, always_xy=True).transform(LON, LAT)
    assert there is not None
    assert mended is not None
    assert np.hypot(there[0] - ours[0], there[1] - ours[1]) > 1_000_000
    assert mended == pytest.approx(ours)


def test_swapped_coordinates_are_refused_and_not_placed() -> None:
    x, y = Transformer.from_crs("EPSG:4326", METRIC, always_xy=True).transform(LON, LAT)
    outlines = np.array([shapely.box(x - 500, y - 500, x + 500, y + 500)], dtype=object)
    ground = Ground(
        area_ids=("a",), names=("A",), polygons=outlines, tree=shapely.STRtree(outlines), edge_m=300
    )
    placed = place(
        pd.Series([LAT, LON], dtype=object),
        pd.Series([LON, LAT], dtype=object),
        ground,
        Transformer.from_crs("EPSG:4326", METRIC, always_xy=True),
        required=True,
    )
    assert placed.area[0] == 0
    swapped = [mark.action for mark in placed.marks if mark.rule == "swapped_coordinates"]
    assert swapped == ["quarantined"]


# 5. Query time as data time.


def test_a_later_query_makes_data_older_and_never_newer(porto_sombra: OpenedCity) -> None:
    city = porto_sombra.frame
    later = replace(city, as_of=city.as_of + timedelta(days=400))
    draft = next(d for d in services_in_reach(city))
    now, then = complete(city, draft), complete(later, draft)
    assert [d.observed_until for d in now.datasets] == [d.observed_until for d in then.datasets]
    for early, late in zip(now.datasets, then.datasets, strict=True):
        if early.age_days is not None:
            assert late.age_days == early.age_days + 400


def test_what_nobody_dated_has_no_age_and_feeds_are_as_old_as_their_newest_row(
    porto_sombra: OpenedCity,
) -> None:
    city = frame(sensors=[(0, "working")])
    (draft,) = stability(city)
    ages = {d.name: (d.observed_until, d.age_days) for d in complete(city, draft).datasets}
    assert ages["income"] == (None, None)
    assert ages["people"] == (date(2022, 12, 31), (AS_OF - date(2022, 12, 31)).days)
    built = porto_sombra.frame
    days = built.tables["feed_day"]
    for name in built.datasets_of("readings"):
        newest = pd.Timestamp(days.loc[days["dataset"] == name, "day"].max()).date()
        until = built.observed_until(name)
        assert until is not None
        assert abs((until - newest).days) <= 1


# 6. An indicator dropped because it came first.


def _two_services(first: str, second: str) -> CityFrame:
    city = served([2, 0, 0, 0, 1])
    supply = {"clinics": [2.0, 0, 0, 0, 1], "schools": [0.0, 3, 0, 4, 0]}
    variables = tuple(
        Variable(name=name, field=name, title=name.title(), unit="places", extensive=True)
        for name in (first, second)
    )
    rows = city.tables["area_variable"]
    rows = rows[rows["variable"] != "clinics"]
    stated = [
        pd.DataFrame({"area_id": city.geography.area_ids, "variable": n, "value": supply[n]})
        for n in (first, second)
    ]
    declared = tuple(
        replace(d, variables=variables) if d.role == "service" else d for d in city.city.datasets
    )
    return replace(
        city,
        city=replace(city.city, datasets=declared),
        tables=city.tables | {"area_variable": pd.concat([*stated, rows], ignore_index=True)},
    )


def test_neither_the_first_indicator_nor_the_order_matters() -> None:
    one = {d.subject: d for d in services_in_reach(_two_services("clinics", "schools"))}
    other = {d.subject: d for d in services_in_reach(_two_services("schools", "clinics"))}
    assert set(one) == set(other) == {"clinics", "schools"}
    for subject, draft in one.items():
        assert draft.estimate == other[subject].estimate
        assert draft.by_area == other[subject].by_area
        assert draft.by_group == other[subject].by_group


def test_the_first_group_and_the_first_area_are_among_the_results() -> None:
    city = served([2, 0, 0, 0, 1])
    (draft,) = services_in_reach(city)
    assert draft.by_group[0].group == city.groups[0].name
    assert draft.by_group[0].value is not None or draft.by_group[0].reason
    assert draft.by_area[0].area == city.geography.area_ids[0]


# 7. A verdict bought with a larger distance.


def _two_gauges() -> tuple[CityFrame, Draft]:
    city = frame(
        sensors=[(4, "working"), (1, "working")],
        net=network(reach_m=500.0, reach_grid_m=(1000.0, 2000.0)),
    )
    (draft,) = stability(city)
    return city, draft


def test_a_verdict_bought_with_a_larger_distance_is_called_that() -> None:
    city, draft = _two_gauges()
    (said,) = (c for c in complete(city, draft).caveats if c.code == "bought_with_distance")
    assert "a larger distance alone would buy the opposite answer" in said.text
    assert draft.stability.share_holding not in (0, 1)


# 8. Zero filled for missing.


def test_what_is_missing_is_never_a_zero() -> None:
    areas = [(1000.0, 1.0), (0.0, 2.0), (1000.0, None), (1000.0, 4.0), (1000.0, 5.0)]
    city = served([1, 1, NAN, 1, 1], [1, 2, 3, NAN, 5], areas=areas, sensors=[(0, "working")])
    assert np.isnan(city.wealth).tolist() == [False, False, True, False, False]
    for compute in (need_clusters, services_in_reach, stability):
        for draft in compute(city):
            for value in draft.by_area:
                assert (value.value is None) == (value.state is not State.MEASURED)
                if value.area == "a1":
                    assert value.value is None
    (need,) = need_clusters(city)
    assert need.by_area[3].value is None
    (reach,) = services_in_reach(city)
    assert [v.value is None for v in reach.by_area] == [False, True, True, True, False]
    assert dataset("any", "areas").independent_of_sensors is None
