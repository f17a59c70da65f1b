"""A text's content is English; within `speaking` it is made again in the language spoken."""

import copy
import json
import pickle
import threading
from collections.abc import Iterator
from contextvars import copy_context
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from audits.words import count, day, number, share
from data import languages, said
from data.database import connect
from data.languages import ENGLISH, LANGUAGES, PORTUGUESE, catalogue, find_language
from data.said import (
    Said,
    again,
    joined,
    language,
    listed,
    lowered,
    mark,
    noun,
    say,
    say_of,
    sentence,
    speaking,
)

_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
_WORDS = """
msgid "Within {reach} m of a camera"
msgstr "A até {reach} m de uma câmera"

msgid "{part}: {text}"
msgstr "{text} ({part})"

msgid "north"
msgstr "norte"

msgid "south"
msgstr "sul"

msgid "east"
msgstr "leste"

msgid "area"
msgid_plural "areas"
msgstr[0] "área"
msgstr[1] "áreas"

msgid "gauge"
msgid_plural "gauges"
msgstr[0] "medidor"
msgstr[1] "medidores"

msgid "{first} and {last}"
msgstr "{first} e {last}"

msgid "{first} and {more} more"
msgstr "{first} e mais {more}"

msgid "{n} %"
msgstr "{n} %"

msgid "not yet"
msgstr ""

#, fuzzy
msgid "unsure"
msgstr "talvez"
"""
_CITY = """
msgid "gauge"
msgid_plural "gauges"
msgstr[0] "pluviômetro"
msgstr[1] "pluviômetros"

msgid "Rain gauges"
msgstr "Pluviômetros"
"""


@pytest.fixture(autouse=True)
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A small catalogue in place of Penumbra's, so that its wording is not tested here."""
    (tmp_path / "pt_BR").mkdir()
    (tmp_path / "pt_BR" / "some.po").write_text(_HEAD + _WORDS, encoding="utf-8")
    monkeypatch.setattr(languages, "_LOCALES", tmp_path)
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "city"
    folder.mkdir()
    (folder / "pt_BR.po").write_text(_HEAD + _CITY, encoding="utf-8")
    return folder


def portuguese(text: str) -> str:
    with speaking(PORTUGUESE):
        return str(text)


def test_a_sentence_tells_its_template_and_what_stands_in_it(city: Path) -> None:
    label = say_of(city, "gauge")
    with speaking(PORTUGUESE):
        text = say("{part}: {text}", part=label, text=3)
        assert isinstance(text, Said)
        assert text.template == "{part}: {text}"
        assert dict(text.arguments) == {"part": label, "text": 3}
        assert say(text.template, **text.arguments) == text
    for other in (label, joined(", ", [label]), number(2)):
        assert isinstance(other, Said)
        assert (other.template, dict(other.arguments)) == (None, {})
    again_said = say(say("north"))
    assert isinstance(again_said, Said)
    with speaking(PORTUGUESE):
        assert again_said.template == "north"


def test_numbers_in_a_field_are_set_as_the_language_sets_them() -> None:
    text = say("{n:,} of {of:g} %, {year}, {sure}", n=1234567, of=2.5, year=2024, sure=True)
    assert text == "1,234,567 of 2.5 %, 2024, True"
    assert portuguese(text) == "1.234.567 of 2,5 %, 2024, True"


def test_english_is_spoken_where_nobody_asked_for_another() -> None:
    assert language() is ENGLISH
    with speaking(PORTUGUESE):
        assert language() is PORTUGUESE
        with speaking(ENGLISH):
            assert language() is ENGLISH
        assert language() is PORTUGUESE
    assert language() is ENGLISH


def test_the_language_is_given_back_where_something_fails() -> None:
    with pytest.raises(KeyError), speaking(PORTUGUESE):
        raise KeyError
    assert language() is ENGLISH


def test_a_sentence_is_said_again_with_its_numbers() -> None:
    text = say("Within {reach} m of a camera", reach=number(12_500.5, 1))
    assert text == "Within 12\u202f500.5 m of a camera"
    assert portuguese(text) == "A até 12.500,5 m de uma câmera"
    assert str(text) == text


