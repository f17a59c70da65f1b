import numpy as np
import pytest

from audits.exhibit import Calendar, Classed
from audits.finding import Draft, State
from audits.measures.m27_silence import compute
from audits.opened import OpenedCity
from data.languages import PORTUGUESE
from data.said import speaking
from tests.test_audits.quiet_city import AREAS, calling, health
from tests.test_audits.small_frame import dataset, frame


def of_calls(drafts: list[Draft]) -> Draft:
    return next(draft for draft in drafts if draft.subject == "calls")


def test_a_city_that_is_heard_everywhere() -> None:
    draft = of_calls(list(compute(calling(lambda *_: 6))))
    assert draft.estimate == pytest.approx(0)
    assert draft.blind_spot.people == 0
    assert {setting.holds for setting in draft.stability.settings} == {False}
    assert "reported by this process again" in draft.interval_meaning
    with speaking(PORTUGUESE):
        assert "tivessem feito relatos" in str(draft.interval_meaning)


def test_the_share_of_peoples_weeks_that_was_not_calm() -> None:
    draft = of_calls(list(compute(calling(lambda area, _: 1 if area == 0 else 8))))
    assert draft.estimate == pytest.approx(1 / AREAS)
    assert [value.value for value in draft.by_area] == [1.0, *[0.0] * (AREAS - 1)]
    assert draft.blind_spot.people == 1000
    assert "so few speak there" in draft.reading
    calendar, last = draft.exhibits
    assert isinstance(calendar, Calendar)
    assert {row.name: set(row.states) for row in calendar.rows}["A0"] == {"blind"}
    assert isinstance(last, Classed)
    assert dict(last.areas)["a0"] == "blind"


def test_an_area_with_nobody_has_no_word_and_no_weight() -> None:
    people = (1000.0,) * (AREAS - 1) + (0.0,)
    draft = of_calls(list(compute(calling(lambda *_: 6, people))))
    assert draft.estimate == pytest.approx(0)
    assert draft.by_area[-1].state is State.NOT_MEASURED
    last = draft.exhibits[1]
    assert isinstance(last, Classed)
    assert f"a{AREAS - 1}" not in dict(last.areas)


def test_a_whole_feed_cut_off_is_told_with_its_days() -> None:
    draft = of_calls(list(compute(calling(lambda _, week: 0 if 20 <= week < 26 else 5))))
    assert "fell silent from 21 May 2025 to 1 July 2025 (42 days)" in draft.reading
    assert draft.estimate == pytest.approx(6 / 39, abs=0.03)


def test_a_sample_and_a_network_without_readings_are_not_measured() -> None:
    city = frame(sensors=[(0, "working")], datasets=[dataset("calls", "requests", sample=True)])
    calls, gauges = compute(city)
    assert (calls.estimate, calls.state) == (None, State.NOT_MEASURED)
    assert "proves nothing" in str(calls.reason)
    assert (gauges.estimate, gauges.state) == (None, State.NOT_MEASURED)
    assert "It is not calm" in gauges.reading


def test_readings_of_a_network() -> None:
    days = np.ones((2, 20))
    days[1, 10:] = 0
    city = frame(sensors=[(0, "working"), (1, "working")], health=health(days))
    (draft,) = compute(city)
    # Heard: all days of one area and half of those of another, of five.
    assert draft.estimate == pytest.approx(1 - 1.5 / 5)
    assert [value.value for value in draft.by_area] == pytest.approx([0, 0.5, 1, 1, 1])
    assert draft.footing.readings == 30 * 96


def test_both_cities_have_findings(porto_sombra: OpenedCity) -> None:
    drafts = {draft.subject: draft for draft in compute(porto_sombra.frame)}
    assert len(drafts) == 6
    assert all(draft.estimate is not None for draft in drafts.values())
    assert "7 March 2026 to 9 March 2026" in drafts["rain_gauges"].reading
    assert "2 February 2026 to 5 February 2026" in drafts["air_stations"].reading
    # The poorest report a third as often as the richest: there quiet says less.
    fifths = [v.value or 0 for v in drafts["requests"].by_group if v.dimension == "income_fifth"]
    assert fifths[0] > 3 * fifths[-1]
    for draft in drafts.values():
        calendar = draft.exhibits[0]
        assert isinstance(calendar, Calendar)
        assert len(calendar.rows[0].states) <= 120
