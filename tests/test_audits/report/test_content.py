from dataclasses import replace
from pathlib import Path

import pytest

from audits.finding import AreaValue, State
from audits.report.area_table import area_table
from audits.report.method_decisions import decisions, parse
from tests.test_audits.examples import (
    example_finding,
    example_findings,
    example_geography,
    example_measure,
)
from tests.test_audits.report.reports import example_report


def test_areas_with_most_unseen_residents_come_first_and_all_are_there() -> None:
    table = area_table((example_finding(),), example_geography())
    assert table is not None
    assert [row.name for row in table.rows[:4]] == [
        "Harbour", "Upper Terraces", "Old Town", "Lakeside",
    ]  # fmt: skip
    assert len(table.rows) == 12
    assert table.rows[0].cells == ("10 %",)


def test_the_kinds_of_nothing_stay_apart_and_their_reasons_are_said_once() -> None:
    table = area_table((example_finding(),), example_geography())
    assert table is not None
    cells = {row.name: row.cells[0] for row in table.rows}
    assert cells["Saltworks"] == "withheld"
    assert cells["North Camp"] == "unusable"
    assert cells["Airport"] == "not measured"
    assert any(note.endswith("under 50 residents (1 area)") for note in table.notes)
    airport = next(row for row in table.rows if row.name == "Airport")
    assert airport.people == "unknown"
    assert airport.share == "nobody"


def test_areas_that_differ_in_name_only_are_told_together_below_the_worst(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    everywhere = tuple(
        AreaValue(area=area, value=0.5, state=State.MEASURED)
        for area in example_geography().area_ids
    )
    table = area_table((example_finding(by_area=everywhere),), example_geography())
    assert table is not None
    assert not table.alike, "the first rows are always rows"
    monkeypatch.setattr("audits.report.area_table.FIRST", 2)
    monkeypatch.setattr("audits.report.area_table._MANY", 4)
    held = max(table.alike, key=len)
    assert {row.share for row in held} == {"0 %"}
    assert {row.area for row in held}.isdisjoint(row.area for row in table.apart)
    assert len(held) + len(table.apart) == len(table.rows)
    assert "Airport" in [row.name for row in table.apart], "nobody lives there: not nobody unseen"


def test_a_measure_without_any_value_has_a_note_and_no_column() -> None:
    nothing = example_finding(
        measure=example_measure(code="M4", name="Effective coverage"),
        by_area=(
            AreaValue(area="a00", value=None, state=State.NOT_MEASURED, reason="no readings"),
        ),
    )
    table = area_table((example_finding(), nothing), example_geography())
    assert table is not None
    assert [column.title for column in table.columns] == ["Radius coverage and unsensed people"]
    assert any(
        note.startswith("Effective coverage, not measured: no readings") for note in table.notes
    )


def test_a_measure_counted_otherwise_by_area_has_no_column() -> None:
    index = example_finding(measure=example_measure(code="M9", area_unit="persons"))
    assert area_table((index,), example_geography()) is None


def test_networks_are_never_pooled_and_keep_the_order_of_the_manifest() -> None:
    sections = example_report().networks
    assert [section.network.id for section in sections] == ["cameras", "gauges"]
    assert [f.key for f in sections[0].findings] == ["M3-cameras", "M9-cameras"]


def test_a_map_shows_a_share_before_anything_else() -> None:
    per_head = example_finding(measure=example_measure(code="M0", unit="per 10,000 residents"))
    report = example_report(findings=(per_head, *example_findings()))
    mapped = report.networks[0].mapped
    assert mapped is not None
    assert mapped.measure.code == "M3"


def test_methods_are_listed_once_by_number() -> None:
    codes = [finding.measure.code for finding in example_report().measured]
    assert codes == ["M3", "M4", "M9"]


def test_what_speaks_of_no_network_stands_apart() -> None:
    feed = replace(example_finding(network=None, subject="cameras"))
    report = example_report(findings=(*example_findings(), feed))
    (section,) = report.others
    assert section.id == "reach"
    assert [finding.key for finding in section.headline] == ["M3-cameras"]
    assert section.rest == ()


def test_what_is_no_headline_is_told_in_short_under_its_family() -> None:
    more = example_finding(
        measure=example_measure(code="M10", name="Gini", family="inequality", headline=False)
    )
    section = example_report(findings=(example_finding(), more)).networks[0]
    assert [finding.key for finding in section.headline] == ["M3-cameras"]
    ((heading, held),) = section.rest
    assert heading.title == "How unequally"
    assert [finding.key for finding in held] == ["M10-cameras"]


def test_a_decision_is_read_from_its_file() -> None:
    text = (
        "# Reach is stated\nby the city\n\n## Context\n\nFirst `one`\ngoes on.\n\n"
        "- a [link](x)\n- b\n"
    )
    decision = parse("0007-reach.md", text)
    assert decision.number == 7
    assert decision.title == "Reach is stated"
    assert decision.parts[-1] == ("Context", ("First one goes on.", "a link", "b"))


def test_every_decision_beside_the_audits_is_read() -> None:
    folder = Path(__file__).parents[3] / "audits" / "decisions"
    assert len(decisions()) == len(list(folder.glob("[0-9][0-9][0-9][0-9]-*.md")))
