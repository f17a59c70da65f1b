"""The concentration curve: how much of a thing the poorest p per cent of people have."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Points from (0, 0) to (1, 1): share of people, poorest first, and share of the thing."""

    people: tuple[float, ...]
    share: tuple[float, ...]
    of: str
    """What the thing is."""
    ranked_by: str
    """What people are ranked by."""
