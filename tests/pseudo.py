"""A language in which every translated letter is another one: what is left in ASCII was not said.

`python -m tests.pseudo CITY [CODE ...]` lists what the findings of a city still say in English.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from string import ascii_letters
from typing import Any

from audits.caveat import Caveat
from data.languages import ENGLISH, Language
from data.said import speaking

_WIDE = str.maketrans(ascii_letters, "".join(chr(ord(letter) + 0xFEE0) for letter in ascii_letters))
_BRACES = re.compile(r"(\{[^{}]*\})")
_WORD = re.compile(r"[A-Za-z]{3,}")


def wide(text: str) -> str:
    """The text in full-width letters; what stands in braces keeps its own."""
    return "".join(
        part if part.startswith("{") else part.translate(_WIDE) for part in _BRACES.split(text)
    )


def _text(text: str, _folder: Path | None) -> str:
    return wide(text)


def _plural(one: str, more: str, count: float, _folder: Path | None) -> str:
    return wide(one if count == 1 else more)


PSEUDO = Language(
    tag="en",
    name="Pseudo",
    group=ENGLISH.group,
    decimal=ENGLISH.decimal,
    day="d.M.y",
    text=_text,
    plural=_plural,
)


def left(text: str, names: frozenset[str] = frozenset()) -> list[str]:
    """ASCII words of three letters and more that are no names."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return _WORD.findall(text)


NOT_TEXT = {
    "code", "key", "subject", "area", "id", "ids", "area_ids", "about", "name_of", "city",
    "snapshot", "parameters", "geography", "arguments", "template", "network", "dimension",
    "kind", "by_area", "datasets", "grid", "defaults", "principle",
}  # fmt: skip
"""Fields whose strings are ids, or are shown through another field."""


def walk(held: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a record with the way to it."""
    if isinstance(held, Enum) or held is None:
        return
    if isinstance(held, str):
        yield path, held
    elif is_dataclass(held) and not isinstance(held, type):
        for field in fields(held):
            if field.name not in NOT_TEXT:
                yield from walk(getattr(held, field.name), f"{path}.{field.name}")
        if isinstance(held, Caveat):
            yield f"{path}.text", held.text
    elif isinstance(held, (tuple, list)):
        for one in held:
            yield from walk(one, path)
    elif isinstance(held, dict):
        for key, one in held.items():
            yield from walk(key, f"{path}[key]")
            yield from walk(one, f"{path}[]")


def main(city: str, codes: list[str]) -> None:
    """Prints what is left, one line for each field and sentence."""
    from audits import open_city

    opened = open_city(city)
    names = frozenset(map(str, opened.geography.names))
    said: dict[tuple[str, str], None] = {}
    for finding in opened.findings():
        if codes and finding.measure.code not in codes:
            continue
        for path, text in walk(finding):
            with speaking(PSEUDO):
                shown = str(text)
            if left(shown, names):
                said[finding.measure.code + path, shown] = None
    for where, text in said:
        sys.stdout.write(f"{where}: {text[:160]}\n")
    sys.stdout.write(f"{len(said)} texts still in English\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
