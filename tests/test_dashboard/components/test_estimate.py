from dataclasses import replace

from audits.caveat import Severity
from audits.finding import Footing, Interval, Setting, Stability
from dashboard.components.estimate import estimate
from tests.test_audits.examples import (
    example_caveats,
    example_finding,
    example_findings,
    example_measure,
)
from tests.test_dashboard.tree import attribute, tags, text


def look(part: object) -> str | None:
    return attribute(tags(part, "P")[0], "className")


def test_a_number_comes_with_its_unit_and_interval() -> None:
    finding = example_finding(
        measure=example_measure(unit="per 10,000 residents"),
        estimate=5.62,
        interval=Interval(low=4.48, high=6.97),
    )
    assert text(estimate(finding)).startswith("5.62 per 10,000 residents95 % interval from 4.48")


def test_a_number_that_cannot_be_leant_on_looks_so_and_says_why() -> None:
    part = estimate(example_finding())
    assert look(part) == "value value-unsure"
    assert "Unsure: the verdict holds in 2 of 3 settings." in text(part)


def test_a_verdict_that_holds_under_no_setting_is_refuted_and_not_unsure() -> None:
    setting = Setting(parameters={"reach_m": 250}, estimate=0.41, holds=False)
    refuted = Stability(
        verdict="the poorest fifth is seen least",
        settings=(setting, replace(setting, parameters={"reach_m": 500})),
        boundaries="No other boundary set was tried.",
    )
    assert look(estimate(example_finding(stability=refuted))) == "value"


def test_an_interval_that_holds_no_difference_is_a_doubt() -> None:
    finding = example_finding(
        measure=example_measure(better="nearer to zero", unit="index from −1 to 1"),
        estimate=0.1,
        interval=Interval(low=-0.03, high=0.3),
    )
    assert "the interval includes 0, no difference" in text(estimate(finding))


def test_no_number_is_shown_where_there_is_none_and_none_where_it_is_withheld() -> None:
    nothing = example_findings()[3]
    assert look(estimate(nothing)) == "value value-none"
    assert text(estimate(nothing)) == "withheld: fewer than 3 gauges"
    thin = example_finding(
        footing=Footing(people=9, areas=1, sensors=1, withheld="fewer than 10 people")
    )
    assert "70 %" not in text(tags(estimate(thin), "P")[0])


def test_a_number_that_somebody_blocks_looks_unsure_and_says_so() -> None:
    sure = example_finding(stability=Stability(verdict=None, settings=(), boundaries="none"))
    assert look(estimate(sure)) == "value"
    grave = replace(example_caveats()[0], severity=Severity.BLOCKED)
    blocked = replace(sure, caveats=(grave,))
    assert look(estimate(blocked)) == "value value-unsure"
    assert "Blocked: a caveat asks not to rely on it" in text(estimate(blocked))
