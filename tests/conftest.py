"""Both cities, built once per test run; Rio only where its open files lie."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from audits.opened import OpenedCity, open_city
from audits.report.pdf import INSTALL
from data.manifest import find_city
from data.settings import Settings
from data.warehouse import build

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data" / "rio" / "raw"
RIO_ROOT = Path(os.environ.get("PENUMBRA_RIO_ROOT", _BESIDE))


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home of our own; workers that run side by side share it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return Settings(home=shared / "penumbra_home")


@pytest.fixture(scope="session")
def rio_root() -> Path:
    """The folder with Rio's open files, or a skip that says so."""
    if not RIO_ROOT.is_dir():
        pytest.skip(f"the open data of Rio is not at {RIO_ROOT}: set PENUMBRA_RIO_ROOT")
    return RIO_ROOT


@pytest.fixture(scope="session")
def pango() -> None:
    """Pango, with which PDFs are set, or a skip that says that this machine lacks it."""
    try:
        import weasyprint  # noqa: F401  (whether this works is what is asked)
    except OSError as error:
        why = f"no PDF without Pango on this machine: {INSTALL}"
        if "pango" in os.environ.get("PENUMBRA_MUST_NOT_SKIP", ""):
            pytest.fail(f"{why} ({error})")
        pytest.skip(why)


@pytest.fixture(scope="session")
def built(settings: Settings) -> Callable[[str, Path | None], OpenedCity]:
    """Builds a city (once, whoever asks first) and opens it."""

    def make(name: str, root: Path | None) -> OpenedCity:
        settings.home.mkdir(parents=True, exist_ok=True)
        with FileLock(settings.home / f"{name}.test.lock"):
            build(find_city(name), settings, root=root)
        return open_city(name, settings=settings)

    return make


@pytest.fixture(scope="session")
def porto_sombra(built: Callable[[str, Path | None], OpenedCity]) -> OpenedCity:
    """The invented city, with its readings."""
    return built("porto_sombra", None)


@pytest.fixture(scope="session")
def rio(built: Callable[[str, Path | None], OpenedCity], rio_root: Path) -> OpenedCity:
    """Real Rio."""
    return built("rio", rio_root)
