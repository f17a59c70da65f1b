"""A text as a table keeps it, and the same text made of it again, to be said in any language.

A table holds English. Beside it stand the template of the sentence and its fields as JSON: numbers
and names as they are, a sentence within as its own template and fields, a text of the city's
manifest as its English, which the catalogue of the city knows.
"""

import json
from pathlib import Path
from typing import Any

from data.said import Said, say, say_of


def kept(text: str) -> tuple[str | None, str | None]:
    """The template of a text and its fields as JSON; None of a text that `say` did not make."""
    if not isinstance(text, Said) or text.template is None:
        return None, None
    fields = {name: _plain(value) for name, value in text.arguments.items()}
    return text.template, json.dumps(fields, ensure_ascii=False)


def retold(text: str, template: object, arguments: object, folder: Path) -> str:
    """The text that `kept` took apart; `folder` is the city's. Without a template, as it stands.

    Snapshots of older versions have none, and a path needs none.
    """
    if not isinstance(template, str) or not isinstance(arguments, str):
        return text
    return _said({"template": template, "fields": json.loads(arguments)}, folder)


def _plain(value: object) -> object:
    if not isinstance(value, Said):
        return value
    if value.template is None:
        return {"text": str.__str__(value)}
    fields = {name: _plain(field) for name, field in value.arguments.items()}
    return {"template": value.template, "fields": fields}


def _said(held: dict[str, Any], folder: Path) -> str:
    if "text" in held:
        return say_of(folder, held["text"])
    fields = {
        name: _said(field, folder) if isinstance(field, dict) else field
        for name, field in held["fields"].items()
    }
    return say(held["template"], **fields)
