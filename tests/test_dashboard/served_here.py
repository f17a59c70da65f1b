"""A city that is open in the process of the test: served without processes that draw."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from dashboard.served import Held, Here, held_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ServedHere:
    """A city that is open in this very process."""

    here: Here

    def held(self) -> Held:
        """What stands."""
        opened = self.here.source()
        return held_of(opened, len(opened.reviews))

    def ask(self, question: Callable[..., T], *given: Any) -> T:
        """The answer."""
        return question(self.here, *given)
