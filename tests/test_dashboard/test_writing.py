from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from flask import request

from dashboard.writing import accepts, writing_of
from data.settings import Settings

From = Callable[..., AbstractContextManager[object]]


@pytest.mark.parametrize("host", ["localhost:8050", "127.0.0.1:8050", "[::1]:8050", "localhost"])
def test_this_machine_may_write_without_a_token(
    request_from: From, own_settings: Settings, host: str
) -> None:
    with request_from(host=host):
        assert accepts(request, None, own_settings)


@pytest.mark.parametrize(
    "asked",
    [
        {"remote": "192.0.2.7"},
        {"host": "penumbra.example"},
        {"host": "127.0.0.1.example"},
        {"X_Forwarded_For": "192.0.2.7"},
        {"Forwarded": "for=192.0.2.7"},
        {"Via": "1.1 proxy"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_anybody_else_may_not(
    request_from: From, own_settings: Settings, asked: dict[str, str]
) -> None:
    with request_from(**asked):
        assert not accepts(request, None, own_settings)
        assert not writing_of(request, own_settings).allowed


def test_the_token_opens_it_from_elsewhere_and_a_wrong_one_does_not(
    request_from: From, own_settings: Settings
) -> None:
    guarded = replace(own_settings, reviewer_token="a token of some length")
    with request_from(remote="192.0.2.7", host="penumbra.example"):
        assert writing_of(request, guarded).with_token
        assert not writing_of(request, guarded).allowed
        assert accepts(request, "a token of some length", guarded)
        assert not accepts(request, "another", guarded)
        assert not accepts(request, "a token of some length", own_settings), "none was set"


def test_a_foreign_page_may_not_write_even_with_the_token(
    request_from: From, own_settings: Settings
) -> None:
    guarded = replace(own_settings, reviewer_token="a token of some length")
    with request_from(Origin="http://elsewhere.example"):
        assert not accepts(request, "a token of some length", guarded)
