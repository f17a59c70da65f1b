"""A caveat is a record, not a sentence: it can be counted, translated, tested and traced."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from data.said import mark, say

if TYPE_CHECKING:
    from audits.finding import Draft
    from audits.frame import CityFrame

RaisedBy = Literal["machine", "publisher", "review"]


class Severity(StrEnum):
    """A fixed ladder of words, lightest first."""

    NOTE = mark("note")
    CARE = mark("care")
    STRONG_CARE = mark("strong care")
    BLOCKED = mark("blocked")

    @property
    def rank(self) -> int:
        """0 for the lightest."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """What a reader must know before using a number.

    `template` is said with `arguments` put in, so the sentence can be said in another language.
    """

    code: str
    severity: Severity
    template: str
    arguments: dict[str, str | int | float]
    about: str
    """What it speaks of: a dataset, a network, a parameter, the city."""
    raised_by: RaisedBy = "machine"
    text: str = field(init=False, repr=False, compare=False)
    """The sentence, which can be said again in another language."""

    def __post_init__(self) -> None:
        # Made once: a page compares the caveats of all its findings by what they say.
        object.__setattr__(self, "text", say(self.template, **self.arguments))


@dataclass(frozen=True, slots=True, kw_only=True)
class CaveatRule:
    """A rule that reads the city's data and one draft, and says what to beware of."""

    code: str
    title: str
    explains: str
    """When it is raised, and why it matters."""
    find: "Callable[[CityFrame, Draft], Iterable[Caveat]]"
