"""Plans on a strip of five areas, a kilometre apart, where everything can be counted by head."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from audits.frame import CityFrame
from audits.opened import OpenedCity
from audits.siting import plan, plans
from audits.siting_aim import EVERYONE, Aim, aim_at, worst_of, worst_off
from audits.siting_places import candidates
from tests.test_audits.small_frame import FIFTHS, dataset, frame, network

SIZES = ((1000, 1), (5000, 2), (2000, 3), (3000, 4), (4000, 5))


def listed(city: CityFrame, rows: list[tuple[int, str | None]]) -> CityFrame:
    """The city with a list of places: the middle of an area, and for which network."""
    table = pd.DataFrame(
        [
            {"network": own, "site_id": f"p{k}", "kind": "roof", "area_id": f"a{i}",
             "x": 1000.0 * i + 500, "y": 500.0}
            for k, (i, own) in enumerate(rows)
        ]
    )  # fmt: skip
    return replace(city, tables=city.tables | {"site": table})


def test_each_aim_takes_its_own_people_first() -> None:
    city = frame(areas=SIZES, sensors=[(2, "working")])
    (net,) = city.city.networks
    targeted, average = plans(city, net, 2, (aim_at([city.wealth_groups()[0]]), EVERYONE))
    assert [(site.area, site.gains) for site in targeted.sites] == [("a0", 1000)]
    assert [(site.area, site.gains) for site in average.sites] == [("a1", 5000), ("a4", 4000)]
    assert average.left(city.cell_people).tolist() == [13000, 8000, 4000]
    assert average.left_within(city.cell_people, 4) == (13000, 8000, 4000, 4000, 4000)
    assert average.changed(1).tolist() == [False, True, False, False, False]
    assert average.sure(2) == 1


def test_a_person_in_two_groups_counts_with_both_weights() -> None:
    city = frame(areas=SIZES)
    aim = Aim(name="two", weights=(("fifth", FIFTHS[0], 2.0), ("favela", "outside", 0.5)))
    assert aim.people(city).tolist() == [2500, 2500, 1000, 1500, 2000]
    with pytest.raises(KeyError):
        Aim(name="x", weights=(("fifth", "nobody", 1.0),)).people(city)


def test_a_dead_sensor_is_mended_before_a_new_one_is_put_beside_it() -> None:
    city = frame(areas=SIZES, sensors=[(1, "not working"), (4, "unknown")])
    (net,) = city.city.networks
    found = plan(city, net, 2)
    assert [(site.area, site.kind) for site in found.sites] == [("a1", "repair"), ("a3", "new")]
    assert found.mendable == 1
    alone = plan(city, net, 2, places=candidates(city, net).only("repair"))
    assert [(site.area, site.kind) for site in alone.sites] == [("a1", "repair")]


def test_a_burden_is_removed_and_dead_sensors_watch_nobody() -> None:
    net = network(purpose="burden")
    city = frame(areas=SIZES, sensors=[(0, "working"), (0, "working"), (4, "not working")], net=net)
    found = plan(city, net, 3)
    assert found.do == "remove"
    assert [(site.kind, site.gains) for site in found.sites] == [("remove", 0), ("remove", 1000)]
    assert found.left(city.cell_people).tolist() == [1000, 1000, 0]
    group = worst_off(city, net, "remove")
    assert group is not None
    assert group.name == "outside"  # every fifth lies in one area, too few to be shown


def test_places_that_the_city_listed_are_the_only_ones() -> None:
    city = listed(frame(areas=SIZES), [(3, None), (4, "others")])
    (net,) = city.city.networks
    assert [site.area for site in plan(city, net, 5).sites] == ["a3"]
    assert plan(city, net, 5).source == "places that the city listed"
    assert len(candidates(listed(city, [(3, "others")]), net)) == 5  # none for it: the grid


def test_the_exact_choice_is_at_least_as_good_and_says_that_it_is_exact() -> None:
    city = frame(areas=SIZES, sensors=[(1, "not working")])
    (net,) = city.city.networks
    best = plan(city, net, 2, exact=True)
    assert best.exact
    assert best.sure() == 1
    assert [site.gains for site in best.sites] == [5000, 4000]
    burden = network(purpose="burden")
    watched = frame(
        areas=SIZES, sensors=[(0, "working"), (0, "working"), (1, "working")], net=burden
    )
    freed = plan(watched, burden, 2, exact=True)
    assert freed.left(watched.cell_people)[-1] == 1000


def test_nearness_pulls_sites_apart_and_is_told_in_people_within_reach() -> None:
    city = frame(areas=SIZES, sensors=[(1, "working")])
    (net,) = city.city.networks
    found = plan(city, net, 2, objective="nearness")
    assert [site.area for site in found.sites] == ["a4", "a3"]
    assert found.sites[0].gains == 4000
    near = 1 - np.exp(-3000 / 100)
    assert found.picked.gains[0] == pytest.approx(4000 * near, rel=1e-3)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"budget": 0}, "budget of 0"),
        ({"budget": 1, "objective": "nearness", "do": "remove"}, "nearness"),
        ({"budget": 1, "objective": "nearness", "exact": True}, "nearness"),
    ],
)
def test_what_cannot_be_asked_is_refused(more: dict[str, object], said: str) -> None:
    city = frame(areas=SIZES)
    with pytest.raises(ValueError, match=said):
        plan(city, city.city.networks[0], **more)  # type: ignore[arg-type]


def test_where_everybody_is_seen_there_is_nothing_to_choose() -> None:
    city = frame(areas=SIZES, sensors=[(i, "working") for i in range(5)])
    found = plan(city, city.city.networks[0], 3)
    assert found.sites == ()
    assert found.left(city.cell_people).tolist() == [0]


def test_nobody_is_worst_off_where_no_value_may_be_shown() -> None:
    city = frame(areas=((1000, None), (0, 1)))
    assert worst_of(city, np.array([True])) is None


def test_an_exact_choice_among_a_whole_city_is_refused(porto_sombra: OpenedCity) -> None:
    city = porto_sombra.frame
    with pytest.raises(ValueError, match="at most 400"):
        plan(city, city.city.networks[0], 3, exact=True)


def test_greedy_is_within_its_bound_of_the_exact_choice(porto_sombra: OpenedCity) -> None:
    city = porto_sombra.frame
    net = city.city.network("rain_gauges")
    quick, best = plan(city, net, 3), plan(city, net, 3, exact=True)
    gained = [
        p.left_at(city.cell_people, 0) - p.left_at(city.cell_people, 3) for p in (quick, best)
    ]
    assert quick.sure(3) * gained[1] <= gained[0] <= gained[1] + 1e-6


def test_sites_as_a_dataset_are_declared(porto_sombra: OpenedCity) -> None:
    assert "site" in porto_sombra.frame.tables
    assert dataset("places", "sites").role == "sites"
