import re

from dashboard.pages.measures import layout
from tests.test_audits.examples import example_findings
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
