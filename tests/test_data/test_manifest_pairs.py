"""A pair names variables that exist; what is added up is counts; nothing is said twice."""

import json
from pathlib import Path
from typing import Any

import pytest

from data.city import Pair
from data.errors import ManifestError
from data.manifest import MANIFEST, find_city, read_manifest
from data.manifest_names import name_mistakes


@pytest.fixture
def raw() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (find_city("porto_sombra").folder / MANIFEST).read_text(encoding="utf-8")
    )
    return loaded


def mistakes(raw: dict[str, Any], *pairs: dict[str, str]) -> list[str]:
    raw["penumbra"]["pairs"] = [{"why": "Because.", **pair} for pair in pairs]
    return [text for text in name_mistakes(raw) if "pairs" in text]


def test_the_cities_own_pairs_are_right() -> None:
    for name in ("rio", "porto_sombra"):
        assert all(isinstance(pair, Pair) and pair.why for pair in find_city(name).pairs)
        assert len(find_city(name).pairs) >= 3


def test_good_pairs(raw: dict[str, Any]) -> None:
    assert mistakes(raw, {"service": "clinics", "need": "age_0_14+age_60_plus"}) == []


def test_a_variable_that_nobody_declares(raw: dict[str, Any]) -> None:
    (said,) = mistakes(raw, {"service": "clinic", "need": "hazard"})
    assert "1 › service" in said
    assert "`clinic`" in said
    assert "clinics" in said


def test_what_is_no_count_cannot_be_added_up(raw: dict[str, Any]) -> None:
    (said,) = mistakes(raw, {"service": "clinics", "need": "hazard+age_0_14"})
    assert "`hazard` is no count" in said


def test_the_same_pair_twice(raw: dict[str, Any]) -> None:
    pair = {"service": "clinics", "need": "hazard"}
    (said,) = mistakes(raw, pair, pair)
    assert "clinics, hazard" in said


def test_a_manifest_with_such_a_pair_is_refused(raw: dict[str, Any], tmp_path: Path) -> None:
    raw["penumbra"]["pairs"] = [{"service": "nothing", "need": "hazard", "why": "Because."}]
    path = tmp_path / MANIFEST
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(ManifestError, match="nothing"):
        read_manifest(path)
