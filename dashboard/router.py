"""Which page an address means."""

from functools import cache
from urllib.parse import unquote

import dashboard.pages
from dashboard.page import Page
from data.discovery import discover

_LONGEST = 500


@cache
def pages() -> tuple[Page, ...]:
    """Every page, those of the navigation first and in its order."""
    found = discover(dashboard.pages, "PAGE", Page)
    return tuple(sorted(found, key=lambda p: (p.order is None, p.order or 0, p.path)))


def find(path: str | None) -> tuple[Page, str | None] | None:
    """The page at `path`, and the key that follows its own path; None where there is no page."""
    if not path or len(path) > _LONGEST:
        return None
    plain = path.rstrip("/") or "/"
    for page in pages():
        if page.keyed and plain.startswith(f"{page.path}/"):
            return page, unquote(plain[len(page.path) + 1 :])
        if not page.keyed and plain == page.path:
            return page, None
    return None
