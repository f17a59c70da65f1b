import re
from collections import Counter
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from audits import words
from audits.caveat import Caveat, Severity
from audits.report import phrases
from audits.report.content import Report
from audits.report.render import render_html
from tests.test_audits.examples import (
    example_blind_spot,
    example_caveats,
    example_city,
    example_finding,
    example_findings,
    example_measure,
    example_network,
)
from tests.test_audits.report.exhibits import EVERY_KIND
from tests.test_audits.report.reports import (
    Page,
    example_report,
    example_statement,
    faults,
    plain,
)

HOSTILE = '<script>alert("1")</script><img src=x onerror=y> {{ 7 * 7 }}'


@pytest.fixture(scope="module")
def html() -> str:
    return render_html(example_report())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def without(caveat: Caveat, number: int) -> Report:
    """Testville, one of whose findings has only its own caveat left."""
    found = list(example_findings())
    found[number] = replace(found[number], caveats=(caveat,))
    return example_report(findings=tuple(found))


def own_caveat(**changes: Any) -> Caveat:
    held = Caveat(
        code="own",
        severity=Severity.CARE,
        template="Rests on {few} sensors.",
        arguments={"few": 3},
        about="cameras",
    )
    return replace(held, **changes)


def test_every_number_stands_with_what_it_cannot_see(page: Page) -> None:
    assert faults(page, example_report()) == []


def test_the_check_finds_a_number_whose_caveats_went_missing(html: str) -> None:
    report = example_report()
    lost = html.replace("holds-everywhere", "elsewhere")
    assert any(
        "M9-cameras: the caveat Note. Testville" in one for one in faults(Page(lost), report)
    )
    milder = html.replace("gravest caveat: strong care", "gravest caveat: care")
    assert "M3-cameras: gravest caveat" in faults(Page(milder), report)


def test_what_holds_for_every_number_is_said_once_and_counted_beside_each(page: Page) -> None:
    note, stale, _ = example_caveats()
    for caveat in (note, stale):
        assert plain(page.text["holds-everywhere"]).count(caveat.text) == 1
        assert all(caveat.text not in page.text[one.key] for one in example_findings())
    assert "And 3 that hold for every number of this report (gravest: strong care)." in plain(
        page.text["M3-cameras"]
    )


def test_what_people_said_and_what_blocks_stands_beside_every_number() -> None:
    blocks = own_caveat(severity=Severity.BLOCKED)
    findings = tuple(replace(one, caveats=(*one.caveats, blocks)) for one in example_findings())
    page = Page(render_html(example_report(findings=findings)))
    for finding in findings:
        text = plain(page.text[finding.key])
        assert f"Blocked. {blocks.text}" in text
        assert "gravest caveat: blocked" in text
        assert "Residents contest this" in text
    assert blocks.text in page.text["holds-everywhere"]
    assert blocks.text in page.text["areas-cameras"]


def test_what_holds_for_one_number_or_one_network_is_not_said_of_others() -> None:
    report = without(own_caveat(), 1)
    page = Page(render_html(report))
    assert faults(page, report) == []
    assert "holds-everywhere" not in page.ids
    assert own_caveat().text in page.text["M9-cameras"]
    assert own_caveat().text not in page.text["M3-cameras"]
    assert page.links["M9-cameras"].count("#holds-for-many") == 0
    assert "3 that hold for many numbers of this report" in plain(page.text["M3-cameras"])


def test_caveats_stand_in_the_order_of_their_severity() -> None:
    alone = example_report(findings=(example_finding(),))
    text = Page(render_html(alone)).text["M3-cameras"]
    ordered = phrases.by_severity(example_finding())
    assert [caveat.severity.value for caveat in ordered] == ["strong care", "care", "note"]
    places = [text.index(caveat.text) for caveat in ordered]
    assert places == sorted(places)


def test_what_intervals_hold_is_said_once_for_all_measures_that_share_it(page: Page) -> None:
    said = words.sentence(example_finding().draft.interval_meaning)
    assert said in page.text["interval-of-1"]
    assert "M3 and M9" in page.text["interval-of-1"]
    assert said not in page.text["M3-cameras"]
    assert "#interval-of-1" in page.links["M3-cameras"]
    alone = example_findings()[3].draft.interval_meaning
    assert alone in page.text["M4-gauges"], "the only one that says it says it itself"


