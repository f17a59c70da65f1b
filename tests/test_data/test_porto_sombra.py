"""Porto Sombra is what it says it is: a map that fits, and effects of the planted size."""

from dataclasses import fields, replace
from itertools import combinations, pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from numpy.typing import NDArray

from audits.opened import OpenedCity
from data.cities.porto_sombra import truth
from data.cities.porto_sombra.darts import Dartboard
from data.cities.porto_sombra.generate import tables, write
from data.cities.porto_sombra.ground import Ground, degrees, draw_ground, metres
from data.cities.porto_sombra.names import UNCOUNTED
from data.cities.porto_sombra.networks import board, draw_sensors, expected_sensors, site
from data.cities.porto_sombra.people import RESIDENTS
from data.cities.porto_sombra.planted import DAYS, FIRST_DAY, NETWORKS, PLANTED, Defects, Planted
from data.cities.porto_sombra.readings import INTERVAL_MINUTES
from data.manifest import find_city

CITY = find_city("porto_sombra")
GROUND = draw_ground(1)
FOLLOWING_PEOPLE = ("cameras", "air_stations", "microphones")
READINGS = {
    "cameras": "camera_heartbeats",
    "rain_gauges": "rain_readings",
    "air_stations": "air_readings",
    "microphones": "microphone_heartbeats",
}
KINDS = {"string": "OT", "integer": "iu", "number": "fiu", "boolean": "b", "datetime": "M"}


@pytest.fixture(scope="module")
def city() -> dict[str, pd.DataFrame]:
    """The default city without defects, readings and all."""
    return tables(1, defects=False)


@pytest.fixture(scope="module")
def histories() -> list[dict[str, pd.DataFrame]]:
    """Eight histories of the same city."""
    return [tables(seed, readings=False, defects=False) for seed in range(1, 9)]


def fifth_of(area_ids: "pd.Series[str]") -> NDArray[np.int64]:
    """The income fifth of each area, 0 poorest."""
    return np.asarray(pd.Series(GROUND.fifth, index=GROUND.area_ids)[area_ids])


def located(table: pd.DataFrame) -> NDArray[np.int64]:
    """Index of the area in which each row lies; every row must lie in one."""
    points = shapely.points(metres(table[["longitude", "latitude"]].to_numpy()))
    nearest = shapely.STRtree(GROUND.areas).query_nearest(points, all_matches=False)[1]
    away = shapely.distance(GROUND.areas[nearest], points)
    assert away.max() < 0.2  # six decimals of a degree
    return np.asarray(nearest)


# -- the manifest -------------------------------------------------------------------------------


def test_manifest_says_that_it_is_invented_and_made_by_its_generator() -> None:
    assert CITY.invented
    assert CITY.generated
    assert "invented" in CITY.country.lower()
    assert str(CITY.as_of) == "2026-04-01"
    assert (CITY.as_of - FIRST_DAY).days == DAYS if CITY.as_of else False


def test_manifest_declares_exactly_the_tables_and_their_columns(
    city: dict[str, pd.DataFrame],
) -> None:
    assert set(city) == {dataset.name for dataset in CITY.datasets}
    for dataset in CITY.datasets:
        columns = city[dataset.name].drop(columns="geometry", errors="ignore")
        assert list(columns) == [field.name for field in dataset.fields], dataset.name
        for field in dataset.fields:
            dtype = columns[field.name].dtype
            kind = "T" if isinstance(dtype, pd.StringDtype) else dtype.kind
            assert kind in KINDS[field.type], (dataset.name, field.name, dtype)
            if field.required:
                assert columns[field.name].notna().all(), (dataset.name, field.name)
            if field.unique:
                assert columns[field.name].is_unique, (dataset.name, field.name)


def test_manifest_and_generator_name_the_same_things() -> None:
    assert {network.id for network in CITY.networks} == set(NETWORKS)
    for network in CITY.networks:
        assert network.reading_interval_minutes == INTERVAL_MINUTES[network.id]
        loss = PLANTED.plan(network.id).loss
        declared = [(gap.start, (gap.end - gap.start).days + 1) for gap in network.expected_gaps]
        assert declared == ([(loss.first, loss.days)] if loss and loss.declared else [])
    uncounted = [item for item in CITY.not_counted if UNCOUNTED in item.who]
    assert [item.people for item in uncounted] == [PLANTED.uncounted_people]
    assert [network.id for network in CITY.networks if network.owner is None] == ["microphones"]
    assert PLANTED.failing_region in set(GROUND.regions)


