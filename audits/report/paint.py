"""The design tokens as pictures use them: by name, with the light value to fall back on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_FIRST_RULE = re.compile(r":root\s*\{(?P<body>[^}]*)\}")
_TOKEN = re.compile(r"--(?P<name>[a-z0-9-]+):\s*(?P<value>[^;]+);")


@cache
def stylesheet(name: str) -> str:
    """The text of a stylesheet of the report: `tokens.css` or `report.css`."""
    return files("audits").joinpath("report").joinpath(name).read_text("utf-8")


@cache
def light_tokens() -> Mapping[str, str]:
    """Token -> its light value, as `tokens.css` says."""
    found = _FIRST_RULE.search(stylesheet("tokens.css"))
    if found is None:
        raise ValueError("found tokens.css without a :root rule, expected the light tokens in one")
    return MappingProxyType({t["name"]: t["value"].strip() for t in _TOKEN.finditer(found["body"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """How a picture names its colours.

    With `variables` they follow the page's theme; without, they are the light values, which is
    what a renderer that knows no custom properties (WeasyPrint's SVG) needs. A page that is sure
    to hold the tokens does without their `fallback`.
    """

    variables: bool = True
    fallback: bool = True

    def __call__(self, token: str) -> str:
        """The colour or font of a token; KeyError where `tokens.css` has no such token."""
        light = light_tokens()[token]
        if not self.variables:
            return light
        return f"var(--{token}, {light})" if self.fallback else f"var(--{token})"
