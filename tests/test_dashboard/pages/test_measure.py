from dataclasses import replace
from datetime import UTC, datetime

import pytest

from audits import words
from audits.reviews import Statement
from dashboard.pages.measure import PAGE, knows, layout, title
from dashboard.writing import Writing
from tests.test_audits.examples import (
    example_city,
    example_finding,
    example_findings,
    example_measure,
)
from tests.test_audits.report.exhibits import EVERY_KIND
from tests.test_dashboard.examples import example_view
from tests.test_dashboard.tree import attribute, hrefs, parts, tags, text


def statement(number: int, target: str) -> Statement:
    return Statement(
        number=number,
        at=datetime(2026, 2, number, tzinfo=UTC),
        city="testville",
        target_kind="dataset" if target == "cameras" else "measure",
        target=target,
        speaker=None,
        says=f"Said of {target}.\nTwice.",
        principle="consider-context",
        blocks=number == 1,
        channel="screen",
        snapshot=None,
        answers=1 if number == 2 else None,
    )


def test_the_page_knows_its_findings_and_no_others() -> None:
    assert knows(example_view(key="M9-cameras"))
    assert not knows(example_view(key="M9-nobody"))
    assert not knows(example_view(key=None))
    assert title(example_view(key="M9-cameras")) == "Wealth gradient: Cameras"
    assert PAGE.order is None, "it needs a key, so the navigation does not hold it"


def test_everything_about_a_finding_is_on_its_page() -> None:
    finding = example_finding()
    said = text(layout(example_view(key="M3-cameras")))
    measure = finding.measure
    for part in (
        measure.question,
        measure.asked_by,
        measure.success,
        measure.formula,
        measure.citation,
        *measure.failure_modes,
        *measure.inputs,
        finding.draft.reading,
        finding.draft.interval_meaning,
        words.unseen(finding),
        "reach_m = 500",
    ):
        assert part in said
    for caveat in finding.caveats:
        assert caveat.text in said
        assert str(caveat.severity) in said
    for who in ("raised by the audit itself", "raised by the publisher", "in a review session"):
        assert who in said


def test_the_query_is_shown_where_the_measure_is_one() -> None:
    finding = example_finding(measure=example_measure(sql="select 1 as one"))
    assert "select 1 as one" in text(layout(example_view(key="M3-cameras", findings=(finding,))))


def test_every_figure_stands_with_a_table() -> None:
    page = layout(example_view(key="M3-cameras"))
    for figure in tags(page, "Figure"):
        (around,) = parts(
            page,
            lambda one, figure=figure: (
                figure in (getattr(one, "children", None) or [])  # type: ignore[misc]
                if isinstance(getattr(one, "children", None), list)
                else False
            ),
        )
        assert tags(around, "Table"), attribute(figure, "className")


def test_the_curve_is_drawn_where_there_is_one() -> None:
    assert not parts(
        layout(example_view(key="M3-cameras")), lambda o: attribute(o, "id") == "figure-curve"
    )
    page = layout(example_view(key="M9-cameras"))
    assert parts(page, lambda one: attribute(one, "id") == "figure-curve")
    assert "lowest 20 %" in text(page)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ({}, "Harbour"),
        ({"sort": "name", "order": "ascending"}, "Airport"),
        ({"sort": "people"}, "Old Town"),
        ({"sort": "value"}, "Market Hill"),
        ({"sort": "value", "order": "ascending"}, "Lakeside"),
        ({"sort": "drop table", "order": "sideways"}, "Harbour"),
        ({"find": "fields"}, "East Fields"),
    ],
)
def test_the_table_of_areas_is_sorted_and_searched_as_the_link_says(
    query: dict[str, str], first: str
) -> None:
    page = layout(example_view(key="M3-cameras", path="/measure/M3-cameras", query=query))
    (table,) = [t for t in tags(page, "Table") if attribute(t, "className") == "table areas"]
    assert text(tags(tags(table, "Tbody"), "Th")[0]) == first


def test_a_column_s_link_turns_its_order_round_and_says_how_it_is_sorted() -> None:
    query = {"sort": "people", "order": "descending", "find": "a"}
    page = layout(example_view(key="M3-cameras", path="/measure/M3-cameras", query=query))
    (head,) = parts(page, lambda one: attribute(one, "aria-sort") is not None)
    assert attribute(head, "aria-sort") == "descending"
    assert hrefs(head) == ["/measure/M3-cameras?sort=people&order=ascending&find=a#areas"]


