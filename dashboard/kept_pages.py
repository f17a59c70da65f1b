"""Pages that were drawn, kept while nothing that they show has changed."""

import threading
from dataclasses import dataclass
from weakref import WeakValueDictionary

from cachetools import LRUCache, TTLCache

from audits.opened import OpenedCity
from dashboard.clock import Replay
from dashboard.draw import draw
from dashboard.router import find
from dashboard.shell import Page, page_of
from dashboard.source import Source
from dashboard.version import version
from dashboard.writing import Writing
from data.languages import Language
from data.said import speaking
from data.settings import Settings

MOST_CHARACTERS = 48_000_000
"""Of all kept pages together, in each serving process."""
MOST_AHEAD, ASKED_LATELY_S = 16, 60
"""A newer city is shown when as many pages, which somebody asked for lately, are drawn of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All that decides how a page looks, besides the city."""

    address: str
    language: Language
    writing: Writing


class _Turn:
    """Held by who draws a page, so that all who want the same one wait and do not draw it too."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


_Key = tuple[str, object, Asked]


class KeptPages:
    """Draws pages, each once for a version of the city. Threads may share it."""

    def __init__(self, settings: Settings, replay: Replay | None = None) -> None:
        self._settings, self._replay = settings, replay
        self._lock = threading.Lock()
        self._pages: LRUCache[_Key, Page] = LRUCache(MOST_CHARACTERS, getsizeof=_size)
        self._turns: WeakValueDictionary[_Key, _Turn] = WeakValueDictionary()
        self._lately: TTLCache[Asked, bool] = TTLCache(MOST_AHEAD, ASKED_LATELY_S)

    def page(self, source: Source, asked: Asked) -> Page:
        """The page that is asked for; what goes wrong is shown in words, and not kept."""
        try:
            opened = source()
        except Exception:
            return self._draw(source, asked)
        found = find(asked.address.partition("?")[0])
        if found is None or (self._replay is not None and found[0].moves):
            return self._draw(lambda: opened, asked)
        with self._lock:
            self._lately[asked] = True
        return self._kept(opened, asked)

    def ahead(self, opened: OpenedCity) -> None:
        """Draws of a city that is not shown yet what readers have asked for lately."""
        with self._lock:
            lately = list(self._lately)
        for asked in lately:
            self._kept(opened, asked)

    def _kept(self, opened: OpenedCity, asked: Asked) -> Page:
        held = version(opened, opened.reviews)
        key = held, opened.as_of, asked
        with self._lock:
            page: Page | None = self._pages.get(key)
            turn = self._turns.setdefault(key, _Turn())
        if page is not None:
            return page
        with turn.lock:
            with self._lock:
                page = self._pages.get(key)
            if page is None:
                page = self._draw(lambda: opened, asked)
                # An error has another version, and so has a page beside which somebody spoke.
                if page["version"] == held:
                    with self._lock:
                        self._pages[key] = page
        return page

    def _draw(self, source: Source, asked: Asked) -> Page:
        path, _, search = asked.address.partition("?")
        with speaking(asked.language):
            drawn = draw(source, self._settings, path, search, self._replay, asked.writing)
            return page_of(asked.address, drawn)


def _size(page: Page) -> int:
    return len(page["html"])
