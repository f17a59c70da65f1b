from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest

from audits.exhibit import Bars, Classed, Quadrants
from audits.finding import State
from audits.frame import CityFrame
from audits.load import from_tables
from audits.measures.m28_over_watched import compute
from audits.opened import OpenedCity
from data.city import Purpose
from tests.test_audits.small_frame import AS_OF, frame, network

EVEN = tuple((1000.0, i + 1) for i in range(10))


def city(
    microphones: Sequence[tuple[int, str]],
    gauges: Sequence[int],
    areas: Sequence[tuple[float, float | None]] = EVEN,
    gauges_are: Purpose = "service",
) -> CityFrame:
    """A strip with microphones (a burden) and gauges; each by the area in whose middle it is."""
    ears = network(id="ears", title="Ears", sensor="ear", purpose="burden")
    rain = network(purpose=gauges_are)
    watched = frame(areas=areas, sensors=microphones, net=ears)
    served = frame(areas=areas, sensors=[(i, "working") for i in gauges], net=rain)
    sensors = pd.concat([watched.tables["sensor"], served.tables["sensor"]], ignore_index=True)
    both = replace(watched.city, networks=(ears, rain))
    return from_tables(both, "0" * 16, AS_OF, watched.tables | {"sensor": sensors})


def test_the_poor_are_watched_and_the_rich_are_served() -> None:
    (draft,) = compute(city([(i, "working") for i in range(4)], range(5, 10)))
    assert draft.subject == "ears"
    assert draft.estimate == pytest.approx(0.4)
    quadrants, classed, bars = draft.exhibits
    assert isinstance(quadrants, Quadrants)
    assert (quadrants.x_cut, len(quadrants.dots)) == (0.0, 10)
    assert isinstance(classed, Classed)
    words = [word for _, word in classed.areas]
    assert words[:4] == ["watched and not served"] * 4
    assert isinstance(bars, Bars)
    assert bars.bars[0].value == pytest.approx(10.0)
    assert [v.value for v in draft.by_area][:5] == pytest.approx([10, 10, 10, 10, 0])


def test_everybody_equal_is_nobody_over_watched() -> None:
    (draft,) = compute(city([(i, "working") for i in range(10)], range(10)))
    assert draft.estimate == 0
    assert "0 % of residents" in draft.reading


def test_a_dead_ear_does_not_listen() -> None:
    (draft,) = compute(city([(0, "not working"), (1, "working")], range(5, 10)))
    assert draft.estimate == pytest.approx(0.1)


def test_an_area_with_nobody_has_no_corner() -> None:
    areas = [*EVEN[:9], (0.0, 10.0)]
    (draft,) = compute(city([(0, "working"), (9, "working")], range(5, 9), areas))
    quadrants = draft.exhibits[0]
    assert isinstance(quadrants, Quadrants)
    assert quadrants.nothing == (("A9", "no residents in the statistics"),)
    assert draft.by_area[9].state is State.NOT_MEASURED


def test_without_a_service_beside_it_we_do_not_know() -> None:
    (draft,) = compute(city([(0, "working")], []))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert "We do not know" in draft.reading


def test_what_is_both_counts_on_both_sides_but_never_serves_itself() -> None:
    ears, gauges = compute(city([(0, "working")], range(5, 10), gauges_are="both"))
    assert ears.parameters["services"] == "gauges"
    assert (gauges.subject, gauges.estimate) == ("gauges", None)


def test_a_city_of_services_alone_has_no_such_finding() -> None:
    assert list(compute(frame(sensors=[(0, "working")]))) == []


def test_porto_sombras_microphones_lean_to_the_poor(porto_sombra: OpenedCity) -> None:
    drafts = {draft.subject: draft for draft in compute(porto_sombra.frame)}
    assert set(drafts) == {"cameras", "microphones"}
    fifths = [v for v in drafts["microphones"].by_group if v.dimension == "income_fifth"]
    poorest, richest = fifths[0].interval, fifths[-1].interval
    assert poorest is not None
    assert richest is not None
    assert poorest.low > richest.high
    bars = drafts["microphones"].exhibits[2]
    assert isinstance(bars, Bars)
    assert (bars.bars[0].value or 0) > 4 * (bars.bars[-1].value or 0)


@pytest.mark.rio
def test_rio_has_one_network_that_is_both(rio: OpenedCity) -> None:
    (draft,) = compute(rio.frame)
    assert draft.subject == "cameras"
    assert draft.estimate is not None
    assert 0 < draft.estimate < 0.5
    # Which fifth it is depends on the cuts, and the finding says so.
    assert 0 < (draft.stability.share_holding or 0) < 1
