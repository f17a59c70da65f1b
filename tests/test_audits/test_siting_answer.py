from dataclasses import replace

import numpy as np
import pytest

from audits.exhibit import Bars, Lines, Sites
from audits.frame import CityFrame
from audits.measures.m32_what_would_close_the_gap import MEASURE
from audits.opened import OpenedCity
from audits.run import complete
from audits.siting_answer import Question, What, answer, may, reaches
from audits.siting_draft import draft, measured_for
from audits.siting_figures import gains
from audits.siting_rows import COLUMNS, rows
from audits.siting_whom import offered, whom
from audits.siting_words import reading
from tests.test_audits.small_frame import frame, network

AREAS = tuple((1000.0, wealth) for wealth in (1, 2, 3, 4, 5))


def strip(**more: object) -> CityFrame:
    return frame(areas=AREAS, sensors=[(4, "working"), (1, "not working")], **more)  # type: ignore[arg-type]


def test_what_can_be_asked_depends_on_whom_a_network_serves() -> None:
    assert may(network()) == ("both", "new", "repair")
    assert may(network(purpose="burden")) == ("remove",)
    assert may(network(purpose="both")) == ("both", "new", "repair", "remove")
    assert reaches(network()) == (50.0, 100.0, 1500.0)


@pytest.mark.parametrize(
    ("what", "kinds", "said"),
    [
        ("new", {"new"}, "4 gauges (more would change nobody else) added where"),
        ("repair", {"repair"}, "1 gauge (more would change nobody else) repaired where"),
        ("both", {"new", "repair"}, "4 gauges (more would change nobody else) added or repaired"),
    ],
)
def test_only_what_is_asked_for_is_looked_at(what: What, kinds: set[str], said: str) -> None:
    city = strip()
    found = answer(
        city, city.city.networks[0], Question(what=what, aim="everyone", against="worst-off")
    )
    assert found is not None
    assert {site.kind for site in found.plans[0].sites} == kinds
    assert said in reading(city, found)


def test_everyone_beside_the_worst_off_is_said_the_other_way_round() -> None:
    city = strip()
    question = Question(sites=2, aim="everyone", against="worst-off")
    found = answer(city, city.city.networks[0], question)
    assert found is not None
    said = reading(city, found).replace("\u202f", " ")
    assert "most residents would leave 40 % of all residents unseen (2 000)" in said
    assert "as many chosen for the poorest fifth would leave 60 % (3 000)" in said
    assert "1 000 more residents newly seen, and 0 fewer people of the poorest fifth" in said


def test_two_groups_are_compared_and_the_whole_is_told(porto_sombra: OpenedCity) -> None:
    city = porto_sombra.frame
    net = city.city.network("rain_gauges")
    question = Question(sites=5, aim="income_fifth:second fifth", against="age:0 to 14")
    found = answer(city, net, question)
    assert found is not None
    said = reading(city, found)
    assert "most people of the second fifth would leave" in said
    assert "as many chosen for “0 to 14” would leave" in said
    assert "fewer people of “0 to 14” (" in said
    assert said.count("Of all residents it is ") == 1
    made = draft(MEASURE, city, net, question, (found,))
    assert made.parameters["chosen for"] == "second fifth"
    assert made.parameters["compared with"] == "0 to 14"
    assert set(made.parameters) <= set(MEASURE.parameters)
    curves = [one for one in made.exhibits if isinstance(one, Lines)]
    assert [one.title.split(" newly")[0] for one in curves] == [
        "People of the second fifth",
        "People of “0 to 14”",
        "Residents in all",
    ]
    for_them, for_others = curves[0].lines
    assert for_them.y[5] >= for_others.y[5]  # type: ignore[operator]


def test_another_reach_has_its_own_blind_spot_and_stands_among_the_settings() -> None:
    city = strip()
    net = city.city.networks[0]
    question = Question(reach_m=1500.0)
    found = answer(city, net, question)
    assert found is not None
    made = draft(MEASURE, city, net, question, (found,))
    assert made.network is not None
    assert made.network.reach_m == 1500
    assert made.blind_spot.people == 3000 - 0
    assert city.blind_spot(net).people == 4000
    tried = {setting.parameters["reach in metres"] for setting in made.stability.settings}
    assert tried == {50.0, 100.0, 1500.0}


