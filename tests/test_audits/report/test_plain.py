from audits import words
from audits.report.card_html import card
from audits.report.plain import one_line, plain
from tests.test_audits.examples import example_caveats, example_finding, example_findings
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
