"""What people say is kept as they said it, stands with the number, and cannot be taken back."""

import multiprocessing
import sqlite3
import unicodedata
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from audits import reviews
from audits.caveat import Severity
from audits.principles import PRINCIPLES
from audits.reviews import Statement, caveats_from, contest, may_write_from_web, statements, version
from data.errors import ReviewError
from data.guard import kinds_in
from data.settings import Settings

KNOWN = {"measure": ("M3", "M3-cameras", "M9"), "dataset": ("cameras", "people")}
CITY = "porto_sombra"


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "a home with a #space?")


def say(
    settings: Settings, says: str = "The stairs are not on your map.", **other: Any
) -> Statement:
    """Contests M3-cameras, unless told otherwise."""
    given: dict[str, Any] = {
        "known": KNOWN,
        "target_kind": "measure",
        "target": "M3-cameras",
        "principle": "consider-context",
        "channel": "command line",
    }
    return contest(settings, CITY, says=says, **(given | other))


def made(**other: Any) -> Statement:
    """A statement that was never stored."""
    given: dict[str, Any] = {
        "number": 7,
        "at": datetime(2026, 3, 1, 12, tzinfo=UTC),
        "city": CITY,
        "target_kind": "measure",
        "target": "M3-cameras",
        "speaker": "Ana",
        "says": "The stairs are not on your map.",
        "principle": "consider-context",
        "blocks": False,
        "channel": "screen",
        "snapshot": None,
        "answers": None,
    }
    return Statement(**(given | other))


# Keeping.


def test_before_anybody_speaks_there_is_nothing_and_no_file(home: Settings) -> None:
    assert statements(home, CITY) == ()
    assert version(home, CITY) == 0
    assert not home.home.exists()


def test_what_is_said_is_read_back_whole(home: Settings) -> None:
    before = datetime.now(UTC)
    first = say(home, speaker="a resident of Morro Alto", blocks=True, snapshot="0123456789abcdef")
    second = say(home, "We know.", target_kind="dataset", target="cameras", answers=1)
    assert statements(home, CITY) == (first, second)
    assert (first.number, second.number, version(home, CITY)) == (1, 2, 2)
    assert before <= first.at <= second.at <= datetime.now(UTC)
    assert first.at.utcoffset() == timedelta(0)
    assert (first.speaker, second.speaker) == ("a resident of Morro Alto", None)
    assert (second.answers, second.target) == (1, "cameras")
    with pytest.raises(FrozenInstanceError):
        first.says = "nothing"  # type: ignore[misc]


def test_cities_are_kept_apart(home: Settings) -> None:
    say(home)
    assert contest(
        home,
        "rio",
        known=KNOWN,
        target_kind="measure",
        target="M9",
        says="Aqui também.",
        principle="examine-power",
        channel="notebook",
    ).number == 1  # fmt: skip
    assert version(home, CITY) == 1
    assert [item.city for item in statements(home, "rio")] == ["rio"]


@pytest.mark.parametrize(
    "says",
    [
        "duas linhas\n\n\te uma recuada",
        "\"quoted\", 'quoted', “quoted” -- ; drop table statement;",
        "👩🏾‍🔧🏳️‍🌈 nobody asked us 😡",
        "لا أحد يسأل سكان الحي",
        "איש לא שאל אותנו \u200f(1)",
        "{words} {0} {} }{ %s %(x)s $x <b>&amp;</b>",
        "e\u0301 is not é",
    ],
)
def test_people_keep_their_own_words(home: Settings, says: str) -> None:
    say(home, says, speaker=says.replace("\n", " ").replace("\t", ""))
    kept = statements(home, CITY)[0]
    assert kept.says == says
    text = caveats_from([kept], measure_code="M3", subject="cameras", datasets=())[0].text
    assert says in text


def test_white_space_around_goes_and_line_ends_become_plain(home: Settings) -> None:
    kept = say(home, " \r\n one\r\ntwo\rthree \n", speaker=" Ana\n of the  hill ")
    assert kept.says == "one\ntwo\nthree"
    assert kept.speaker == "Ana of the hill"
    assert say(home, speaker=" \u200b ").speaker is None