def test_manifest_gives_every_dataset_a_biography() -> None:
    for dataset in CITY.datasets:
        assert dataset.biography.how, dataset.name
        assert dataset.biography.when, dataset.name
        assert dataset.licence, dataset.name
        assert dataset.publisher, dataset.name


# -- the same numbers, the same city ------------------------------------------------------------


def test_the_same_seed_writes_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    for folder, seed in (("one", 4), ("again", 4), ("other", 5)):
        write(tmp_path / folder, seed)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(dataset.path for dataset in CITY.datasets)
    same_for_all = {"areas.geojson", "people.csv", "wealth.csv", "flood_hazard.csv"}
    for name in files:
        one = (tmp_path / "one" / name).read_bytes()
        assert one == (tmp_path / "again" / name).read_bytes(), name
        if name not in same_for_all | {"settlements.geojson", "services.csv"}:
            assert one != (tmp_path / "other" / name).read_bytes(), name
        elif name in same_for_all:
            assert one == (tmp_path / "other" / name).read_bytes(), name


def test_leaving_readings_out_changes_nothing_else(city: dict[str, pd.DataFrame]) -> None:
    without = tables(1, readings=False, defects=False)
    assert set(city) - set(without) == set(READINGS.values())
    for name, table in without.items():
        pd.testing.assert_frame_equal(table, city[name])


def test_changing_one_network_leaves_the_others_alone(city: dict[str, pd.DataFrame]) -> None:
    more = replace(PLANTED, cameras=replace(PLANTED.cameras, per_10k=(9.0, 9.0, 9.0, 9.0, 9.0)))
    changed = tables(1, more, readings=False, defects=False)
    assert len(changed["cameras"]) > 1.3 * len(city["cameras"])
    for name in ("rain_gauges", "air_stations", "microphones"):
        pd.testing.assert_frame_equal(changed[name], city[name])


def test_a_caller_who_changes_a_table_does_not_change_the_city() -> None:
    first = tables(1, readings=False, defects=False)
    for table in first.values():
        table.iloc[0, 0] = "spoilt"
    first["people"]["people"] = 0
    again = tables(1, readings=False, defects=False)
    assert again["people"]["people"].sum() == RESIDENTS
    assert not any((table.iloc[:, 0] == "spoilt").any() for table in again.values())


# -- the map ------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 2, 3])
def test_areas_cover_the_land_without_gaps_or_overlaps(number: int) -> None:
    ground = draw_ground(number)
    assert 150 <= len(ground.areas) <= 250
    assert shapely.coverage_is_valid(ground.areas)
    assert {shape.geom_type for shape in ground.areas} == {"Polygon"}
    whole = shapely.union_all(ground.areas)
    assert shapely.area(ground.areas).sum() == pytest.approx(whole.area, rel=1e-9)
    assert 350e6 < whole.area < 550e6
    assert len(shapely.get_parts(whole)) == 3  # the mainland and two islands
    # One lagoon, and nothing else that belongs to nobody.
    assert sum(len(part.interiors) for part in shapely.get_parts(whole)) == 1


def test_areas_still_fit_in_degrees(city: dict[str, pd.DataFrame]) -> None:
    areas = city["areas"]
    assert isinstance(areas, gpd.GeoDataFrame)
    assert areas.crs == "EPSG:4326"
    assert areas.is_valid.all()
    assert shapely.coverage_is_valid(areas.geometry.to_numpy())
    back = shapely.transform(areas.geometry.to_numpy(), metres)
    assert shapely.area(back) == pytest.approx(shapely.area(GROUND.areas), rel=1e-3)


def test_it_lies_in_the_open_sea_inside_its_projection() -> None:
    west, south, east, north = gpd.GeoSeries(GROUND.areas, crs=CITY.crs).to_crs(4326).total_bounds
    # Between the coast of Brazil (west of 38.9 degrees there) and the islands of Trindade.
    assert -38 < west < east < -37
    assert -21 < south < north < -20


def test_areas_differ_in_size_as_in_a_city() -> None:
    km2 = shapely.area(GROUND.areas) / 1e6
    away = np.hypot(*(shapely.get_coordinates(shapely.centroid(GROUND.areas)) - _harbour()).T)
    near, far = np.median(km2[away < 4000]), np.median(km2[away > 11_000])
    assert far > 2 * near
    assert km2.max() > 10 * km2.min()