def test_a_measure_that_is_no_headline_stands_in_short_with_all_it_needs() -> None:
    told = example_finding()
    short = example_finding(
        measure=example_measure(code="M10", name="Gini", headline=False, family="inequality"),
        reading="Half of the people have all of the reach.",
    )
    report = example_report(findings=(told, short))
    html = render_html(report)
    page = Page(html)
    assert faults(page, report) == []
    assert page.text["more-cameras"].count("Gini") == 1
    assert "How unequally" in page.text["more-cameras"]
    text = plain(page.text["M10-cameras"])
    for said in (short.measure.question, "70 %", "from 66 % to 74 %", "holds in 2 of 3 settings"):
        assert said in text
    assert "All 4 settings" not in text
    brief = html[html.index('id="M10-cameras"') :]
    assert "<svg" not in brief[: brief.index("</article>")]


def test_a_headline_finding_shows_its_first_figure_with_its_rows_and_counts_the_rest() -> None:
    finding = example_finding(exhibits=EVERY_KIND)
    page = Page(render_html(example_report(findings=(finding,))))
    text = plain(page.text["M3-cameras"])
    assert EVERY_KIND[0].title in text
    assert "In rows" in text
    assert f"{len(EVERY_KIND) - 1} more figures of this measure on screen" in text


def test_the_groups_of_a_network_stand_side_by_side_in_one_table(page: Page) -> None:
    text = plain(page.text["groups-cameras"])
    row = text[text.index("poorest fifth") :]
    for said in ("12 000", "6 600, 55 %", "45 %, from 39 % to 51 %"):
        assert said in row[: row.index("second fifth")].replace("\u202f", " ")
    assert "withheld: rests on one settlement" in text


def test_paper_leaves_crossed_groups_to_the_screen() -> None:
    city = example_city()
    crossed = replace(city.dimensions[1], kind="crossed", of=("income_fifth", "settlement"))
    report = example_report(city=replace(city, dimensions=(city.dimensions[0], crossed)))
    on_paper = plain(Page(render_html(report, for_print=True)).text["groups-cameras"])
    assert "rests on one settlement" not in on_paper
    assert "Crossed groups stand in the HTML of this report." in on_paper
    assert "rests on one settlement" in Page(render_html(report)).text["groups-cameras"]


def test_groups_that_were_told_are_not_told_again() -> None:
    again = example_finding(measure=example_measure(code="M9", name="Wealth gradient"))
    page = Page(render_html(example_report(findings=(example_finding(), again))))
    assert "poorest fifth" in page.text["M3-cameras"]
    assert "By group it counts what M3 counts" in plain(page.text["M9-cameras"])
    assert "#M3-cameras" in page.links["M9-cameras"]


def test_paper_holds_the_areas_with_most_unseen_people_and_says_where_the_rest_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("audits.report.environment.FIRST", 3)
    text = plain(Page(render_html(example_report(), for_print=True)).text["areas-cameras"])
    assert "All 12 areas stand in the HTML of this report, in the JSON and in the CSV." in text
    assert "Lakeside" not in text
    assert "Upper Terraces" in text
    whole = Page(render_html(example_report())).text["areas-cameras"]
    assert all(name in whole for name in example_report().geography.names)


def test_the_blind_spot_comes_before_any_finding(html: str) -> None:
    report = example_report()
    statement = words.blind_spot_statement(report.city, report.findings)
    body = html[html.index("<body>") :]
    first = body.index(statement)
    assert first < body.index("<h2>Known blind spot") + 200
    assert all(first < body.index(f'id="{finding.key}"') for finding in report.findings)


def test_an_invented_city_says_so_at_once_and_a_real_one_does_not(html: str) -> None:
    assert html.index("Testville is invented.") < html.index("Known blind spot")
    real = replace(example_city(), invented=False)
    findings = tuple(replace(one, invented=False) for one in example_findings())
    assert "is invented." not in render_html(
        example_report(
            city=real,
            findings=tuple(
                replace(one, caveats=tuple(c for c in one.caveats if c.code != "invented-city"))
                for one in findings
            ),
        )
    )


def test_the_page_is_whole_without_any_other_file_and_without_scripts(page: Page) -> None:
    for tag in ("script", "link", "img", "iframe", "object", "embed", "form"):
        assert page.named(tag) == []
    for tag, attributes in page.tags:
        for name in ("href", "src", "xlink:href", "data", "action"):
            target = attributes.get(name)
            assert target is None or target.startswith("#"), (tag, name, target)
        assert not any(name.startswith("on") for name in attributes)


def test_nothing_is_fetched_by_the_style(html: str) -> None:
    style = html[html.index("<style>") : html.index("</style>")]
    assert "@import" not in style
    assert "url(" not in style.replace("attr(href url)", "")


