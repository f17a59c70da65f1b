"""The languages that Penumbra speaks, and what is different in each of them.

Translations lie in gettext catalogues: `locales/<tag>/*.po` beside this file for the words of
Penumbra, `<tag>.po` beside a city's manifest for the words of the city.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol

_LOCALES = Path(__file__).parent / "locales"
Forms = tuple[str, ...]
"""A text in another language: one form, or that for one and that for many."""
THIN = "\u202f"


@dataclass(frozen=True, eq=False)
class Language:
    """How one language says a text, a count, a number and a day."""

    tag: str
    """As HTML and browsers name it: `pt-BR`."""
    name: str
    """As its speakers name it."""
    group: str
    """What sets thousands apart."""
    decimal: str
    day: str
    """How a date is written in full, as the CLDR patterns it."""
    text: Callable[[str, Path | None], str]
    """The text in this language, from the catalogue of a folder or else of Penumbra."""
    plural: Callable[[str, str, float, Path | None], str]
    """The noun for a count: of the two English forms, that of this language; catalogue as above."""

    def __reduce__(self) -> tuple[Callable[[str], "Language | None"], tuple[str]]:
        """By its tag: another process has the same languages."""
        return find_language, (self.tag,)

    def date(self, when: date) -> str:
        """A day in full words."""
        return str(format_date(when, self.day, self.tag.replace("-", "_")))


def _english_text(text: str, _folder: Path | None) -> str:
    return text


def _english_plural(one: str, many: str, count: float, _folder: Path | None) -> str:
    return one if count == 1 else many


ENGLISH = Language(
    tag="en",
    name="English",
    group=THIN,
    decimal=".",
    day="d MMMM y",
    text=_english_text,
    plural=_english_plural,
)


@cache
def catalogue(tag: str, folder: Path | None = None) -> dict[str, Forms]:
    """English to this language: of a city's folder, or of Penumbra. Empty where there is none."""
    name = tag.replace("-", "_")
    files = [folder / f"{name}.po"] if folder else sorted((_LOCALES / name).glob("*.po"))
    held: dict[str, Forms] = {}
    for file in files:
        if not file.is_file():
            continue
        with file.open("rb") as opened:
            for message in read_po(opened, locale=name):
                english = message.id if isinstance(message.id, str) else message.id[0]
                string = message.string or ""
                forms = (string,) if isinstance(string, str) else tuple(string)
                # A noun's forms are known by its singular, whoever else says that word alone.
                more = len(forms) >= len(held.get(english, ()))
                if english and all(forms) and more and not message.fuzzy:
                    held[english] = forms
    return held


def _translated(tag: str, group: str, decimal: str, day: str, name: str) -> Language:
    def forms_of(english: str, folder: Path | None) -> Forms | None:
        held = catalogue(tag, folder).get(english) if folder else None
        return held or catalogue(tag).get(english)

    def text(english: str, folder: Path | None) -> str:
        return (forms_of(english, folder) or (english,))[0]

    def plural(one: str, many: str, count: float, folder: Path | None) -> str:
        forms = forms_of(one, folder)
        if forms is None:
            return _english_plural(one, many, count, folder)
        # In Portuguese as in French, what is less than two is one.
        return forms[0] if abs(count) < 2 or len(forms) == 1 else forms[1]

    return Language(tag, name, group, decimal, day, text, plural)


PORTUGUESE = _translated(
    "pt-BR",
    group=get_group_symbol("pt_BR"),
    decimal=get_decimal_symbol("pt_BR"),
    day="d 'de' MMMM 'de' y",
    name="Português",
)
LANGUAGES = (ENGLISH, PORTUGUESE)


def find_language(tag: str | None) -> Language | None:
    """The language of a tag, by its first part where nothing nearer is there: `pt` is `pt-BR`."""
    if not tag:
        return None
    asked = tag.replace("_", "-").lower()
    for one in LANGUAGES:
        if one.tag.lower() == asked or one.tag.split("-")[0] == asked.split("-", maxsplit=1)[0]:
            return one
    return None
