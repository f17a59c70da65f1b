"""A row is kept or in quarantine with its reason, whatever the file holds, and nothing else is."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from data.errors import PenumbraError, SensitiveDataError, SourceError
from tests.test_data.small_city import (
    AREAS,
    CSV,
    SETTLEMENTS,
    Manifest,
    add,
    features,
    ingest,
    make_city,
    refusals,
    resource,
    square,
    told,
)

LOGIN = "rtsp://admin:hunter2@10.1.2.3/live"


def test_a_city_without_defects_keeps_every_row(tmp_path: Path) -> None:
    taken, ledger = ingest(make_city(tmp_path))
    for name, one in taken.items():
        assert one.read == len(one.kept) > 0
        assert len(one.quarantine) == 0
        assert ledger.rows(name, "quarantined") == 0
        assert ledger.rows(name, "kept") == one.read


@pytest.mark.parametrize(
    ("file", "row", "rule"),
    [
        ("cameras.csv", "c9;x;Ligada;;;", "missing_coordinates"),
        ("cameras.csv", "c9;x;Ligada;-22,01;;", "half_coordinates"),
        ("cameras.csv", "c9;x;Ligada;-22.01;-43.03;", "unparseable"),
        ("cameras.csv", "c9;x;Ligada;-43,03;-22,01;", "swapped_coordinates"),
        ("cameras.csv", "c9;x;Ligada;-21,0;-43,03;", "outside_city"),
        ("cameras.csv", "c9;x;Ligada;-122,01;-43,03;", "bad_coordinates"),
        ("cameras.csv", "c1;x;Ligada;-22,01;-43,03;", "duplicate_key"),
        ("cameras.csv", ";x;Ligada;-22,01;-43,03;", "missing_required"),
        ("cameras.csv", "c9;x;Ligada;-22,01;-43,03;31-02-2024", "unparseable_date"),
        ("cameras.csv", "c9;x;Ligada;-22,01;-43,03;01-01-0001", "implausible_date"),
        ("cameras.csv", "c9;x;Ligada", "broken_row"),
        ("people.csv", "3,10,,", "duplicate_key"),
        ("people.csv", "9,10,,", "orphan_key"),
        ("people.csv", "x,10,,", "unparseable"),
        ("income.csv", "1,-2", "negative_count"),
        ("rain.csv", "g9,2024-03-01 00:00,1", "orphan_key"),
        ("rain.csv", "g1,2024-03-01 00:00,1", "duplicate_key"),
        ("rain.csv", "g1,yesterday,1", "unparseable_date"),
        ("rain.csv", "g1,now,1", "unparseable_date"),
        ("rain.csv", "g1,,1", "missing_required"),
        ("rain.csv", "g1,9999-12-31,1", "implausible_date"),
        ("rain.csv", "g1,2024-03-05,-1", "negative_count"),
        ("rain.csv", "g1,2024-03-05,1e400", "unparseable"),
        ("uptime.csv", "g1,2024,13,62,60", "impossible_value"),
        ("uptime.csv", "g1,2024,2,62,-1", "negative_count"),
        ("uptime.csv", "g1,2024,2,62,1.5", "unparseable"),
        ("calls.csv", "10,2024-01-01,noise,9", "orphan_key"),
        ("events.csv", "e9,2024-01-01,,Norte,0,0", "outside_city"),
        ("floods.csv", "f9,,,high", "missing_coordinates"),
    ],
)
def test_each_defect_has_its_rule_and_spares_its_neighbours(
    tmp_path: Path, file: str, row: str, rule: str
) -> None:
    last = len(CSV[file].splitlines())
    assert refusals(make_city(tmp_path, add(file, row)), file.removesuffix(".csv")) == [
        (last, rule)
    ]


def test_a_row_is_told_once_under_its_first_reason(tmp_path: Path) -> None:
    # Its date, its coordinates and its key are wrong.
    city = make_city(tmp_path, add("cameras.csv", "c1;x;Ligada;0;0;01-13-2024"))
    taken, ledger = ingest(city)
    assert taken["cameras"].quarantine["rule"].tolist() == ["unparseable_date"]
    assert ledger.rows("cameras", "quarantined") == 1


def test_the_good_row_of_two_with_one_key_stays(tmp_path: Path) -> None:
    rows = "id,lat,lon\ng1,0,0\ng1,-22.010,-43.030\ng2,-22.030,-43.010\n"
    city = make_city(tmp_path, {"gauges.csv": rows})
    assert refusals(city, "gauges") == [(1, "outside_city")]


def test_a_unique_field_is_held_to_be_unique(tmp_path: Path) -> None:
    def edit(raw: Manifest) -> None:
        fields = resource(raw, "floods")["schema"]["fields"]
        fields[-1]["constraints"] = {"unique": True}

    city = make_city(tmp_path, add("floods.csv", "f2,-22.010,-43.010,high"), edit)
    assert refusals(city, "floods") == [(2, "duplicate_key")]


def test_a_second_dataset_does_not_count_the_same_people_again(tmp_path: Path) -> None:
    def edit(raw: Manifest) -> None:
        again = json.loads(json.dumps(resource(raw, "people")))
        again["name"], again["path"] = "more_people", "more_people.csv"
        again["penumbra"].pop("variables")
        raw["resources"].append(again)

    files = {
        "people.csv": "area,all,young,old\n1,1000,600,400\n2,2000,1000,1000\n",
        "more_people.csv": "area,all,young,old\n2,2000,,\n3,3000,,\n",
    }
    assert refusals(make_city(tmp_path, files, edit), "more_people") == [(1, "duplicate_key")]


def test_a_report_of_an_incident_that_never_was_is_an_orphan(tmp_path: Path) -> None:
    def report(raw: Manifest) -> None:
        calls = resource(raw, "calls")
        calls["schema"]["fields"].append({"name": "incident", "type": "string"})
        calls["penumbra"]["columns"]["incident_id"] = "incident"

    def know(raw: Manifest) -> None:
        report(raw)
        truth = json.loads(json.dumps(resource(raw, "floods")))
        truth.update(name="truth", path="truth.csv")
        truth["schema"]["fields"].append({"name": "at", "type": "date"})
        truth["penumbra"].update(
            role="incidents",
            columns={
                "incident_id": "id",
                "started_at": "at",
                "latitude": "lat",
                "longitude": "lon",
            },
        )
        raw["resources"].append(truth)

    files = {
        "calls.csv": "id,day,kind,area,incident\n1,2024-01-01,,1,i1\n2,2024-01-01,,1,i9\n"
        "3,2024-01-01,,1,\n",
        "truth.csv": "id,lat,lon,level,at\ni1,-22.01,-43.03,,2024-01-01\n",
    }
    assert refusals(make_city(tmp_path / "a", files, know), "calls") == [(2, "orphan_key")]
    # A city that does not know its incidents cannot say which reports are of none.
    assert refusals(make_city(tmp_path / "b", files, report), "calls") == []


def test_near_the_edge_is_kept_and_noted(tmp_path: Path) -> None:
    # 0.002 degrees of longitude are about 206 m here.
    city = make_city(tmp_path, add("gauges.csv", "g3,-22.010,-43.042"))
    taken, ledger = ingest(city)
    assert told(ledger, "gauges") == {("near_edge", "noted"): 1}
    last = taken["gauges"].kept.iloc[-1]
    assert (last["located"], last["near_edge"]) == ("1", True)


def test_readings_of_a_sensor_without_a_place_are_kept(tmp_path: Path) -> None:
    files = add("gauges.csv", "g3,,") | add("rain.csv", "g3,2024-03-01 00:00,1")
    city = make_city(tmp_path, files)
    assert refusals(city, "gauges") == [(3, "missing_coordinates")]
    assert refusals(city, "rain") == []


def test_names_that_match_no_area_and_blank_ones_are_noted(tmp_path: Path) -> None:
    rows = [
        "e3,2024-01-03,,Atlantis,,",
        "e4,2024-01-03,,,-22.01,-43.03",
        "e5,2024-01-03,,Atlantis,0,0",
    ]
    taken, ledger = ingest(make_city(tmp_path, add("events.csv", *rows)))
    kept = taken["events"].kept.set_index("intervention_id")
    assert kept["located"].dropna().to_dict() == {"e1": "1", "e2": "3", "e4": "1"}
    assert "e3" in kept.index
    # A note tells of every row read, the refused one among them.
    (entry,) = [entry for entry in ledger.entries if entry.rule == "unmatched_name"]
    assert (entry.rows, entry.action) == (3, "noted")
    assert "1 of them" in entry.reason


def test_a_word_that_is_not_translated_becomes_unknown_and_is_noted(tmp_path: Path) -> None:
    city = make_city(tmp_path, add("cameras.csv", "c9;x;Furtada;-22,01;-43,03;"))
    taken, ledger = ingest(city)
    assert taken["cameras"].kept["status"].tolist() == [
        "working", "not working", "working", "unknown"
    ]  # fmt: skip
    assert told(ledger, "cameras")["unknown_word", "noted"] == 1


def test_areas_without_a_row_are_counted(tmp_path: Path) -> None:
    city = make_city(tmp_path, {"income.csv": "area,income\n1,1.5\n4,x\n"})
    _, ledger = ingest(city)
    assert told(ledger, "income") == {
        ("unparseable", "quarantined"): 1,
        ("areas_without_row", "noted"): 3,
    }


def test_labels_of_missing_values_are_kept_apart_from_unusable_ones(tmp_path: Path) -> None:
    def edit(raw: Manifest) -> None:
        resource(raw, "rain")["schema"]["missingValues"] = [
            {"value": "", "label": "no reading"},
            {"value": "-99", "label": "sensor in repair"},
        ]

    rows = ["g1,2024-03-03,-99", "g1,2024-03-04,bad"]
    taken, ledger = ingest(make_city(tmp_path, add("rain.csv", *rows), edit))
    notes = [e.reason for e in ledger.entries if e.rule == "missing_value" and e.dataset == "rain"]
    assert notes == ["`mm`: no reading", "`mm`: sensor in repair"]
    values = taken["rain"].kept["value"].tolist()
    assert values == [0.2, 0.0, None, 1.5, 3.0, None]
    assert taken["rain"].quarantine["rule"].tolist() == ["unparseable"]


class TestShapes:
    def test_a_self_crossing_outline_is_repaired_and_the_repair_is_told(
        self, tmp_path: Path
    ) -> None:
        bow = {"type": "Polygon", "coordinates": [[[-43.04, -22.06], [-43.02, -22.04],
               [-43.02, -22.06], [-43.04, -22.04], [-43.04, -22.06]]]}  # fmt: skip
        areas = features(*AREAS, ({"code": "5", "name": "Laço"}, bow))
        taken, ledger = ingest(make_city(tmp_path, {"areas.geojson": areas}))
        assert told(ledger, "areas") == {("invalid_geometry", "repaired"): 1}
        mended = shapely.from_wkb(taken["areas"].kept["wkb"].iloc[-1])
        assert mended.is_valid
        assert mended.area == pytest.approx(2.287e6, rel=0.01)

    @pytest.mark.parametrize(
        ("shape", "rule"),
        [
            (None, "missing_geometry"),
            ({"type": "Point", "coordinates": [-43.03, -22.01]}, "no_polygon"),
            (square(-43.04, -22.02, 0.0), "no_polygon"),
            ({"type": "Polygon", "coordinates": []}, "missing_geometry"),
            (square(1e9, 1e9), "bad_coordinates"),
        ],
    )
    def test_what_is_no_polygon_is_refused(self, tmp_path: Path, shape: Any, rule: str) -> None:
        areas = features(*AREAS, ({"code": "5", "name": "Nada"}, shape))
        assert refusals(make_city(tmp_path, {"areas.geojson": areas}), "areas") == [(5, rule)]

    def test_a_settlement_elsewhere_is_refused_and_one_across_the_border_is_not(
        self, tmp_path: Path
    ) -> None:
        listed = features(
            *SETTLEMENTS,
            ({"code": "s3", "name": "Longe", "people": 9}, square(-40, -20)),
            ({"code": "s4", "name": "Beira", "people": 9}, square(-43.045, -22.01, 0.006)),
        )
        city = make_city(tmp_path, {"settlements.geojson": listed})
        assert refusals(city, "settlements") == [(3, "outside_city")]

    def test_polygons_are_needed_where_a_role_has_them(self, tmp_path: Path) -> None:
        def edit(raw: Manifest) -> None:
            resource(raw, "areas").update(path="areas.csv", format="csv")

        with pytest.raises(SourceError, match=r"areas\.csv: found no geometry"):
            ingest(make_city(tmp_path, {"areas.csv": "code,name\n1,Norte\n"}, edit))

    def test_a_city_without_areas_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(PenumbraError, match="no area passed its checks"):
            ingest(make_city(tmp_path, {"areas.geojson": features(({"code": "1", "name": "x"},
                                                                   None))}))  # fmt: skip


class TestGuard:
    @pytest.mark.parametrize(
        ("file", "row", "column"),
        [
            ("cameras.csv", f"c9;{LOGIN};Ligada;-22,01;-43,03;", "nome"),
            # Of its type or not, what stands in a declared column would land in quarantine.
            ("cameras.csv", f"c9;x;Ligada;{LOGIN};-43,03;", "lat"),
            ("cameras.csv", f"c9;x;Ligada;-22,01;-43,03;{LOGIN}", "desde"),
            ("rain.csv", f"g1,2024-03-09,{LOGIN}", "mm"),
            ("cameras.csv", "c9;senha=hunter2;Ligada;0;0;", "nome"),
        ],
    )
    def test_a_credential_in_a_declared_column_stops_the_build_and_is_not_repeated(
        self, tmp_path: Path, file: str, row: str, column: str
    ) -> None:
        with pytest.raises(SensitiveDataError) as caught:
            ingest(make_city(tmp_path, add(file, row)))
        assert f"{file}, column `{column}`" in str(caught.value)
        assert "hunter2" not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None

    def test_an_undeclared_column_is_never_read(self, tmp_path: Path) -> None:
        rows = ["id,lat,lon,login", f"g1,-22.010,-43.030,{LOGIN}", f"g2,0,0,{LOGIN}",
                f"g3,{LOGIN}"]  # fmt: skip
        city = make_city(tmp_path, {"gauges.csv": "\n".join(rows)} | {"rain.csv": "id,at,mm\n"})
        taken, ledger = ingest(city)
        assert len(taken["gauges"].kept) == 1
        assert taken["gauges"].quarantine["rule"].tolist() == ["outside_city", "broken_row"]
        for one in taken.values():
            for table in (one.kept, one.quarantine, one.variables):
                assert "hunter2" not in table.to_csv()
        assert not [e for e in ledger.entries if "hunter2" in e.reason]


def test_quarantine_holds_the_row_as_it_was_written(tmp_path: Path) -> None:
    city = make_city(tmp_path, add("cameras.csv", 'c9;"Praça ""Ã""";Ligada; nan ;;'))
    (one,) = [t for n, t in ingest(city)[0].items() if n == "cameras"]
    (row,) = one.quarantine.itertuples(index=False)
    assert (row.row_number, row.rule, row.reason) == (4, "unparseable", "`lat` is no number")
    assert json.loads(row.row) == {
        "id": "c9",
        "nome": 'Praça "Ã"',
        "situação": "Ligada",
        "lat": " nan ",
        "lon": "",
        "desde": "",
    }


