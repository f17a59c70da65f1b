"""Real Rio, against the independent computation that lies beside its files (SOURCES.md)."""

import pytest

from audits.finding import State
from audits.measures.m00_sensors_per_10k import by_group as sensors_by_group
from audits.opened import OpenedCity

pytestmark = pytest.mark.rio


def values_of(rio: OpenedCity, measure: str, network: str, dimension: str) -> list[float | None]:
    draft = rio.finding(measure, network).draft
    return [value.value for value in draft.by_group if value.dimension == dimension]


def test_cameras_per_10k_by_income_fifth(rio: OpenedCity) -> None:
    assert values_of(rio, "M0", "cameras", "income_fifth") == pytest.approx(
        [1.42, 2.55, 4.23, 9.09, 10.53], abs=0.005
    )


def test_fifths_hold_about_as_many_residents_each(rio: OpenedCity) -> None:
    fifths = [g.total for g in rio.frame.wealth_groups()]
    assert all(1_170_000 < people < 1_310_000 for people in fifths)


def test_working_cameras_per_10k(rio: OpenedCity) -> None:
    network = rio.city.network("cameras")
    online = rio.frame.sensors(network).working == 1
    values = sensors_by_group(rio.frame, network, online)
    assert [v.value for v in values if v.dimension == "income_fifth"] == pytest.approx(
        [0.91, 1.39, 3.31, 6.88, 8.47], abs=0.005
    )
    settings = rio.finding("M0", "cameras").draft.stability.settings
    known = next(s for s in settings if s.parameters == {"sensors counted": "known to work"})
    assert known.estimate == pytest.approx(2615 / rio.frame.people * 10_000)
    assert known.holds


def test_cameras_in_and_outside_favelas(rio: OpenedCity) -> None:
    assert values_of(rio, "M0", "cameras", "settlement") == pytest.approx([0.16, 7.14], abs=0.005)


def test_cameras_by_births_to_black_mothers(rio: OpenedCity) -> None:
    assert values_of(rio, "M0", "cameras", "race_proxy") == pytest.approx(
        [10.6, 7.8, 5.6, 2.7, 1.6], abs=0.15
    )


def test_gauges_of_alertario_by_income_fifth(rio: OpenedCity) -> None:
    values = values_of(rio, "M0", "gauges_alertario", "income_fifth")
    assert [10 * (value or 0) for value in values] == pytest.approx(
        [0.24, 0.41, 0.51, 0.61, 0.89], abs=0.01
    )


def test_siting_of_gauges_has_a_gradient_and_their_uptime_has_none(rio: OpenedCity) -> None:
    siting = rio.finding("M9", "gauges_alertario").draft
    assert siting.interval is not None
    assert siting.interval.low > 0
    uptime = rio.finding("M22", "gauges_alertario").draft
    fifths = [value for value in uptime.by_group if value.dimension == "income_fifth"]
    assert all(value.value is not None and value.value > 0.99 for value in fifths)
    assert "no gradient that we can tell" in uptime.reading


def test_the_gauge_loss_of_august_2022_is_found(rio: OpenedCity) -> None:
    texts = [c.text for c in rio.finding("M22", "gauges_alertario").caveats]
    assert any("15 August 2022 to 2 September 2022" in text for text in texts)


def test_the_gap_of_the_occurrences_is_found(rio: OpenedCity) -> None:
    caveats = rio.finding("M22", "occurrences_cor").caveats
    said = [c.text for c in caveats if c.code == "unexpected_gap"]
    assert any("20 November 2023 to 23 January 2024 (65 days)" in text for text in said)
    assert not any(c.code == "collapse" for c in caveats)


def test_the_collapse_of_noise_calls_is_found(rio: OpenedCity) -> None:
    said = [c for c in rio.finding("M22", "requests_1746").caveats if c.code == "collapse"]
    assert len(said) == 1
    assert "Perturbação do sossego" in said[0].text
    assert "2023" in said[0].text


def test_nothing_is_known_of_sensors_without_readings(rio: OpenedCity) -> None:
    draft = rio.finding("M4", "gauges_websirene").draft
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)


def test_no_rows_are_lost(rio: OpenedCity) -> None:
    table = rio.sql("select rows_read - rows_kept - rows_quarantined as lost from dataset")
    assert (table["lost"] == 0).all()
