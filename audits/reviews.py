"""Review sessions: what people said against a measure or a dataset, and what it attaches to it.

Statements lie in `reviews.sqlite` beside the city's snapshots and outlive every one of them. They
are only ever added: SQLite itself refuses to change or delete one.
"""

import difflib
import hmac
import ipaddress
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast, get_args

from audits.caveat import Caveat, Severity
from audits.principles import principle as find_principle
from audits.review_file import reading, writing
from data import guard
from data.errors import ReviewError
from data.said import joined, mark, say
from data.settings import Settings

TargetKind = Literal["measure", "dataset"]
Channel = Literal["screen", "command line", "notebook"]

FILE = "reviews.sqlite"
MOST_SAID = 4000
LONGEST_SPEAKER = 120
_NO_TEXT = ("Cc", "Cs")
"""Control characters and halves of characters; none can stand in a file that others read."""
_SELECT = """
    select number, at, city, target_kind, target, speaker, says, principle, blocks, channel,
        snapshot, answers
    from statement order by number
"""
_INSERT = """
    insert into statement (number, at, city, target_kind, target, speaker, says, principle, blocks,
        channel, snapshot, answers)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


KINDS = {"measure": say("measure"), "dataset": say("dataset")}
"""Kind of target -> as it is named to people."""
_SAID = {
    (False, False): mark(
        "Statement {number}: {speaker} said of the {target_kind} {target} on {date}, under "
        "“{principle}”: “{words}”"
    ),
    (True, False): mark(
        "Statement {number}: {speaker} said of the {target_kind} {target} on {date}, under "
        "“{principle}”, in answer to statement {answers}: “{words}”"
    ),
    (False, True): mark(
        "Statement {number}: {speaker} said of the {target_kind} {target} on {date}, under "
        "“{principle}”, that it should not be relied on until this is answered: “{words}”"
    ),
    (True, True): mark(
        "Statement {number}: {speaker} said of the {target_kind} {target} on {date}, under "
        "“{principle}”, in answer to statement {answers}, that it should not be relied on until "
        "this is answered: “{words}”"
    ),
}
"""Whether it answers another, and whether it blocks -> what is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one person, or a group, said of one measure or dataset."""

    number: int
    """1, 2, 3 ... within a city, in the order in which they were made."""
    at: datetime
    """In UTC."""
    city: str
    target_kind: TargetKind
    target: str
    """A measure's code (M3), a finding's key (M3-cameras) or a dataset's name."""
    speaker: str | None
    """In their own words; None where they gave no name."""
    says: str
    principle: str
    """Id of one of the seven."""
    blocks: bool
    """Whether the number should not be relied on until this is answered."""
    channel: Channel
    snapshot: str | None
    """The snapshot they were looking at."""
    answers: int | None
    """Number of the earlier statement that this one answers."""


def statements(settings: Settings, city_id: str) -> tuple[Statement, ...]:
    """Everything said about a city, in order; () where nobody has said anything."""
    with reading(_path(settings, city_id)) as connection:
        if connection is None:
            return ()
        rows = connection.execute(_SELECT)
        return tuple(_statement(row) for row in rows)


def version(settings: Settings, city_id: str) -> int:
    """How many statements there are: it grows with each, so it serves as a cache key."""
    with reading(_path(settings, city_id)) as connection:
        return 0 if connection is None else _count(connection)


def contest(
    settings: Settings,
    city_id: str,
    *,
    known: Mapping[str, Collection[str]],
    target_kind: str,
    target: str,
    says: str,
    principle: str,
    channel: str,
    speaker: str | None = None,
    blocks: bool = False,
    snapshot: str | None = None,
    answers: int | None = None,
) -> Statement:
    """Records what somebody says, and returns it with its number and time.

    `known` holds the targets that exist, under "measure" (codes of measures and keys of findings)
    and "dataset" (names). Line ends become plain and outer white space goes; nothing else of what
    is said is altered.

    Raises ReviewError, in words meant for the person who speaks, when it cannot stand as it is.
    """
    _check_target(known, target_kind, target)
    find_principle(principle)
    if channel not in get_args(Channel):
        raise ReviewError(
            f"Found the channel `{channel}`; expected one of {', '.join(get_args(Channel))}."
        )
    said = _words(says, say("what is said"), MOST_SAID)
    if not said:
        raise ReviewError(
            say(
                "Found nothing said; expected 1 to {most} characters. Say what should be known.",
                most=MOST_SAID,
            )
        )
    who = " ".join(_words(speaker or "", say("who speaks"), LONGEST_SPEAKER).split()) or None
    with writing(_path(settings, city_id)) as connection:
        made = Statement(
            number=_count(connection) + 1,
            at=datetime.now(UTC),
            city=city_id,
            target_kind=cast(TargetKind, target_kind),
            target=target,
            speaker=who,
            says=said,
            principle=principle,
            blocks=blocks,
            channel=cast(Channel, channel),
            snapshot=snapshot,
            answers=answers,
        )
        if answers is not None and not 1 <= answers < made.number:
            raise ReviewError(
                say(
                    "Found an answer to statement {answers}; expected the number of an earlier "
                    "one (there are {many}). Leave it out if it answers none.",
                    answers=answers,
                    many=made.number - 1,
                )
            )
        connection.execute(_INSERT, _row(made))
    return made