def _harbour() -> NDArray[np.float64]:
    centre = GROUND.areas[np.flatnonzero(GROUND.regions == "Centro")[0]]
    return shapely.get_coordinates(shapely.centroid(centre))


def test_names_are_given_once() -> None:
    every = [*GROUND.names, *GROUND.settlement_names]
    assert len(set(every)) == len(every)
    assert 8 <= len(set(GROUND.regions)) <= 10
    assert GROUND.settlement_names[-1] == UNCOUNTED


def test_settlements_lie_inside_their_areas_and_apart_from_each_other() -> None:
    assert shapely.is_valid(GROUND.settlements).all()
    assert shapely.covers(GROUND.areas[GROUND.settlement_area], GROUND.settlements).all()
    assert not any(shapely.intersects(a, b) for a, b in combinations(GROUND.settlements, 2))
    total = shapely.area(GROUND.pieces).sum()
    assert total == pytest.approx(shapely.area(GROUND.areas).sum(), rel=1e-9)


def test_some_settlements_stand_beside_wealth() -> None:
    rich = GROUND.areas[GROUND.fifth == 4]
    near = [shapely.distance(rich, home).min() < 300 for home in GROUND.settlements]
    assert sum(near) >= 4


# -- the people ---------------------------------------------------------------------------------


def test_residents_add_up_in_every_area(city: dict[str, pd.DataFrame]) -> None:
    people = city["people"]
    assert people["people"].sum() == RESIDENTS
    for parts in (
        ["age_0_14", "age_15_29", "age_30_59", "age_60_plus"],
        ["women", "men"],
        ["branca", "parda", "preta", "amarela", "indigena"],
        ["with_disability", "without_disability"],
    ):
        assert (people[parts] >= 0).all(axis=None)
        assert (people[parts].sum(axis=1) == people["people"]).all()
    bands = city["wealth"][["income_low", "income_middle", "income_high"]]
    assert (bands.sum(axis=1) == people["people"]).all()


def test_settlements_hold_no_more_people_than_their_area(city: dict[str, pd.DataFrame]) -> None:
    assert (GROUND.piece_people >= 0).all()
    held = city["settlements"]["people"].sum()
    assert 0.08 * RESIDENTS < held < 0.25 * RESIDENTS


def test_one_area_is_empty_and_its_income_is_missing_not_zero(
    city: dict[str, pd.DataFrame],
) -> None:
    empty = city["people"]["people"] == 0
    assert empty.sum() == 1
    assert (city["wealth"]["income_mean"].isna() == empty).all()
    assert (city["wealth"]["income_mean"].dropna() > 0).all()
    assert (GROUND.fifth[empty.to_numpy()] == -1).all()


def test_one_settlement_was_not_counted(city: dict[str, pd.DataFrame]) -> None:
    homes = city["settlements"]
    assert homes.loc[~homes["counted"], "name"].tolist() == [UNCOUNTED]
    assert (homes["people"].isna() == ~homes["counted"]).all()


def test_income_fifths_are_fifths_of_people() -> None:
    people = GROUND.people.counts["people"].to_numpy()
    shares = np.bincount(GROUND.fifth[GROUND.fifth >= 0], people[GROUND.fifth >= 0]) / RESIDENTS
    assert shares == pytest.approx(np.full(5, 0.2), abs=0.02)
    income = [GROUND.people.income[GROUND.fifth == fifth] for fifth in range(5)]
    assert all(low.max() <= high.min() for low, high in pairwise(income))


def test_neighbours_have_like_incomes() -> None:
    left, right = shapely.STRtree(GROUND.areas).query(GROUND.areas, predicate="touches")
    income = np.log(GROUND.people.income)
    between = np.nanmean(np.abs(income[left] - income[right])[left != right])
    any_two = np.nanmean(np.abs(income[:, None] - income[None, :]))
    assert between < 0.5 * any_two


def test_the_poor_are_more_often_black_and_younger(city: dict[str, pd.DataFrame]) -> None:
    people = city["people"].groupby(GROUND.fifth).sum(numeric_only=True).loc[0:4]
    black = (people["preta"] + people["parda"]) / people["people"]
    old = people["age_60_plus"] / people["people"]
    assert black.is_monotonic_decreasing
    assert black[0] > 2.5 * black[4]
    assert old.is_monotonic_increasing


