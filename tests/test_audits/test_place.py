from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from audits.finding import AreaValue, State
from audits.frame import CityFrame
from audits.opened import OpenedCity
from audits.place import Place, asks, place
from audits.place_events import FEW_REPORTS
from audits.place_people import FEW
from audits.place_stated import NO_ROW, Rank
from audits.place_told import measures_here
from audits.reviews import Statement
from audits.spelling import names, plain
from data.city import Dimension, Variable
from tests.test_audits.examples import example_finding, example_measure
from tests.test_audits.small_frame import dataset, frame, network


def stating(
    rows: Sequence[tuple[str, str, float]], variables: Sequence[Variable], role: str = "traits"
) -> CityFrame:
    """The strip of five areas, with a dataset `stated` that holds these rows."""
    city = frame(
        sensors=[(0, "working"), (0, "not working"), (3, "unknown")],
        datasets=[dataset("stated", role, variables=tuple(variables), publisher="A bureau")],
        ledger=pd.DataFrame(
            [
                {
                    "step": 0,
                    "dataset": "stated",
                    "rule": "missing_value",
                    "action": "noted",
                    "n_rows": 1,
                    "reason": "`f`: nobody answered",
                }
            ]
        ),
    )
    table = pd.DataFrame(rows, columns=["area_id", "variable", "value"]).assign(dataset="stated")
    income = city.tables["area_variable"].assign(dataset="income")
    return replace(city, tables=city.tables | {"area_variable": pd.concat([income, table])})


def here(city: CityFrame, area: str = "a0", reviews: tuple[Statement, ...] = ()) -> Place:
    return place(city, (), reviews, area)


INDEX = Variable(name="index", field="f", title="Index", unit="index")
COUNT = Variable(name="count", field="f", title="Count", unit="people", extensive=True)


def values(found: Place, name: str = "stated") -> tuple[object, ...]:
    (held,) = [one for one in found.datasets if one.dataset.name == name]
    return held.values


def test_a_value_stands_beside_those_of_all_areas() -> None:
    city = stating([("a0", "index", 5.0), ("a1", "index", 9.0), ("a2", "index", 5.0)], [INDEX])
    (one,) = values(here(city))
    assert one.value == 5.0  # type: ignore[attr-defined]
    assert one.rank == Rank(above=1, below=0, of=3)  # type: ignore[attr-defined]


def test_a_count_is_said_as_a_part_of_the_city_s() -> None:
    city = stating([("a0", "count", 30.0), ("a1", "count", 90.0)], [COUNT])
    (one,) = values(here(city))
    assert one.part == pytest.approx(0.25)  # type: ignore[attr-defined]
    assert one.rank is None  # type: ignore[attr-defined]


def test_missing_is_said_with_the_source_s_label_and_is_never_a_zero() -> None:
    city = stating([("a0", "index", np.nan), ("a1", "index", 0.0)], [INDEX])
    (absent,) = values(here(city))
    assert (absent.value, absent.missing) == (None, "nobody answered")  # type: ignore[attr-defined]
    (zero,) = values(here(city, "a1"))
    assert (zero.value, zero.missing) == (0.0, None)  # type: ignore[attr-defined]
    (no_row,) = values(here(city, "a4"))
    assert (no_row.value, no_row.missing) == (None, NO_ROW)  # type: ignore[attr-defined]
    assert (NO_ROW, ("Index (stated)",)) in here(city, "a4").unknown


def test_a_count_of_few_people_hides_the_whole_set_that_it_belongs_to() -> None:
    other = replace(COUNT, name="other", title="Other")
    rows = [("a0", "count", 4.0), ("a0", "other", 300.0), ("a1", "count", 40.0)]
    city = stating(rows, [COUNT, other])
    assert all(one.value is None and one.withheld == FEW for one in values(here(city)))  # type: ignore[attr-defined]
    assert here(city).withheld == ((FEW, ("Count", "Other")),)
    assert values(here(city, "a1"))[0].value == 40.0  # type: ignore[attr-defined]


def test_few_schools_are_no_secret() -> None:
    city = stating([("a0", "count", 4.0)], [replace(COUNT, unit="schools")], role="service")
    assert values(here(city))[0].value == 4.0  # type: ignore[attr-defined]


