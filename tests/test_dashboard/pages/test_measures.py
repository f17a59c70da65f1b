import re

from dashboard.pages.measures import layout
from tests.test_audits.examples import example_finding, example_findings, example_measure
from tests.test_dashboard.examples import example_view
from tests.test_dashboard.tree import hrefs, text


def test_each_question_is_asked_once_and_leads_to_each_of_its_answers() -> None:
    page = layout(example_view())
    said = text(page)
    for finding in example_findings():
        assert said.count(f"{finding.measure.code} {finding.measure.name}") == 1
        assert f"/measure/{finding.key}" in hrefs(page)
        assert finding.measure.success in said


def test_no_number_stands_here() -> None:
    said = text(layout(example_view()))
    assert not re.search(r"\d+(\.\d+)? ?%", said)


def test_measures_stand_under_the_question_of_their_family() -> None:
    other = example_finding(measure=example_measure(code="M27", family="silence"))
    said = text(layout(example_view(findings=(other, *example_findings()))))
    order = [said.index(part) for part in ("Who is reached", "M3 ", "What was not heard", "M27 ")]
    assert order == sorted(order)
    assert "How unequally" not in said, "no measure asks it here"
