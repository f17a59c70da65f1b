import re

from audits.catalog import all_measures, caveat_rules
from audits.finding import Finding
from audits.opened import OpenedCity
from audits.overlay import OVERLAY
from audits.report.method_decisions import decisions
from dashboard.page import View
from dashboard.pages.methods import layout
from tests.test_audits.small_frame import frame
from tests.test_dashboard.examples import example_view
from tests.test_dashboard.tree import attribute, hrefs, parts, text


def view() -> View:
    city = frame()
    return example_view(findings=(), frame=lambda: city)


def test_every_record_stands_here_once_and_the_contents_lead_to_it() -> None:
    page = layout(view())
    anchors = [attribute(one, "id") for one in parts(page, lambda one: bool(attribute(one, "id")))]
    wanted = [f"measure-{m.code}" for m in (*all_measures(), OVERLAY)]
    wanted += [f"caveat-{rule.code}" for rule in caveat_rules()]
    wanted += [f"decision-{d.number}" for d in decisions()]
    assert sorted(a for a in anchors if a and a != "contents") == sorted(wanted)
    assert {f"#{anchor}" for anchor in wanted} == {h for h in hrefs(page) if h.startswith("#")}


def test_a_measure_tells_everything_that_was_said_before_the_data() -> None:
    said = text(layout(view()))
    for measure in (*all_measures(), OVERLAY):
        assert measure.question in said
        assert measure.formula in said
        for mode in measure.failure_modes:
            assert mode[1:].rstrip(".") in said
        for name in measure.parameters:
            assert name in said


def test_rules_say_when_they_are_raised_and_in_how_much_of_this_city(
    porto_sombra: OpenedCity,
) -> None:
    findings = porto_sombra.findings()
    page = layout(
        example_view(city=porto_sombra.city, findings=findings, frame=lambda: porto_sombra.frame)
    )
    said = re.sub(r"\s+", " ", text(page))
    assert f"Raised now in {len(findings)} of {len(findings)} findings. Rule invented_city" in said
    assert "Raised now in no finding. Rule overlay_chosen" in said
    assert "/overlay" in hrefs(page)
    assert any(href.startswith("/measure/M3-") for href in hrefs(page))


def test_no_result_stands_here(porto_sombra: OpenedCity) -> None:
    """But for the counts of caveats, the page says the same whatever was found."""

    def without_counts(findings: tuple[Finding, ...]) -> str:
        city = porto_sombra.city
        page = layout(example_view(city=city, findings=findings, frame=lambda: porto_sombra.frame))
        counted = {
            piece
            for rule in parts(page, lambda one: attribute(one, "className") == "record rule")
            for piece in [text(rule.children[-1])]
        }
        said = text(page).replace("Its answers: ", "")
        for piece in sorted(counted, key=len, reverse=True):
            said = said.replace(piece, "")
        for measure in (*all_measures(), OVERLAY):
            said = said.replace(f"Its answers{measure.name}", "").replace(measure.name, "")
        return said

    assert without_counts(porto_sombra.findings()) == without_counts(())