# -- the sensors --------------------------------------------------------------------------------


@pytest.mark.parametrize("network", FOLLOWING_PEOPLE)
def test_sensors_per_resident_are_the_planted_rates(network: str) -> None:
    planted = PLANTED.plan(network).per_10k
    assert truth.per_10k_by_fifth(network) == pytest.approx(planted)
    seeds = 30
    counts = np.zeros(5)
    for seed in range(seeds):
        _, area = site(1, PLANTED, network, np.random.default_rng(seed))
        counts += np.bincount(GROUND.fifth[area], minlength=5)
    people = GROUND.people.counts["people"].to_numpy()
    lived_in = GROUND.fifth >= 0
    expected = seeds * np.array(planted) / 10_000
    expected *= np.bincount(GROUND.fifth[lived_in], people[lived_in])
    assert np.abs(counts - expected) / np.sqrt(expected) == pytest.approx(np.zeros(5), abs=4)


def test_sensors_stand_where_their_table_says(city: dict[str, pd.DataFrame]) -> None:
    sensors = draw_sensors(1, PLANTED, 1)
    for network in NETWORKS:
        assert (located(city[network]) == sensors[network].area).mean() > 0.995
        assert len(city[network]) == len(sensors[network].xy)


def test_cameras_avoid_settlements_as_planted() -> None:
    inside, outside = truth.per_10k_inside_and_outside("cameras")
    seeds, found = 30, 0.0
    homes = shapely.STRtree(GROUND.settlements[:-1])
    for seed in range(seeds):
        xy, _ = site(1, PLANTED, "cameras", np.random.default_rng([seed, 1]))
        found += len(homes.query(shapely.points(xy), predicate="within")[0])
    expected = seeds * inside * GROUND.settlement_people.sum() / 10_000
    assert abs(found - expected) < 4 * np.sqrt(expected)
    assert inside < 0.3 * outside


def test_one_supplier_runs_the_planted_share_of_cameras(
    histories: list[dict[str, pd.DataFrame]],
) -> None:
    operators = pd.concat([history["cameras"]["operator"] for history in histories])
    shares = operators.value_counts(normalize=True)
    for name, share in PLANTED.cameras.operators:
        assert shares[name] == pytest.approx(share, abs=4 * np.sqrt(0.25 / len(operators)))


@pytest.mark.parametrize("network", FOLLOWING_PEOPLE)
def test_expected_reach_agrees_with_simulated_reach(network: str) -> None:
    x, y = _residents(300).T
    reach = {"cameras": 200.0, "air_stations": 2000.0, "microphones": 400.0}[network]
    exact = truth.seen_probability(network, x, y, reach)
    tried = truth.seen_by_simulation(network, x, y, reach, runs=300)
    spread = np.sqrt(np.clip(exact * (1 - exact), 0.003, None) / 300)
    assert np.abs(tried - exact).max() < 5 * spread.max()
    assert tried.mean() == pytest.approx(exact.mean(), abs=0.02)


def _residents(count: int) -> NDArray[np.float64]:
    """Points at which residents may live, drawn in proportion to them."""
    rng = np.random.default_rng(0)
    weight = GROUND.piece_people / GROUND.piece_people.sum()
    return board(1).throw(rng.choice(len(weight), count, p=weight), rng)


def test_expected_reach_falls_with_the_share_that_works() -> None:
    x, y = _residents(50).T
    whole = truth.seen_probability("cameras", x, y, 200.0)
    half = truth.seen_probability("cameras", x, y, 200.0, working=0.5)
    assert 1 - half == pytest.approx(np.sqrt(1 - whole))


def test_expected_reach_of_gauges_is_refused_not_guessed() -> None:
    with pytest.raises(ValueError, match="seen_by_simulation"):
        truth.seen_probability("rain_gauges", np.zeros(1), np.zeros(1), 2500.0)


