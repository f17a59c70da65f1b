"""Has a manifest the shape of `city.schema.json`? Every mistake in words, with its fix."""

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

_TYPES = {
    "object": "an object {…}",
    "array": "a list […]",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}
_DAY = "a day that exists, such as 2024-03-31"
_PATTERNS = {
    "^[a-z0-9][a-z0-9_-]*$": "small letters a to z, digits, - and _, such as `rain_gauges`"
}
_PARTS = {
    "minItems": "entries",
    "maxItems": "entries",
    "minLength": "letter",
    "maxLength": "letter",
}


def shape_mistakes(raw: Any) -> list[str]:
    """One sentence for each place where the shape is wrong; empty when it is right."""
    errors = sorted(
        _validator().iter_errors(raw), key=lambda e: [str(step) for step in e.absolute_path]
    )
    found = [
        f"{_where(raw, error.absolute_path)}: {text}" for error in errors for text in _say(error)
    ]
    return list(dict.fromkeys(found))


def suggest(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, or all of them."""
    known = sorted(known)
    near = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"Known: {', '.join(known) or 'none'}."


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(files("data").joinpath("city.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _where(raw: Any, path: Iterable[str | int]) -> str:
    """The place of a mistake in words a person can search for: names rather than numbers."""
    words, here = [], raw
    for step in path:
        here = here[step]
        name = here.get("name") or here.get("id") if isinstance(here, dict) else None
        if isinstance(step, int):
            words.append(f"`{name}`" if isinstance(name, str) else f"number {step + 1}")
        else:
            words.append(step)
    return " › ".join(words) or "the manifest"


def _say(error: ValidationError) -> Iterator[str]:
    """What was found, what was expected and what to do, for one violated rule of the schema."""
    asked, found = error.validator_value, error.instance
    match error.validator:
        case "required":
            lacking = [name for name in asked if name not in found]
            yield from (f"found no `{name}`, which is needed. Add it." for name in lacking)
        case "additionalProperties":
            known = error.schema["properties"] if isinstance(error.schema, Mapping) else {}
            for name in found:
                if name not in known:
                    near = suggest(name, known)
                    yield f"found `{name}`, which is not read here. Correct or remove it. {near}"
        case "enum":
            yield f"found {_short(found)}. {suggest(str(found), [str(word) for word in asked])}"
        case "uniqueItems":
            yield f"found an entry twice in {_short(found)}. Keep one of them."
        case rule:
            yield f"found {_short(found)}, expected {_expected(str(rule), asked)}. Correct it."


def _expected(rule: str, asked: Any) -> str:
    """What a rule about one value asks for."""
    match rule:
        case "type":
            return " or ".join(
                _TYPES[kind] for kind in ([asked] if isinstance(asked, str) else asked)
            )
        case "pattern" | "format":
            return _PATTERNS.get(asked, _DAY)
        case "minItems" | "minLength":
            return f"at least {asked} {_PARTS[rule]}"
        case "maxItems" | "maxLength":
            return f"at most {asked} {_PARTS[rule]}"
        case "exclusiveMinimum":
            return f"more than {asked}"
        case _:
            return f"{rule} {asked}"


def _short(value: Any) -> str:
    """A value as it stands in the file, cut where it would drown the sentence."""
    text = json.dumps(value, ensure_ascii=False)
    return f"`{text}`" if len(text) <= 60 else f"`{text[:57]}…`"
