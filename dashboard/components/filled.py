"""A sentence with components in it: links, code, an age that counts on."""

import re

from dashboard.html import Component

_FIELD = re.compile(r"\{(\w+)\}")


def filled(sentence: str, **parts: Component | str) -> list[Component | str]:
    """The sentence with each `{name}` replaced by the part of that name, in any language.

    The names must outlast `say`: `filled(say("See {place}.", place="{place}"), place=html.A(...))`.
    It is drawn in the language that is spoken now. Raises KeyError for a name without a part.
    """
    pieces = _FIELD.split(str(sentence))
    drawn = [parts[piece] if index % 2 else piece for index, piece in enumerate(pieces)]
    return [piece for piece in drawn if piece != ""]