def test_the_dimensions_sets_are_hidden_apart() -> None:
    old, young = replace(COUNT, name="old"), replace(COUNT, name="young")
    rows = [("a0", "old", 4.0), ("a0", "young", 900.0), ("a0", "count", 50.0)]
    city = stating(rows, [old, young, COUNT])
    age = Dimension(
        id="age", title="Age", kind="shares", groups=("o", "y"),
        shares={"o": ("old",), "y": ("young",)},
    )  # fmt: skip
    dimensions = (*city.city.dimensions, age)
    found = values(here(replace(city, city=replace(city.city, dimensions=dimensions))))
    assert [one.value for one in found] == [None, None, 50.0]  # type: ignore[attr-defined]


def test_each_network_says_whom_it_reaches_what_stands_here_and_how_far() -> None:
    city = stating([], [INDEX])
    (first,) = here(city).networks
    assert (first.sensors, first.working, first.not_working, first.unknown) == (2, 1, 1, 0)
    assert (first.within_reach, first.unseen, first.typical_m) == (1.0, 0.0, 0.0)
    (third,) = here(city, "a2").networks
    assert (third.sensors, third.within_reach, third.unseen) == (0, 0.0, 1000.0)
    assert third.typical_m == third.farthest_m == 1000.0  # to the one of which nobody knows


def test_dead_sensors_are_no_distance_and_no_sensor_is_none() -> None:
    (one,) = here(frame_with([(0, "not working")])).networks
    assert (one.within_reach, one.typical_m) == (0.0, None)


def frame_with(sensors: Sequence[tuple[int, str]], **more: object) -> CityFrame:
    city = frame(sensors=sensors, **more)  # type: ignore[arg-type]
    return replace(
        city,
        tables=city.tables
        | {"area_variable": city.tables["area_variable"].assign(dataset="income")},
    )


def test_where_nobody_lives_no_share_is_said_and_the_distance_is_from_its_middle() -> None:
    areas = ((0, None), (1000, 1), (1000, 2))
    found = here(frame_with([(1, "working")], areas=areas))
    (one,) = found.networks
    assert (one.residents, one.within_reach) == (0.0, None)
    assert one.typical_m == pytest.approx(1000.0)
    assert found.dimensions[0].missing == "the statistics hold nobody here"
    assert all(silent.state is None for silent in found.silence)


def test_groups_of_few_people_are_withheld_with_another_one() -> None:
    city = frame_with([])
    people = np.array([995.0, 5.0])
    group = city.groups[0]
    few = replace(city, groups=tuple(
        replace(group, dimension="favela", name=name, people=city.cell_people * part / 1000)
        for name, part in zip(("inside", "outside"), people, strict=True)
    ))  # fmt: skip
    (_, favela) = here(few).dimensions
    assert [(one.people, one.withheld) for one in favela.groups] == [(None, FEW), (None, FEW)]


def reports(kinds: dict[str, int]) -> CityFrame:
    rows = [
        {"dataset": "calls", "opened_at": pd.Timestamp("2026-02-01"), "kind": kind, "area_id": "a0"}
        for kind, many in kinds.items()
        for _ in range(many)
    ]
    columns = ["dataset", "opened_at", "kind", "area_id"]
    return frame_with(
        [],
        requests=pd.DataFrame(rows, columns=columns),
        datasets=[dataset("calls", "requests", sample=True)],
    )


def test_fewer_than_ten_reports_are_withheld_and_none_is_a_count() -> None:
    (few,) = here(reports({"noise": 9})).events
    assert (few.count, few.withheld, few.kinds) == (None, FEW_REPORTS, ())
    (none,) = here(reports({"noise": 9}), "a1").events
    assert (none.count, none.withheld) == (0, None)


def test_a_rare_kind_of_report_is_hidden_among_others() -> None:
    (found,) = here(reports({"noise": 40, "light": 30, "water": 20, "secret": 2})).events
    assert found.count == 92
    assert found.kinds == (("noise", 40), ("light", 30))
    assert found.others == (2, 22)


def test_a_rate_that_would_tell_a_withheld_count_is_withheld_too() -> None:
    rate = example_measure(code="M30", unit="reports per 1,000 residents")
    one = example_finding(
        measure=rate,
        network=None,
        subject="calls",
        by_area=(AreaValue(area="a0", value=9.0, state=State.MEASURED),),
    )
    (card,) = measures_here((one,), "a0", few={"calls"})
    assert card.told[0].value.value is None
    assert card.told[0].value.state is State.WITHHELD
    (open_card,) = measures_here((one,), "a0")
    assert open_card.told[0].value.value == 9.0


