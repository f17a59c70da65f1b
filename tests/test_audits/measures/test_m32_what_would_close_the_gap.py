import pytest

from audits.exhibit import Bars, Lines, Site, Sites
from audits.finding import State
from audits.measures.m32_what_would_close_the_gap import BUDGET, compute
from audits.opened import OpenedCity
from audits.run import complete
from audits.siting_draft import near
from tests.test_audits.small_frame import frame, network

AREAS = tuple((1000, wealth) for wealth in (1, 2, 3, 4, 5))


def test_the_poorest_fifth_is_brought_within_reach() -> None:
    (draft,) = compute(frame(areas=AREAS, sensors=[(4, "working"), (1, "not working")]))
    assert draft.estimate == 0
    assert draft.interval is None
    assert "instead of 100 % now" in draft.reading
    assert "1 gauge (more would change nobody else of them)" in draft.reading
    curve = draft.exhibits[0]
    assert isinstance(curve, Lines)
    assert curve.lines[0].y[:3] == (0, 1000, 1000)
    assert curve.mark_x == BUDGET
    assert isinstance(draft.exhibits[2], Sites)
    assert draft.exhibits[2].sites[0].area == "a0"
    assert isinstance(draft.exhibits[4], Bars)


def test_everybody_is_seen_already() -> None:
    (draft,) = compute(frame(sensors=[(i, "working") for i in range(5)]))
    assert draft.estimate == 0
    assert draft.reading == (
        "Nobody of the poorest fifth is unseen now, so no gauge would change that."
    )
    assert draft.stability.share_holding is None


def test_an_area_with_nobody_gets_no_value_and_no_site() -> None:
    (draft,) = compute(frame(areas=((0, 1), *AREAS)))
    assert draft.by_area[0].state is State.NOT_MEASURED
    assert all(site.area != "a0" for site in draft.exhibits[3].sites)  # type: ignore[union-attr]


def test_no_group_is_known() -> None:
    (draft,) = compute(frame(areas=((1000, None), (0, 1))))
    assert draft.estimate is None
    assert draft.state is State.NOT_MEASURED
    assert draft.reason
    assert draft.reading.startswith("We do not know")
    assert draft.exhibits == ()


def test_a_burden_is_answered_with_what_to_remove() -> None:
    net = network(purpose="burden")
    (draft,) = compute(frame(areas=AREAS, sensors=[(0, "working"), (2, "working")], net=net))
    assert "Taking away 2 gauges" in draft.reading
    assert draft.estimate == 0
    places = draft.exhibits[2]
    assert isinstance(places, Sites)
    assert {site.kind for site in places.sites} == {"remove"}


def test_what_is_both_is_answered_from_both_sides() -> None:
    net = network(purpose="both")
    (draft,) = compute(frame(areas=AREAS, sensors=[(4, "working")], net=net))
    assert "As a service" in draft.reading
    assert "the answer is the reverse" in draft.reading
    kinds = [{s.kind for s in e.sites} for e in draft.exhibits if isinstance(e, Sites)]
    assert kinds == [{"new"}, {"new"}, {"remove"}, {"remove"}]


def test_every_reach_and_number_of_sites_is_tried() -> None:
    (draft,) = compute(frame(areas=AREAS, net=network(reach_grid_m=(50.0, 1500.0))))
    tried = {
        (s.parameters["reach in metres"], s.parameters["sites"]) for s in draft.stability.settings
    }
    assert tried == {(r, n) for r in (50.0, 100.0, 1500.0) for n in (1, 5, 10, 20)}


def test_places_are_other_places_when_none_lies_within_reach() -> None:
    def at(x: float) -> Site:
        return Site(rank=1, kind="new", x=x, y=0, area="a", gains=1)

    assert near((at(0), at(500)), (at(100), at(2000)), 100) == 0.5
    assert near((), (at(0),), 100) is None


def test_what_a_plan_does_not_know_is_said_with_it() -> None:
    city = frame(areas=AREAS, sensors=[(0, "working")], net=network(purpose="both"))
    (draft,) = compute(city)
    said = {caveat.code: caveat.text for caveat in complete(city, draft).caveats}
    assert {"siting_not_asked", "siting_grid", "siting_coarse", "siting_removal"} <= set(said)


def test_porto_sombra_is_answered_for_every_network(porto_sombra: OpenedCity) -> None:
    found = {f.draft.subject: f for f in porto_sombra.findings("M32")}
    assert set(found) == {network.id for network in porto_sombra.city.networks}
    microphones = found["microphones"].draft
    # The planted watching of settlements is found, and it is what removal is aimed at.
    assert microphones.parameters["worst-off group"] == "in a settlement"
    assert "Taking away 10 microphones" in microphones.reading
    for finding in found.values():
        assert finding.draft.estimate is not None
        assert 0 <= finding.draft.estimate <= 1
        first = finding.draft.exhibits[0]
        assert isinstance(first, Lines)
        for_them, for_all = first.lines
        assert for_them.y[BUDGET] >= for_all.y[BUDGET]  # type: ignore[operator]


@pytest.mark.rio
def test_rio_is_answered_for_every_network(rio: OpenedCity) -> None:
    found = {f.draft.subject: f for f in rio.findings("M32")}
    assert set(found) == {network.id for network in rio.city.networks}
    cameras = found["cameras"].draft
    assert cameras.estimate is not None
    # Ten cameras among more than three thousand move the poorest fifth by a few per cent at most.
    assert 0.85 < cameras.estimate < 0.97
    assert cameras.parameters["at least this share of the best possible"] > 0.63  # type: ignore[operator]
