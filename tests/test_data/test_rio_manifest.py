"""The manifest of real Rio: what it says without the files, and whether the files agree with it."""

import json
import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from frictionless import Package

from data.city import City, Dataset
from data.guard import inspect
from data.manifest import MANIFEST, find_city

_ROOT = Path(
    os.environ.get(
        "PENUMBRA_RIO_ROOT", Path(__file__).parents[3] / "shared" / "data" / "rio" / "raw"
    )
)
_RIO = find_city("rio")
_needs_files = [
    pytest.mark.rio,
    pytest.mark.skipif(not _ROOT.is_dir(), reason=f"the files of Rio are not in {_ROOT}"),
]
_TIMES = ("observed_at", "opened_at", "started_at")


def _each(datasets: Iterable[Dataset]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("dataset", list(datasets), ids=lambda dataset: dataset.name)


_each_dataset = _each(_RIO.datasets)


@pytest.fixture
def rio() -> City:
    return _RIO


def _raw() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((_RIO.folder / MANIFEST).read_text(encoding="utf-8"))
    return loaded


def _texts(here: object) -> list[str]:
    if isinstance(here, dict):
        return [text for value in here.values() for text in _texts(value)]
    if isinstance(here, list):
        return [text for value in here for text in _texts(value)]
    return [here] if isinstance(here, str) else []


def _read(dataset: Dataset) -> pd.DataFrame:
    """The declared columns of a file as text, blank where it is blank."""
    path, names = _ROOT / dataset.path, [field.name for field in dataset.fields]
    if dataset.format == "geojson":
        return gpd.read_file(path)[names].astype(str)
    return pd.read_csv(
        path, usecols=names, dtype=str, keep_default_na=False, encoding=dataset.encoding
    )


def test_it_is_a_real_city_and_a_data_package_of_version_2(rio: City) -> None:
    assert (rio.id, rio.invented, rio.crs, rio.as_of) == ("rio", False, "EPSG:31983", None)
    assert (rio.wealth, rio.settlement_word) == ("income_fifth", "favela")
    assert list(Package.metadata_validate(_raw())) == []


def test_it_covers_every_role_that_real_data_can_fill(rio: City) -> None:
    roles = {dataset.role for dataset in rio.datasets}
    assert roles == {
        "areas", "settlements", "people", "wealth", "traits", "sensors", "readings",
        "availability", "requests", "interventions", "need", "area_need", "service",
    }  # fmt: skip


@_each_dataset
def test_only_what_is_used_is_declared(dataset: Dataset) -> None:
    used = {
        *dataset.columns.values(),
        *(variable.field for variable in dataset.variables),
        *(dataset.unpivot or {}),
    }
    assert {field.name for field in dataset.fields} == used


@_each_dataset
def test_each_dataset_says_who_made_it_and_under_which_licence(dataset: Dataset) -> None:
    assert dataset.biography.collected_by
    assert dataset.publisher
    assert dataset.licence
    assert dataset.missing is not None
    assert "" in dataset.missing
    assert dataset.observed_from is not None
    assert dataset.observed_until is not None


def test_what_no_source_says_is_unknown_and_not_invented(rio: City) -> None:
    for network in rio.networks:
        told = (network.vendor, network.owner, network.contract_end, network.cost)
        assert told == (None, None, None, None)
        assert (network.legal_basis, network.retention_days) == (None, None)
    assert {dataset.biography.rung for dataset in rio.datasets} == {None}
    assert rio.dimension("income_fifth").universe is None


def test_no_gap_is_expected_so_that_the_build_must_find_them(rio: City) -> None:
    assert [network.id for network in rio.networks if network.expected_gaps] == []
    assert [dataset.name for dataset in rio.datasets if dataset.expected_gaps] == []


def test_monitoring_by_camera_is_service_and_burden_and_the_rest_is_service(rio: City) -> None:
    purposes = {network.id: network.purpose for network in rio.networks}
    assert purposes.pop("cameras") == "both"
    assert set(purposes.values()) == {"service"}


def test_rows_cut_at_a_limit_are_marked_as_samples(rio: City) -> None:
    assert {dataset.name for dataset in rio.datasets if dataset.sample} == {
        "camera_readings", "rain_alertario_5min", "rain_cemaden", "requests_1746_2011",
    }  # fmt: skip


def test_every_age_is_in_one_group(rio: City) -> None:
    bands = [variable.name for variable in rio.dataset("people").variables]
    shares = rio.dimension("age").shares or {}
    assert [name for names in shares.values() for name in names] == bands
    assert all(variable.extensive for variable in rio.dataset("people").variables)


def test_nothing_in_it_is_a_secret_or_a_place_on_a_machine() -> None:
    texts = _texts(_raw())
    inspect(texts, place=MANIFEST)
    words = ("github", "/work/", "/home/", "/tmp/")
    assert [text for text in texts for word in words if word in text.lower()] == []


class TestFiles:
    """What the manifest declares of a file is what the file holds."""

    pytestmark = _needs_files

    @_each_dataset
    def test_every_declared_field_is_there(self, dataset: Dataset) -> None:
        frame = _read(dataset)
        assert set(frame.columns) == {field.name for field in dataset.fields}
        assert len(frame) > 0

    @_each(dataset for dataset in _RIO.datasets if dataset.values)
    def test_every_word_is_translated(self, dataset: Dataset) -> None:
        frame = _read(dataset)
        assert dataset.values is not None
        for column, words in dataset.values.items():
            found = set(frame[dataset.columns[column]]) - set(dataset.missing or {})
            assert found == set(words)

    @_each_dataset
    def test_every_value_is_of_its_declared_type(self, dataset: Dataset) -> None:
        frame = _read(dataset)
        for field in dataset.fields:
            stated = frame[field.name][~frame[field.name].isin(list(dataset.missing or {}))]
            if field.type in ("number", "integer"):
                numbers = pd.to_numeric(stated)
                assert numbers.notna().all()
                assert field.type == "number" or (numbers % 1 == 0).all()
                assert field.minimum is None or numbers.min() >= field.minimum
                assert field.maximum is None or numbers.max() <= field.maximum
            if field.type in ("date", "datetime"):
                form = "ISO8601" if field.format == "default" else field.format
                assert pd.to_datetime(stated, format=form).notna().all()

    @_each(dataset for dataset in _RIO.datasets if set(dataset.columns) & set(_TIMES))
    def test_stated_days_hold_the_times_of_the_rows(self, dataset: Dataset) -> None:
        (source,) = (dataset.columns[column] for column in _TIMES if column in dataset.columns)
        days = sorted(stamp[:10] for stamp in _read(dataset)[source] if stamp)
        stated = (dataset.observed_from, dataset.observed_until)
        assert [str(day) for day in stated] == [days[0], days[-1]]


class TestRio:
    """Statements of the manifest that are numbers, against the files."""

    pytestmark = _needs_files

    def test_residents_counted_and_not_counted_make_the_published_total(self, rio: City) -> None:
        people = _read(rio.dataset("people")).astype(int)
        assert people["pop_total"].sum() == 6_183_971
        assert (people.filter(regex="pop_.*[0-9s]$").sum(axis=1) == people["pop_total"]).all()
        left_out = [item.people for item in rio.not_counted if item.people is not None]
        assert left_out == [6_211_223 - 6_183_971]

    @pytest.mark.parametrize("name", ["rain_alertario_2022_08", "rain_alertario_2024_01"])
    def test_each_rain_column_is_the_station_of_its_name(self, rio: City, name: str) -> None:
        stations = _read(rio.dataset("gauges_alertario")).set_index("id_estacao")["estacao"]
        unpivot = rio.dataset(name).unpivot or {}
        assert len(unpivot) == 33
        for column, station in unpivot.items():
            assert column == f"{int(station):02d}_{stations[station].lower().replace(' ', '_')}"

    def test_share_of_births_is_that_of_the_counts(self, rio: City) -> None:
        births = _read(rio.dataset("births")).set_index("codbairro").astype(float)
        black = births["nascidos_mae_preta"] + births["nascidos_mae_parda"]
        share = 100 * black / (black + births["nascidos_mae_branca"])
        assert (share - births["pct_mae_preta_ou_parda"]).abs().max() < 0.051
        assert (black + births["nascidos_mae_branca"] < 100).sum() == 4

    def test_flood_points_whose_origin_is_the_operations_centre(self) -> None:
        points = pd.read_csv(
            _ROOT / "pontos_supervisionados_alagamento_2023.csv", dtype=str, keep_default_na=False
        )
        assert points["origem"].str.contains("COR").sum() == 40
        assert (points["origem"] == "_").sum() == 315
        ended = ~points["eliminado_em"].isin(["_", ""])
        assert (ended.sum(), (ended & (points["classe_atual"] == "PM")).sum()) == (93, 86)

    def test_only_stations_with_a_river_gauge_count_as_one(self, rio: City) -> None:
        dataset = rio.dataset("river_gauges_inea")
        stations = _read(dataset)
        kept = stations.loc[~stations["tipo_estacao"].isin(list(dataset.missing or {}))]
        levels = _read(rio.dataset("river_level_inea"))
        assert set(kept["id_estacao"]) == set(levels["id_estacao"]) == {"2", "5"}

    def test_475_occurrences_name_no_area_by_its_own_name(self, rio: City) -> None:
        def plain(name: str) -> str:
            letters = unicodedata.normalize("NFKD", name.lower())
            return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())

        names = {plain(name) for name in _read(rio.dataset("areas"))["nome"]}
        written = _read(rio.dataset("occurrences_cor"))["bairro"].map(plain)
        assert rio.dataset("occurrences_cor").foreign_names is None
        assert (~written.isin(names)).sum() == 475
        assert (written == "").sum() == 191
