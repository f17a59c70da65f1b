"""Everything that Penumbra says, it says in Portuguese too: no text without its translation."""

import re

from tests.translations import LOCALES, faults, sorted_catalogues, texts, translations

TAG = "pt_BR"


def test_nothing_is_untranslated() -> None:
    assert len(texts()) > 1000
    assert faults(TAG) == []


def test_catalogues_hold_what_is_said_and_nothing_else() -> None:
    """`python -m tests.translations --sort` makes them so."""
    held = {file.stem: file.read_text("utf-8") for file in (LOCALES / TAG).glob("*.po")}
    assert held == sorted_catalogues(TAG)


def test_no_sentence_is_merely_repeated_in_english() -> None:
    """Words that both languages share are short; a sentence that is the same was forgotten."""
    same = [
        english
        for english, (said, *_) in translations(TAG).items()
        if said == english and len(re.findall(r"[A-Za-z]{4,}", re.sub(r"\{\w+\}", "", english))) > 2
    ]
    assert same == []


def test_words_that_promise_too_much_are_in_neither_language() -> None:
    banned = re.compile(r"\b(justo|justa|imparcial|sem viés|isent[oa]|fair|unbiased)\b", re.I)
    held = translations(TAG)
    found = [*held, *(form for forms in held.values() for form in forms)]
    assert [text for text in found if banned.search(text)] == []
