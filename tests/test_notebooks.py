"""Each notebook runs, and what it shows keeps what it cannot see."""

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from audits.opened import OpenedCity

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"


def executed(path: Path, city: OpenedCity) -> Any:
    """The notebook, run on a city."""
    book = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    environment = os.environ | {
        "PENUMBRA_HOME": str(city.settings.home),
        "PENUMBRA_CITY": city.city.id,
    }
    NotebookClient(book, timeout=300, kernel_name="python3").execute(env=environment)
    return book


def shown(book: Any) -> str:
    """All output as one text."""
    parts = []
    for cell in book.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            parts.append(data.get("text/html") or data.get("text/plain") or output.get("text", ""))
    return "\n".join(parts)


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
# The kernel's own wiring (zmq on loopback) warns about itself.
@pytest.mark.filterwarnings("ignore::RuntimeWarning:zmq", "ignore:.*:UserWarning:jupyter_client")
def test_it_runs_on_the_invented_city(path: Path, porto_sombra: OpenedCity) -> None:
    text = shown(executed(path, porto_sombra))
    assert "is invented" in text
    assert "not seen" in text
    assert "strong care" in text.lower()
    assert "NaN" not in text.replace("NaN</td>", "")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_it_is_committed_without_output_and_defines_nothing(path: Path) -> None:
    book = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    for cell in book.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert not any(
            line.startswith(("def ", "class ", "async def ")) for line in cell.source.splitlines()
        )
