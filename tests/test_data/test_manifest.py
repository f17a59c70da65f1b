"""A manifest is read whole, or refused with the file, the place and the fix of every mistake."""

import copy
import json
import re
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from data.errors import ManifestError, UnknownCityError
from data.manifest import MANIFEST, city_ids, find_city, read_manifest


def _resource(name: str, fields: dict[str, str], penumbra: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "schema": {
            "fields": [{"name": field, "type": kind} for field, kind in fields.items()],
            "missingValues": [
                {"value": "", "label": "not stated"},
                {"value": "-", "label": "withheld by the publisher"},
            ],
        },
        "penumbra": {"biography": {}, **penumbra},
    }


def _small() -> dict[str, Any]:
    """The smallest city that has every kind of thing in it."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "small",
        "title": "Small",
        "resources": [
            _resource(
                "areas",
                {"code": "string", "name": "string"},
                {"role": "areas", "columns": {"area_id": "code", "name": "name"}},
            ),
            _resource(
                "homes",
                {"code": "string", "name": "string"},
                {"role": "settlements", "columns": {"settlement_id": "code", "name": "name"}},
            ),
            _resource(
                "people",
                {"code": "string", "all": "integer", "young": "integer", "old": "integer"},
                {
                    "role": "people",
                    "columns": {"area_id": "code", "people": "all"},
                    "variables": [
                        {
                            "name": name,
                            "field": name,
                            "title": name,
                            "unit": "people",
                            "extensive": True,
                        }
                        for name in ("young", "old")
                    ],
                },
            ),
            _resource(
                "income",
                {"code": "string", "mean": "number"},
                {
                    "role": "wealth",
                    "columns": {"area_id": "code"},
                    "variables": [
                        {"name": "income_mean", "field": "mean", "title": "Income", "unit": "reais"}
                    ],
                    "observedFrom": "2022-01-01",
                    "observedUntil": "2022-12-31",
                    "intervalDays": 3650,
                },
            ),
            _resource(
                "cameras",
                {"id": "string", "lat": "number", "lon": "number", "state": "string"},
                {
                    "role": "sensors",
                    "network": "cameras",
                    "columns": {
                        "sensor_id": "id",
                        "latitude": "lat",
                        "longitude": "lon",
                        "status": "state",
                    },
                    "values": {"status": {"on": "working", "off": "not working"}},
                },
            ),
            _resource(
                "pictures",
                {"at": "datetime", "one": "number", "two": "number"},
                {
                    "role": "readings",
                    "network": "cameras",
                    "columns": {"observed_at": "at"},
                    "unpivot": {"one": "1", "two": "2"},
                    "expectedGaps": [
                        {"start": "2024-01-01", "end": "2024-01-02", "reason": "moved"}
                    ],
                },
            ),
        ],
        "penumbra": {
            "country": "Nowhere",
            "crs": "EPSG:31983",
            "timezone": "America/Sao_Paulo",
            "locale": "en",
            "cellM": 250,
            "wealth": "income_fifth",
            "networks": [
                {
                    "id": "cameras",
                    "title": "Cameras",
                    "sensor": "camera",
                    "purpose": "both",
                    "reachM": 200,
                    "reachGridM": [100, 300],
                    "scaleM": 200,
                }
            ],
            "dimensions": [
                {
                    "id": "income_fifth",
                    "title": "Income",
                    "kind": "fifths",
                    "variable": "income_mean",
                    "groups": ["1", "2", "3", "4", "5"],
                },
                {
                    "id": "age",
                    "title": "Age",
                    "kind": "shares",
                    "shares": {"under 60": ["young"], "60 and over": ["old"]},
                    "groups": ["under 60", "60 and over"],
                },
                {
                    "id": "settlement",
                    "title": "Settlement",
                    "kind": "settlement",
                    "groups": ["inside", "outside"],
                },
            ],
            "notCounted": [{"who": "People without a home", "why": "Not asked."}],
        },
    }


def _write(folder: Path, manifest: Any) -> Path:
    path = folder / MANIFEST
    path.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    return path


def _refusal(folder: Path, manifest: Any) -> str:
    path = _write(folder, manifest)
    with pytest.raises(ManifestError) as caught:
        read_manifest(path)
    text = str(caught.value)
    assert text.startswith(f"{path}: ")
    return text


def _at(manifest: dict[str, Any], steps: tuple[str | int, ...]) -> Any:
    here: Any = manifest
    for step in steps:
        here = here[step]
    return here


def test_a_right_manifest_becomes_records(tmp_path: Path) -> None:
    city = read_manifest(_write(tmp_path, _small()))
    assert (city.id, city.title, city.country, city.cell_m) == ("small", "Small", "Nowhere", 250)
    assert city.folder == tmp_path
    assert not city.invented
    assert city.as_of is None
    assert re.fullmatch("[0-9a-f]{64}", city.manifest_sha256)
    income = city.dataset("income")
    assert (income.observed_from, income.observed_until) == (date(2022, 1, 1), date(2022, 12, 31))
    assert income.variables[0].unit == "reais"
    assert not income.variables[0].extensive
    assert city.dataset("pictures").unpivot == {"one": "1", "two": "2"}
    assert city.dataset("pictures").expected_gaps[0].reason == "moved"
    assert city.network("cameras").reach_grid_m == (100, 300)
    assert city.dimension("age").shares == {"under 60": ("young",), "60 and over": ("old",)}
    assert city.not_counted[0].who == "People without a home"


def test_what_nobody_filled_in_is_none_and_not_a_word(tmp_path: Path) -> None:
    city = read_manifest(_write(tmp_path, _small()))
    network, people = city.network("cameras"), city.dataset("people")
    assert network.owner is None
    assert network.operator is None
    assert network.retention_days is None
    assert people.licence is None
    assert people.publisher is None
    assert people.biography.collected_by is None
    assert people.independent_of_sensors is None
    assert city.dimension("income_fifth").universe is None


def test_missing_values_keep_their_labels(tmp_path: Path) -> None:
    manifest = _small()
    manifest["resources"][1]["schema"]["missingValues"] = ["", "n/a"]
    del manifest["resources"][2]["schema"]["missingValues"]
    city = read_manifest(_write(tmp_path, manifest))
    assert city.dataset("areas").missing == {"": "not stated", "-": "withheld by the publisher"}
    assert city.dataset("homes").missing == {"": "not stated", "n/a": "not stated"}
    assert city.dataset("people").missing == {"": "not stated"}


Change = Callable[[dict[str, Any]], object]
_R = "resources"

_WRONG: dict[str, tuple[Change, tuple[str, ...]]] = {
    "a needed property is not there": (
        lambda m: m[_R][2].pop("path"),
        ("resources › `people`", "found no `path`", "Add it"),
    ),
    "a property is misspelt": (
        lambda m: m[_R][2]["penumbra"].update(colums={}),
        ("`people` › penumbra", "found `colums`", "Did you mean `columns`?"),
    ),
    "a limit that is not checked": (
        lambda m: m[_R][0]["schema"]["fields"][0].update(constraints={"pattern": "x"}),
        ("`areas` › schema › fields › `code` › constraints", "found `pattern`", "remove it"),
    ),
    "a dialect that is not honoured": (
        lambda m: m[_R][0].update(dialect={"header": False}),
        ("`areas` › dialect", "found `header`", "Known: $schema, delimiter."),
    ),
    "a value of the wrong type": (
        lambda m: m[_R][3]["penumbra"].update(intervalDays="yearly"),
        ("`income` › penumbra › intervalDays", '`"yearly"`', "a number or null", "Correct it"),
    ),
    "a word out of a list": (
        lambda m: m["penumbra"]["networks"][0].update(purpose="bothh"),
        ("networks › `cameras` › purpose", '`"bothh"`', "Did you mean `both`?"),
    ),
    "an id with spaces": (
        lambda m: m.update(name="Small City"),
        ("name: ", '`"Small City"`', "small letters"),
    ),
    "a day that does not exist": (
        lambda m: m[_R][3]["penumbra"].update(observedUntil="2022-02-30"),
        ("`income` › penumbra › observedUntil", "2022-02-30", "a day that exists"),
    ),
    "a distance of nothing": (
        lambda m: m["penumbra"]["networks"][0].update(reachM=0),
        ("networks › `cameras` › reachM", "`0`", "more than 0"),
    ),
    "fifths that are four": (
        lambda m: m["penumbra"]["dimensions"][0]["groups"].pop(),
        ("dimensions › `income_fifth` › groups", "at least 5 entries"),
    ),
    "a group that stands twice": (
        lambda m: m["penumbra"]["dimensions"][0].update(groups=["1", "1", "3", "4", "5"]),
        ("dimensions › `income_fifth` › groups", "twice", "Keep one"),
    ),
    "an unlabelled missing value among labelled ones": (
        lambda m: m[_R][0]["schema"]["missingValues"].append("?"),
        ("`areas` › schema › missingValues", "Label them all"),
    ),
    "one label for two missing values": (
        lambda m: m[_R][0]["schema"]["missingValues"].append({"value": "?", "label": "not stated"}),
        ("`areas` › schema › missingValues › label › `not stated`", "found 2", "Give each its own"),
    ),
    "an unknown role": (
        lambda m: m[_R][4]["penumbra"].update(role="sensor"),
        ("`cameras` › penumbra › role", "found `sensor`", "Did you mean `sensors`?"),
    ),
    "an unknown column of a role": (
        lambda m: m[_R][4]["penumbra"]["columns"].update(stat="state"),
        ("`cameras` › penumbra › columns", "`stat` is no column", "Did you mean `status`?"),
    ),
    "a needed column of a role": (
        lambda m: m[_R][4]["penumbra"]["columns"].pop("latitude"),
        ("`cameras` › penumbra › columns", "found no `latitude`", "Say which field holds it"),
    ),
    "a field that is not declared": (
        lambda m: m[_R][4]["penumbra"]["columns"].update(status="stat"),
        ("columns › status", "no field `stat`", "Did you mean `state`?"),
    ),
    "a field of a type that cannot serve": (
        lambda m: m[_R][3]["schema"]["fields"][1].update(type="string"),
        ("variables › income_mean", "`mean` is of the type `string`", "number or integer"),
    ),
    "a word that no map knows": (
        lambda m: m[_R][4]["penumbra"]["values"]["status"].update(off="broken"),
        ("values › status", "found `broken`", "Known: not working, unknown, working."),
    ),
    "a translation of nothing": (
        lambda m: m[_R][4]["penumbra"]["values"].update(operator={"a": "b"}),
        ("`cameras` › penumbra › values", "`operator` comes from no field"),
    ),
    "a column with two sources": (
        lambda m: m[_R][4]["penumbra"].update(constants={"status": "working"}),
        ("`cameras` › penumbra › constants", "`status` comes from a field already", "Remove one"),
    ),
    "an unknown network": (
        lambda m: m[_R][4]["penumbra"].update(network="camera"),
        ("`cameras` › penumbra › network", "found `camera`", "Did you mean `cameras`?"),
    ),
    "readings of no network": (
        lambda m: m[_R][5]["penumbra"].pop("network"),
        ("`pictures` › penumbra › network", "found `None`", "Known: cameras."),
    ),
    "a network without sensors": (
        lambda m: m[_R].pop(4),
        ("networks › `cameras`", "no resource of the role `sensors`", "Add one"),
    ),
    "a name that stands twice": (
        lambda m: m[_R][3].update(name="people"),
        ("resources › `people`: found 2", "Give each its own"),
    ),
    "two sensors in one column": (
        lambda m: m[_R][5]["penumbra"]["unpivot"].update(two="1"),
        ("`pictures` › penumbra › unpivot › sensor › `1`", "found 2"),
    ),
    "a variable that nobody declares": (
        lambda m: m["penumbra"]["dimensions"][0].update(variable="income_main"),
        ("dimensions › `income_fifth`", "`income_main`", "Did you mean `income_mean`?"),
    ),
    "a margin of error that no variable of the table holds": (
        lambda m: m[_R][2]["penumbra"]["variables"][0].update(moe="oldest"),
        ("`people` › penumbra › variables › `young` › moe", "found `oldest`", "mean `old`?"),
    ),
    "a margin of error that is its own count": (
        lambda m: m[_R][2]["penumbra"]["variables"][0].update(moe="young"),
        ("`people` › penumbra › variables › `young` › moe", "found `young`", "old"),
    ),
    "a share of what is no count": (
        lambda m: m["penumbra"]["dimensions"][1]["shares"].update({"60 and over": ["income_mean"]}),
        ("dimensions › `age` › shares", "`income_mean` is no count", "extensive"),
    ),
    "a group without counts": (
        lambda m: m["penumbra"]["dimensions"][1]["groups"].append("unborn"),
        ("dimensions › `age` › shares", "`unborn` has no counts", "Name its variables"),
    ),
    "wealth that ranks nobody": (
        lambda m: m["penumbra"].update(wealth="age"),
        ("penumbra › wealth", "`age` is of the kind `shares`", "expected `fifths`"),
    ),
    "wealth that is not there": (
        lambda m: m["penumbra"].update(wealth="income_fith"),
        ("penumbra › wealth", "found `income_fith`", "Did you mean `income_fifth`?"),
    ),
    "settlements that are not there": (
        lambda m: m[_R].pop(1),
        ("dimensions › `settlement`", "no resource has the role `settlements`"),
    ),
    "no people": (
        lambda m: m[_R][2]["penumbra"].update(role="traits", columns={"area_id": "code"}),
        ("resources: found none of the role `people`", "Add it"),
    ),
    "a map in degrees": (
        lambda m: m["penumbra"].update(crs="EPSG:4326"),
        ("penumbra › crs", "EPSG:4326", "in metres"),
    ),
    "a map in feet": (
        lambda m: m["penumbra"].update(crs="EPSG:2263"),
        ("penumbra › crs", "EPSG:2263", "in metres"),
    ),
    "no map at all": (
        lambda m: m["penumbra"].update(crs="the usual"),
        ("penumbra › crs", "`the usual`", "EPSG:31983"),
    ),
    "no clock": (
        lambda m: m["penumbra"].update(timezone="Rio"),
        ("penumbra › timezone", "`Rio`", "America/Sao_Paulo"),
    ),
    "a file outside the folder": (
        lambda m: m[_R][0].update(path="../secrets.csv"),
        ("`areas` › path", "`../secrets.csv`", "below the city's folder"),
    ),
    "a file on the network": (
        lambda m: m[_R][0].update(path="https://example.org/areas.csv"),
        ("`areas` › path", "penumbra › endpoint"),
    ),
    "a time that ends before it begins": (
        lambda m: m[_R][5]["penumbra"]["expectedGaps"][0].update(end="2023-01-01"),
        ("`pictures` › penumbra › expectedGaps", "2024-01-01 to 2023-01-01", "earlier day first"),
    ),
}


@pytest.mark.parametrize("what", _WRONG)
def test_each_mistake_names_its_place_what_was_found_and_the_fix(what: str, tmp_path: Path) -> None:
    change, parts = _WRONG[what]
    manifest = _small()
    change(manifest)
    text = _refusal(tmp_path, manifest)
    assert [part for part in parts if part not in text] == [], text


def test_several_mistakes_are_told_at_once(tmp_path: Path) -> None:
    shape, names = _small(), _small()
    del shape["title"]
    shape["resources"][0]["penumbra"]["role"] = 7
    shape["penumbra"]["cellM"] = -1
    text = _refusal(tmp_path, shape)
    assert "3 to mend" in text
    assert text.count("\n  ") == 3
    names["penumbra"]["wealth"] = "incom"
    names["resources"][0]["penumbra"]["columns"]["name"] = "nam"
    assert "2 to mend" in _refusal(tmp_path, names)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b'{"name": "small",\n "title": }', ", line 2: not JSON"),
        (b'{"name": "small", "name": "large"}', "found `name` twice"),
        (b'{"name": "small", "title": NaN}', "the number NaN"),
        (b'{"name": "small", "title": 1e999}', "the number 1e999"),
        (b'{"title": "S\xe3o Paulo"}', "not UTF-8"),
        (b"[" * 100_000, "Mend it"),
        (b"[]", "the manifest: found `[]`, expected an object"),
        (b"", "line 1: not JSON"),
    ],
)
def test_what_is_no_json_says_where(content: bytes, part: str, tmp_path: Path) -> None:
    path = tmp_path / MANIFEST
    path.write_bytes(content)
    with pytest.raises(ManifestError, match=re.escape(part)):
        read_manifest(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="No such file"):
        read_manifest(tmp_path / MANIFEST)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / MANIFEST
    path.write_text("\ufeff" + json.dumps(_small()), encoding="utf-8")
    assert read_manifest(path).id == "small"


def test_a_folder_is_a_city_and_a_near_name_is_suggested(tmp_path: Path) -> None:
    _write(tmp_path, _small())
    assert find_city(str(tmp_path)).id == "small"
    assert "rio" in city_ids()
    with pytest.raises(UnknownCityError, match=r"no city `rioo`.*Did you mean `rio`\?"):
        find_city("rioo")


def test_only_a_built_in_city_may_be_generated(tmp_path: Path) -> None:
    manifest = _small()
    manifest["penumbra"]["generated"] = True
    assert not read_manifest(_write(tmp_path, manifest)).generated


def test_it_is_a_data_package_of_version_2() -> None:
    assert list(Package.metadata_validate(_small())) == []


def test_labels_of_missing_values_are_what_needs_version_2() -> None:
    manifest = _small()
    del manifest["$schema"]
    notes = {error.note for error in Package.metadata_validate(manifest)}
    assert notes == {"missing values in object form require datapackage v2"}


def test_the_schema_is_one() -> None:
    text = files("data").joinpath("city.schema.json").read_text(encoding="utf-8")
    Draft202012Validator.check_schema(json.loads(text))


def _paths(here: Any, steps: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children: list[tuple[str | int, Any]] = []
    if isinstance(here, dict):
        children = list(here.items())
    elif isinstance(here, list):
        children = list(enumerate(here))
    return [steps] * bool(steps) + [
        path for step, value in children for path in _paths(value, (*steps, step))
    ]


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.sampled_from(_paths(_small())),
    value=_JSON | st.sampled_from(["areas", "cameras", "code", "2024-01-01", "all", "age"]),
    remove=st.booleans(),
)
def test_no_change_escapes_as_anything_but_a_manifest_error(
    tmp_path: Path, steps: tuple[str | int, ...], value: Any, remove: bool
) -> None:
    manifest = copy.deepcopy(_small())
    parent = _at(manifest, steps[:-1])
    if remove:
        del parent[steps[-1]]
    else:
        parent[steps[-1]] = value
    path = _write(tmp_path, manifest)
    try:
        city = read_manifest(path)
    except ManifestError as error:
        sentences = str(error).split("\n  ")[1:]
        assert sentences
        assert all(": " in sentence and sentence[-1] in ".?" for sentence in sentences)
    else:
        assert {dataset.role for dataset in city.datasets} >= {"areas", "people", "wealth"}
