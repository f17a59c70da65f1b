"""What the same findings say on page after page is made once in each language."""

import threading
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from cachetools import LRUCache

from dashboard.html import Component
from data.said import language

MOST = 192
"""Of all that is remembered, in each drawing process."""
_held: LRUCache[Hashable, tuple[object, Any]] = LRUCache(MOST)
_lock = threading.Lock()
Given = ParamSpec("Given")
Made = TypeVar("Made")


def remembered(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Remembers what `make` makes; what is drawn by it is also written as HTML only once.

    `make` must depend on its arguments and the language alone, and nobody may change what it made.
    Findings and other records are told apart by which they are, not by what they hold.
    """

    @wraps(make)
    def again(*given: Given.args, **named: Given.kwargs) -> Made:
        key = make, language(), _which(given), _which(tuple(named.items()))
        with _lock:
            known = _held.get(key)
        if known is None:
            made = make(*given, **named)
            if isinstance(made, Component):
                made.written = made.written or ""
            # With what was given: while it is held, no other record can be taken for it.
            known = (given, named), made
            with _lock:
                _held[key] = known
        found: Made = known[1]
        return found

    return again


def _which(given: object) -> Hashable:
    if given is None or isinstance(given, (str, int, float, frozenset)):
        return given
    if isinstance(given, tuple):
        return tuple(_which(one) for one in given)
    if isinstance(given, dict):
        return tuple((name, _which(one)) for name, one in given.items())
    return id(given)
