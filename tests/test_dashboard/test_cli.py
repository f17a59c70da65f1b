"""The commands, run as a person runs them."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from audits.catalog import all_measures
from audits.opened import OpenedCity
from dashboard.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    porto_sombra: OpenedCity, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    """Runs a command against the built home: status, stdout, stderr."""
    monkeypatch.setenv("PENUMBRA_HOME", str(porto_sombra.settings.home))
    monkeypatch.setenv("COLUMNS", "200")

    def call(*words: str) -> tuple[int, str, str]:
        capfd.readouterr()
        status = main(list(words))
        out, err = capfd.readouterr()
        return status, out, err

    return call


def test_cities(run: Run) -> None:
    status, out, _ = run("cities")
    assert status == 0
    assert "porto_sombra" in out
    assert "invented" in out
    assert "Rio de Janeiro, real" in out


def test_measures(run: Run) -> None:
    _, out, _ = run("measures")
    assert all(code in out for code in ("M0", "M3", "M4", "M9", "M22"))


def test_build_prints_the_ledger_and_does_not_build_twice(run: Run) -> None:
    status, out, _ = run("build", "porto_sombra")
    assert status == 0
    assert "quarantined" in out
    assert "latitude and longitude are swapped" in out
    assert "already published" in out


def test_audit_as_a_table_says_the_blind_spot_first(run: Run) -> None:
    status, out, _ = run("audit", "porto_sombra", "--measure", "M3", "--network", "cameras")
    assert status == 0
    assert "does not see" in out.splitlines()[0]
    assert "Before using this number" in out


def test_audit_as_json_follows_its_schema(run: Run) -> None:
    _, out, _ = run("audit", "porto_sombra", "--format", "json")
    document = json.loads(out, parse_constant=lambda name: pytest.fail(f"found {name}"))
    schema = json.loads(files("audits").joinpath("finding.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(document)
    assert document["invented"] is True
    assert {f["measure"] for f in document["findings"]} <= {one.code for one in all_measures()}
    assert {"M0", "M3", "M9", "M27"} <= {f["measure"] for f in document["findings"]}
    for finding in document["findings"]:
        assert finding["caveats"]
        assert finding["blind_spot"]["reasons"] is not None
        assert finding["datasets"]


def test_audit_as_csv_keeps_caveats_in_every_row(run: Run) -> None:
    _, out, _ = run("audit", "porto_sombra", "--measure", "M0", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) > 50
    assert all("invented" in row["caveats"] for row in rows)


def test_the_same_question_gives_the_same_bytes(run: Run) -> None:
    words = ("audit", "porto_sombra", "--measure", "M9", "--format", "json")
    assert run(*words)[1] == run(*words)[1]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("audit", "porto_sombre"), "Did you mean `porto_sombra`?"),
        (("audit", "porto_sombra", "--measure", "M99"), "there are the measures M0"),
        (("audit", "porto_sombra", "--as-of", "yesterday"), "YYYY-MM-DD"),
        (("build", "porto_sombra", "--root", "/nowhere/at/all"), "Found no folder"),
        (
            (
                "contest", "porto_sombra", "M3", "--says", "Call me: ana@example.org",
                "--principle", "examine-power",
            ),
            "e-mail",
        ),
        (
            ("contest", "porto_sombra", "M3-camera", "--says", "x", "--principle", "examine-power"),
            "Did you mean",
        ),
        (("report", "porto_sombra", "--out", "/dev/null"), "expected"),
        (
            ("report", "porto_sombra", "--out", "/dev/null", "--lang", "tupi"),
            "Found the language `tupi`; there are en and pt-BR.",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_a_sentence_with_status_2(
    run: Run, words: tuple[str, ...], found: str
) -> None:
    status, _, err = run(*words)
    assert status == 2, err
    assert found in " ".join(err.split())
    assert "Traceback" not in err


def test_a_city_that_is_not_built_says_what_to_run(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PENUMBRA_HOME", str(tmp_path))
    status, _, err = run("audit", "rio")
    assert status == 2
    assert "penumbra build rio" in err


def test_reviews_when_nobody_has_spoken(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PENUMBRA_HOME", str(tmp_path))
    status, out, _ = run("reviews", "porto_sombra")
    assert status == 0
    assert "Nobody has contested anything" in out


def test_a_pipe_that_closes_early_is_no_error(porto_sombra: OpenedCity) -> None:
    command = f'"{sys.executable}" -P -m dashboard audit porto_sombra | head -1'
    done = subprocess.run(
        command,
        shell=True,
        check=False,
        capture_output=True,
        text=True,
        env={"PENUMBRA_HOME": str(porto_sombra.settings.home), "PATH": "/usr/bin:/bin"},
    )
    assert "Traceback" not in done.stderr
    assert "does not see" in done.stdout
