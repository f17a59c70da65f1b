"""The tree is the map, and the map is kept."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import audits
import dashboard
import data
from audits.catalog import all_measures, caveat_rules

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("data", "audits", "dashboard")
_TOP = {
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "data",
    "audits",
    "dashboard",
    "tests",
    "notebooks",
}


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def sources(*packages: str) -> list[Path]:
    return [path for package in packages for path in (ROOT / package).rglob("*.py")]


def test_top_level_is_exactly_what_it_should_be() -> None:
    top = {name.split("/")[0] for name in tracked()}
    assert {name for name in top if not name.startswith(".")} == _TOP


def test_our_packages_are_regular_and_typed() -> None:
    for package in (data, audits, dashboard):
        folder = Path(str(package.__file__)).parent
        assert (folder / "__init__.py").is_file()
        assert (folder / "py.typed").is_file()


def test_git_does_not_ignore_our_data_package() -> None:
    ignored = subprocess.run(
        ["git", "check-ignore", "data/__init__.py"], cwd=ROOT, check=False, capture_output=True
    )
    assert ignored.returncode == 1


def test_nothing_heavy_is_imported_for_help() -> None:
    code = (
        "import sys\n"
        "from dashboard.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'dash', 'pandas', 'numpy', 'geopandas', 'duckdb', 'shapely', 'plotly', 'flask'}\n"
        "sys.exit(1 if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()


def test_help_names_every_command() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "dashboard", "--help"],
        check=True,
        capture_output=True,
        text=True,
    )
    for command in (
        "serve",
        "build",
        "audit",
        "report",
        "contest",
        "reviews",
        "cities",
        "measures",
    ):
        assert command in done.stdout


def test_a_users_own_data_folder_is_not_taken_for_ours(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "__init__.py").write_text("raise RuntimeError('not ours')\n")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "dashboard", "cities"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Porto Sombra" in done.stdout


def test_started_beside_another_data_package_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "__init__.py").write_text("")
    done = subprocess.run(
        [sys.executable, "-c", "import audits"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "is not the one beside" in done.stderr


def test_modules_are_small() -> None:
    """The longest hold a measure's sentences whole, as translators need them."""
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources(*PACKAGES)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 470
    }
    assert long == {}


def test_no_module_is_called_utils() -> None:
    assert [p for p in sources(*PACKAGES) if p.stem in ("utils", "helpers", "common", "misc")] == []


def test_absence_never_becomes_a_zero() -> None:
    banned = re.compile(r"fillna\(0|nan_to_num|errors=[\"']ignore|except( Exception)?: *pass")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources(*PACKAGES)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if banned.search(line)
    ]
    assert found == []


def test_words_that_promise_too_much_are_not_used() -> None:
    banned = re.compile(r"\b(unbiased|debias\w*|bias-free|fair|fairness)\b", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sources(*PACKAGES)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if banned.search(line)
    ]
    assert found == []


def test_the_readme_names_every_measure() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [m.code for m in all_measures() if not re.search(rf"\b{m.code}\b", readme)]
    assert missing == []


def test_measures_and_rules_have_their_own_codes() -> None:
    codes = [m.code for m in all_measures()] + [r.code for r in caveat_rules()]
    assert len(set(codes)) == len(codes)


def test_every_measure_has_its_test() -> None:
    folder = ROOT / "audits" / "measures"
    tests = ROOT / "tests" / "test_audits" / "measures"
    for path in folder.glob("m*.py"):
        assert (tests / f"test_{path.name}").is_file(), path.name


def test_duckdb_and_its_extensions_are_pinned_to_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = [d for d in project["dependencies"] if d.startswith("duckdb")]
    assert len(pins) == 3
    assert len({pin.split("==")[1] for pin in pins}) == 1


def test_every_other_dependency_has_an_upper_bound() -> None:
    everything = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = everything["project"]["dependencies"] + everything["dependency-groups"]["dev"]
    open_ended = [name for name in names if "==" not in name and "<" not in name]
    assert open_ended == []


@pytest.mark.slow
def test_the_wheel_holds_every_file_that_is_read_at_run_time(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import hatchling.build as b; print(b.build_wheel({str(tmp_path)!r}))",
        ],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        name
        for name in tracked()
        if name.split("/")[0] in PACKAGES and not name.endswith((".duckdb", ".parquet"))
    }
    assert needed - packed == set()
