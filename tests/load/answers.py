"""What came back to a viewer, and what may be wrong with it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SLACK_S = 2.0
"""So long after anybody was shown a snapshot, nobody who has seen it is shown an older one."""

_ERRORS = (
    "could not be drawn",
    "Nothing has been built",
    "No such page",
    "Traceback",
    "Internal Server Error",
)
_VERSION = re.compile(r'data-version="([0-9a-f]{16}) (\d+) ([-\d]+)"')
_FOOTER = re.compile(r'<footer[^>]*class="colophon"[^>]*>.*?<code>([0-9a-f]{16})</code>', re.S)
_STATEMENT = re.compile(r'class="statement-text"[^>]*>(.*?)</p>', re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, as far as it tells what it shows."""

    viewer: int
    kind: str
    address: str
    sent: float
    took: float
    """Seconds until the last byte was read."""
    wrong: str | None
    """Why it counts as an error."""
    torn: str | None = None
    """Why it counts as made of two snapshots."""
    snapshot: str | None = None
    said: tuple[str, str] | None = None
    """The language, and the blind-spot statement in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the body of an answer says."""

    version: str = ""
    html: str = ""
    wrong: str | None = None


def read(kind: str, status: int, body: bytes) -> Read:
    """The version and the page in an answer of this kind; what is wrong with it."""
    text = body.decode("utf-8", "replace")
    if status != 200:
        return Read(wrong=f"status {status}: {text[:200]}")
    if kind == "version":
        return Read(version=json.loads(text)["version"])
    if kind == "wall":
        return Read(html=text, wrong=_error(text))
    if kind == "document":
        found = _VERSION.search(text)
        return Read(
            version=" ".join(found.groups()) if found else "",
            html=text,
            wrong=_error(text) if found else "no version",
        )
    page = json.loads(text)["response"]["drawn"]["data"]
    return Read(version=page["version"], html=page["html"], wrong=_error(page["html"]))


def _error(text: str) -> str | None:
    return next((f"says `{word}`" for word in _ERRORS if word in text), None)


def footed(page: Read) -> str | None:
    """Why a page is torn: its foot names another snapshot than its version."""
    found = _FOOTER.search(page.html)
    if found is None:
        return "no foot"
    if found[1] != page.version.split(" ", maxsplit=1)[0]:
        return f"the foot says {found[1]}, the version {page.version}"
    return None


def stated(html: str) -> str | None:
    """The blind-spot statement of a page."""
    found = _STATEMENT.search(html)
    return found[1] if found else None


def torn(answers: Iterable[Answer], published: Sequence[str]) -> list[str]:
    """Every way in which answers are of no one published snapshot, or go back in time."""
    held = sorted((a for a in answers if not a.wrong), key=lambda one: one.sent)
    order = {snapshot: index for index, snapshot in enumerate(published)}
    faults = [f"{a.address}: {a.torn}" for a in held if a.torn]
    faults += [
        f"{a.address}: {a.snapshot} was never published"
        for a in held
        if a.snapshot is not None and a.snapshot not in order
    ]
    return faults + _two_statements(held) + _backwards(held, order)


def _two_statements(held: Iterable[Answer]) -> list[str]:
    """All pages of a snapshot say the same first sentence, and the wall one of those."""
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    walls: set[tuple[str, str]] = set()
    for answer in held:
        if answer.said is None:
            continue
        if answer.snapshot is None:
            walls.add(answer.said)
        else:
            said[answer.snapshot, answer.said[0]].add(answer.said[1])
    known = {(language, one) for (_, language), some in said.items() for one in some}
    faults = [
        f"{key[0]} says {len(some)} statements" for key, some in said.items() if len(some) > 1
    ]
    return faults + [f"a wall says “{one}”, no page does" for _, one in sorted(walls - known)]


def _backwards(held: Sequence[Answer], order: dict[str, int]) -> list[str]:
    first: dict[str, float] = {}
    for answer in sorted(held, key=lambda one: one.sent + one.took):
        if answer.snapshot in order:
            first.setdefault(str(answer.snapshot), answer.sent + answer.took)
    newest: dict[int, str] = {}
    faults = []
    for answer in held:
        if answer.snapshot not in order:
            continue
        now, seen = str(answer.snapshot), newest.get(answer.viewer)
        if seen is None or order[now] >= order[seen]:
            newest[answer.viewer] = now
        elif answer.sent > first[seen] + SLACK_S:
            late = answer.sent - first[seen]
            faults.append(f"viewer {answer.viewer} was shown {now} {late:.1f} s after {seen}")
    return faults