def test_gauges_are_sited_without_regard_to_wealth() -> None:
    rng = np.random.default_rng(0)
    piece = rng.choice(len(GROUND.pieces), 4000, p=GROUND.piece_people / RESIDENTS)
    (x, y), fifth = board(1).throw(piece, rng).T, GROUND.fifth[GROUND.piece_area[piece]]
    seen = truth.seen_by_simulation("rain_gauges", x, y, 2500.0, runs=60)
    by_fifth = np.array([seen[fifth == index].mean() for index in range(5)])
    assert by_fifth.max() - by_fifth.min() < 0.05
    expected = expected_sensors(GROUND, PLANTED.rain_gauges, PLANTED.gauge_spacing_m).sum()
    found = [len(site(1, PLANTED, "rain_gauges", np.random.default_rng(s))[0]) for s in range(40)]
    assert np.mean(found) == pytest.approx(expected, abs=2)


# -- the readings -------------------------------------------------------------------------------


@pytest.mark.parametrize("network", NETWORKS)
def test_uptime_is_the_planted_one(network: str) -> None:
    due = DAYS * 1440 // INTERVAL_MINUTES[network]
    shares: dict[bool, list[float]] = {False: [], True: []}
    for seed in range(1, 5):
        made = tables(seed, defects=False)
        readings = made[READINGS[network]]
        usable = readings["usable"] if "usable" in readings else readings["rain_mm"].notna()
        got = usable.groupby(readings["sensor_id"]).sum().reindex(made[network]["sensor_id"])
        failing = GROUND.regions[located(made[network])] == PLANTED.failing_region
        for where in (False, True):
            shares[where] += [0.0 if np.isnan(n) else n / due for n in got[failing == where]]
    if network != "rain_gauges":
        shares = {False: shares[False] + shares[True]}
    for where, found in shares.items():
        expected = truth.expected_uptime(network, failing_region=where)
        error = np.std(found) / np.sqrt(len(found))
        assert np.mean(found) == pytest.approx(expected, abs=max(4 * error, 0.003))
    if network == "rain_gauges":
        assert truth.expected_uptime(network, failing_region=True) < 0.85 * truth.expected_uptime(
            network
        )


