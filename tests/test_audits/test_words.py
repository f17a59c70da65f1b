from dataclasses import replace
from datetime import date

import pytest

from audits import words
from audits.finding import State
from data.languages import PORTUGUESE
from data.said import speaking
from tests.test_audits.examples import (
    example_blind_spot,
    example_city,
    example_finding,
    example_gauges,
    example_network,
)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (3.0, "3"),
        (12345.6, "12\u202f346"),
        (-1234, "\u22121\u202f234"),
        (10.53, "10.53"),
        (23.456, "23.5"),
        (0.16, "0.16"),
        (0.0534, "0.053"),
        (0.00012, "0.00012"),
        (-0.0004, "\u22120.00040"),
    ],
)
def test_a_figure_has_digits_enough_for_its_size(value: float, said: str) -> None:
    assert words.number(value) == said


def test_minus_zero_is_zero() -> None:
    assert words.number(-0.0001, 2) == "0.00"
    assert words.number(-0.0) == "0"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_not_a_number_is_never_said(value: float) -> None:
    with pytest.raises(ValueError, match="expected a finite number"):
        words.number(value)
    with pytest.raises(ValueError, match="expected a finite number"):
        words.with_unit(value, "share of people")


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0"),
        (0.3, "under 1"),
        (62_756, "62\u202f756"),
        (123_456, "123\u202f000"),
        (999_499, "999\u202f000"),
        (999_500, "1.0 million"),
        (6_211_223, "6.2 million"),
    ],
)
def test_a_head_count_is_as_exact_as_it_can_be_meant(count: float, said: str) -> None:
    assert words.people(count) == said


def test_two_head_counts_in_millions_share_the_word() -> None:
    assert words.people_of(1_900_000, 6_200_000) == "1.9 of 6.2 million"
    assert words.people_of(48_000, 6_200_000) == "48\u202f000 of 6.2 million"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (0, "0 %"),
        (1, "100 %"),
        (0.0004, "under 0.1 %"),
        (0.9995, "over 99.9 %"),
        (0.042, "4.2 %"),
        (0.306, "31 %"),
        (0.996, "99.6 %"),
    ],
)
def test_a_share_is_nothing_or_all_only_when_it_is(part: float, said: str) -> None:
    assert words.share(part) == said


def test_values_are_read_in_their_unit() -> None:
    assert words.with_unit(0.42, "share of people") == "42 %"
    assert words.with_unit(0.244, "index from −1 to 1") == "0.244"
    assert words.with_unit(4.2, "per 10,000 residents") == "4.20 per 10,000 residents"


def test_nothing_says_which_kind_it_is_and_why() -> None:
    said = words.value_or_reason(None, State.UNUSABLE, "x", "sensor dead")
    assert said == "unusable: sensor dead"
    assert words.value_or_reason(0.0, State.MEASURED, "share of people") == "0 %"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, "age unknown"),
        (0, "0 days old"),
        (1, "1 day old"),
        (-3, "stamped 3 days in the future"),
        (244, "8 months old"),
        (1430, "4 years old"),
    ],
)
def test_age_is_said_as_a_person_would(days: int | None, said: str) -> None:
    assert words.age(days) == said


def test_a_day_nobody_stated_is_unknown() -> None:
    assert words.day(date(2024, 3, 1)) == "1 March 2024"
    assert words.day(None) == "unknown"


def test_a_ratio_that_rounds_to_one_is_no_difference() -> None:
    assert words.likelier(2.44) == "2.4 times as likely"
    assert words.likelier(1.02) == "as likely"
    assert words.likelier(140.2) == "140 times as likely"


def test_lists_are_read_and_long_ones_counted() -> None:
    assert words.listed([]) == ""
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed("abcdefg", 5) == "a, b, c, d, e and 2 more"


def test_the_sentence_of_a_network_says_whom_it_does_not_see() -> None:
    assert words.unseen(example_finding()) == (
        "Cameras: 18\u202f000 of 60\u202f000 residents (30 %) are not seen; the poorest fifth is"
        " 2.4 times as likely to be unseen as the richest."
    )


def test_an_unknown_ratio_is_left_unsaid() -> None:
    said = words.unseen(example_finding(blind_spot=example_blind_spot(ratio=None)))
    assert said.endswith("are not seen.")


def test_a_finding_without_network_speaks_of_its_dataset() -> None:
    assert words.subject(example_finding(network=None, subject="cameras")) == "Camera positions"


def test_the_statement_never_pools_networks_and_leaves_out_burdens() -> None:
    seen = example_finding(network=example_gauges(), subject="gauges")
    burden = example_finding(
        network=example_network(id="mics", title="Microphones", purpose="burden"),
        subject="mics",
        blind_spot=example_blind_spot(people=50_000),
    )
    statement = words.blind_spot_statement(example_city(), (seen, burden))
    assert statement.startswith(
        "Testville does not see 18\u202f000 of 60\u202f000 residents (30 %)"
    )
    assert "no working rain gauge is within 2\u202f000 m of them" in statement


def test_without_a_measured_network_the_statement_says_that_we_do_not_know() -> None:
    assert words.blind_spot_statement(example_city(), ()).startswith("We do not know")


@pytest.mark.parametrize(
    ("ratio", "words_of_it"),
    [
        (None, ""),
        (0.0, "; nobody of the poorest fifth is unseen"),
        (0.25, "; the richest fifth is 4.0 times as likely to be unseen as the poorest"),
        (0.98, "; the poorest fifth is as likely to be unseen as the richest"),
        (2.4, "; the poorest fifth is 2.4 times as likely to be unseen as the richest"),
    ],
)
def test_the_likelier_fifth_is_named(ratio: float | None, words_of_it: str) -> None:
    finding = example_finding()
    spot = replace(finding.draft.blind_spot, ratio=ratio)
    said = words.unseen(replace(finding, draft=replace(finding.draft, blind_spot=spot)))
    assert said.endswith(f"not seen{words_of_it}.")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Rain gauges of CEMADEN", "rain gauges of CEMADEN"),
        ("BRT stations", "BRT stations"),
        ("S", "s"),
        ("", ""),
    ],
)
def test_a_title_within_a_sentence_keeps_its_proper_names(title: str, said: str) -> None:
    assert words.within(title) == said


def test_figures_are_set_as_the_language_sets_them() -> None:
    said = [
        words.people(6_211_223),
        words.people_of(1_234_567, 6_211_223),
        words.share(0.0004),
        words.with_unit(1234.5, "m"),
        words.bare(2.5),
        words.bare(1500),
        words.age(400),
        words.without_stop(words.say("They name areas that are not on the map.")),
        words.several(words.noun(1, "sensor", "sensors")),
    ]
    assert said[-3] == "13 months old"
    assert said[-1] == "sensors"
    with speaking(PORTUGUESE):
        assert [str(one) for one in said] == [
            "6,2 milhões",
            "1,2 de 6,2 milhões",
            "menos de 0,1%",
            "1.234 m",
            "2,5",
            "1500",
            "há 13 meses",
            "Citam áreas que não estão no mapa",
            "sensores",
        ]
