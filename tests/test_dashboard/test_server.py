import json
import re
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

from audits.opened import OpenedCity
from dashboard.server import serve
from data.errors import UserError
from data.settings import Settings
from tests.test_dashboard.serving import ROOT, free_port, served


def test_a_port_that_is_taken_is_told_in_one_sentence(own_settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UserError, match=f"127.0.0.1:{port}: another program listens"):
            serve("porto_sombra", own_settings, port=port)


@pytest.mark.parametrize(
    ("host", "port", "word"),
    [
        ("127.0.0.1", 0, "1 to 65535"),
        ("127.0.0.1", 70_000, "1 to 65535"),
        ("192.0.2.1", 8050, "no address of this machine"),
    ],
)
def test_an_address_that_cannot_be_had_is_a_user_s_mistake(
    own_settings: Settings, host: str, port: int, word: str
) -> None:
    with pytest.raises(UserError, match=word):
        serve("porto_sombra", own_settings, host=host, port=port)


def test_gunicorn_serves_the_city(porto_sombra: OpenedCity, settings: Settings) -> None:
    with served("porto_sombra", settings) as url:
        with urlopen(f"{url}/version") as answer:
            assert json.load(answer)["version"].split()[0] == porto_sombra.snapshot
            assert "Content-Security-Policy" in answer.headers
        with urlopen(url) as answer:
            assert re.search(r'<html lang="en">', answer.read().decode())


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of another kind there")
def test_an_interrupt_ends_it_and_leaves_nobody_listening(settings: Settings) -> None:
    with served("porto_sombra", settings) as url:
        port = int(url.rsplit(":", 1)[1])
    with socket.socket() as trial:
        assert trial.connect_ex(("127.0.0.1", port)) != 0


def test_stopping_is_quiet(settings: Settings, capfd: pytest.CaptureFixture[str]) -> None:
    with served("porto_sombra", settings) as url, urlopen(f"{url}/version"):
        pass
    said = capfd.readouterr().err
    assert "terminate" not in said
    assert "SIGABRT" not in said


def test_waitress_serves_the_same_application(porto_sombra: OpenedCity, settings: Settings) -> None:
    with served("porto_sombra", settings, by="waitress") as url, urlopen(f"{url}/version") as said:
        assert json.load(said)["version"].split()[0] == porto_sombra.snapshot


def test_the_token_travels_and_is_not_seen_among_the_arguments(own_settings: Settings) -> None:
    code = (
        "import json, os, sys\n"
        "from pathlib import Path\n"
        "from data.settings import Settings\n"
        "from dashboard.server import serve\n"
        "os.execve = lambda program, arguments, environment: print(json.dumps("
        "[arguments, environment['PENUMBRA_REVIEWER_TOKEN'], environment['PENUMBRA_HOME']]))\n"
        f"settings = Settings(home=Path({str(own_settings.home)!r}), reviewer_token='the token')\n"
        f"serve('porto_sombra', settings, port={free_port()})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    arguments, token, home = json.loads(done.stdout)
    assert (token, home) == ("the token", str(own_settings.home))
    assert "the token" not in " ".join(arguments)