@pytest.mark.parametrize("network", NETWORKS)
def test_readings_come_on_time_once_and_only_from_known_sensors(
    network: str, city: dict[str, pd.DataFrame]
) -> None:
    readings, loss = city[READINGS[network]], PLANTED.plan(network).loss
    assert not readings.duplicated(["sensor_id", "observed_at"]).any()
    assert set(readings["sensor_id"]) <= set(city[network]["sensor_id"])
    minutes = (readings["observed_at"] - pd.Timestamp(FIRST_DAY)).dt.total_seconds() / 60
    assert (minutes % INTERVAL_MINUTES[network] == 0).all()
    days = set((minutes // 1440).astype(int))
    first = (loss.first - FIRST_DAY).days if loss else 0
    silent = set(range(first, first + loss.days)) if loss else set()
    assert days == set(range(DAYS)) - silent


def test_one_loss_of_a_whole_network_is_declared_and_one_is_not() -> None:
    losses = [loss for name in NETWORKS if (loss := PLANTED.plan(name).loss)]
    assert sorted(loss.declared for loss in losses) == [False, True]


def test_status_is_the_state_at_the_end(city: dict[str, pd.DataFrame]) -> None:
    sensors = draw_sensors(1, PLANTED, 1)
    for network in NETWORKS:
        status = city[network]["status"]
        told = status != "third party"
        assert ((status == "online") == sensors[network].working)[told].all()
        assert told.all() == (network != "cameras")


def test_rain_falls_in_tips_and_not_always(city: dict[str, pd.DataFrame]) -> None:
    rain = city["rain_readings"]["rain_mm"]
    assert rain.min() == 0
    assert rain.max() < 60
    assert (rain > 0).mean() < 0.3
    assert (rain * 5 - (rain * 5).round()).abs().max() < 1e-6


# -- floods, reports, crews ---------------------------------------------------------------------


def test_floods_do_not_know_wealth(histories: list[dict[str, pd.DataFrame]]) -> None:
    hazard = GROUND.hazard * GROUND.people.counts["people"].to_numpy()
    uncounted = GROUND.settlement_area[-1]
    hazard[uncounted] += GROUND.hazard[uncounted] * PLANTED.uncounted_people
    lived_in = GROUND.fifth >= 0
    rate = len(histories) * PLANTED.incidents_per_10k / 10_000
    expected = rate * np.bincount(GROUND.fifth[lived_in], hazard[lived_in])
    found = np.zeros(5)
    for history in histories:
        found += np.bincount(GROUND.fifth[located(history["incidents"])], minlength=5)
    assert np.abs(found - expected).max() < 4 * np.sqrt(expected.max())


def test_reporting_rates_are_recovered_from_duplicate_reports(
    histories: list[dict[str, pd.DataFrame]],
) -> None:
    further, exposed = np.zeros(5), np.zeros(5)
    end = pd.Timestamp(FIRST_DAY) + pd.Timedelta(days=DAYS)
    for history in histories:
        flood = (
            history["requests"]
            .groupby("incident_id")
            .agg(
                first=("opened_at", "min"),
                closed=("closed_at", "min"),
                reports=("request_id", "size"),
                area=("area_id", "first"),
            )
        )
        days = (flood["closed"].fillna(end) - flood["first"]).dt.total_seconds() / 86_400
        fifth = fifth_of(flood["area"])
        # After the first report, further ones come at the same rate until the flood ends.
        further += np.bincount(fifth, flood["reports"] - 1, 5)
        exposed += np.bincount(fifth, days, 5)
    rate = further / exposed
    assert rate == pytest.approx(PLANTED.reports_per_day, rel=0.1)
    ratio = PLANTED.reports_per_day[4] / PLANTED.reports_per_day[0]
    assert rate[4] / rate[0] == pytest.approx(ratio, rel=0.12)


def test_reports_point_at_floods_and_at_their_area(city: dict[str, pd.DataFrame]) -> None:
    reports, floods = city["requests"], city["incidents"].set_index("incident_id")
    assert reports["incident_id"].isin(floods.index).all()
    begun = floods.loc[reports["incident_id"], "started_at"].to_numpy()
    assert (reports["opened_at"].to_numpy() >= begun).all()
    open_or_later = reports["closed_at"].isna() | (reports["closed_at"] >= reports["opened_at"])
    assert open_or_later.all()
    assert reports["opened_at"].is_monotonic_increasing
    area = pd.Series(GROUND.area_ids[located(city["incidents"])], index=floods.index)
    assert (area[reports["incident_id"]].to_numpy() == reports["area_id"].to_numpy()).mean() > 0.999


def _action(histories: list[dict[str, pd.DataFrame]], planted: Planted) -> tuple[float, float]:
    """Share of floods that a crew reached within the target time, where seen and where not."""
    acted, all_floods = np.zeros(2), np.zeros(2)
    target = pd.Timedelta(hours=planted.target_hours)
    last = pd.Timestamp(FIRST_DAY) + pd.Timedelta(days=DAYS) - target
    for seed, history in enumerate(histories, start=1):
        cameras = draw_sensors(seed, planted, 1)["cameras"]
        floods = history["incidents"]
        floods = floods[floods["started_at"] < last]
        spots = shapely.points(metres(floods[["longitude", "latitude"]].to_numpy()))
        nearby = shapely.STRtree(np.asarray(shapely.points(cameras.xy[cameras.working])))
        seen = np.zeros(len(floods), dtype=int)
        seen[nearby.query(spots, predicate="dwithin", distance=planted.seen_m)[0]] = 1
        came = history["interventions"].groupby("incident_id")["started_at"].min()
        wait = came.reindex(floods["incident_id"]).to_numpy() - floods["started_at"].to_numpy()
        acted += np.bincount(seen, wait <= target, 2)
        all_floods += np.bincount(seen, minlength=2)
    return float(acted[1] / all_floods[1]), float(acted[0] / all_floods[0])


def test_crews_follow_cameras_as_planted(histories: list[dict[str, pd.DataFrame]]) -> None:
    seen, unseen = _action(histories, PLANTED)
    assert unseen == pytest.approx(PLANTED.action_unseen, abs=0.015)
    assert seen / unseen == pytest.approx(PLANTED.visible_action_ratio, rel=0.08)


# -- without planted effects --------------------------------------------------------------------


def test_a_city_without_planted_effects_treats_fifths_alike() -> None:
    none = Planted.none()
    for network in FOLLOWING_PEOPLE:
        rates = truth.per_10k_by_fifth(network, none)
        assert rates == pytest.approx(np.full(5, rates[0]))
        assert rates[0] == pytest.approx(np.mean(PLANTED.plan(network).per_10k or 0))
        inside, outside = truth.per_10k_inside_and_outside(network, none)
        assert inside == pytest.approx(outside, rel=1e-9)
    assert len(set(none.reports_per_day)) == 1
    assert truth.expected_uptime(
        "rain_gauges", failing_region=True, planted=none
    ) == truth.expected_uptime("rain_gauges", planted=none)
    histories = [tables(seed, none, readings=False) for seed in range(1, 7)]
    seen, unseen = _action(histories, none)
    assert seen / unseen == pytest.approx(1, abs=0.12)


# -- defects ------------------------------------------------------------------------------------


def test_defects_are_as_many_as_named() -> None:
    clean, spoilt = tables(1, defects=False), tables(1)
    named = PLANTED.defects
    extra = {name: len(spoilt[name]) - len(clean[name]) for name in clean}
    assert {name: count for name, count in extra.items() if count} == {
        "cameras": named.cameras_without_coordinates
        + named.cameras_with_swapped_coordinates
        + named.cameras_outside_the_city
        + named.duplicated_camera_ids,
        "requests": named.unparseable_request_dates,
        "services": named.orphan_service_areas,
    }
    cameras = spoilt["cameras"]
    assert cameras["latitude"].isna().sum() == named.cameras_without_coordinates
    assert (cameras["latitude"] < -30).sum() == named.cameras_with_swapped_coordinates
    assert cameras["sensor_id"].duplicated().sum() == named.duplicated_camera_ids
    unread = pd.to_datetime(spoilt["requests"]["opened_at"], format="ISO8601", errors="coerce")
    assert unread.isna().sum() == named.unparseable_request_dates
    assert (spoilt["services"]["clinics"] < 0).sum() == named.negative_service_counts
    homes = spoilt["settlements"]
    assert (~homes.geometry.is_valid).sum() == named.bow_tie_settlements
    assert (~spoilt["interventions"]["area_name"].isin(set(GROUND.names))).sum() == (
        named.misspelt_intervention_areas
    )
    assert spoilt["rain_readings"]["rain_mm"].isna().sum() == named.blank_rain_readings
    pd.testing.assert_frame_equal(spoilt["people"], clean["people"])


def test_no_defects_means_the_true_tables() -> None:
    spotless = replace(PLANTED, defects=Defects.none())
    assert all(getattr(spotless.defects, field.name) == 0 for field in fields(Defects))
    for name, table in tables(1, spotless, readings=False).items():
        pd.testing.assert_frame_equal(table, tables(1, readings=False, defects=False)[name])


def test_a_build_finds_every_planted_defect(porto_sombra: OpenedCity) -> None:
    ledger = porto_sombra.sql("select dataset, rule, n_rows from ledger")
    found = ledger.groupby(["dataset", "rule"])["n_rows"].sum()
    named = PLANTED.defects
    for dataset, rule, count in (
        ("cameras", "missing_coordinates", named.cameras_without_coordinates),
        ("cameras", "swapped_coordinates", named.cameras_with_swapped_coordinates),
        ("cameras", "outside_city", named.cameras_outside_the_city),
        ("cameras", "near_edge", named.cameras_just_outside),
        ("cameras", "duplicate_key", named.duplicated_camera_ids),
        ("requests", "unparseable_date", named.unparseable_request_dates),
        ("services", "negative_count", named.negative_service_counts),
        ("services", "orphan_key", named.orphan_service_areas),
        ("settlements", "invalid_geometry", named.bow_tie_settlements),
        ("interventions", "unmatched_name", named.misspelt_intervention_areas),
        ("rain_readings", "missing_value", named.blank_rain_readings),
    ):
        assert found.get((dataset, rule)) == count, (dataset, rule)


# -- darts --------------------------------------------------------------------------------------


def test_darts_land_evenly_inside_their_polygon() -> None:
    ring = shapely.box(0, 0, 10, 10).difference(shapely.box(2, 2, 8, 8))
    polygons = np.array([shapely.box(20, 0, 21, 1), ring], dtype=object)
    points = Dartboard.of(polygons).throw(np.full(4000, 1), np.random.default_rng(0))
    assert shapely.contains_xy(ring, points).all()
    left = (points[:, 0] < 2).mean()
    assert left == pytest.approx(20 / 64, abs=0.03)


def test_degrees_and_metres_are_each_other_s_inverse() -> None:
    here = shapely.get_coordinates(shapely.centroid(GROUND.areas))
    assert np.abs(metres(degrees(here)) - here).max() < 0.1


def test_ground_is_kept_for_the_next_trial() -> None:
    ground: Ground = draw_ground(1)
    assert ground is draw_ground(1)
