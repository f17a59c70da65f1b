"""The processes that draw of one snapshot: as many questions at a time as there are of them."""

from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from dashboard.drawer import Drawer, Opening

T = TypeVar("T")
MANY = 2


class GoneError(Exception):
    """These were let go before the question was put: another snapshot stands."""


class Drawers:
    """Threads may share them; who comes while all are busy waits for the first that is free."""

    def __init__(self, opening: Opening, *, humble: bool = False) -> None:
        """Begins them; humble ones let everybody else go first until they are told to `rise`."""
        self.opening = opening
        self._all = [Drawer(opening, humble=humble) for _ in range(MANY)]
        self._free: SimpleQueue[Drawer | None] = SimpleQueue()
        for drawer in self._all:
            self._free.put(drawer)

    def ask(self, question: Callable[..., T], *given: Any) -> T:
        """The answer of one of them. Raises as `Drawer.ask`, and GoneError."""
        drawer = self._free.get()
        if drawer is None:
            self._free.put(None)  # for whoever else waits
            raise GoneError
        try:
            if not drawer.alive:
                drawer = self._another(drawer)
            return drawer.ask(question, *given)
        finally:
            self._free.put(drawer)

    def _another(self, gone: Drawer) -> Drawer:
        found = Drawer(self.opening)
        self._all[self._all.index(gone)] = found
        gone.end()
        return found

    def ask_all(self, question: Callable[..., object], *given: Any) -> None:
        """Each of them, at the same time; only while nobody else asks. Raises as `ask`."""
        for drawer in self._all:
            drawer.put(question, *given)
        for drawer in self._all:
            drawer.answer()

    def rise(self) -> None:
        """From now on readers wait for them."""
        for drawer in self._all:
            drawer.rise()

    def end(self) -> None:
        """Lets each go when it has answered what it was asked; once."""
        try:
            for _ in range(MANY):
                if (drawer := self._free.get()) is None:
                    return
                drawer.end()
        finally:
            self._free.put(None)
