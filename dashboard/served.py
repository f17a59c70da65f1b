"""The city that is served: asked, and not held, since it may be open in other processes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from audits.opened import OpenedCity
from dashboard.clock import Replay
from data.settings import Settings

T = TypeVar("T")
Source = Callable[[], OpenedCity]
"""Gives the open city; raises NoSnapshotError while there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a page compares to know that something newer stands on the server."""

    snapshot: str
    before: str | None
    """The snapshot since which changes are told; None for the one before."""
    statements: int
    """How many statements of reviews stand with it."""
    as_of: date
    """The day from which ages are counted."""

    def __str__(self) -> str:
        """What the script compares word by word: snapshot, statements, day."""
        return f"{self.snapshot} {self.statements} {self.as_of}"


NOTHING_HELD = "none 0 none"
"""In the place of a `Held`, while there is no snapshot."""


def held_of(opened: OpenedCity, statements: int) -> Held:
    """What stands, with so many statements."""
    return Held(
        snapshot=opened.snapshot,
        before=opened.before,
        statements=statements,
        as_of=opened.as_of,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What a question finds where the city is open."""

    source: Source
    settings: Settings
    replay: Replay | None = None


class Served(Protocol):
    """A city, wherever it is open."""

    def held(self) -> Held:
        """What stands; raises NoSnapshotError while nothing does."""
        ...

    def ask(self, question: Callable[..., T], *given: Any) -> T:
        """The answer of `question(here, *given)`, asked in the language that is spoken.

        Question, what is given and the answer may have to travel between processes: the question
        is a function of a module. What it raises is raised here.
        """
        ...