def test_fields_may_change_places() -> None:
    assert portuguese(say("{part}: {text}", part=say("north"), text=say("south"))) == "sul (norte)"


def test_the_content_stays_english_whatever_is_spoken() -> None:
    with speaking(PORTUGUESE):
        text = say("Within {reach} m of a camera", reach=number(0.5))
        held = {text: 1}
        assert text == "Within 0.50 m of a camera"
        assert f"{text}" == "A até 0,50 m de uma câmera"
    assert str(text) == "Within 0.50 m of a camera"
    assert held["Within 0.50 m of a camera"] == 1


def test_what_is_put_into_a_text_made_in_portuguese_is_english_too() -> None:
    with speaking(PORTUGUESE):
        text = joined("; ", (say("north"), sentence(listed([say("south"), count(1, "area")]))))
    assert (str(text), portuguese(text)) == ("north; South and 1 area.", "norte; Sul e 1 área.")


def test_an_f_string_and_format_are_said_in_the_language_spoken() -> None:
    text = say("north")
    assert f"{text:>6}" == " north"
    with speaking(PORTUGUESE):
        assert f"{text}-{text:>6}" == "norte- norte"
        assert "{}".format(text) == "norte"  # noqa: UP032
        assert "%s" % text == "norte"  # noqa: UP031


def test_without_a_translation_it_is_said_in_english() -> None:
    for text in ("nobody translated this", "not yet", "unsure"):
        assert portuguese(say(text)) == text
    assert portuguese(say("{n} of it", n=number(1.5, 1))) == "1,5 of it"
    assert portuguese(noun(2, "ox", "oxen")) == "oxen"
    assert portuguese(noun(1, "ox", "oxen")) == "ox"


def test_braces_in_what_is_given_are_left_alone() -> None:
    assert say("{part}: {text}", part="{x}", text="{") == "{x}: {"
    assert portuguese(say("{part}: {text}", part="{x}", text="{")) == "{ ({x})"
    assert say("100 {sure}") == "100 {sure}"  # nothing given: nothing is put in


def test_joined_listed_sentence_and_lowered_keep_their_makers() -> None:
    parts = [say("north"), say("south"), say("east")]
    assert portuguese(joined("; ", parts)) == "norte; sul; leste"
    assert portuguese(joined(say("north"), ["a", "b"])) == "anorteb"
    assert portuguese(listed(parts)) == "norte, sul e leste"
    assert portuguese(listed(parts[:1])) == "norte"
    assert portuguese(listed([])) == ""
    assert listed(parts, most=1) == "north and 2 more"
    assert portuguese(listed(parts, most=1)) == "norte e mais 2"
    assert portuguese(listed(parts, most=3)) == "norte, sul e leste"
    assert sentence(parts[0]) == "North."
    assert portuguese(sentence(parts[0])) == "Norte."
    assert portuguese(lowered(sentence(parts[0]))) == "norte."
    assert portuguese(sentence(parts[0]).lower()) == "norte."


def test_a_generator_is_kept_for_the_next_time() -> None:
    text = joined(", ", (say(word) for word in ("north", "south")))
    assert [portuguese(text), portuguese(text)] == ["norte, sul"] * 2
    assert portuguese(listed(say(word) for word in ("north", "south"))) == "norte e sul"


def test_a_sum_of_texts_keeps_its_makers() -> None:
    assert portuguese(say("north") + ", " + say("south")) == "norte, sul"
    assert portuguese("to the " + say("north")) == "to the norte"
    assert "to the " + say("north") == "to the north"


def test_what_takes_it_letter_by_letter_gets_english() -> None:
    text = say("north")
    with speaking(PORTUGUESE):
        assert text[:2] == "no"
        assert ", ".join([text, text]) == "north, north"
        assert text.upper() == "NORTH"


