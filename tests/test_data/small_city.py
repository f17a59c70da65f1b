"""A city small enough to be checked by hand: four squares of two kilometres, two of them poor.

    1 Norte | 2 Leste         a settlement, Vila Alta, lies across Norte and Leste
    --------+--------
    3 Sul   | 4 Oeste         another, Vila Nova, lies in Sul and was never counted

As written here it has no defect: every row of every file is kept. A test adds its own.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from data.build import ground_of, in_order
from data.city import City
from data.ingest import Known, Taken, take
from data.ledger import Ledger
from data.manifest import MANIFEST, read_manifest
from data.settings import Settings
from data.warehouse import Snapshot, build, read_file

Manifest = dict[str, Any]
WEST, NORTH, SIDE = -43.04, -22.00, 0.02


def square(west: float, south: float, side: float = SIDE, height: float | None = None) -> Any:
    """A GeoJSON polygon."""
    east, north = west + side, south + (side if height is None else height)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [[[round(a, 6), round(b, 6)] for a, b in ring]]}


def features(*rows: tuple[Mapping[str, object], Any]) -> str:
    """A GeoJSON file of (properties, geometry)."""
    listed = [{"type": "Feature", "properties": p, "geometry": g} for p, g in rows]
    return json.dumps({"type": "FeatureCollection", "features": listed}, ensure_ascii=False)


AREAS = (
    ({"code": "1", "name": "Norte"}, square(WEST, NORTH - SIDE)),
    ({"code": "2", "name": "Leste"}, square(WEST + SIDE, NORTH - SIDE)),
    ({"code": "3", "name": "São Sul"}, square(WEST, NORTH - 2 * SIDE)),
    ({"code": "4", "name": "Oeste"}, square(WEST + SIDE, NORTH - 2 * SIDE)),
)
SETTLEMENTS = (
    ({"code": "s1", "name": "Vila Alta", "people": 400}, square(-43.024, -22.012, 0.008)),
    ({"code": "s2", "name": "Vila Nova", "people": None}, square(-43.036, -22.036, 0.008)),
)
CSV = {
    "people.csv": (
        "area,all,young,old\n1,1000,600,400\n2,2000,1000,1000\n3,3000,900,2100\n4,500,,\n"
    ),
    "income.csv": "area,income\n1,1.5\n2,2.5\n3,3.5\n4,9\n",
    "cameras.csv": (
        "id;nome;situação;lat;lon;desde\n"
        "c1;Praça;Ligada;-22,010;-43,030;01-03-2024\n"
        "c2;Túnel;Desligada;-22,030;-43,010;15-08-2022\n"
        "c3;Rua;Ligada;-22,011;-43,020;\n"
    ),
    "gauges.csv": "id,lat,lon\ng1,-22.010,-43.030\ng2,-22.030,-43.010\n",
    "rain.csv": (
        "id,at,mm\n"
        "g1,2024-03-01 00:00,0.2\ng1,2024-03-01 12:00,0\ng1,2024-03-02 00:00,\n"
        "g2,2024-03-01 00:00,1.5\ng2,2024-03-02 12:00,3\n"
    ),
    "uptime.csv": "id,year,month,due,good\ng1,2024,1,62,60\ng2,2024,1,62,31\n",
    "calls.csv": (
        "id,day,kind,area\n7,2024-01-01,noise,1\n8,2024-01-02,noise,\n9,2024-01-02,light,4\n"
    ),
    "events.csv": (
        "id,start,end,place,lat,lon\n"
        "e1,2024-01-01T10:00:00Z,2024-01-01T11:00:00Z,NORTE,-22.010,-43.030\n"
        "e2,2024-01-02T01:00:00-03:00,,sao  sul,,\n"
    ),
    "floods.csv": "id,lat,lon,level\nf1,-22.010,-43.010,high\n",
}


def _field(name: str, kind: str, **more: object) -> dict[str, object]:
    return {"name": name, "type": kind, **more}


def _resource(
    path: str, role: str, fields: list[dict[str, object]], columns: dict[str, str], **own: object
) -> Manifest:
    name, _, ending = path.rpartition(".")
    return {
        "name": name,
        "title": name.title(),
        "path": path,
        "format": ending,
        "schema": {
            "fields": fields,
            "missingValues": [{"value": "", "label": "not stated"}],
        },
        "penumbra": {"role": role, "columns": columns, "biography": {}, **own},
    }


_KEY = {"constraints": {"required": True, "unique": True}}
_COUNT = {"constraints": {"minimum": 0}}
_POINT = {"latitude": "lat", "longitude": "lon"}


def manifest() -> Manifest:
    """The manifest of the small city, new each time."""
    number = [_field("lat", "number"), _field("lon", "number")]
    comma = [_field("lat", "number", decimalChar=","), _field("lon", "number", decimalChar=",")]
    area = _field("code", "string", **_KEY)
    young, old = (
        {"name": n, "field": n, "title": n, "unit": "people", "extensive": True}
        for n in ("young", "old")
    )
    income = {"name": "income", "field": "income", "title": "Income", "unit": "wages"}
    cameras = _resource(
        "cameras.csv",
        "sensors",
        [
            _field("id", "string", **_KEY),
            _field("nome", "string"),
            _field("situação", "string"),
            *comma,
            _field("desde", "date", format="%d-%m-%Y"),
        ],
        {
            "sensor_id": "id",
            "name": "nome",
            "status": "situação",
            "installed_at": "desde",
            **_POINT,
        },
        network="cameras",
        values={"status": {"Ligada": "working", "Desligada": "not working"}},
    )
    cameras |= {"encoding": "latin-1", "dialect": {"delimiter": ";"}}
    return {
        "name": "small",
        "title": "Small",
        "resources": [
            _resource(
                "areas.geojson",
                "areas",
                [area, _field("name", "string")],
                {"area_id": "code", "name": "name"},
            ),
            _resource(
                "settlements.geojson",
                "settlements",
                [area, _field("name", "string"), _field("people", "integer", **_COUNT)],
                {"settlement_id": "code", "name": "name", "people": "people"},
            ),
            _resource(
                "people.csv",
                "people",
                [_field(n, "integer") for n in ("area", "all", "young", "old")],
                {"area_id": "area", "people": "all"},
                variables=[young, old],
            ),
            _resource(
                "income.csv",
                "wealth",
                [_field("area", "string"), _field("income", "number", **_COUNT)],
                {"area_id": "area"},
                variables=[income],
            ),
            cameras,
            _resource(
                "gauges.csv",
                "sensors",
                [_field("id", "string", **_KEY), *number],
                {"sensor_id": "id", **_POINT},
                network="gauges",
            ),
            _resource(
                "rain.csv",
                "readings",
                [
                    _field("id", "string"),
                    _field("at", "datetime"),
                    _field("mm", "number", **_COUNT),
                ],
                {"sensor_id": "id", "observed_at": "at", "value": "mm"},
                network="gauges",
            ),
            _resource(
                "uptime.csv",
                "availability",
                [
                    _field("id", "string"),
                    *(_field(n, "integer") for n in ("year", "month", "due", "good")),
                ],
                {"sensor_id": "id", "year": "year", "month": "month"}
                | {"expected": "due", "usable": "good"},
                network="gauges",
            ),
            _resource(
                "calls.csv",
                "requests",
                [
                    _field("id", "integer"),
                    _field("day", "date"),
                    _field("kind", "string"),
                    _field("area", "string"),
                ],
                {"request_id": "id", "opened_at": "day", "kind": "kind", "area_id": "area"},
            ),
            _resource(
                "events.csv",
                "interventions",
                [
                    _field("id", "string"),
                    _field("start", "datetime"),
                    _field("end", "datetime"),
                    _field("place", "string"),
                    *number,
                ],
                {"intervention_id": "id", "started_at": "start", "ended_at": "end"}
                | {"area_name": "place", **_POINT},
            ),
            _resource(
                "floods.csv",
                "need",
                [_field("id", "string"), *number, _field("level", "string")],
                {"need_id": "id", "level": "level", **_POINT},
            ),
        ],
        "penumbra": {
            "country": "Nowhere",
            "invented": True,
            "crs": "EPSG:31983",
            "timezone": "America/Sao_Paulo",
            "locale": "en",
            "cellM": 100,
            "wealth": "income_fifth",
            "networks": [
                _network("cameras", "camera", "both", None),
                _network("gauges", "rain gauge", "service", 720),
            ],
            "dimensions": [
                {
                    "id": "income_fifth",
                    "title": "Income",
                    "kind": "fifths",
                    "variable": "income",
                    "groups": ["1", "2", "3", "4", "5"],
                },
                {
                    "id": "age",
                    "title": "Age",
                    "kind": "shares",
                    "groups": ["young", "old"],
                    "shares": {"young": ["young"], "old": ["old"]},
                },
            ],
        },
    }


def _network(network: str, sensor: str, purpose: str, minutes: int | None) -> Manifest:
    return {
        "id": network,
        "title": network,
        "sensor": sensor,
        "purpose": purpose,
        "reachM": 500,
        "reachGridM": [250, 1000],
        "scaleM": 300,
        "readingIntervalMinutes": minutes,
    }


def resource(raw: Manifest, name: str) -> Manifest:
    """One resource of a manifest, to be changed."""
    found: Manifest = next(item for item in raw["resources"] if item["name"] == name)
    return found


def make_city(
    folder: Path,
    files: Mapping[str, str | bytes] | None = None,
    edit: Callable[[Manifest], object] | None = None,
) -> City:
    """Writes the small city into a folder, with other files or another manifest where given."""
    folder.mkdir(parents=True, exist_ok=True)
    raw = manifest()
    if edit:
        edit(raw)
    (folder / MANIFEST).write_text(json.dumps(raw), encoding="utf-8")
    whole = {"areas.geojson": features(*AREAS), "settlements.geojson": features(*SETTLEMENTS)}
    for name, content in (whole | CSV | dict(files or {})).items():
        encoding = "latin-1" if name == "cameras.csv" else "utf-8"
        data = content if isinstance(content, bytes) else content.encode(encoding)
        (folder / name).write_bytes(data)
    return read_manifest(folder / MANIFEST)


def add(name: str, *rows: str) -> dict[str, str]:
    """One file of the small city with rows more."""
    return {name: CSV[name] + "".join(f"{row}\n" for row in rows)}


def ingest(city: City, *roles: str) -> tuple[dict[str, Taken], Ledger]:
    """Every dataset of a city (or of some roles) taken, without a database."""
    known, ledger, taken = Known(), Ledger(), {}
    for dataset in in_order(city.datasets):
        if roles and dataset.role not in roles:
            continue
        raw = read_file(city.folder / dataset.path, dataset)
        taken[dataset.name] = take(city, dataset, raw, known, ledger)
        if dataset.role == "areas":
            known.ground = ground_of(city, taken[dataset.name])
    return taken, ledger


def told(ledger: Ledger, dataset: str) -> dict[tuple[str, str], int]:
    """What the ledger says of a dataset: (rule, action) -> rows, without `read` and `kept`."""
    return {
        (entry.rule, entry.action): entry.rows
        for entry in ledger.entries
        if entry.dataset == dataset and entry.action not in ("read", "kept")
    }


def refusals(city: City, dataset: str) -> list[tuple[int, str]]:
    """Row number and rule of each refused row of a dataset; what is kept must be the others."""
    taken, ledger = ingest(city)
    one = taken[dataset]
    kept = set(one.kept["row_number"])
    out = set(one.quarantine["row_number"])
    assert kept | out == set(range(1, one.read + 1))
    assert not kept & out
    assert len(one.quarantine) == len(out)
    assert ledger.rows(dataset, "quarantined") == len(out)
    return list(
        zip(one.quarantine["row_number"].tolist(), one.quarantine["rule"].tolist(), strict=True)
    )


def publish(city: City, home: Path) -> Snapshot:
    """Builds a city and opens what was published."""
    settings = Settings(home=home, memory_limit="1GB")
    build(city, settings)
    return Snapshot(city.id, settings)
