from dataclasses import replace
from datetime import datetime

import pytest

from audits.changed import changes
from audits.room_alerts import Alert, Kind, Severity
from dashboard.links import measure_link
from dashboard.pages.city import layout
from tests.test_audits.examples import (
    example_city,
    example_finding,
    example_findings,
    example_measure,
)
from tests.test_dashboard.examples import example_view
from tests.test_dashboard.tree import attribute, hrefs, parts, tags, text


def drawing(page: object) -> str:
    (host,) = parts(page, lambda one: attribute(one, "className") == "svg svg-map")
    return str(attribute(host, "data-svg"))


def test_the_map_shows_the_network_and_measure_of_the_link() -> None:
    page = layout(example_view(query={"network": "gauges", "measure": "M3"}))
    held = parts(page, lambda one: "choice held" in (attribute(one, "className") or ""))
    assert [text(one) for one in held] == ["Rain gauges", "Radius coverage and unsensed people"]
    assert "rain gauges" in drawing(page).lower()


def test_a_choice_that_does_not_exist_shows_the_first() -> None:
    page = layout(example_view(query={"network": "nobody", "measure": "M99", "area": "<b>"}))
    held = parts(page, lambda one: "choice held" in (attribute(one, "className") or ""))
    assert text(held[0]) == "Cameras"
    assert not parts(page, lambda one: attribute(one, "id") == "area")


def test_areas_of_the_map_lead_to_the_same_view_with_that_area_chosen() -> None:
    page = layout(example_view(query={"network": "cameras"}))
    assert 'href="/?network=cameras&amp;measure=M3&amp;area=a00#map"' in drawing(page)


def test_a_chosen_area_says_residents_unseen_and_each_measure() -> None:
    page = layout(example_view(query={"area": "a00"}))
    (panel,) = parts(page, lambda one: attribute(one, "id") == "area")
    assert "Harbour" in text(panel)
    assert "Residents: 9\u202f000." in text(panel)
    assert "Not seen: 8\u202f100 of them (90 %)." in text(panel)
    assert "10 %" in text(panel)


def test_unseen_people_are_hatched_whatever_the_choice() -> None:
    for query in ({}, {"network": "gauges"}):
        svg = drawing(layout(example_view(query=query)))
        assert "-dense" in svg
        assert "<pattern" in svg


def test_each_network_has_one_card_with_its_findings_and_links_to_them() -> None:
    page = layout(example_view())
    cards = [one for one in tags(page, "Article") if attribute(one, "className") == "card"]
    assert [attribute(card, "data-findings") for card in cards] == [
        "M3-cameras M9-cameras",
        "M3-gauges M4-gauges",
    ]
    assert {"/measure/M3-cameras", "/measure/M9-cameras"} <= set(hrefs(cards[0]))


def test_what_is_withheld_says_so_and_shows_no_number() -> None:
    page = layout(example_view())
    assert "withheld: fewer than 3 gauges" in text(page)


def test_everybody_who_is_not_counted_at_all_is_named() -> None:
    assert "People without an address: The census counts dwellings." in text(layout(example_view()))


def test_the_overview_sets_networks_side_by_side_and_never_sums_them() -> None:
    page = layout(example_view())
    (table,) = [
        table for table in tags(page, "Table") if text(table).startswith("People unseen, network")
    ]
    rows = tags(tags(table, "Tbody"), "Tr")
    assert [text(tags(row, "Th")) for row in rows] == ["Cameras", "Rain gauges"]
    assert "2.4 times" in text(rows[0])


@pytest.mark.parametrize("findings", [(), example_findings()[1:2]])
def test_a_city_without_values_by_area_says_so(findings: tuple[object, ...]) -> None:
    page = layout(example_view(findings=findings))
    assert "No measure of this city speaks of areas." in text(page)


def test_a_city_with_one_network_needs_no_shared_part() -> None:
    page = layout(
        example_view(
            findings=example_findings()[:2],
            city=replace(example_city(), networks=example_city().networks[:1]),
        )
    )
    assert "What holds for every network here" not in text(page)


def test_what_is_no_headline_is_told_in_short_and_folded_with_all_it_needs() -> None:
    short = example_finding(
        measure=example_measure(code="M10", name="Gini", family="inequality", headline=False)
    )
    page = layout(example_view(findings=(*example_findings(), short)))
    (folded,) = [
        one for one in tags(page, "Details") if attribute(one, "className") == "more-findings"
    ]
    said = text(folded)
    assert "1 more measure: gini" in said
    assert "How unequally" in said
    assert "70 %" in said
    assert "strong care" in said
    assert "/measure/M10-cameras" in hrefs(folded)
    assert all(caveat.text in text(page) for caveat in short.caveats)


def test_what_speaks_of_no_network_stands_under_its_question() -> None:
    alone = example_finding(network=None, subject="city")
    page = layout(example_view(findings=(*example_findings(), alone)))
    cards = [one for one in tags(page, "Article") if attribute(one, "className") == "card"]
    assert "The whole city: who is reached" in text(cards[-1])
    assert "Testville" in text(cards[-1])
    assert "#card-city-reach" in hrefs(page)


def test_cards_after_the_first_are_folded_to_their_titles() -> None:
    page = layout(example_view())
    first, second = [one for one in tags(page, "Article") if attribute(one, "className") == "card"]
    assert type(first.children[0]).__name__ == "Header"
    (summary,) = [one for one in tags(second, "Summary") if "Rain gauges" in text(one)]
    assert "2 numbers, gravest caveat: strong care" in text(summary)


def test_what_changed_and_what_needs_a_person_stand_on_the_first_page() -> None:
    """In words and links: a number needs its caveats beside it."""
    view = example_view()
    before = tuple(
        replace(f, draft=replace(f.draft, estimate=(f.draft.estimate or 0) * 3), snapshot="e" * 16)
        for f in view.findings
    )
    held = changes(before, view.findings)
    assert held.moved
    page = layout(replace(view, changes=lambda: held))
    assert "e" * 16 in text(page)
    for one in held.moved:
        assert measure_link(one.finding) in hrefs(page)
        assert one.sentence in text(page)
    assert "#changed" in hrefs(page)


def test_with_no_earlier_snapshot_the_page_says_so() -> None:
    assert "No earlier snapshot is kept" in text(layout(example_view()))


def test_alerts_of_the_newest_moment_lead_to_the_room() -> None:
    alert = Alert(
        code="feed_no_data",
        kind=Kind.NO_DATA,
        severity=Severity.URGENT,
        sentence="Gauges: nothing arrives.",
        since=None,
        about="gauges",
        do="Call them.",
    )
    at = datetime.fromisoformat("2026-03-01T12:00")
    page = layout(replace(example_view(), alerts=lambda: ((alert,), at)))
    assert "Gauges: nothing arrives." in text(page)
    assert "/room" in hrefs(page)
    assert "1 alert, gravest: urgent" in text(page)
    quiet = text(layout(replace(example_view(), alerts=lambda: ((), at))))
    assert "That is no all-clear" in quiet
