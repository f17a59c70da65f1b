"""Attributes with a dash in their name, which Python cannot take as keywords."""

from typing import Any


def attributes(**named: str | None) -> dict[str, Any]:
    """`aria_label="Pages"` as `{"aria-label": "Pages"}`; None leaves an attribute out."""
    return {name.replace("_", "-"): value for name, value in named.items() if value is not None}
