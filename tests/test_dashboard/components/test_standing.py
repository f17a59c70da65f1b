from audits import words
from audits.together import same
from dashboard.components.standing import standing
from tests.test_audits.examples import example_caveats, example_finding, example_measure
from tests.test_dashboard.tree import attribute, hrefs, parts, tags, text


def test_blind_spot_age_footing_and_every_caveat_stand_together() -> None:
    finding = example_finding()
    said = text(standing((finding,)))
    assert words.unseen(finding) in said
    assert "Camera positions until 30 June 2025, 8 months old" in said
    assert "Residents until an unknown day, age unknown" in said
    assert "60\u202f000 people, 11 areas and 20 sensors." in said
    for caveat in finding.caveats:
        assert caveat.text in said


def test_the_gravest_caveat_comes_first_in_words_and_in_look() -> None:
    part = standing((example_finding(),))
    severities = parts(part, lambda one: "severity" in (attribute(one, "className") or ""))
    assert [text(one) for one in severities] == ["strong care", "care", "note"]
    assert "severity-strong-care" in str(attribute(severities[0], "className"))


def test_what_stands_elsewhere_in_full_is_named_here_with_the_way_to_it() -> None:
    shared = frozenset(same(caveat) for caveat in example_caveats()[:2])
    part = standing((example_finding(),), shared)
    assert len(tags(part, "Li")) == 2 + 1, "two ages and one caveat of its own"
    assert "2 caveats, gravest: strong care): stale (cameras); invented-city (city)" in text(part)
    assert hrefs(part) == ["#everywhere"]


def test_a_caveat_or_footing_of_one_measure_names_it() -> None:
    other = example_finding(
        measure=example_measure(code="M9"), caveats=example_caveats()[:2], estimate=0.1
    )
    said = text(standing((example_finding(), other)))
    assert "dark since spring. M3, raised in a review session" in said
    assert "M3: 60" not in said, "the same footing is said once"