@hypothesis_settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    says=st.text(min_size=1, max_size=300), speaker=st.none() | st.text(min_size=1, max_size=120)
)
@example(says="x" * 4000, speaker="y" * 120)
@example(says="\U0010ffff", speaker="\ufffe")
def test_every_text_comes_back_as_it_was_or_is_refused(
    home: Settings, says: str, speaker: str | None
) -> None:
    before = version(home, CITY)
    try:
        kept = say(home, says, speaker=speaker)
    except ReviewError:
        assert version(home, CITY) == before
        return
    assert statements(home, CITY)[-1] == kept
    assert kept.says == says.replace("\r\n", "\n").replace("\r", "\n").strip()
    assert kept.speaker is None or kept.speaker == " ".join((speaker or "").split())


@given(st.text(min_size=1, max_size=200))
def test_only_what_cannot_stand_in_a_file_is_refused(text: str) -> None:
    odd = any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\r\t" for c in text.strip())
    assume(not odd and not kinds_in(text))
    visible = any(c.isprintable() and not c.isspace() for c in text)
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    assert reviews._words(text, "it", 4000) == (plain if visible else "")


# Refusing.


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"target": "M3-camera"}, "Did you mean `M3-cameras`"),
        ({"target": "cameras"}, "no measure `cameras`"),
        ({"target_kind": "dataset", "target": "M3"}, "no dataset `M3`"),
        ({"target_kind": "city"}, "a measure or a dataset"),
        ({"principle": "efficiency"}, "examine-power"),
        ({"channel": "fax"}, "notebook"),
        ({"says": ""}, "nothing said"),
        ({"says": " \n\t "}, "nothing said"),
        ({"says": "\u200b\u200f"}, "nothing said"),
        ({"says": "x" * 4001}, "4001 characters"),
        ({"says": "a\0b"}, "control character"),
        ({"says": "a\x1b[2Jb"}, "control character"),
        ({"says": "half a smile \ud83d"}, "control character"),
        ({"speaker": "y" * 121}, "121 characters"),
        ({"answers": 1}, "answer to statement 1"),
        ({"answers": 0}, "answer to statement 0"),
        ({"says": "Ring me: (21) 98765-4321"}, "phone number in what is said"),
        ({"says": "ana@example.org knows"}, "e-mail address in what is said"),
        ({"says": "rtsp://admin:admin@10.0.0.1/1"}, "login inside an address and private"),
        ({"speaker": "Ana, CPF 529.982.247-25"}, "CPF.* in who speaks"),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_is_kept(
    home: Settings, wrong: dict[str, Any], word: str
) -> None:
    with pytest.raises(ReviewError, match=word):
        say(home, **wrong)
    assert statements(home, CITY) == ()


def test_a_refusal_does_not_repeat_what_it_refuses(home: Settings) -> None:
    with pytest.raises(ReviewError) as caught:
        say(home, "Ring me: (21) 98765-4321")
    assert "98765" not in str(caught.value)


def test_an_answer_may_follow_only_what_was_said_before(home: Settings) -> None:
    say(home)
    assert say(home, answers=1).answers == 1
    with pytest.raises(ReviewError, match="there are 2"):
        say(home, answers=3)


def test_a_file_that_is_none_of_ours_is_named(home: Settings) -> None:
    path = home.city_home(CITY) / reviews.FILE
    path.parent.mkdir(parents=True)
    path.write_text("not a database at all, but long enough to look like one" * 20)
    with pytest.raises(ReviewError, match=r"reviews\.sqlite.*expected an SQLite file"):
        statements(home, CITY)
    with pytest.raises(ReviewError, match="could not be written"):
        say(home)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file in the way")
    with pytest.raises(ReviewError, match="PENUMBRA_HOME"):
        say(Settings(home=tmp_path / "home"))


def test_a_file_that_another_writer_has_only_begun_reads_as_empty(home: Settings) -> None:
    path = home.city_home(CITY) / reviews.FILE
    path.parent.mkdir(parents=True)
    path.touch()
    assert statements(home, CITY) == ()
    assert version(home, CITY) == 0
    assert say(home).number == 1


# Append-only, for whoever opens the file with another tool.

