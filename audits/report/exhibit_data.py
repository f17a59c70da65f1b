"""Figures as plain data for machines: their own fields under the name of their kind."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from audits.exhibit import Exhibit


def exhibit_data(exhibit: Exhibit) -> dict[str, Any]:
    """`{"kind": "bars", "title": …, …}`; what has no value is null, never zero."""
    return {"kind": type(exhibit).__name__.lower(), **_plain(exhibit)}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
