"""Every decision can be read in each language, paragraph by paragraph."""

from importlib.resources import files

from audits.report.method_decisions import Decision, decisions
from data.languages import ENGLISH, LANGUAGES, PORTUGUESE
from data.said import speaking


def _shape(decision: Decision) -> tuple[int, list[int]]:
    return decision.number, [len(paragraphs) for _, paragraphs in decision.parts]


def test_each_decision_has_the_same_parts_in_portuguese() -> None:
    english = decisions()
    with speaking(PORTUGUESE):
        portuguese = decisions()
    assert [_shape(one) for one in portuguese] == [_shape(one) for one in english]
    for ours, theirs in zip(english, portuguese, strict=True):
        assert ours.title != theirs.title
        assert ours.parts[0] == theirs.parts[0]  # the day
        assert [heading for heading, _ in theirs.parts[1:]] == [
            "Contexto",
            "Decisão",
            "Quem é afetado",
            "O que nos faria mudar de ideia",
        ]


def test_no_translation_is_of_a_decision_that_is_gone() -> None:
    folder = files("audits").joinpath("decisions")
    names = {item.name for item in folder.iterdir() if item.is_file()}
    for language in LANGUAGES:
        if language is not ENGLISH:
            own = folder.joinpath(language.tag.replace("-", "_"))
            assert {item.name for item in own.iterdir()} == names
