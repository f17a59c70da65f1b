"""What a page compares to know that something newer stands on the server."""

from audits.opened import OpenedCity
from audits.reviews import Statement


def version(opened: OpenedCity, said: tuple[Statement, ...]) -> str:
    """The snapshot, and how many statements of reviews stand with it."""
    return f"{opened.snapshot} {len(said)}"


NONE = "none 0"
"""The version while there is no snapshot."""
