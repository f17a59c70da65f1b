"""What a build writes into a snapshot is English there, and can be said again by who reads it."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.languages import PORTUGUESE
from data.retold import kept, retold
from data.said import noun, say, say_of, speaking
from data.warehouse import Snapshot
from tests.pseudo import PSEUDO, left
from tests.test_data.small_city import (
    CSV,
    SETTLEMENTS,
    Manifest,
    add,
    features,
    make_city,
    publish,
    resource,
    square,
)

_CITY = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "nobody asked"
msgstr "ninguém perguntou"

msgid "informal settlement"
msgid_plural "informal settlements"
msgstr[0] "vila"
msgstr[1] "vilas"
"""


def through(text: str, folder: Path) -> str:
    """The text after it stood in a table."""
    return retold(str.__str__(text), *kept(text), folder)


def portuguese(text: str) -> str:
    with speaking(PORTUGUESE):
        return str(text)


@pytest.mark.parametrize(
    ("text", "english", "said"),
    [
        (say("no coordinates"), "no coordinates", "sem coordenadas"),
        (
            say("more than {near} m outside the city", near=300),
            "more than 300 m outside the city",
            "a mais de 300 m fora da cidade",
        ),
        (
            say("`{column}` is below {low:g}", column="people", low=0.5),
            "`people` is below 0.5",
            "com `people` abaixo de 0,5",
        ),
        (
            say(
                "{wrong} ({format})",
                wrong=say("`{column}` is no date", column="since"),
                format="%d-%m-%Y",
            ),
            "`since` is no date (%d-%m-%Y)",
            "com `since` que não é data (%d-%m-%Y)",
        ),
        (
            say("`{column}`: {label}", column="people", label=say("not stated")),
            "`people`: not stated",
            "`people`: não informado",
        ),
    ],
)
def test_a_sentence_stays_one_that_can_be_said(
    text: str, english: str, said: str, tmp_path: Path
) -> None:
    back = through(text, tmp_path)
    assert (back, portuguese(back)) == (english, said)


def test_texts_of_the_manifest_are_said_by_the_catalogue_of_the_city(tmp_path: Path) -> None:
    (tmp_path / "pt_BR.po").write_text(_CITY, encoding="utf-8")
    label = say_of(tmp_path, "nobody asked")
    back = through(say("`{column}`: {label}", column="people", label=label), tmp_path)
    assert (back, portuguese(back)) == ("`people`: nobody asked", "`people`: ninguém perguntou")
    word = noun(1, "informal settlement", "informal settlements")
    template = "areas whose {settlement}s claim more people than the area has: {areas}"
    back = through(say(template, settlement=word, areas="Norte"), tmp_path)
    assert back == "areas whose informal settlements claim more people than the area has: Norte"
    assert "vila" in portuguese(back)


def test_what_is_kept_does_not_hang_on_the_language_spoken(tmp_path: Path) -> None:
    text = say("`{column}`: {label}", column="a", label=say_of(tmp_path, "not stated"))
    with speaking(PORTUGUESE):
        assert kept(text) == (
            "`{column}`: {label}",
            '{"column": "a", "label": {"text": "not stated"}}',
        )


def test_a_path_and_a_row_of_an_older_snapshot_stay_as_they_stand(tmp_path: Path) -> None:
    assert kept("cameras.csv") == kept(say_of(tmp_path, "Cameras")) == (None, None)
    for nothing in (None, float("nan")):
        assert retold("no coordinates", nothing, nothing, tmp_path) == "no coordinates"


def _defects(raw: Manifest) -> None:
    resource(raw, "gauges")["schema"]["fields"][1]["constraints"] = {"minimum": -22.02}
    resource(raw, "rain")["schema"]["missingValues"] = [{"value": "-", "label": "nobody asked"}]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Path]:
    """The small city with many defects, built; and the folder of its manifest."""
    folder = tmp_path_factory.mktemp("told")
    more = ({"code": "s3", "name": "Vila Velha", "people": 1e6}, square(-43.039, -22.018, 0.006))
    files = (
        add("cameras.csv", "c9;x;Ligada;0;0;", "c8;x;Ligada;;;", "c1;x;Velha;-22,010;-43,030;")
        | add("people.csv", "9,5,2,3")
        | add("rain.csv", "g1,never,1", "g1,x", "g1,2024-03-03 00:00,-")
        | add("uptime.csv", "g1,2024,13,62,60", "g2,1024,2,62,31", "g9,2024,3,-1,1")
        | {"settlements.geojson": features(*SETTLEMENTS, more)}
        | {"income.csv": CSV["income.csv"].replace("4,9\n", "")}
    )
    city = make_city(folder / "city", files, _defects)
    (city.folder / "pt_BR.po").write_text(_CITY, encoding="utf-8")
    return publish(city, folder / "home"), city.folder


def _ledger(snapshot: Snapshot) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = snapshot.tables(["ledger"])["ledger"].to_dict("records")
    return rows


def test_every_reason_of_a_built_ledger_can_be_said(small: tuple[Snapshot, Path]) -> None:
    snapshot, folder = small
    rules = set()
    for row in _ledger(snapshot):
        back = retold(row["reason"], row["template"], row["arguments"], folder)
        assert back == row["reason"]
        if row["rule"] == "read":
            assert pd.isna(row["template"])
            continue
        rules.add(row["rule"])
        names = {name for name in json.loads(row["arguments"]).values() if isinstance(name, str)}
        with speaking(PSEUDO):
            assert left(str(back), frozenset(names)) == []
        assert portuguese(back) != back
    assert {"outside_city", "unknown_word", "duplicate_key", "orphan_key", "broken_row",
            "below_minimum", "impossible_value", "negative_count", "areas_without_row",
            "missing_value", "settlements_capped", "placed_on_cells"} <= rules  # fmt: skip


def test_a_built_ledger_speaks_portuguese(small: tuple[Snapshot, Path]) -> None:
    snapshot, folder = small
    said: dict[tuple[str, str], str] = {}
    for row in _ledger(snapshot):
        back = retold(row["reason"], row["template"], row["arguments"], folder)
        said.setdefault((row["dataset"], row["rule"]), portuguese(back))
    assert said["cameras", "outside_city"] == "a mais de 300 m fora da cidade"
    assert said["gauges", "below_minimum"] == "com `lat` abaixo de -22,02"
    assert said["people", "placed_on_cells"].startswith("6.500 moradores em células de 100 m, ")
    assert said["people", "placed_on_cells"].endswith("dentro de limites de vila")
    assert said["rain", "missing_value"] == "`mm`: ninguém perguntou"
