"""What there is to translate, and what is not: `python -m tests.translations` lists and sorts it.

It reads the calls of `say`, `mark`, `noun` and `count` in the source and the templates of caveats,
and writes each catalogue of `data/locales` anew: sorted, without what nobody says any more, with an
empty text for what has no translation yet.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "data" / "locales"
PARTS = {
    "audits/measures": "measures",
    "audits/caveats": "caveats",
    "audits/report": "report",
    "audits": "audits",
    "dashboard/pages": "pages",
    "dashboard/components": "components",
    "dashboard": "dashboard",
    "data": "data",
}
"""Folder of the source to name of its catalogue; the first that fits."""


@dataclass(frozen=True, slots=True)
class Text:
    """One English text that can be shown: a template, or the two forms of a noun."""

    one: str
    more: str | None
    where: str

    @property
    def part(self) -> str:
        """The catalogue that it belongs to."""
        return next(name for folder, name in PARTS.items() if self.where.startswith(folder))


def texts() -> list[Text]:
    """All texts of the source, each once."""
    held: dict[str, Text] = {}
    for folder in ("data", "audits", "dashboard"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for text in _of_python(file):
                known = held.get(text.one)
                if known is None or (known.more is None and text.more is not None):
                    held[text.one] = text
    for file in sorted((ROOT / "audits/report/templates").glob("*.html")):
        for text in _of_template(file):
            held.setdefault(text.one, text)
    return list(held.values())


def _of_python(file: Path) -> Iterator[Text]:
    where = file.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
        given = [one.value if isinstance(one, ast.Constant) else None for one in node.args]
        if name in ("say", "mark") and given and isinstance(given[0], str):
            yield Text(given[0], None, where)
        elif name in ("count", "noun") and len(given) > 1 and isinstance(given[1], str):
            more = given[2] if len(given) > 2 else None
            yield Text(given[1], more if isinstance(more, str) else f"{given[1]}s", where)
        elif name == "Caveat":
            for keyword in node.keywords:
                if keyword.arg == "template" and isinstance(keyword.value, ast.Constant):
                    yield Text(str(keyword.value.value), None, where)


def _of_template(file: Path) -> Iterator[Text]:
    where = file.relative_to(ROOT).as_posix()
    parsed = Environment(autoescape=True).parse(file.read_text("utf-8"))
    for _line, _function, text in extract_from_ast(parsed, ("say",)):
        one = text[0] if isinstance(text, tuple) else text
        if isinstance(one, str):
            yield Text(one, None, where)


def translations(tag: str) -> dict[str, tuple[str, ...]]:
    """English to the forms of a language, whatever catalogue they lie in."""
    held: dict[str, tuple[str, ...]] = {}
    for file in sorted((LOCALES / tag).glob("*.po")):
        with file.open("rb") as opened:
            for message in read_po(opened, locale=tag):
                english = message.id if isinstance(message.id, str) else message.id[0]
                string = message.string or ""
                forms = (string,) if isinstance(string, str) else tuple(string)
                # A noun's forms are known by its singular, whoever else says that word alone.
                if english and all(forms) and len(forms) >= len(held.get(english, ())):
                    held[english] = forms
    return held


def fields(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def faults(tag: str) -> list[str]:
    """What has no translation, or one with other names in braces."""
    held = translations(tag)
    found = []
    for text in texts():
        forms = held.get(text.one)
        if forms is None:
            found.append(f"{text.where}: not translated: {text.one!r}")
        elif text.more is None and any(fields(form) != fields(text.one) for form in forms):
            found.append(f"{text.where}: other names in braces: {text.one!r} and {forms}")
        elif (
            re.search(r"\S\s$|^\s", text.one) and text.one[-1:].isspace() != forms[0][-1:].isspace()
        ):
            found.append(f"{text.where}: another space at the end: {text.one!r} and {forms}")
    return found


_HEADER = """\
msgid ""
msgstr ""
"Language: {tag}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""


def sorted_catalogues(tag: str) -> dict[str, str]:
    """Name of each catalogue to what its file should hold."""
    held = translations(tag)
    catalogues = {name: Catalog(locale=tag, charset="utf-8") for name in PARTS.values()}
    for text in sorted(texts(), key=lambda one: (one.where, one.one)):
        forms = held.get(text.one)
        if text.more is None:
            catalogues[text.part].add(text.one, forms[0] if forms else "", [(text.where, 0)])
        else:
            plural = forms if forms and len(forms) > 1 else ("", "")  # a noun needs both
            catalogues[text.part].add((text.one, text.more), plural, [(text.where, 0)])
    written = {}
    for name, catalogue in catalogues.items():
        file = io.BytesIO()
        write_po(file, catalogue, width=100, omit_header=True, include_lineno=False)
        written[name] = _HEADER.format(tag=tag) + file.getvalue().decode("utf-8")
    return written


def sort(tag: str) -> None:
    """Writes every catalogue anew."""
    written = sorted_catalogues(tag)
    folder = LOCALES / tag
    for file in folder.glob("*.po"):
        file.unlink()
    for name, text in written.items():
        (folder / f"{name}.po").write_text(text, "utf-8")


if __name__ == "__main__":
    if "--sort" in sys.argv:
        sort("pt_BR")
    asked = [one for one in sys.argv[1:] if not one.startswith("--")]
    missing = [one for one in faults("pt_BR") if not asked or one.startswith(tuple(asked))]
    sys.stdout.write("\n".join(missing) + f"\n{len(missing)} of {len(texts())} texts\n")