def may_write_from_web(
    remote_addr: str | None, token: str | None, settings: Settings, forwarded: bool
) -> bool:
    """Whether a request may add a statement: from this very machine, or with the reviewer token.

    `forwarded` says that the request carries the mark of a proxy: behind one, everybody seems to
    come from the loopback address.
    """
    if settings.reviewer_token and token:
        expected, given = (
            text.encode("utf-8", "surrogatepass") for text in (settings.reviewer_token, token)
        )
        if hmac.compare_digest(expected, given):
            return True
    return not forwarded and remote_addr is not None and _is_loopback(remote_addr)


def caveats_from(
    made: Iterable[Statement], *, measure_code: str, subject: str, datasets: Collection[str]
) -> tuple[Caveat, ...]:
    """What review says of one finding: of its measure, of the finding itself, of its datasets."""
    targets = {("measure", measure_code), ("measure", f"{measure_code}-{subject}")}
    targets |= {("dataset", name) for name in datasets}
    return tuple(
        _caveat(statement)
        for statement in made
        if (statement.target_kind, statement.target) in targets
    )


def _caveat(statement: Statement) -> Caveat:
    arguments: dict[str, str | int | float] = {
        "number": statement.number,
        "date": f"{statement.at:%Y-%m-%d}",
        "speaker": statement.speaker or say("someone who gave no name"),
        "target_kind": KINDS[statement.target_kind],
        "target": statement.target,
        "principle": find_principle(statement.principle).name,
        "words": statement.says,
    }
    if statement.answers is not None:
        arguments["answers"] = statement.answers
    return Caveat(
        code="contested-blocking" if statement.blocks else "contested",
        severity=Severity.BLOCKED if statement.blocks else Severity.CARE,
        template=_SAID[statement.answers is not None, statement.blocks],
        arguments=arguments,
        about=statement.target,
        raised_by="review",
    )


def _check_target(known: Mapping[str, Collection[str]], target_kind: str, target: str) -> None:
    if target_kind not in get_args(TargetKind):
        raise ReviewError(
            say("Found a `{kind}`; expected a measure or a dataset to speak of.", kind=target_kind)
        )
    names = sorted(known.get(target_kind, ()))
    if target not in names:
        near = difflib.get_close_matches(target, names, n=1)
        found = say(
            "Found no {target_kind} `{target}`; expected one of {names}.",
            target_kind=KINDS[target_kind],
            target=target,
            names=", ".join(names) or say("none"),
        )
        meant = say(" Did you mean `{near}`?", near=near[0]) if near else ""
        raise ReviewError(found + meant)


def _words(text: str, what: str, most: int) -> str:
    """People's own words, checked: outer white space and strange line ends go, nothing else."""
    words = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(words) > most:
        raise ReviewError(
            say(
                "Found {many} characters in {what}; expected at most {most}. Say it in two.",
                many=len(words),
                what=what,
                most=most,
            )
        )
    if any(c not in "\n\t" and unicodedata.category(c) in _NO_TEXT for c in words):
        raise ReviewError(
            say(
                "Found a control character in {what}; expected plain text. Type it anew.",
                what=what,
            )
        )
    if kinds := guard.kinds_in(words):
        raise ReviewError(
            say(
                "Found {kinds} in {what}; expected none, since it stands in public from now on "
                "and cannot be taken back. Leave it out and say it again.",
                kinds=joined(say(" and "), [say(kind) for kind in kinds]),
                what=what,
            )
        )
    # Marks that only steer the others are no words.
    return words if any(c.isprintable() and not c.isspace() for c in words) else ""


def _is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback


def _path(settings: Settings, city_id: str) -> Path:
    return settings.city_home(city_id) / FILE


def _count(connection: sqlite3.Connection) -> int:
    """The highest number, which SQLite finds without reading the rest."""
    found = connection.execute("select coalesce(max(number), 0) from statement").fetchone()
    return int(found[0])


def _row(made: Statement) -> tuple[str | int | None, ...]:
    return (
        made.number,
        made.at.isoformat(timespec="microseconds"),
        made.city,
        made.target_kind,
        made.target,
        made.speaker,
        made.says,
        made.principle,
        int(made.blocks),
        made.channel,
        made.snapshot,
        made.answers,
    )


def _statement(row: tuple[Any, ...]) -> Statement:
    number, at, city, kind, target, speaker, says, principle, blocks, channel, snapshot, to = row
    return Statement(
        number=number,
        at=datetime.fromisoformat(at),
        city=city,
        target_kind=kind,
        target=target,
        speaker=speaker,
        says=says,
        principle=principle,
        blocks=bool(blocks),
        channel=channel,
        snapshot=snapshot,
        answers=to,
    )
