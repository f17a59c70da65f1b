from dataclasses import replace

from audits import words
from audits.report.card_html import card
from audits.report.plain import one_line, plain, plain_list
from tests.test_audits.examples import (
    example_caveats,
    example_finding,
    example_findings,
    example_geography,
    example_measure,
)
from tests.test_audits.report.exhibits import EVERY_KIND
from tests.test_audits.report.reports import Page

HOSTILE = "<script>alert(1)</script>"


def test_one_line_carries_interval_blind_spot_age_and_the_gravest_caveat() -> None:
    line = one_line(example_finding())
    assert "\n" not in line
    assert line.startswith("70 % [strong care; 30 % not seen]")
    assert "from 66 % to 74 %" in line
    assert "not seen: 18\u202f000 of 60\u202f000 residents (30 %)" in line
    assert "age of some of its data unknown" in line
    assert "Testville is invented" in line
    assert "Strong care: Camera positions is 244 days old" in line
    assert "2 more caveats" in line


def test_one_line_without_a_number_says_why() -> None:
    assert one_line(example_findings()[3]).startswith(
        "withheld: fewer than 3 gauges [strong care; 30 % not seen]"
    )


def test_plain_text_keeps_everything_in_short_lines() -> None:
    for finding in example_findings():
        text = plain(finding)
        flat = " ".join(text.split())
        for caveat in finding.caveats:
            assert f"{caveat.severity.value}: {caveat.text}" in flat
        assert " ".join(words.unseen(finding).split()) in flat
        assert "8 months old" in flat
        assert max(len(line) for line in text.splitlines()) <= 88


def test_a_card_shows_question_number_caveats_blind_spot_and_age() -> None:
    for finding in example_findings():
        html = card(finding)
        text = " ".join(_text(html).split())
        assert finding.measure.question in text
        for caveat in finding.caveats:
            assert caveat.text in text
        assert " ".join(words.unseen(finding).split()) in text
        assert "8 months old" in text
        assert finding.snapshot in text


def test_a_card_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    hostile = example_finding(reading=HOSTILE)
    html = card(hostile)
    page = Page(html)
    assert page.named("script") == []
    assert page.named("link") == []
    assert HOSTILE in _text(html)
    assert "http" not in html
    assert "url(" not in html


def test_a_card_does_not_style_the_notebook_around_it() -> None:
    style = card(example_finding()).split("<style>")[1].split("</style>")[0]
    rules = [rule.split("{")[0] for rule in style.split("}") if "{" in rule]
    selectors = [
        one for rule in rules for one in rule.split(",") if not one.strip().startswith("@")
    ]
    assert selectors
    assert all(one.strip().startswith(".penumbra-card") for one in selectors)


def test_gravest_caveats_come_first_in_text_and_card() -> None:
    ordered = [c.text for c in sorted(example_caveats(), key=lambda c: -c.severity.rank)]
    for text in (" ".join(plain(example_finding()).split()), card(example_finding())):
        places = [text.index(said) for said in ordered]
        assert places == sorted(places)


def _text(html: str) -> str:
    page = Page(f'<div id="all">{html}</div>')
    return page.text["all"]


def test_few_findings_are_told_in_full() -> None:
    findings = example_findings()
    assert plain_list(findings) == "\n\n".join(plain(finding) for finding in findings)


def test_many_findings_stand_by_network_and_family_with_headlines_first() -> None:
    others = tuple(
        example_finding(
            measure=example_measure(
                code=f"M{n}", name=f"Measure {n}", family="inequality", headline=False
            )
        )
        for n in range(10, 15)
    )
    city = example_finding(network=None, subject="city")
    said = plain_list((*others, *example_findings(), city))
    assert all(len(line) <= 88 for line in said.splitlines())
    order = [said.index(part) for part in ("Cameras\n=======", "M3 ", "-- how unequally", "M10 ")]
    assert order == sorted(order)
    assert said.index("M14 ") < said.index("Rain gauges\n") < said.index("The whole city: who")
    one = said[said.index("M10 ") : said.index("M11 ")]
    for must in ("70 % (from 66 % to 74 %)", "age of some of its data unknown", "Strong care:"):
        assert must in " ".join(one.split())
    assert said.count("18\u202f000 of 60\u202f000 residents (30 %) are not seen") == 3
    assert "--measure, --network" in said


def test_a_card_draws_every_figure_with_its_rows_in_both_themes() -> None:
    finding = replace(example_finding(exhibits=EVERY_KIND), geography=example_geography())
    html = card(finding)
    assert html.count("<svg") == html.count("In rows</summary>") == len(EVERY_KIND)
    assert all(f"<strong>{exhibit.title}</strong>" in html for exhibit in EVERY_KIND)
    assert "@media (prefers-color-scheme:dark){.penumbra-card{--paper: #14171a;" in html
    ids = Page(html).ids
    assert len(ids) == len(set(ids))
    assert "<svg" not in card(example_finding(exhibits=EVERY_KIND)), "no ground to draw it on"
