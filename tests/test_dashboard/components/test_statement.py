from dashboard.components.invented import invented
from dashboard.components.statement import statement
from tests.test_audits.examples import example_city, example_finding
from tests.test_dashboard.tree import hrefs, text


def test_the_sentence_comes_with_its_age_its_caveats_and_who_and_where() -> None:
    part = statement("Testville does not see 18,000.", example_finding())
    assert "Testville does not see 18,000." in text(part)
    assert "30 June 2025" in text(part)
    assert "3 caveats, gravest: strong care" in text(part)
    assert hrefs(part) == ["/#unseen", "/#map", "/measure/M3-cameras#caveats"]


def test_where_nothing_is_known_nothing_is_linked() -> None:
    part = statement("We do not know.", None)
    assert hrefs(part) == []
    assert text(part) == "We do not know."


def test_only_an_invented_city_is_called_so() -> None:
    assert invented(example_city(invented=False)) is None
    assert "Testville is an invented city" in text(invented(example_city()))
