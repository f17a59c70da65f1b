"""Who reported enters no snapshot: not as a key, not scrambled, not in quarantine."""

from pathlib import Path

import pandas as pd
import pytest

from data.errors import SensitiveDataError
from data.reporters import scramble
from data.warehouse import Snapshot
from tests.test_data.small_city import Manifest, make_city, publish, resource

KEYS = ("Zeferina-77", "Adalgisa-88")
CALLS = (
    "id,day,kind,area,who,about\n"
    f"1,2024-01-01,noise,1,{KEYS[0]},x\n2,2024-01-02,noise,1,{KEYS[0]},x\n"
    f"3,2024-01-02,noise,1,{KEYS[1]},x\n4,2024-01-03,noise,1,,y\n5,2024-01-03,noise,2,{KEYS[1]},\n"
    f"6,never,noise,2,{KEYS[0]},\n7,2024-01-04,noise,,{KEYS[1]},\n"
)


def with_reporters(raw: Manifest) -> None:
    calls = resource(raw, "calls")
    calls["schema"]["fields"] += [
        {"name": "who", "type": "string"},
        {"name": "about", "type": "string"},
    ]
    calls["penumbra"]["columns"] |= {"reporter": "who", "incident_id": "about"}


def voices(folder: Path, calls: str = CALLS) -> tuple[Snapshot, list[tuple[object, ...]]]:
    city = make_city(folder / "city", {"calls.csv": calls}, with_reporters)
    snapshot = publish(city, folder / "home")
    with snapshot.cursor() as cursor:
        return snapshot, cursor.execute("from report_voice").fetchall()


def test_voices_are_counted_by_hand(tmp_path: Path) -> None:
    _, rows = voices(tmp_path)
    # dataset, area, reports, named, reporters, Σ n², loudest, incidents, linked, same caller
    assert rows == [
        ("calls", "1", 4, 3, 2, 5, 2, 2, 4, 1),
        ("calls", "2", 1, 1, 1, 1, 1, 0, 0, 0),
        ("calls", None, 1, 1, 1, 1, 1, 0, 0, 0),
    ]


def test_no_key_is_in_the_snapshot(tmp_path: Path) -> None:
    snapshot, _ = voices(tmp_path)
    with snapshot.cursor() as cursor:
        tables = [row[0] for row in cursor.execute("select table_name from duckdb_tables()")
                  .fetchall()]  # fmt: skip
        text = "".join(
            cursor.execute(f"from {table}").df().drop(columns="geom", errors="ignore").to_csv()
            for table in tables
        )
        columns = cursor.execute("select column_name from duckdb_columns()").fetchall()
        refused = cursor.execute("select row from quarantine where dataset = 'calls'").fetchall()
    assert ("reporter",) not in columns
    assert not any(key in text for key in KEYS)
    assert len(refused) == 1
    assert "withheld" in refused[0][0]
    for file in (tmp_path / "home").rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not any(key.encode() in content for key in KEYS), file


def test_the_same_reports_give_the_same_counts_whatever_the_salt(tmp_path: Path) -> None:
    assert voices(tmp_path / "one")[1] == voices(tmp_path / "two")[1]


def test_a_scrambled_key_is_another_in_each_build_and_nothing_stays_nothing() -> None:
    one, two = (pd.DataFrame({"reporter": ["a", "b", "a", None]}) for _ in range(2))
    scramble(one, b"salt of a build")
    scramble(two, b"salt of another")
    assert one["reporter"].iloc[0] == one["reporter"].iloc[2] != one["reporter"].iloc[1]
    assert one["reporter"].iloc[3] is None
    assert not set(one["reporter"].dropna()) & set(two["reporter"].dropna())


def test_a_person_as_a_key_is_still_refused(tmp_path: Path) -> None:
    calls = CALLS.replace(KEYS[1], "ana.silva@example.com")
    with pytest.raises(SensitiveDataError, match="e-mail"):
        voices(tmp_path, calls)