_ROW = (
    "insert {how} into statement (number, at, city, target_kind, target, says, principle, blocks, "
    "channel) values ({number}, '2026-03-01T12:00:00.000000+00:00', 'x', 'measure', 'M3', 'y', "
    "'examine-power', 0, 'screen')"
)


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("update statement set says = 'all is well'", "not changed"),
        ("update or replace statement set number = 1 where number = 2", "not changed"),
        ("delete from statement", "not deleted"),
        ("delete from statement where number = 2", "not deleted"),
        (_ROW.format(how="or replace", number=1), "not replaced"),
        (_ROW.format(how="or replace", number=2), "not replaced"),
        (_ROW.format(how="", number=2) + " on conflict do update set says = 'z'", "not replaced"),
        (_ROW.format(how="", number=9), "next number"),
    ],
)
def test_sqlite_itself_refuses_to_change_what_was_said(home: Settings, sql: str, word: str) -> None:
    kept = (say(home), say(home))
    connection = sqlite3.connect(home.city_home(CITY) / reviews.FILE, isolation_level=None)
    with pytest.raises(sqlite3.DatabaseError, match=word):
        connection.execute(sql)
    connection.close()
    assert statements(home, CITY) == kept


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("number", 0),
        ("at", "yesterday"),
        ("at", "2026-03-01T12:00:00.000000-03:00"),
        ("city", ""),
        ("target_kind", "person"),
        ("target", ""),
        ("speaker", ""),
        ("speaker", "y" * 121),
        ("says", ""),
        ("says", None),
        ("says", b"bytes"),
        ("says", "x" * 4001),
        ("principle", "efficiency"),
        ("blocks", 2),
        ("channel", "fax"),
        ("snapshot", ""),
        ("answers", 2),
        ("answers", 0),
    ],
)
def test_every_column_is_checked_by_sqlite_too(home: Settings, column: str, value: object) -> None:
    say(home)
    row = dict(zip(_COLUMNS, reviews._row(made(number=2)), strict=True)) | {column: value}
    connection = sqlite3.connect(home.city_home(CITY) / reviews.FILE, isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError, match=r"constraint failed|next number"):
        connection.execute(
            f"insert into statement ({', '.join(row)}) values ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )
    connection.close()
    assert version(home, CITY) == 1


_COLUMNS = Statement.__dataclass_fields__


@pytest.mark.parametrize("principle", [item.id for item in PRINCIPLES])
def test_sqlite_knows_the_seven_principles(home: Settings, principle: str) -> None:
    assert say(home, principle=principle).principle == principle


def test_readers_do_not_wait_for_writers(home: Settings) -> None:
    say(home)
    connection = sqlite3.connect(home.city_home(CITY) / reviews.FILE, isolation_level=None)
    assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    connection.execute("begin exclusive")
    assert version(home, CITY) == 1
    connection.execute("rollback")
    connection.close()


# Many at once.


def _say_many(home: Path, who: str, times: int) -> list[int]:
    settings = Settings(home=home)
    return [say(settings, f"{who} says {n}", speaker=who).number for n in range(times)]


def _everybody_is_heard(pool: Executor, home: Settings, speakers: int, times: int) -> None:
    tasks = [pool.submit(_say_many, home.home, f"speaker {n}", times) for n in range(speakers)]
    while not all(task.done() for task in tasks):
        # Whoever reads meanwhile sees everything up to some number, and nothing else.
        numbers = [item.number for item in statements(home, CITY)]
        assert numbers == list(range(1, len(numbers) + 1))
    kept = statements(home, CITY)
    assert [item.number for item in kept] == list(range(1, speakers * times + 1))
    assert version(home, CITY) == speakers * times
    for n, task in enumerate(tasks):
        own = [item for item in kept if item.speaker == f"speaker {n}"]
        assert [item.number for item in own] == task.result()
        assert [item.says for item in own] == [f"speaker {n} says {i}" for i in range(times)]


def test_eight_threads_lose_nothing(home: Settings) -> None:
    with ThreadPoolExecutor(8) as pool:
        _everybody_is_heard(pool, home, speakers=8, times=12)


def test_eight_processes_lose_nothing(home: Settings) -> None:
    with ProcessPoolExecutor(8, mp_context=multiprocessing.get_context("spawn")) as pool:
        _everybody_is_heard(pool, home, speakers=8, times=12)


# Who may write from the web.


@pytest.mark.parametrize(
    ("address", "token", "set_token", "forwarded", "may"),
    [
        ("127.0.0.1", None, None, False, True),
        ("127.9.9.9", None, None, False, True),
        ("::1", None, None, False, True),
        ("::ffff:127.0.0.1", None, None, False, True),
        ("127.0.0.1", None, None, True, False),
        ("192.168.0.7", None, None, False, False),
        ("::ffff:192.168.0.7", None, None, False, False),
        ("0.0.0.0", None, None, False, False),
        ("localhost", None, None, False, False),
        ("127.0.0.1.example.org", None, None, False, False),
        ("", None, None, False, False),
        (None, None, None, False, False),
        ("203.0.113.9", "sesame", "sesame", False, True),
        ("127.0.0.1", "sesame", "sesame", True, True),
        (None, "sésame", "sésame", True, True),
        ("203.0.113.9", "sesam", "sesame", False, False),
        ("203.0.113.9", "Sesame", "sesame", False, False),
        ("203.0.113.9", "\ud83d", "sesame", False, False),
        ("203.0.113.9", "", "", False, False),
        ("203.0.113.9", None, "sesame", False, False),
        ("203.0.113.9", "sesame", None, False, False),
    ],
)
def test_the_web_may_write_from_this_machine_or_with_the_token(
    tmp_path: Path,
    address: str | None,
    token: str | None,
    set_token: str | None,
    forwarded: bool,
    may: bool,
) -> None:
    settings = Settings(home=tmp_path, reviewer_token=set_token)
    assert may_write_from_web(address, token, settings, forwarded) is may


@given(st.text(), st.text(min_size=1))
def test_only_the_token_itself_opens(given_token: str, expected: str) -> None:
    settings = Settings(home=Path("home"), reviewer_token=expected)
    opens = may_write_from_web("203.0.113.9", given_token, settings, forwarded=False)
    assert opens is (given_token == expected)


# What stands with the number.


def _caveats(*said: Statement) -> list[tuple[str, Severity]]:
    found = caveats_from(said, measure_code="M3", subject="cameras", datasets=("people",))
    return [(caveat.about, caveat.severity) for caveat in found]


def test_a_finding_carries_what_is_said_of_it_its_measure_and_its_datasets() -> None:
    assert _caveats(
        made(number=1, target="M3-cameras"),
        made(number=2, target="M3", blocks=True),
        made(number=3, target_kind="dataset", target="people"),
        made(number=4, target="M3-gauges"),
        made(number=5, target="M9"),
        made(number=6, target_kind="dataset", target="gauges"),
        made(number=7, target_kind="dataset", target="M3"),
        made(number=8, target="people"),
    ) == [("M3-cameras", Severity.CARE), ("M3", Severity.BLOCKED), ("people", Severity.CARE)]


def test_a_caveat_says_who_when_under_what_and_in_which_words() -> None:
    caveat = caveats_from([made()], measure_code="M3", subject="cameras", datasets=())[0]
    assert caveat.code == "contested"
    assert caveat.raised_by == "review"
    assert caveat.text == (
        "Statement 7: Ana said of the measure M3-cameras on 2026-03-01, under “Consider context”: "
        "“The stairs are not on your map.”"
    )
    assert set(caveat.arguments) >= {"speaker", "date", "principle", "words", "target", "number"}


def test_a_block_an_answer_and_a_missing_name_are_said() -> None:
    blocking = made(blocks=True, speaker=None, answers=2)
    caveat = caveats_from([blocking], measure_code="M3", subject="cameras", datasets=())[0]
    assert caveat.code == "contested-blocking"
    assert "Statement 7: someone who gave no name said" in caveat.text
    assert "in answer to statement 2, that it should not be relied on until" in caveat.text


@given(st.text(), st.text(min_size=1))
@example("{", "}")
@example("{words}", "{speaker}")
@example("{0}{}", "{number!r:>10}")
def test_braces_in_what_people_say_break_nothing(says: str, speaker: str) -> None:
    statement = replace(made(), says=says, speaker=speaker)
    text = caveats_from([statement], measure_code="M3", subject="cameras", datasets=())[0].text
    assert text.endswith(f"“{says}”")
    assert text.startswith(f"Statement 7: {speaker} said")