def test_a_noun_is_declined_by_its_own_language() -> None:
    assert [noun(n, "area", "areas") for n in (0, 1, 1.5, 2)] == ["areas", "area", "areas", "areas"]
    said = [portuguese(noun(n, "area", "areas")) for n in (0, 1, -1, 1.5, 2)]
    assert said == ["área", "área", "área", "área", "áreas"]
    assert portuguese(count(1200, "area")) == "1.200 áreas"


def test_a_city_declines_its_own_nouns(city: Path) -> None:
    sensor = say_of(city, "gauge")
    assert (sensor, portuguese(sensor)) == ("gauge", "pluviômetro")
    assert count(3, sensor) == "3 gauges"
    assert portuguese(count(3, sensor)) == "3 pluviômetros"
    assert portuguese(count(1, sensor)) == "1 pluviômetro"
    assert portuguese(noun(3, sensor, f"{sensor}s")) == "pluviômetros"
    assert portuguese(count(3, "gauge")) == "3 medidores"  # Penumbra's word, not the city's


def test_a_citys_noun_can_be_made_while_portuguese_is_spoken(city: Path) -> None:
    sensor = say_of(city, "gauge")
    with speaking(PORTUGUESE):
        assert str(noun(2, sensor, f"{sensor}s")) == "pluviômetros"
        assert str(count(2, sensor)) == "2 pluviômetros"


def test_a_city_speaks_for_itself_and_else_penumbra_speaks(city: Path, tmp_path: Path) -> None:
    assert portuguese(say_of(city, "Rain gauges")) == "Pluviômetros"
    assert portuguese(say_of(city, "north")) == "norte"
    assert portuguese(say_of(city, "Nobody's word {n}")) == "Nobody's word {n}"
    assert portuguese(say_of(tmp_path / "none", "Rain gauges")) == "Rain gauges"
    assert portuguese(say("Rain gauges")) == "Rain gauges"


def test_a_constant_of_a_module_can_be_marked_and_said_later() -> None:
    names = {"n": mark("north")}
    assert type(names["n"]) is str
    assert portuguese(say(names["n"])) == "norte"


def test_a_function_of_ones_own_is_called_again() -> None:
    @again
    def first_word(text: str, *, much: int = 1) -> str:
        """The first letters."""
        return str(text)[:much]

    text = first_word(say("south"), much=3)
    assert isinstance(text, Said)
    assert (text, portuguese(text)) == ("sou", "sul")
    assert (first_word.__name__, first_word.__doc__) == ("first_word", "The first letters.")


def test_it_is_a_string_to_python_json_pandas_and_duckdb() -> None:
    text = say("north")
    assert isinstance(text, str)
    assert hash(text) == hash("north")
    assert {"north": 1}[text] == 1
    assert sorted([text, "east"]) == ["east", "north"]
    assert json.loads(json.dumps({text: [text]})) == {"north": ["north"]}
    frame = pd.DataFrame({"where": [text, "south"], text: [1, 2]})
    assert list(frame[frame["where"] == text]["north"]) == [1]
    with connect(threads=1) as con:
        assert con.execute("select ?", [text]).fetchone() == ("north",)
        con.register("given", frame)
        assert con.execute('select "where" from given order by 1').fetchall() == [
            ("north",),
            ("south",),
        ]


def test_json_is_english_whatever_is_spoken() -> None:
    with speaking(PORTUGUESE):
        assert json.dumps([say("north")]) == '["north"]'


def test_it_survives_pickling_with_its_maker(city: Path) -> None:
    made = [
        sentence(say("Within {reach} m of a camera", reach=number(2.5))),
        listed([say("north"), count(2, say_of(city, "gauge"))]),
        joined("; ", [share(0.25), day(date(2026, 3, 1))]),
    ]
    for text in made:
        back = pickle.loads(pickle.dumps(text))
        assert isinstance(back, Said)
        assert (back, portuguese(back)) == (text, portuguese(text))


def test_pickling_while_portuguese_is_spoken_keeps_english_within() -> None:
    text = listed([say("north"), say("south")])
    with speaking(PORTUGUESE):
        back = pickle.loads(pickle.dumps(text))
    assert str(back) == "north and south"


