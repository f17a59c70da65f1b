from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from dash import Dash
from flask.testing import FlaskClient

from audits.opened import OpenedCity
from dashboard.app import create_app
from dashboard.served import Here, Served, Source
from data.settings import Settings
from tests.test_dashboard.served_here import ServedHere
from tests.test_dashboard.town import Town


@pytest.fixture
def own_settings(tmp_path: Path) -> Settings:
    """A home that belongs to one test alone."""
    return Settings(home=tmp_path)


@pytest.fixture
def town(own_settings: Settings) -> Town:
    return Town(settings=own_settings)


@pytest.fixture
def source(town: Town) -> Source:
    return lambda: cast(OpenedCity, town)


@pytest.fixture
def served(source: Source, own_settings: Settings) -> Served:
    return ServedHere(Here(source=source, settings=own_settings))


@pytest.fixture
def app(served: Served, own_settings: Settings) -> Dash:
    return create_app(served, own_settings)


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    found: FlaskClient = app.server.test_client()
    return found


@pytest.fixture
def request_from(app: Dash) -> Callable[..., object]:
    """A request context of the app, from this machine unless the test says otherwise."""

    def make(remote: str = "127.0.0.1", host: str = "localhost:8050", **headers: str) -> object:
        return app.server.test_request_context(
            "/",
            base_url=f"http://{host}",
            environ_base={"REMOTE_ADDR": remote},
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )

    return make
