"""A short run: what is published while people look fails nobody and shows nobody two snapshots."""

import sys

import pytest

from tests.load.run import run


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="gunicorn does not run there")
def test_nobody_is_failed_and_nothing_is_torn() -> None:
    outcome = run("porto_sombra", viewers=6, seconds=20, every=8, root=None)
    assert [one.wrong for one in outcome.errors] == []
    assert outcome.torn == ()
    assert len(outcome.published) > 1
    assert outcome.answers