def test_nobody_may_be_aimed_at_of_whom_no_value_is_shown() -> None:
    city = frame(areas=((1000, 1), (1000, 2), (5, 3), (1000, 4), (1000, 5)))
    hidden = {f"{dimension}:{name}" for dimension, name in city.too_few}
    assert hidden
    assert not hidden & set(offered(city))
    net = city.city.networks[0]
    for key in hidden:
        assert whom(city, net, "add", key) is None
        assert answer(city, net, Question(aim=key)) is None
    found = answer(city, net, Question())
    assert found is not None
    bars = gains(city, found.plans[0], 5, found.whom.group)
    assert isinstance(bars, Bars)
    without = {bar.name for bar in bars.bars if bar.value is None}
    assert {name.split(":")[1] for name in hidden} <= without


def test_the_unit_names_the_people_it_speaks_of() -> None:
    city = strip()
    net = city.city.networks[0]
    for aim, said in (("worst-off", "the poorest fifth"), ("everyone", "all residents")):
        other = "everyone" if aim == "worst-off" else "worst-off"
        found = answer(city, net, Question(aim=aim, against=other))
        assert found is not None
        assert measured_for(MEASURE, found).unit == f"share of {said} left unseen"


def test_a_sensor_whose_place_is_not_published_is_told_by_its_area() -> None:
    net = network(purpose="burden")
    city = frame(areas=AREAS, sensors=[(0, "working"), (2, "working")], net=net)
    ground = city.geography
    points = replace(
        ground.sensors["gauges"],
        published=np.array([False, True]),
        x=np.array([123.0, 2400.0]),
    )
    city = replace(city, geography=replace(ground, sensors={"gauges": points}))
    found = answer(city, net, Question(what="remove", sites=2, reach_m=1500.0))
    assert found is not None
    places = {site.area: (site.x, site.y) for site in found.plans[0].sites}
    assert places == {"a0": (500.0, 500.0), "a2": (2400.0, 500.0)}
    made = draft(MEASURE, city, net, found.question, (found,))
    caveats = {caveat.code: caveat.text for caveat in complete(city, made).caveats}
    assert "where 1 of these gauges stand" in caveats["siting_places_hidden"]


def test_rows_carry_what_must_be_known_and_no_formula() -> None:
    city = strip()
    names = ("=1+1", *city.geography.names[1:])
    city = replace(city, geography=replace(city.geography, names=names))
    net = city.city.networks[0]
    found = answer(city, net, Question(sites=2))
    assert found is not None
    finding = complete(city, draft(MEASURE, city, net, found.question, (found,)))
    made = list(rows(found, finding))
    assert [row["rank"] for row in made] == [1, 1, 2]
    assert all(tuple(row) == COLUMNS for row in made)
    assert made[0]["area_name"] == "'=1+1"
    assert made[0]["people"] == 1000
    assert all(caveat.text in str(made[0]["caveats"]) for caveat in finding.caveats)
    assert isinstance(made[0]["longitude"], float)


def test_places_are_those_of_the_figures() -> None:
    city = strip()
    net = city.city.networks[0]
    found = answer(city, net, Question(sites=3))
    assert found is not None
    made = draft(MEASURE, city, net, found.question, (found,))
    places = [one for one in made.exhibits if isinstance(one, Sites)]
    assert [one.sites for one in places] == [plan.sites[:3] for plan in found.plans]


def test_another_number_of_sites_needs_no_other_plan() -> None:
    city = strip()
    net = city.city.networks[0]
    few, more, many = (answer(city, net, Question(sites=n)) for n in (2, 3, 30))
    assert few is not None
    assert more is not None
    assert many is not None
    assert few.plans is more.plans
    assert many.plans[0].budget == 50
