"""Whether a request may take down what a reader says, and what it must bring for that."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Request

from audits.reviews import may_write_from_web
from data.settings import Settings

_PROXY_MARKS = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-Ip",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What this reader may do: write at once, write with the reviewer's token, or not write."""

    allowed: bool
    with_token: bool


def writing_of(request: Request, settings: Settings) -> Writing:
    """Decided before a form is shown; `accepts` decides again when it is sent."""
    return Writing(
        allowed=accepts(request, None, settings),
        with_token=settings.reviewer_token is not None,
    )


def accepts(request: Request, token: str | None, settings: Settings) -> bool:
    """Whether this very request may add a statement.

    A page of another origin is refused, token or not. Without a token the request must come from
    this machine and call it by a loopback name: another name that leads here (a proxy's, or one
    that a foreign site has pointed at this machine) does not count as local.
    """
    origin = request.headers.get("Origin")
    if origin is not None and _host_of(origin) != request.host:
        return False
    marked = any(name in request.headers for name in _PROXY_MARKS)
    return may_write_from_web(
        request.remote_addr,
        token or None,
        settings,
        forwarded=marked or not _is_local_name(request.host),
    )


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # a forged one
        return None


def _is_local_name(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
