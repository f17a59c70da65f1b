"""Rio's own defects, found by the build: each number stands in the ledger with its reason."""

import pytest

from audits.opened import OpenedCity

pytestmark = pytest.mark.rio

REFUSED = {
    ("gauges_alertario", "missing_coordinates"): 4,
    ("gauges_cemaden", "missing_coordinates"): 1,
    ("river_gauges_inea", "missing_required"): 4,
    ("rain_cemaden", "missing_required"): 26,
    ("rain_inea", "missing_required"): 7,
    ("river_level_inea", "missing_required"): 3,
    ("requests_1746_2011", "outside_city"): 7,
    ("occurrences_cor", "outside_city"): 153,
    ("flood_points", "missing_coordinates"): 1,
}
NOTED = {
    ("cameras", "near_edge"): 7,
    ("gauges_alertario", "near_edge"): 1,
    ("requests_1746_2011", "near_edge"): 4,
    ("occurrences_cor", "near_edge"): 17,
    ("flood_points", "near_edge"): 1,
    ("requests_1746_2011", "missing_coordinates"): 5918,
    ("occurrences_cor", "missing_coordinates"): 160,
    ("occurrences_cor", "unmatched_name"): 475,
    ("ids_2010", "areas_without_row"): 24,
    ("income_bands_2010", "areas_without_row"): 6,
    ("births", "areas_without_row"): 1,
}


def told(rio: OpenedCity, action: str) -> dict[tuple[str, str], int]:
    table = rio.sql(
        "select dataset, rule, sum(n_rows)::bigint as n from ledger "
        "where action = ? and rule <> 'missing_value' group by all order by min(step)",
        [action],
    )
    return {(row.dataset, row.rule): row.n for row in table.itertuples()}


def missing(rio: OpenedCity, dataset: str) -> dict[str, int]:
    table = rio.sql(
        "select reason, n_rows from ledger where dataset = ? and rule = 'missing_value'", [dataset]
    )
    return dict(zip(table["reason"], table["n_rows"], strict=True))


def test_every_row_of_every_file_is_kept_or_in_quarantine(rio: OpenedCity) -> None:
    rows = rio.sql("select name, rows_read, rows_kept, rows_quarantined from dataset")
    assert len(rows) == len(rio.city.datasets)
    assert (rows["rows_read"] > 0).all()
    assert (rows["rows_kept"] + rows["rows_quarantined"] == rows["rows_read"]).all()
    stored = rio.sql("select dataset, count(*) as n from quarantine group by dataset")
    refused = dict(zip(rows["name"], rows["rows_quarantined"], strict=True))
    assert {name: n for name, n in refused.items() if n} == dict(
        zip(stored["dataset"], stored["n"], strict=True)
    )


def test_what_is_refused_and_why(rio: OpenedCity) -> None:
    assert told(rio, "quarantined") == REFUSED


def test_what_is_noted(rio: OpenedCity) -> None:
    assert told(rio, "noted") == NOTED


def test_the_four_gauges_without_a_place(rio: OpenedCity) -> None:
    rows = rio.sql(
        "select row ->> 'estacao' as name from quarantine "
        "where dataset = 'gauges_alertario' order by 1"
    )
    assert [str(name) for name in rows["name"]] == ["Gericino", "Itanhanga", "Mendanha", "Sumare"]


def test_475_names_are_no_areas_and_191_of_them_are_blank(rio: OpenedCity) -> None:
    ((reason,),) = rio.sql(
        "select reason from ledger where rule = 'unmatched_name'"
    ).itertuples(index=False)  # fmt: skip
    assert "191 of them are blank" in str(reason)
    assert missing(rio, "occurrences_cor")["`bairro`: not recorded"] == 191


def test_blanks_of_the_river_and_rain_gauges(rio: OpenedCity) -> None:
    assert missing(rio, "river_level_inea")["`altura_agua`: no reading"] == 419
    assert missing(rio, "rain_cemaden") == {"`data_medicao`: not stated": 26}
    rain = missing(rio, "rain_inea")
    assert rain["`acumulado_chuva_15_min`: no reading"] == 2000


def test_the_whole_network_fell_silent_on_15_august_2022(rio: OpenedCity) -> None:
    silent = rio.sql(
        "select day::varchar as day from feed_day where dataset = 'rain_alertario_2022_08' "
        "and usable < 10 order by day"
    )["day"]
    assert [str(silent.iloc[0]), str(silent.iloc[-1]), len(silent)] == [
        "2022-08-16", "2022-08-31", 16
    ]  # fmt: skip


def test_every_resident_of_the_census_is_placed_and_favelas_hold_their_own(rio: OpenedCity) -> None:
    ((placed, inside),) = rio.sql(
        "select sum(people), sum(people) filter (settlement_id is not null) from cell"
    ).itertuples(index=False)
    assert placed == pytest.approx(6_183_971)
    assert inside == pytest.approx(1_345_017, abs=0.5)


def test_no_favela_had_to_be_scaled_down(rio: OpenedCity) -> None:
    # By the code in the register Rocinha's favela has 102 % of its neighbourhood's residents; by
    # ground a part of it lies in the next ones, and then nobody is left over.
    assert rio.sql("select * from ledger where rule = 'settlements_capped'").empty
    shares = rio.sql(
        "select a.name, sum(c.people) filter (c.settlement_id <> '') / sum(c.people) as share "
        "from cell c join area a using (area_id) group by a.name order by share desc nulls last "
        "limit 2"
    )
    assert shares["name"].tolist() == ["Rocinha", "Jacarezinho"]
    assert shares["share"].tolist() == pytest.approx([0.9716, 0.9109], abs=0.0005)


def test_outlines_are_metres_and_say_so(rio: OpenedCity) -> None:
    kinds = rio.sql("select column_name, column_type from (describe area)")
    assert kinds.set_index("column_name")["column_type"]["geom"] == "GEOMETRY('EPSG:31983')"
    ((km2,),) = rio.sql("select sum(st_area(geom)) / 1e6 from area").itertuples(index=False)
    assert km2 == pytest.approx(1203.5, abs=0.5)
