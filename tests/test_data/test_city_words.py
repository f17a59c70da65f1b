"""What the built-in cities say of themselves can be said in Portuguese, and nothing else is."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from babel.messages.pofile import read_po

from audits.words import count
from data.city import City
from data.languages import PORTUGUESE, Forms, catalogue
from data.manifest import city_ids, find_city
from data.said import Said, noun, say_of, speaking
from tests.pseudo import PSEUDO, left

_EACH = pytest.mark.parametrize("city_id", city_ids())


def _said(held: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every `Said` of a record with the way to it."""
    if isinstance(held, Said):
        yield path, held
    elif is_dataclass(held):
        for field in fields(held):
            yield from _said(getattr(held, field.name), f"{path}.{field.name}")
    elif isinstance(held, dict):
        for key, one in held.items():
            yield from _said(one, f"{path}.{key}")
    elif isinstance(held, tuple):
        for one in held:
            yield from _said(one, path)


def _texts(city: City) -> dict[str, str]:
    """The texts of the manifest that its catalogue is asked for, and where each stands."""
    texts: dict[str, str] = {}
    for path, text in _said(city):
        for part in _parts(text):
            texts.setdefault(part, path)
    return texts


def _parts(text: object) -> Iterator[str]:
    """What `say_of` was given in the making of a text."""
    if isinstance(text, Said):
        if text._maker is say_of:
            yield str(text._given[1])
        else:
            yield from (part for given in text._given for part in _parts(given))
    elif isinstance(text, tuple):
        yield from (part for one in text for part in _parts(one))


def _words_of_data(city: City) -> set[str]:
    """Words that the manifest puts into the tables or seeks in them."""
    found = {kind for response in city.responses for kind in response.kinds}
    for dataset in city.datasets:
        found.update((dataset.constants or {}).values())
        for words in (dataset.values or {}).values():
            found.update(words.values())
    return found


def _nouns(city: City) -> set[str]:
    return {city.settlement_word, *(network.sensor for network in city.networks)}


def _catalogue(city: City) -> dict[str, Forms]:
    return catalogue(PORTUGUESE.tag, city.folder)


@_EACH
def test_every_text_of_the_manifest_is_translated(city_id: str) -> None:
    city = find_city(city_id)
    held = _catalogue(city)
    missing = {
        text: path
        for text, path in _texts(city).items()
        if text not in held and re.search("[A-Za-z]", text)
    }
    assert missing == {}


@_EACH
def test_the_catalogue_holds_nothing_that_the_manifest_does_not_say(city_id: str) -> None:
    city = find_city(city_id)
    assert set(_catalogue(city)) - set(_texts(city)) - _words_of_data(city) == set()


@_EACH
def test_the_catalogue_is_whole(city_id: str) -> None:
    """Nothing is empty, uncertain, said twice, or out of use."""
    with (find_city(city_id).folder / "pt_BR.po").open("rb") as opened:
        read = read_po(opened, locale="pt_BR", abort_invalid=True)
    assert not read.obsolete
    for message in read:
        assert message.string
        assert not message.fuzzy or not message.id
    text = (find_city(city_id).folder / "pt_BR.po").read_text("utf-8")
    assert text.count("\nmsgid ") == len(read) + 1  # and the head


@_EACH
def test_every_noun_has_a_form_for_many(city_id: str) -> None:
    city = find_city(city_id)
    held = _catalogue(city)
    for word in _nouns(city):
        one, many = held[word]
        with speaking(PORTUGUESE):
            assert str(count(1, word)) == f"1 {one}"
            assert str(count(2, word)) == f"2 {many}"
            assert str(noun(12, word, f"{word}s")) == many


@_EACH
def test_numbers_and_spaces_are_those_of_the_english(city_id: str) -> None:
    def figures(text: str) -> list[str]:
        return sorted(re.findall(r"\d+", text))

    for english, forms in _catalogue(find_city(city_id)).items():
        for form in forms:
            assert form == form.strip()
            assert "  " not in form
            assert (form[-1] == ".") == (english[-1] == "."), english
            # Months are words in both languages; a fifth of ages says years.
            assert [n for n in figures(english) if n not in figures(form)] == [], english


@_EACH
def test_no_word_of_a_record_is_left_in_english(city_id: str) -> None:
    """Titles, notes, groups (crossed ones too), publishers, licences: nothing was flattened."""
    with speaking(PSEUDO):
        shown = {path: str(text) for path, text in _said(find_city(city_id))}
    assert {path: text for path, text in shown.items() if left(text)} == {}


@_EACH
def test_what_people_read_of_a_record_is_said(city_id: str) -> None:
    city = find_city(city_id)
    told: list[object] = [city.country, city.settlement_word]
    for dataset in city.datasets:
        life = dataset.biography
        told += [dataset.title, dataset.publisher, dataset.licence, dataset.note]
        told += [getattr(life, field.name) for field in fields(life)]
        told += [word for one in dataset.variables for word in (one.title, one.unit)]
        told += [*(dataset.missing or {}).values(), *(gap.reason for gap in dataset.expected_gaps)]
    for network in city.networks:
        told += [network.title, network.sensor, network.operator, network.vendor, network.owner]
        told += [network.contract_end, network.cost, network.legal_basis, network.note]
        told += [gap.reason for gap in network.expected_gaps]
        if network.checks:
            told += [network.checks.unit, network.checks.said_by]
    for dimension in city.dimensions:
        told += [dimension.title, *dimension.groups, dimension.proxy, dimension.universe]
    told += [word for item in city.not_counted for word in (item.who, item.why)]
    told += [pair.why for pair in city.pairs] + [response.title for response in city.responses]
    assert [one for one in told if one is not None and not isinstance(one, Said)] == []


@_EACH
def test_ids_paths_and_words_of_tables_are_plain(city_id: str) -> None:
    city = find_city(city_id)
    plain: list[object] = [city.id, city.title, city.crs, city.timezone, city.locale, city.wealth]
    for dataset in city.datasets:
        plain += [dataset.name, dataset.role, dataset.path, dataset.network, dataset.endpoint]
        plain += [*dataset.columns, *dataset.columns.values(), *(dataset.constants or {}).values()]
        plain += [one.name for one in dataset.variables]
        plain += [word for words in (dataset.values or {}).values() for word in words.values()]
    plain += [network.id for network in city.networks]
    plain += [dimension.id for dimension in city.dimensions]
    plain += [response.id for response in city.responses]
    plain += [kind for response in city.responses for kind in response.kinds]
    assert [one for one in plain if isinstance(one, Said)] == []


def test_a_crossed_group_is_said_part_by_part() -> None:
    groups = find_city("porto_sombra").dimension("sex_age_place").groups
    assert groups[0] == "women, 0 to 14, in a settlement"
    with speaking(PORTUGUESE):
        assert str(groups[0]) == "mulheres, 0 a 14 anos, em assentamento"


def test_publishers_and_licences_are_said_in_portuguese() -> None:
    people = find_city("porto_sombra").dataset("people")
    assert people.publisher == "National Census (invented)"
    with speaking(PORTUGUESE):
        assert str(people.publisher) == "Censo Nacional (inventado)"
        assert str(find_city("rio").country) == "Brasil"


def test_a_manifest_read_while_portuguese_is_spoken_holds_english() -> None:
    english = find_city("rio")
    with speaking(PORTUGUESE):
        other = find_city("rio")
    assert english == other
    assert other.networks[0].sensor == "camera"
    assert other.manifest_sha256 == english.manifest_sha256
