"""`penumbra serve --replay`: what cannot be played is told in one sentence, before any server."""

import pytest

from audits.opened import OpenedCity
from dashboard.cli import main


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--replay", "2035-01-01T00:00"], "1 January 2026, 00:00 to 1 April 2026, 00:00"),
        (["--replay", "2026-04-01T00:00"], "1 January 2026, 00:00 to 1 April 2026, 00:00"),
        (["--replay", "yesterday"], "expected a time as YYYY-MM-DDTHH:MM"),
        (["--speed", "60"], "Found --speed without --replay"),
        (["--replay", "2026-02-01T00:00", "--speed", "0"], "expected 1 to 86400"),
    ],
)
def test_a_replay_that_cannot_be(
    porto_sombra: OpenedCity,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    monkeypatch.setenv("PENUMBRA_HOME", str(porto_sombra.settings.home))
    assert main(["serve", "porto_sombra", *words]) == 2
    assert said in capfd.readouterr().err
