"""What a page compares to know that something newer stands on the server."""

from audits.opened import OpenedCity


def version(opened: OpenedCity) -> str:
    """The snapshot, and how many statements of reviews stand with it."""
    return f"{opened.snapshot} {len(opened.reviews)}"


NONE = "none 0"
"""The version while there is no snapshot."""
