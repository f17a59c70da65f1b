"""What the operator decides, read from the environment once."""

from pathlib import Path

import pytest

from data.settings import Settings


def test_home_and_token_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PENUMBRA_HOME", str(tmp_path / "a b"))
    monkeypatch.setenv("PENUMBRA_REVIEWER_TOKEN", "")
    settings = Settings.from_environment()
    assert settings.home == tmp_path / "a b"
    # An empty token would let everybody write.
    assert settings.reviewer_token is None
    assert settings.city_home("rio") == tmp_path / "a b" / "rio"


def test_without_a_word_home_is_the_users_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PENUMBRA_HOME", raising=False)
    assert Settings.from_environment().home.name == "penumbra"