def test_keys_are_the_same_as_number_and_as_text(tmp_path: Path) -> None:
    listed = features(*(({**p, "code": int(p["code"])}, g) for p, g in AREAS))
    city = make_city(tmp_path, {"areas.geojson": listed})
    taken, _ = ingest(city)
    assert taken["areas"].kept["area_id"].tolist() == ["1", "2", "3", "4"]
    # The people file declares its codes as integers, the income file as strings.
    assert taken["people"].kept["area_id"].tolist() == ["1", "2", "3", "4"]


def test_one_column_per_sensor_becomes_one_row_per_reading(tmp_path: Path) -> None:
    def edit(raw: Manifest) -> None:
        rain = resource(raw, "rain")
        rain["schema"]["fields"] = [
            {"name": "at", "type": "datetime"},
            {"name": "first", "type": "number"},
            {"name": "second", "type": "number"},
        ]
        rain["penumbra"]["columns"] = {"observed_at": "at"}
        rain["penumbra"]["unpivot"] = {"first": "g1", "second": "g2"}

    wide = "at,first,second\n2024-03-01,1,2\n2024-03-02,,4\n2024-03-01,5,6\nbad,7,8\n"
    taken, ledger = ingest(make_city(tmp_path / "a", {"rain.csv": wide}, edit))
    rain = taken["rain"]
    assert rain.read == 4
    assert rain.quarantine["rule"].tolist() == ["unparseable_date", "duplicate_key"][::-1]
    assert rain.derived == len(rain.kept) == 4
    assert rain.kept.groupby("sensor_id")["value"].count().to_dict() == {"g1": 1, "g2": 2}
    assert rain.kept["value"].sum() == 7
    assert told(ledger, "rain")["unpivot", "derived"] == 4

    def unknown(raw: Manifest) -> None:
        edit(raw)
        resource(raw, "rain")["penumbra"]["unpivot"]["second"] = "g9"

    with pytest.raises(SourceError, match="columns of sensors g9"):
        ingest(make_city(tmp_path / "b", {"rain.csv": wide}, unknown))


def test_coordinates_may_come_in_metres(tmp_path: Path) -> None:
    def edit(raw: Manifest) -> None:
        resource(raw, "gauges")["penumbra"]["crs"] = "EPSG:31983"

    rows = "id,lat,lon\ng1,7564756,703359\ng2,7562514,705396\n"
    taken, _ = ingest(make_city(tmp_path, {"gauges.csv": rows}, edit))
    assert taken["gauges"].kept["located"].tolist() == ["1", "4"]
