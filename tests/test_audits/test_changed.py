from dataclasses import replace
from datetime import date

from audits.caveat import Caveat, Severity
from audits.changed import changes
from audits.finding import Finding, Interval, State
from tests.test_audits.examples import example_blind_spot, example_finding


def finding(estimate: float | None = 0.4, unseen: float = 1000.0) -> Finding:
    return example_finding(
        estimate=estimate,
        state=State.NOT_MEASURED if estimate is None else State.MEASURED,
        interval=None if estimate is None else Interval(low=estimate - 0.1, high=estimate + 0.1),
        reason="nobody lives there" if estimate is None else None,
        blind_spot=replace(example_blind_spot(), people=unseen, of_people=10_000.0),
    )


def sentences(before: Finding, after: Finding) -> list[tuple[str, bool]]:
    return [(one.sentence, one.grave) for one in changes((before,), (after,)).moved]


def test_the_same_findings_are_no_change() -> None:
    held = changes((finding(),), (finding(),))
    assert not held.any
    assert held.unchanged == 1


def test_what_a_reader_could_not_tell_apart_has_not_moved() -> None:
    assert sentences(finding(0.4), finding(0.4000001)) == []


def test_a_number_that_moved_is_told_by_its_way_and_its_former_interval() -> None:
    assert sentences(finding(0.4), finding(0.45)) == [
        ("higher than before, within the interval it had", False)
    ]
    assert sentences(finding(0.4), finding(0.2)) == [
        ("lower than before, below the interval it had", True)
    ]


def test_a_number_that_had_no_interval_is_not_said_to_lie_in_one() -> None:
    before = replace(finding(0.4), draft=replace(finding(0.4).draft, interval=None))
    assert sentences(before, finding(0.9)) == [("higher than before; it had no interval", False)]
    assert sentences(before, finding(0.1)) == [("lower than before; it had no interval", False)]


def test_more_people_unseen_is_grave_and_fewer_is_not() -> None:
    assert sentences(finding(unseen=1000), finding(unseen=1200)) == [
        ("more people are unseen than before", True)
    ]
    assert sentences(finding(unseen=1000), finding(unseen=900)) == [
        ("fewer people are unseen than before", False)
    ]


def test_what_can_no_longer_be_said_is_grave_and_says_why() -> None:
    assert sentences(finding(0.4), finding(None)) == [
        ("could be said before and cannot be said now: nobody lives there", True)
    ]
    assert sentences(finding(None), finding(0.4)) == [("can be said now", False)]


def test_new_and_lost_findings_are_named() -> None:
    one = finding()
    assert [m.sentence for m in changes((), (one,)).moved] == ["is asked for the first time"]
    gone = changes((one,), ())
    assert [(m.sentence, m.grave) for m in gone.moved] == [("is not asked any more", True)]
    assert gone.before == one.snapshot


def test_a_caveat_is_new_by_its_code_and_what_it_speaks_of_not_by_its_words() -> None:
    before = finding()
    aged = tuple(replace(one, template=one.template + " Still.") for one in before.caveats)
    assert changes((before,), (replace(before, caveats=aged),)).raised == ()
    more = Caveat(
        code="feed_gap", severity=Severity.CARE, template="It stops.", arguments={}, about="feed"
    )
    held = changes((before,), (replace(before, caveats=(*before.caveats, more)),))
    assert [one.caveat.code for one in held.raised] == ["feed_gap"]
    back = changes((replace(before, caveats=(*before.caveats, more)),), (before,))
    assert [one.caveat.code for one in back.lifted] == ["feed_gap"]


def test_data_that_reach_further_are_named_and_older_ones_are_not() -> None:
    before = finding()
    (first, *rest) = before.datasets
    later = replace(first, observed_until=date(2030, 1, 1))
    held = changes((before,), (replace(before, datasets=(later, *rest)),))
    assert held.newer == (later,)
    assert changes((replace(before, datasets=(later, *rest)),), (before,)).newer == ()
