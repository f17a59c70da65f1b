"""Pages that were drawn, kept while nothing that they show has changed."""

import threading
from dataclasses import dataclass
from weakref import WeakValueDictionary

from cachetools import LRUCache, TTLCache

from audits.opened import OpenedCity
from dashboard.clock import Replay
from dashboard.draw import draw
from dashboard.router import find
from dashboard.served import Held, Here, Served
from dashboard.shell import Page, page_of
from dashboard.writing import Writing
from data.languages import Language
from data.said import speaking
from data.settings import Settings

MOST_CHARACTERS = 48_000_000
"""Of all kept pages together."""
MOST_AHEAD, ASKED_LATELY_S = 64, 60
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


_Key = tuple[Held, Asked]


class KeptPages:
    """Has pages drawn, each once for what the city holds. Threads may share it."""

    def __init__(self, settings: Settings, replay: Replay | None = None) -> None:
        self._settings, self._replay = settings, replay
        self._lock = threading.Lock()
        self._pages: LRUCache[_Key, Page] = LRUCache(MOST_CHARACTERS, getsizeof=_size)
        self._turns: WeakValueDictionary[_Key, _Turn] = WeakValueDictionary()
        self._lately: TTLCache[Asked, bool] = TTLCache(MOST_AHEAD, ASKED_LATELY_S)

    def page(self, served: Served, asked: Asked) -> Page:
        """The page that is asked for; what goes wrong is shown in words, and not kept."""
        try:
            held = served.held()
            found = find(asked.address.partition("?")[0])
            if found is None or (self._replay is not None and found[0].moves):
                return served.ask(drawn, asked)
            page = self._kept(served, held, asked)
            if page["status"] == 200:
                with self._lock:
                    self._lately[asked] = True
            return page
        except Exception as error:
            failure = error

        def failing() -> OpenedCity:
            raise failure

        return drawn(Here(source=failing, settings=self._settings), asked)

    def ahead(self, served: Served) -> None:
        """Has drawn, of a city that is not shown yet, what readers have asked for lately."""
        held = served.held()
        with self._lock:
            lately = list(self._lately)
        for asked in lately:
            self._kept(served, held, asked)

    def _kept(self, served: Served, held: Held, asked: Asked) -> Page:
        key = held, asked
        with self._lock:
            page: Page | None = self._pages.get(key)
            turn = self._turns.setdefault(key, _Turn())
        if page is not None:
            return page
        with turn.lock:
            with self._lock:
                page = self._pages.get(key)
            if page is None:
                page = served.ask(drawn, asked)
                # A page beside which somebody spoke has another version.
                if page["version"] == str(held) and page["status"] == 200:
                    with self._lock:
                        self._pages[key] = page
        return page


def drawn(here: Here, asked: Asked) -> Page:
    """A question: the page, drawn anew."""
    path, _, search = asked.address.partition("?")
    with speaking(asked.language):
        held = draw(here.source, here.settings, path, search, here.replay, asked.writing)
        return page_of(asked.address, held)


def _size(page: Page) -> int:
    return len(page["html"])