def test_every_link_inside_the_page_leads_somewhere_and_ids_are_unique(page: Page) -> None:
    assert [name for name, many in Counter(page.ids).items() if many > 1] == []
    targets = {a["href"] for a in page.named("a")} | {u["href"] for u in page.named("use")}
    assert targets
    missing = {target for target in targets if target and target[1:] not in page.ids}
    assert missing == set()
    labels = [a["aria-labelledby"] for _, a in page.tags if a.get("aria-labelledby")]
    assert {name for label in labels for name in str(label).split()} <= set(page.ids)


def test_every_drawing_is_well_formed_and_says_what_it_shows(html: str) -> None:
    drawings = re.findall(r"<svg.*?</svg>", html, re.S)
    assert len(drawings) > 10
    for drawing in drawings:
        root = ET.fromstring(drawing)
        if root.get("aria-hidden") == "true":
            continue
        assert root.get("role") == "img"
        named = [child.text for child in root if child.tag in ("title", "desc")]
        assert len(named) == 2
        assert all(named)


def test_no_number_that_is_none_is_ever_shown(html: str) -> None:
    text = plain(re.sub(r"<[^>]+>", " ", html[html.index("<body>") :]))
    assert not re.search(r"\b(nan|NaN|inf|None(?! of)|undefined)\b", text)


def test_what_people_wrote_is_shown_and_never_run() -> None:
    caveat = Caveat(
        code="x", severity=Severity.CARE, template="{w}", arguments={"w": HOSTILE}, about="x"
    )
    finding = example_finding(
        reading=HOSTILE, caveats=(caveat,), network=example_network(title=HOSTILE)
    )
    html = render_html(
        example_report(
            city=replace(example_city(), title=HOSTILE),
            findings=(finding,),
            statements=(example_statement(says=HOSTILE, speaker=HOSTILE),),
        )
    )
    page = Page(html)
    assert page.named("script") == []
    assert page.named("img") == []
    assert HOSTILE in page.text["M3-cameras"]
    assert HOSTILE in page.text["statement-1"]
    for drawing in re.findall(r"<svg.*?</svg>", html, re.S):
        ET.fromstring(drawing)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_html(example_report()) == render_html(example_report())


def test_what_nobody_filled_in_reads_unknown(page: Page) -> None:
    assert "Owner of the data unknown" in plain(page.text["register-cameras"])
    assert "How unknown" in plain(page.text["data-cameras"])


def test_a_dataset_shows_how_many_rows_were_kept_out_and_why(page: Page) -> None:
    text = plain(page.text["data-cameras"])
    assert "22 rows read = 20 kept + 2 in quarantine" in text
    assert "outside every area of the city" in text


def test_a_number_that_is_withheld_is_said_in_words(page: Page) -> None:
    text = plain(page.text["M4-gauges"])
    assert "withheld fewer than 3 gauges" in text
    assert "withheld: rests on one settlement" in plain(page.text["M3-cameras"])


def test_a_statement_stands_with_who_said_it_and_that_it_blocks(page: Page) -> None:
    text = plain(page.text["statement-1"])
    assert "The cameras in Mills have been dark since spring." in text
    assert "A resident of Mills" in text
    assert "Consider context" in text
    assert "Not to be relied on until this is answered" in text


def test_words_that_promise_too_much_are_not_used(html: str) -> None:
    text = re.sub(r"<[^>]+>", " ", html[html.index("<body>") :]).lower()
    assert not re.search(r"\b(fair|unbiased|solved)\b", text)


def test_for_print_colours_are_literal_and_every_map_holds_its_own_outlines() -> None:
    html = render_html(example_report(), for_print=True)
    drawings = re.findall(r"<svg.*?</svg>", html, re.S)
    assert "var(" not in "".join(drawings)
    assert "<use" not in html


@pytest.mark.parametrize(
    ("ratio", "poorest", "richest", "said"),
    [
        (2.4, 0.24, 0.1, "2.4 times as likely"),
        (None, 0.3, 0.0, "Nobody of the richest fifth is unseen."),
        (None, None, None, "is not known"),
    ],
)
def test_the_ends_are_compared_as_far_as_they_are_known(
    ratio: float | None, poorest: float | None, richest: float | None, said: str
) -> None:
    spot = replace(example_blind_spot(), ratio=ratio, poorest=poorest, richest=richest)
    assert said in phrases.poorest_to_richest(spot)
