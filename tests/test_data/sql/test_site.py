"""Places where a sensor could stand, from a manifest's file to the table that readers read."""

from pathlib import Path

from tests.test_data.small_city import Manifest, make_city, publish, resource

SITES = "id,lat,lon,what\np2,-22.030,-43.010,pole\np1,-22.010,-43.030,\nfar,-21,-43.01,roof\n"


def test_sites_are_placed_in_their_area_and_the_others_set_aside(tmp_path: Path) -> None:
    def edit(raw: Manifest) -> None:
        own = {**resource(raw, "floods"), "name": "places", "path": "places.csv"}
        own["penumbra"] = {
            **own["penumbra"],
            "role": "sites",
            "network": "gauges",
            "columns": {"site_id": "id", "latitude": "lat", "longitude": "lon", "kind": "what"},
        }
        own["schema"] = {
            **own["schema"],
            "fields": [
                {"name": "id", "type": "string"},
                {"name": "lat", "type": "number"},
                {"name": "lon", "type": "number"},
                {"name": "what", "type": "string"},
            ],
        }
        raw["resources"].append(own)

    city = make_city(tmp_path / "city", {"places.csv": SITES}, edit)
    with publish(city, tmp_path / "home").cursor() as cursor:
        query = "select dataset, network, site_id, kind, area_id from site"
        assert cursor.execute(query).fetchall() == [
            ("places", "gauges", "p1", None, "1"),
            ("places", "gauges", "p2", "pole", "4"),
        ]
        (refused,) = cursor.execute(
            "select count(*) from quarantine where dataset = 'places'"
        ).fetchone() or (None,)
    assert refused == 1


def test_without_such_a_file_the_table_is_empty(tmp_path: Path) -> None:
    snapshot = publish(make_city(tmp_path / "city"), tmp_path / "home")
    with snapshot.cursor() as cursor:
        assert cursor.execute("from site").fetchall() == []