def test_a_search_that_finds_nothing_says_so() -> None:
    page = layout(example_view(key="M3-cameras", query={"find": "nowhere"}))
    assert "0 of 12 areas." in text(page)


def test_inputs_come_with_the_work_done_on_them() -> None:
    page = layout(example_view(key="M3-cameras"))
    assert "Camera positions: 22 rows read, 20 kept, 2 in quarantine" in text(page)
    assert "outside every area of the city" in text(page)
    assert "/register#dataset-cameras" in hrefs(page)


def test_statements_about_the_measure_the_finding_and_its_data_stand_here_and_no_others() -> None:
    said = tuple(
        statement(n, target)
        for n, target in enumerate(("M3", "M3-cameras", "cameras", "M9", "M3-gauges"), 1)
    )
    page = layout(example_view(key="M3-cameras", reviews=said))
    shown = [text(one) for one in tags(page, "Blockquote")]
    assert shown == [
        "Said of M3.\nTwice.",
        "Said of M3-cameras.\nTwice.",
        "Said of cameras.\nTwice.",
    ]
    assert text(page).count("not relied on until this is answered") == 1
    assert "in answer to statement 1" in text(page)


def test_the_form_contests_the_finding_or_the_measure_as_the_link_says() -> None:
    def target(query: dict[str, str]) -> str | None:
        page = layout(example_view(key="M3-cameras", query=query))
        (form,) = parts(page, lambda one: attribute(one, "className") == "contest-form")
        return attribute(form, "data-contest")

    assert target({}) == "M3-cameras"
    assert target({"contest": "M3"}) == "M3"
    assert target({"contest": "M9"}) == "M3-cameras"


def test_who_may_not_write_is_told_the_command() -> None:
    view = example_view(key="M3-cameras", writing=Writing(allowed=False, with_token=False))
    said = text(layout(view))
    assert "penumbra contest testville M3-cameras --principle" in said
    assert "Let it stand" not in said


@pytest.mark.parametrize(("allowed", "asked"), [(True, 0), (False, 1)])
def test_the_token_is_asked_for_only_where_it_is_needed(allowed: bool, asked: int) -> None:
    view = example_view(key="M3-cameras", writing=Writing(allowed=allowed, with_token=True))
    page = layout(view)
    assert len(parts(page, lambda one: attribute(one, "id") == "contest-token")) == asked
    assert text(page).count("Reviewer token") == asked


def test_a_finding_without_a_number_still_says_everything_else() -> None:
    page = layout(example_view(key="M4-gauges"))
    said = text(page)
    assert "withheld: fewer than 3 gauges" in said
    assert "no interval" not in said
    for caveat in example_findings()[3].caveats:
        assert caveat.text in said


def test_a_measure_without_other_settings_says_that_none_was_tried() -> None:
    finding = example_finding()
    bare = replace(finding.draft.stability, settings=(), verdict=None)
    page = layout(example_view(key="M3-cameras", findings=(example_finding(stability=bare),)))
    assert "makes no statement that could be tested" in text(page)
    assert not parts(page, lambda one: attribute(one, "id") == "figure-stability")


def test_each_figure_of_a_finding_has_its_title_its_drawing_and_its_rows() -> None:
    finding = example_finding(exhibits=EVERY_KIND)
    page = layout(example_view(key="M3-cameras", findings=(finding,)))
    for index, exhibit in enumerate(EVERY_KIND, 1):
        (head,) = parts(page, lambda one, n=index: attribute(one, "id") == f"exhibit-{n}")  # type: ignore[misc]
        assert text(head) == exhibit.title
    tables = [t for t in tags(page, "Table") if attribute(t, "className") == "table rows"]
    assert len(tables) == len(EVERY_KIND)
    drawings = parts(page, lambda one: "svg-chart" in (attribute(one, "className") or ""))
    drawn = [str(attribute(one, "data-svg")) for one in drawings]
    assert len(drawn) == 6
    assert "?area=a00#areas" in drawn[4].replace("&amp;", "&")
    assert len(parts(page, lambda o: "svg-outlines" in (attribute(o, "className") or ""))) == 1


def test_crossed_groups_are_folded_below_the_others() -> None:
    city = example_city()
    crossed = replace(city.dimensions[1], kind="crossed", of=("income_fifth", "settlement"))
    changed = replace(city, dimensions=(city.dimensions[0], crossed))
    page = layout(example_view(key="M3-cameras", city=changed))
    (folded,) = [one for one in tags(page, "Details") if "crossed" in text(one)]
    assert "rests on one settlement" in text(folded)
    assert "poorest fifth" not in text(folded)
