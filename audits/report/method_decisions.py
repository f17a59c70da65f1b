"""The dated method decisions that lie beside the audits, read for the report."""

import re
from dataclasses import dataclass
from importlib.resources import files

from data.said import language

_NAME = re.compile(r"^(\d{4})-.+\.md$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision: its number, its title, and its text as (heading, paragraphs)."""

    number: int
    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


def decisions() -> tuple[Decision, ...]:
    """All decisions in order of their number, in the language spoken where it has them."""
    folder = files("audits").joinpath("decisions")
    found = sorted(item.name for item in folder.iterdir() if _NAME.match(item.name))
    spoken = folder.joinpath(language().tag.replace("-", "_"))

    def text(name: str) -> str:
        own = spoken.joinpath(name)
        return (own if own.is_file() else folder.joinpath(name)).read_text("utf-8")

    return tuple(parse(name, text(name)) for name in found)


def parse(name: str, text: str) -> Decision:
    """A decision from the text of its file: `# title`, then `## heading` and paragraphs."""
    title, parts = name, []
    heading, held = "", [""]
    for line in [*text.splitlines(), "## "]:
        if line.startswith("# "):
            title = line[2:].strip()
        elif line.startswith("## "):
            paragraphs = tuple(p for p in (_plain(p) for p in held) if p)
            if paragraphs:
                parts.append((heading, paragraphs))
            heading, held = line[3:].strip(), [""]
        elif not line.strip() or re.match(r"^([-*]|\d+\.)\s", line):
            held.append(line)
        else:
            held[-1] += f" {line}"
    return Decision(number=int(name[:4]), title=title, parts=tuple(parts))


def _plain(paragraph: str) -> str:
    """Without the marks of Markdown, which would be read out."""
    bare = re.sub(r"^\s*[-*]\s+", "", paragraph.strip())
    bare = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", bare)
    return " ".join(bare.replace("`", "").replace("**", "").split())