@dataclass(frozen=True, slots=True)
class _Record:
    title: str
    words: dict[str, str]


def test_copies_and_asdict_keep_the_maker() -> None:
    record = _Record(say("north"), {say("south"): say("east")})
    held = asdict(record)
    deep = copy.deepcopy(record)
    shallow = copy.copy(record.title)
    assert held == {"title": "north", "words": {"south": "east"}}
    for text in (held["title"], deep.title, shallow):
        assert portuguese(text) == "norte"
    assert [portuguese(word) for word in (*deep.words, *deep.words.values())] == ["sul", "leste"]


def test_str_gives_a_plain_string() -> None:
    text = say("north")
    assert type(str(text)) is str
    assert type(portuguese(text)) is str
    assert type(f"{text}") is str


def test_a_thread_speaks_english_until_it_is_asked() -> None:
    text = say("north")
    heard: list[str] = []
    with speaking(PORTUGUESE):
        other = threading.Thread(target=lambda: heard.append(str(text)))
        other.start()
        other.join()
        own = threading.Thread(target=copy_context().run, args=(lambda: heard.append(str(text)),))
        own.start()
        own.join()
    assert heard == ["north", "norte"]


def test_threads_do_not_change_each_others_language() -> None:
    text, heard = say("north"), dict[str, list[str]](en=[], pt=[])
    both = threading.Barrier(2, timeout=10)

    def speak(name: str, spoken: languages.Language) -> None:
        with speaking(spoken):
            for _ in range(20):
                both.wait()
                heard[name].append(str(text))

    threads = [
        threading.Thread(target=speak, args=("en", ENGLISH)),
        threading.Thread(target=speak, args=("pt", PORTUGUESE)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {"en": ["north"] * 20, "pt": ["norte"] * 20}


def test_numbers_days_and_shares_follow_the_language() -> None:
    assert (number(1_234_567.0), portuguese(number(1_234_567.0))) == (
        "1\u202f234\u202f567",
        "1.234.567",
    )
    assert portuguese(number(-0.123)) == "\u22120,12"
    assert portuguese(share(0.055)) == "5,5 %"
    assert day(date(2026, 3, 1)) == "1 March 2026"
    assert portuguese(day(date(2026, 3, 1))) == "1 de março de 2026"


def test_a_language_is_found_by_its_tag_or_its_first_part() -> None:
    for tag in ("pt-BR", "pt_BR", "PT-br", "pt", "pt-PT"):
        assert find_language(tag) is PORTUGUESE
    for tag in ("en", "en-GB", "EN"):
        assert find_language(tag) is ENGLISH
    for nothing in (None, "", "fr", "ptx"):
        assert find_language(nothing) is None


def test_each_language_names_itself() -> None:
    assert [(one.tag, one.name) for one in LANGUAGES] == [("en", "English"), ("pt-BR", "Português")]


def test_a_catalogue_holds_what_is_translated_and_nothing_else(city: Path) -> None:
    held = catalogue("pt-BR")
    assert held["north"] == ("norte",)
    assert held["area"] == ("área", "áreas")
    assert {"", "not yet", "unsure"}.isdisjoint(held)
    assert catalogue("pt-BR", city) == {
        "gauge": ("pluviômetro", "pluviômetros"),
        "Rain gauges": ("Pluviômetros",),
    }
    assert catalogue("fr") == {}
    assert catalogue("pt-BR", city / "none") == {}


def test_english_needs_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_file(*_: object) -> dict[str, tuple[str, ...]]:
        raise AssertionError("read a catalogue for English")

    monkeypatch.setattr(languages, "catalogue", no_file)
    assert str(listed([say("north"), say_of(Path("x"), "south"), count(2, "area")])) == (
        "north, south and 2 areas"
    )


def test_every_function_that_makes_text_is_reached_by_its_name() -> None:
    """Pickle finds a maker by module and name."""
    for maker in (say, say_of, noun, lowered, sentence, number, day):
        assert pickle.loads(pickle.dumps(maker)) is maker
    assert said.Said is Said
