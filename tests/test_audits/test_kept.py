"""Findings that were kept are those that were computed; what cannot be trusted is not read."""

import hashlib
import os
import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audits.finding import Finding
from audits.kept import MOST_KEPT, kept, load, path_of
from audits.opened import OpenedCity
from data.languages import PORTUGUESE
from data.said import speaking
from tests.test_audits.examples import example_city, example_findings

Findings = tuple[Finding, ...]

SNAPSHOT = "a" * 16


@pytest.fixture
def few(porto_sombra: OpenedCity) -> Findings:
    return porto_sombra.findings()[:3]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where findings of the example city are kept."""
    return path_of(tmp_path, example_city(), SNAPSHOT, date(2026, 4, 1))


def test_what_is_kept_is_computed_once(place: Path, few: Findings) -> None:
    found = kept(place, lambda: few)
    again = kept(place, lambda: pytest.fail("it was kept"))
    assert again == found == few
    assert again is not found


def test_kept_findings_of_a_whole_city_are_the_same_in_both_languages(
    porto_sombra: OpenedCity,
) -> None:
    computed = porto_sombra._compute()
    porto_sombra.findings()
    held = load(porto_sombra.kept_at)
    assert held == computed
    for one, other in zip(held, computed, strict=True):
        with speaking(PORTUGUESE):
            assert [c.text for c in one.caveats] == [c.text for c in other.caveats]
            assert f"{one.draft.reason}" == f"{other.draft.reason}"


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 40])
def test_a_damaged_file_is_made_again(place: Path, few: Findings, damage: bytes) -> None:
    kept(place, lambda: few)
    held = place.read_bytes()
    for broken in (damage, held[:-1], held[:40] + damage + held[41:]):
        place.write_bytes(broken)
        assert load(place) is None
        assert kept(place, lambda: few) == few
        assert load(place) == few


class _Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("/nowhere/at/all",)


@pytest.mark.parametrize("content", [_Bomb(), ("text",), [1], len, pickle.loads])
def test_a_file_that_holds_anything_else_runs_no_code_and_is_not_taken(
    place: Path, content: object
) -> None:
    body = pickle.dumps(content)
    place.parent.mkdir()
    place.write_bytes(hashlib.sha256(body).digest() + body)
    assert load(place) is None


def test_another_day_manifest_or_folder_is_another_file(tmp_path: Path) -> None:
    city, day = replace(example_city(), folder=Path("here")), date(2026, 4, 1)
    paths = {
        path_of(tmp_path, city, SNAPSHOT, day),
        path_of(tmp_path, city, SNAPSHOT, date(2026, 4, 2)),
        path_of(tmp_path, city, "b" * 16, day),
        path_of(tmp_path, replace(city, manifest_sha256="another"), SNAPSHOT, day),
        path_of(tmp_path, replace(city, folder=tmp_path), SNAPSHOT, day),
    }
    assert len(paths) == 5


def test_findings_do_not_pile_up(place: Path, few: Findings) -> None:
    left_over = place.with_name(".begun.77")
    place.parent.mkdir()
    left_over.touch()
    days = [
        place.with_name(place.name.replace("20260401", f"202605{day:02}"))
        for day in range(1, MOST_KEPT + 3)
    ]
    for age, path in enumerate(days):
        kept(path, lambda: few)
        os.utime(path, (1_000 + age, 1_000 + age))
    kept(place, lambda: few)
    assert not left_over.exists()
    assert {path.name for path in place.parent.glob("*.pickle")} == {
        place.name,
        *(path.name for path in days[-MOST_KEPT + 1 :]),
    }


def test_where_nothing_can_be_written_it_is_computed_all_the_same(
    tmp_path: Path, few: Findings
) -> None:
    (tmp_path / "a file").touch()
    place = path_of(tmp_path / "a file", example_city(), SNAPSHOT, date(2026, 4, 1))
    assert kept(place, lambda: few) == few


def test_findings_that_no_file_can_hold_are_computed_each_time(place: Path) -> None:
    found = example_findings()
    with pytest.raises(AttributeError, match="local object"):
        pickle.dumps(found)
    assert kept(place, lambda: found) is found
    assert load(place) is None
