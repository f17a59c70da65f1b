"""Names as people type them: without accents, in either case."""

import re
import unicodedata


def plain(text: str) -> str:
    """The text in small letters without accents."""
    parts = unicodedata.normalize("NFKD", str(text).casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def names(text: str, name: str) -> bool:
    """Whether the text holds this name as whole words, accents and case aside."""
    wanted = plain(name).strip()
    return bool(wanted) and bool(re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain(text)))
