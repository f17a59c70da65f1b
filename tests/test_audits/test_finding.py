"""A finding cannot exist without what it cannot see, and never loses it."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from audits.finding import Interval, Stability
from tests.test_audits.examples import example_finding


@pytest.mark.parametrize(
    ("lost", "word"),
    [("caveats", "caveats"), ("datasets", "the age of its data")],
)
def test_no_finding_without_caveats_or_age(lost: str, word: str) -> None:
    whole = example_finding()
    without: dict[str, Any] = {lost: ()}
    with pytest.raises(ValueError, match=word):
        replace(whole, **without)


@pytest.mark.parametrize(
    ("lost", "word"),
    [("blind_spot", "a blind spot"), ("footing", "a footing"), ("stability", "its stability")],
)
def test_no_finding_of_a_draft_that_lacks_one(lost: str, word: str) -> None:
    whole = example_finding()
    without: dict[str, Any] = {lost: None}
    with pytest.raises(ValueError, match=word):
        replace(whole, draft=replace(whole.draft, **without))


def test_an_interval_is_in_order() -> None:
    with pytest.raises(ValueError, match="low <= high"):
        Interval(low=2, high=1)
    with pytest.raises(ValueError, match="low <= high"):
        Interval(low=float("nan"), high=1)


def test_text_keeps_the_caveats() -> None:
    finding = example_finding()
    worst = max(finding.caveats, key=lambda c: c.severity.rank)
    for text in (str(finding), f"{finding}", f"{finding:>10}", "{}".format(finding)):  # noqa: UP032
        assert str(worst.severity) in text.lower()
        assert "not seen" in text
    column = pd.Series([finding], dtype=object).to_string()
    assert str(worst.severity) in column.lower()


def test_only_on_request_is_it_a_bare_number() -> None:
    finding = example_finding()
    with pytest.raises(TypeError):
        float(finding)  # type: ignore[arg-type]
    assert finding.value_without_caveats == finding.draft.estimate


def test_html_keeps_every_caveat() -> None:
    finding = example_finding()
    page = finding._repr_html_()
    for caveat in finding.caveats:
        assert caveat.text in page


def test_tables_carry_caveats() -> None:
    finding = example_finding()
    table = finding.frame()
    assert len(table) == len(finding.draft.by_group)
    assert len(table.attrs["caveats"]) == len(finding.caveats)
    assert table.attrs["not_seen"] == finding.draft.blind_spot.people
    assert table.head(1).attrs["caveats"] == table.attrs["caveats"]


def test_a_table_of_no_groups_has_its_columns_all_the_same() -> None:
    finding = example_finding()
    bare = replace(finding, draft=replace(finding.draft, by_group=()))
    assert list(bare.frame().columns) == list(finding.frame().columns)
    assert bare.frame().attrs == finding.frame().attrs


def test_stability_counts_only_settings_with_a_verdict() -> None:
    settings = example_finding().draft.stability.settings
    undecided = tuple(replace(setting, holds=None) for setting in settings)
    nothing = Stability(verdict="x", settings=undecided, boundaries="")
    assert nothing.share_holding is None
    both = Stability(
        verdict="x",
        settings=(replace(settings[0], holds=True), replace(settings[0], holds=False), *undecided),
        boundaries="",
    )
    assert both.share_holding == 0.5
