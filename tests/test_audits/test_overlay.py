"""Overlays: what can be chosen, what a pair says, and what is never shown."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from audits.finding import Finding, State
from audits.frame import CityFrame
from audits.opened import OpenedCity
from audits.overlaid import choices, overlay
from audits.overlay import laid
from audits.overlay_areas import overlay_areas
from audits.overlay_sides import NOBODY, UNSTATED, Quantity, covers, needs_and_traits
from audits.reviews import Statement
from tests.test_audits.served_frame import NAN, served

STRIP = ((1000, 1.0), (2000, 2.0), (1000, 3.0), (4000, 4.0), (1000, 5.0))


def side(offered: tuple[Quantity, ...], name: str) -> Quantity:
    return {one.name: one for one in offered}[name]


def pair(city: CityFrame, cover: str, need: str) -> Finding:
    offered = choices(city)
    return overlay(city, side(offered.covers, cover), side(offered.needs, need), offered.pairs)


def test_a_city_offers_reach_sensors_services_needs_wealth_and_groups() -> None:
    offered = choices(served([5, 4, 3, 2, 1], [1, 2, 3, 4, 5]))
    assert [one.name for one in offered.covers] == [
        "reach-gauges",
        "sensors-gauges",
        "supply-clinics",
    ]
    names = {one.name for one in offered.needs}
    assert {"need-hazard", "need-poverty", "share-fifth-poorest_fifth"} <= names
    assert offered.pairs == len(offered.covers) * len(offered.needs)


def test_a_count_is_taken_per_resident_and_an_area_says_why_it_has_none() -> None:
    city = served([2, NAN, 3, 4, 5], areas=((1000, 1), (2000, 2), (0, 3), (4000, 4), (1000, 5)))
    clinics = side(covers(city), "supply-clinics")
    assert clinics.value[[0, 3, 4]].tolist() == [20.0, 10.0, 50.0]
    assert clinics.missing == ("", UNSTATED, NOBODY, "", "")


def test_index_and_correlation_by_hand() -> None:
    found = laid(np.array([0.0, 1.0, 2.0]), np.array([1.0, 2.0, 3.0]), np.ones(3))
    assert found is not None
    # Mean 1; ranks 1/6, 1/2, 5/6: covariance (1/2 + 5/3)/3 − 1/2 = 2/9; C = 4/9.
    assert found.index == pytest.approx(4 / 9)
    assert found.correlation == pytest.approx(1)
    assert found.parting.tolist() == pytest.approx([0, 0, 0])
    turned = laid(np.array([2.0, 1.0, 0.0]), np.array([1.0, 2.0, 3.0]), np.ones(3))
    assert turned is not None
    assert turned.index == pytest.approx(-4 / 9)
    assert turned.parting.tolist() == pytest.approx([-2 / 3, 0, 2 / 3])


def test_too_few_areas_or_one_need_alone_cannot_be_ranked() -> None:
    assert laid(np.array([1.0, NAN, 2.0]), np.arange(3.0), np.ones(3)) is None
    assert laid(np.arange(3.0), np.ones(3), np.ones(3)) is None
    assert laid(np.arange(3.0), np.arange(3.0), np.array([1.0, 0.0, 1.0])) is None


def test_more_of_the_service_where_there_is_less_need() -> None:
    finding = pair(served([5, 8, 3, 8, 1], [1, 2, 3, 4, 5], areas=STRIP), *CLINICS)
    draft = finding.draft
    assert draft.estimate is not None
    assert draft.estimate < 0
    assert "there is less of the first" in draft.reading
    assert draft.footing.people == 9000
    assert {c.code for c in finding.caveats} >= {"chosen_by_a_reader", "ecological"}
    assert finding.key == "overlay-supply-clinics-against-need-hazard"


def test_everybody_equal_has_no_gradient() -> None:
    finding = pair(served([1, 2, 1, 4, 1], [1, 2, 3, 4, 5], areas=STRIP), *CLINICS)
    assert finding.draft.estimate == pytest.approx(0)


def test_none_of_it_anywhere_is_not_measured() -> None:
    finding = pair(served([0, 0, 0, 0, 0], [1, 2, 3, 4, 5], areas=STRIP), *CLINICS)
    assert finding.draft.estimate is None
    assert finding.draft.state is State.NOT_MEASURED
    assert "We do not know" in finding.draft.reading


def test_areas_without_a_place_stand_apart_with_their_people() -> None:
    city = served([NAN, 2, 1, 4, 3], [1, 2, 3, 4, 5], areas=(*STRIP[:4], (0, 5.0)))
    finding = pair(city, *CLINICS)
    assert finding.draft.blind_spot.people == 1000
    (said,) = [c for c in finding.caveats if c.code == "left_out_of_overlay"]
    assert "1 area with 1\u202f000 residents (12 %) has no place" in said.text
    offered = choices(city)
    areas = overlay_areas(
        city,
        side(offered.covers, CLINICS[0]),
        side(offered.needs, CLINICS[1]),
        finding.draft.blind_spot,
    )
    assert [(one.area, one.why) for one in areas.apart] == [
        ("a0", f"of the first: {UNSTATED}"),
        ("a4", NOBODY),
    ]
    assert [row.parting for row in areas.rows] == sorted(
        (row.parting for row in areas.rows), reverse=True
    )
    assert sum(areas.many(c, n)[0] for c in range(3) for n in range(3)) == len(areas.rows)


def test_a_handful_of_people_is_not_told_by_their_share() -> None:
    city = served([1, 1, 1, 1, 1], areas=STRIP)
    cells = city.tables["cell"]
    # Six of a thousand live in the settlement of the first area.
    few = pd.DataFrame(
        [{"area_id": "a0", "settlement_id": "s", "x": 10.0, "y": 10.0, "people": 6.0}]
    )
    tables = city.tables | {"cell": pd.concat([cells, few], ignore_index=True)}
    from audits.load import from_tables

    again = from_tables(city.city, city.snapshot, city.as_of, tables)
    inside = {one.name: one for one in needs_and_traits(again)}.get("share-favela-inside")
    # So few in the whole city are in no list at all.
    assert inside is None
    more = pd.DataFrame(
        [{"area_id": "a3", "settlement_id": "s", "x": 3010.0, "y": 10.0, "people": 500.0}]
    )
    tables["cell"] = pd.concat([tables["cell"], more], ignore_index=True)
    again = from_tables(city.city, city.snapshot, city.as_of, tables)
    inside = side(needs_and_traits(again), "share-favela-inside")
    assert "withheld" in inside.missing[0]
    assert np.isnan(inside.value[0])
    assert inside.value[3] == pytest.approx(500 / 4500)


def test_a_pair_of_one_source_says_so() -> None:
    city = served([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])
    offered = choices(city)
    need = replace(side(offered.needs, "need-hazard"), datasets=("clinics",))
    finding = overlay(city, side(offered.covers, CLINICS[0]), need, offered.pairs)
    (said,) = [c for c in finding.caveats if c.code == "made_of_the_same"]
    assert "“clinics”" in said.text


def test_a_pair_is_made_once_and_what_is_said_of_it_stands_with_it(
    porto_sombra: OpenedCity,
) -> None:
    frame = porto_sombra.frame
    offered = choices(frame)
    cover, need = offered.covers[0], side(offered.needs, "need-poverty")
    first = overlay(frame, cover, need, offered.pairs)
    assert overlay(frame, cover, need, offered.pairs) is first
    assert "overlay" in porto_sombra.targets()["measure"]
    said = Statement(
        number=1,
        at=pd.Timestamp("2026-03-01", tz="UTC").to_pydatetime(),
        city=frame.city.id,
        target_kind="measure",
        target="overlay",
        speaker=None,
        says="Asthma is not on the list.",
        principle="embrace-pluralism",
        blocks=True,
        channel="screen",
        snapshot=None,
        answers=None,
    )
    contested = overlay(frame, cover, need, offered.pairs, (said,))
    assert contested.worst == "blocked"
    assert first.worst != "blocked"


def test_coverage_over_poverty_is_as_it_was_planted(porto_sombra: OpenedCity) -> None:
    finding = pair(porto_sombra.frame, "reach-cameras", "need-poverty")
    interval = finding.draft.interval
    assert interval is not None
    assert interval.high < 0, "cameras stand where the wealthy live"
    assert finding.draft.stability.share_holding == 0


def test_every_choice_can_be_laid_over_every_other(porto_sombra: OpenedCity) -> None:
    offered = choices(porto_sombra.frame, porto_sombra.findings("M27"))
    assert any(one.name.startswith("unheard-") for one in offered.needs)
    names = [one.name for one in (*offered.covers, *offered.needs)]
    assert len(set(names)) == len(names)
    for n, need in enumerate(offered.needs):
        cover = offered.covers[n % len(offered.covers)]
        found = overlay(porto_sombra.frame, cover, need, offered.pairs)
        assert found.draft.estimate is not None, found.key
        assert -1 <= found.draft.estimate <= 1


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    finding = pair(rio.frame, "reach-cameras", "need-poverty")
    assert finding.draft.estimate is not None
    assert finding.draft.estimate < -0.2
    apart = pair(rio.frame, "supply-squares_m2", "traits-ids_median_2010")
    assert "left_out_of_overlay" in {c.code for c in apart.caveats}


CLINICS = ("supply-clinics", "need-hazard")
