"""Text that can be said again in another language, since it knows how it was made.

A `Said` is a `str`. Its content is English, so that records, keys and tests may hold it. Within
`speaking(language)`, `str()` of it, and its place in an f-string, are made again in that language.
What takes the content letter by letter (slices, `str.join`, `replace`) gets English: `joined`,
`listed` and `sentence` keep the maker instead.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from types import MappingProxyType
from typing import Any, ParamSpec

from data.languages import ENGLISH, Language

Given = ParamSpec("Given")
_OFTEN = 8192
"""Texts of one maker that `often` holds."""
_spoken: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def language() -> Language:
    """The language that is spoken here and now: English where nobody asked for another."""
    return _spoken.get()


@contextmanager
def speaking(spoken: Language) -> Iterator[None]:
    """Within it, every `Said` that is written out is made in this language."""
    token = _spoken.set(spoken)
    try:
        yield
    finally:
        _spoken.reset(token)


class Said(str):
    """A text and its maker; what functions under `again` return."""

    __slots__ = ("_given", "_last", "_maker", "_named")
    _maker: Callable[..., str]
    _given: tuple[object, ...]
    _named: Mapping[str, object]
    _last: tuple[Language, str] | None
    """The text in the language it was last said in: findings are said on page after page."""

    @property
    def template(self) -> str | None:
        """The English sentence with its fields in braces, where `say` made the text."""
        given: Any = self._given
        return str.__str__(given[0]) if self._maker is say else None

    @property
    def arguments(self) -> Mapping[str, object]:
        """What stands in the fields of the template, by name; empty where there is none."""
        return MappingProxyType(self._named if self._maker is say else {})

    def __str__(self) -> str:
        spoken = _spoken.get()
        if spoken is ENGLISH:
            return str.__str__(self)
        last = self._last  # read once: threads of several languages share a text
        if last is not None and last[0] is spoken:
            return last[1]
        maker: Any = self._maker
        said = str(maker.__wrapped__(*self._given, **self._named))
        self._last = spoken, said
        return said

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __add__(self, other: str) -> str:
        return joined("", (self, other))

    def __radd__(self, other: str) -> str:
        return joined("", (other, self))

    def lower(self) -> str:
        """In small letters."""
        return lowered(self)

    def __reduce__(self) -> tuple[Callable[..., str], tuple[object, ...]]:
        return _remade, (self._maker, self._given, self._named)

    def __deepcopy__(self, _memo: object) -> "Said":
        return self


def again(maker: Callable[Given, str]) -> Callable[Given, str]:
    """Makes a function's text one that can be said again: by calling the function once more.

    It must be a function of its arguments alone, and they must stay as they are.
    """

    @wraps(maker)
    def make(*given: Given.args, **named: Given.kwargs) -> str:
        return _made(make, maker, given, named)

    return make


def often(maker: Callable[Given, str]) -> Callable[Given, str]:
    """`again`, for what a page says many times: whoever says the same gets the same text.

    It then knows how it was last said. Arguments must be hashable.
    """

    @lru_cache(_OFTEN)
    def held(*given: Given.args, **named: Given.kwargs) -> str:
        return _made(make, maker, given, named)

    @wraps(maker)
    def make(*given: Given.args, **named: Given.kwargs) -> str:
        return held(*given, **named)  # type: ignore[arg-type]  # not hashable: a TypeError

    return make


def _made(
    make: Callable[..., str],
    maker: Callable[..., str],
    given: tuple[object, ...],
    named: Mapping[str, object],
) -> Said:
    if _spoken.get() is ENGLISH:
        made = Said(maker(*given, **named))
    else:
        token = _spoken.set(ENGLISH)  # as `speaking` does, in a third of its time
        try:
            made = Said(maker(*given, **named))
        finally:
            _spoken.reset(token)
    made._maker, made._given, made._named, made._last = make, given, named, None
    return made


def _remade(
    make: Callable[..., str], given: tuple[object, ...], named: Mapping[str, object]
) -> str:
    return make(*given, **named)


@again
def say(template: str, /, **given: object) -> str:
    """A sentence of Penumbra: its template in the language spoken, with what is given put in.

    Numbers are formatted as their field says (`{people:,}`) and set as the language sets them.
    """
    spoken = language()
    said = spoken.text(template, None)
    if spoken is not ENGLISH:
        given = {
            name: _Figure(value) if isinstance(value, int | float) else value
            for name, value in given.items()
        }
    return said.format(**given) if given else said


class _Figure:
    """A number in a field, with the marks of another language than English."""

    def __init__(self, value: float) -> None:
        self._value = value

    def __format__(self, spec: str) -> str:
        spoken = language()
        marks = str.maketrans({",": spoken.group, ".": spoken.decimal})
        return format(self._value, spec).translate(marks)


@again
def say_of(folder: Path, text: str) -> str:
    """A text of a city's manifest, which the city's own folder translates."""
    return language().text(text, folder)


@again
def noun(many: float, one: str, more: str) -> str:
    """The form of a noun for a count, without the count: `camera`, `cameras`.

    A noun of a manifest (`say_of`) is declined by the catalogue of its city.
    """
    city = isinstance(one, Said) and one._maker is say_of and one._given[0]
    folder = city if isinstance(city, Path) else None
    return language().plural(str.__str__(one), str.__str__(more), many, folder)


def mark(text: str) -> str:
    """The text as it is, marked for translation: it is said elsewhere, by `say` of a variable."""
    return text


def joined(between: str, parts: Iterable[str]) -> str:
    """The parts one after another, with the same between them."""
    return _joined(between, tuple(parts))


@again
def _joined(between: str, parts: tuple[str, ...]) -> str:
    return str(between).join(str(part) for part in parts)


def listed(words: Iterable[str], most: int | None = None) -> str:
    """`a, b and c`; with `most`, the rest are counted: `a, b and 7 more`."""
    return _listed(tuple(words), most)


@again
def _listed(items: tuple[str, ...], most: int | None) -> str:
    if most is not None and len(items) > most:
        first = ", ".join(str(one) for one in items[:most])
        return str(say("{first} and {more} more", first=first, more=len(items) - most))
    if len(items) < 2:
        return "".join(str(one) for one in items)
    first = ", ".join(str(one) for one in items[:-1])
    return str(say("{first} and {last}", first=first, last=items[-1]))


@again
def lowered(text: str) -> str:
    """The text in small letters."""
    return str.lower(str(text))


@again
def sentence(text: str) -> str:
    """The text with a capital at its start and a full stop at its end."""
    said = str(text).strip()
    return (said[:1].upper() + said[1:] + ("" if said[-1:] in ".!?" else ".")) if said else ""
