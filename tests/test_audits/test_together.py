from dataclasses import replace

from audits.caveat import Severity
from audits.together import common, merged, same, split
from tests.test_audits.examples import example_caveats, example_finding, example_measure


def test_a_caveat_that_two_measures_share_is_said_once_and_one_that_they_do_not_names_its_own() -> (
    None
):
    first = example_finding()
    other = example_finding(measure=example_measure(code="M9"), caveats=example_caveats()[:2])
    held = merged((first, other))
    assert len(held) == 3
    codes = {one.caveat.code: one.codes for one in held}
    assert codes == {"stale": (), "invented-city": (), "contested": ("M3",)}


def test_the_gravest_comes_first() -> None:
    held = merged((example_finding(),))
    assert [one.caveat.severity for one in held] == [
        Severity.STRONG_CARE,
        Severity.CARE,
        Severity.NOTE,
    ]


def test_what_is_common_is_what_every_card_holds_and_nothing_is_lost_by_splitting() -> None:
    note, stale, contested = example_caveats()
    one = (example_finding(caveats=(note, stale)),)
    two = (example_finding(caveats=(note, contested)),)
    shared = common((one, two))
    assert shared == {same(note)}
    own, elsewhere = split(merged(one), shared)
    assert [held.caveat for held in own] == [stale]
    assert [held.caveat for held in elsewhere] == [note]


def test_two_caveats_that_differ_in_a_word_or_in_severity_are_two() -> None:
    note = example_caveats()[0]
    other = replace(note, arguments={"city": "Elsewhere"})
    graver = replace(note, severity=Severity.CARE)
    assert len(merged((example_finding(caveats=(note, other, graver)),))) == 3


def test_one_card_alone_shares_nothing() -> None:
    assert common(((example_finding(),),)) == frozenset()
