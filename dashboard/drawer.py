"""A process that holds one snapshot open and draws of it, one question at a time.

It never takes up another snapshot: it ends with the one it was begun for, and its memory with it.
"""

import gc
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from audits.opened import OpenedCity, open_city
from dashboard.clock import Replay
from dashboard.copies import CONTEXT
from dashboard.served import Here
from data.errors import PenumbraError
from data.said import language, speaking
from data.settings import Settings

T = TypeVar("T")
_NICENESS = 10
"""Of what is made ready beside readers: who serves them goes first."""
PATIENCE_S, _ENDS_S = 600.0, 30.0
"""How long an answer may take (the first of a large city waits for its audit), and an end."""
_log = logging.getLogger(__name__)


class DrawerError(PenumbraError):
    """A drawing process failed, or has gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a drawing process opens."""

    city: str
    settings: Settings
    snapshot: str
    before: str | None
    """The snapshot since which changes are told; None for the one before."""
    as_of: date
    replay: Replay | None = None

    def open(self) -> OpenedCity:
        """The city, open in this process."""
        return open_city(
            self.city,
            settings=self.settings,
            as_of=self.as_of,
            snapshot=self.snapshot,
            before=self.before,
        )


class Drawer:
    """The end of the line to one such process. One thread at a time may ask."""

    def __init__(self, opening: Opening, *, humble: bool = False) -> None:
        """Begins it; a humble one lets everybody else go first until it is told to `rise`."""
        self._line: Connection
        self._line, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=serve, args=(theirs, opening, humble), daemon=True)
        with self._whole():
            self._process.start()
        theirs.close()

    @property
    def alive(self) -> bool:
        """Whether there is anybody to ask."""
        return not self._line.closed and bool(self._process.is_alive())

    def ask(self, question: Callable[..., T], *given: Any) -> T:
        """The answer of `question(here, *given)` in that process, in the language spoken here.

        Raises what the question raises on purpose; DrawerError for all else.
        """
        self.put(question, *given)
        answer: T = self.answer()
        return answer

    def put(self, question: Callable[..., object], *given: Any) -> None:
        """Asks, and does not wait; `answer` does. Raises DrawerError."""
        with self._whole():
            self._line.send((language(), question, given))

    def answer(self) -> Any:
        """What it says to the question that was put; raises as `ask`."""
        with self._whole():
            if not self._line.poll(PATIENCE_S):
                self._process.kill()
                raise TimeoutError
            answer = self._line.recv()
        if isinstance(answer, PenumbraError):
            raise answer
        return answer

    def rise(self) -> None:
        """From now on readers wait for it."""
        with suppress(OSError):
            self._line.send(None)

    def end(self) -> None:
        """Lets it go, and waits until it has gone."""
        self._line.close()
        self._process.join(_ENDS_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Whatever breaks off a question closes the line: the next must not get its answer."""
        try:
            yield
        except Exception as error:
            self._line.close()
            raise DrawerError(
                "the process that draws has failed; another takes its place"
            ) from error


def serve(line: Connection, opening: Opening, humble: bool) -> None:
    """What the process does, until nobody is left at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # its end is that of whoever asks
    threading.Thread(target=_end_with_parent, daemon=True).start()
    here = Here(source=cache(opening.open), settings=opening.settings, replay=opening.replay)
    if not humble:
        _answer_to(here, ready, ())  # what goes wrong is told to whoever asks
    else:
        # Niceness belongs to a thread, and nobody may take it back: so one thread ends with it.
        risen = threading.Event()
        first = threading.Thread(target=_answer_humbly, args=(line, here, risen))
        first.start()
        first.join()
        if not risen.is_set():
            return
    _answer(line, here)


def _end_with_parent() -> None:
    """At once, even in the midst of an audit that nobody waits for any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answer_humbly(line: Connection, here: Here, risen: threading.Event) -> None:
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
    if _answer(line, here):
        risen.set()


def _answer(line: Connection, here: Here) -> bool:
    """Until told to rise (true), or until the line is closed."""
    with suppress(EOFError, OSError):
        while (asked := line.recv()) is not None:
            spoken, question, given = asked
            with speaking(spoken):
                answer = _answer_to(here, question, given)
            line.send_bytes(answer)
        return True
    return False


def _answer_to(here: Here, question: Callable[..., object], given: tuple[object, ...]) -> bytes:
    try:
        return pickle.dumps(question(here, *given), protocol=pickle.HIGHEST_PROTOCOL)
    except PenumbraError as error:
        return pickle.dumps(error)
    except Exception:
        _log.exception("a question to a drawing process failed")
        name = getattr(question, "__name__", "question")
        return pickle.dumps(DrawerError(f"`{name}` failed in a process that draws; see its log"))


def ready(here: Here) -> None:
    """A question: has the findings computed, or read where another process has done it."""
    opened = here.source()
    opened.changes()
    set_aside(here)


def set_aside(_here: Here) -> None:
    """A question: tells the garbage collector to leave alone what stays as long as the snapshot.

    Going through all of it would stop readers for a fifth of a second, again and again.
    """
    gc.collect()
    gc.freeze()