def test_measures_that_say_the_same_stand_together_and_others_apart() -> None:
    def told(code: str, value: float | None, reason: str | None = None) -> object:
        state = State.MEASURED if value is not None else State.NOT_MEASURED
        return example_finding(
            measure=example_measure(code=code),
            by_area=(AreaValue(area="a0", value=value, state=state, reason=reason),),
        )

    findings = (told("M3", 0.5), told("M9", 0.5), told("M4", 0.0), told("M5", None, "no sensor"))
    (card,) = measures_here(findings, "a0")  # type: ignore[arg-type]
    assert [[f.measure.code for f in one.findings] for one in card.told] == [
        ["M3", "M9"], ["M4"], ["M5"],
    ]  # fmt: skip
    assert [one.value.value for one in card.told] == [0.5, 0.0, None]
    assert measures_here(findings, "elsewhere") == ()  # type: ignore[arg-type]


def statement(number: int, says: str, target: str = "M3") -> Statement:
    return Statement(
        number=number,
        at=datetime(2026, 2, 1, tzinfo=UTC),
        city="strip",
        target_kind="dataset" if target == "stated" else "measure",
        target=target,
        speaker=None,
        says=says,
        principle="consider-context",
        blocks=False,
        channel="screen",
        snapshot=None,
        answers=None,
    )


def test_statements_that_name_the_area_or_speak_of_its_data_are_found() -> None:
    said = (
        statement(1, "In a0 nobody was asked."),
        statement(2, "In a01 nobody was asked."),
        statement(3, "This index is old.", "stated"),
        statement(4, "Nothing of A0 is here.", "stated"),
    )
    found = here(stating([], [INDEX]), reviews=said)
    assert [one.number for one in found.naming] == [1, 4]
    assert [one.number for one in found.of_data] == [3]


def test_whom_to_ask_names_each_once_and_says_what_nobody_wrote_down() -> None:
    city = replace(
        stating([], [INDEX]).city,
        networks=(network(operator="A bureau"), network(id="b", title="B", owner="Its owner")),
    )
    found = {one.who: one for one in asks(city)}
    assert found["A bureau"].runs == ("Gauges",)
    assert found["A bureau"].publishes == ("stated",)
    assert found["Its owner"].owns == ("B",)
    assert (found[None].runs, found[None].owns) == (("B",), ("Gauges",))
    assert next(reversed(found)) is None


def test_an_area_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="no area nowhere"):
        here(stating([], [INDEX]), "nowhere")


@pytest.mark.parametrize(
    ("text", "name", "held"),
    [
        ("Aqui na MARÉ chove.", "Maré", True),
        ("aqui na mare chove", "Maré", True),
        ("A maré-alta", "Maré", True),
        ("Maremoto", "Maré", False),
        ("anything", "", False),
    ],
)
def test_names_are_found_as_people_type_them(text: str, name: str, held: bool) -> None:
    assert names(text, name) is held
    assert plain("São JOÃO") == "sao joao"


def test_every_area_of_the_invented_city_adds_up(porto_sombra: OpenedCity) -> None:
    city, findings = porto_sombra.frame, porto_sombra.findings()
    found = [place(city, findings, (), area) for area in city.geography.area_ids[:40]]
    for one, index in zip(found, range(40), strict=True):
        for net in one.networks:
            spot = {b.area: b.people for b in city.blind_spot(net.network).areas}
            assert net.unseen == pytest.approx(spot.get(one.area, 0.0))
            assert net.sensors == int((city.sensors(net.network).area == index).sum())
        shown = {f.key for card in one.measures for f in card.findings}
        assert shown == {
            f.key for f in findings if any(v.area == one.area for v in f.draft.by_area)
        }


@pytest.mark.rio
def test_rio_keeps_sources_that_disagree_side_by_side(rio: OpenedCity) -> None:
    found = place(rio.frame, rio.findings(), (), "6")
    ranks = {
        one.variable.name: one.rank.above / one.rank.of
        for held in found.datasets
        for one in held.values
        if one.rank
    }
    assert {"income_mean", "ids_median_2010"} <= set(ranks)
    years = {held.dataset.name: held.age.observed_until for held in found.datasets}
    assert years["income"] != years["ids_2010"]
    assert len([one for one in found.networks if "gauge" in one.network.sensor]) >= 4


@pytest.mark.rio
def test_rio_withholds_what_would_speak_of_single_people(rio: OpenedCity) -> None:
    grumari = place(rio.frame, rio.findings(), (), "133")
    assert grumari.name == "Grumari"
    withheld = dict(grumari.withheld)
    assert "Residents aged 70 and over" in withheld[FEW]
    assert "Social development index, median of census tracts" in str(grumari.unknown)
