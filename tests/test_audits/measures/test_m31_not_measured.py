from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely

from audits.exhibit import Bar, Bars, Classed
from audits.finding import Draft, State
from audits.frame import CityFrame
from audits.load import from_tables
from audits.measures.m31_not_measured import compute
from audits.opened import OpenedCity
from data.cities.porto_sombra.planted import PLANTED
from data.city import NotCounted
from tests.test_audits.small_frame import AS_OF, frame


def bars(draft: Draft) -> dict[str, Bar]:
    found = draft.exhibits[0]
    assert isinstance(found, Bars)
    return {bar.name: bar for bar in found.bars}


def stating(made: CityFrame, *items: NotCounted) -> CityFrame:
    return replace(made, city=replace(made.city, not_counted=items))


def test_stated_people_over_everybody() -> None:
    made = stating(
        frame(),
        NotCounted(who="Prisoners", why="Left out.", people=1000),
        NotCounted(who="The homeless", why="Nobody asked.", people=None),
        NotCounted(who="Toilets", why="No file.", kind="questions"),
    )
    (draft,) = compute(made)
    assert draft.estimate == pytest.approx(1000 / 6000)
    assert bars(draft)["Prisoners"].value == 1000
    assert bars(draft)["The homeless"].value is None
    assert "Nobody asked" in str(bars(draft)["The homeless"].reason)
    assert "nobody knows: the homeless" in draft.reading
    assert "toilets" in draft.reading


def test_nobody_states_anything() -> None:
    (draft,) = compute(frame())
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert "Residents by disability" in bars(draft)
    assert "Residents by income or wealth" not in bars(draft)


def test_a_question_that_is_stated_is_not_asked_twice() -> None:
    made = stating(
        frame(), NotCounted(who="Residents with a disability", why="No.", kind="questions")
    )
    (draft,) = compute(made)
    assert "Residents by disability" not in bars(draft)


def test_an_area_with_nobody_and_one_without_a_count() -> None:
    made = frame(areas=[(1000, 1), (0, 2), (1000, 3)])
    people = made.geography.people.copy()
    people[2] = np.nan
    lost = replace(made, geography=replace(made.geography, people=people))
    (draft,) = compute(lost)
    assert "1 area without residents: A1" in bars(draft)
    assert "Residents of 1 area: A2" in bars(draft)


def test_a_table_without_a_row_for_an_area() -> None:
    made = frame(areas=[(1000, 1), (1000, None), (0, None)])
    rows = made.tables["area_variable"].assign(dataset="income")
    (draft,) = compute(replace(made, tables=made.tables | {"area_variable": rows}))
    assert bars(draft)["1 area not in “income”: A1"].value == 1000
    assert draft.blind_spot.people == 1000
    classed = draft.exhibits[1]
    assert isinstance(classed, Classed)
    assert dict(classed.areas) == {
        "a0": "in every table",
        "a1": "missing from a table",
        "a2": "missing from a table",
    }


def test_a_settlement_that_nobody_counted_has_its_ground() -> None:
    made = frame()
    outline = bytearray(shapely.to_wkb(shapely.box(0, 0, 500, 1000)))
    settlements = pd.DataFrame(
        {
            "settlement_id": ["s"],
            "name": ["Hill"],
            "people": [np.nan],
            "counted": [False],
            "geom": [outline],
        }
    )
    city = replace(made.city, settlement_word="favela")
    (draft,) = compute(
        from_tables(city, "0" * 16, AS_OF, made.tables | {"settlement": settlements})
    )
    bar = bars(draft)["Residents of 1 favela without a count: Hill"]
    assert "0.50 km²" in str(bar.reason)
    assert [value.value for value in draft.by_area] == pytest.approx([0.5, 0, 0, 0, 0])


def test_the_planted_uncounted_people_are_found(porto_sombra: OpenedCity) -> None:
    (draft,) = compute(porto_sombra.frame)
    uncounted = PLANTED.uncounted_people
    assert draft.estimate == pytest.approx(uncounted / (porto_sombra.frame.people + uncounted))
    assert "9 400" in draft.reading.replace("\u202f", " ")
    assert sum(value.value is not None and value.value > 0 for value in draft.by_area) >= 1
    assert "Where 3 cameras of “Cameras” stand" in bars(draft)


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    (draft,) = compute(rio.frame)
    # 6,211,223 residents are published for the city (SOURCES.md 2).
    assert draft.estimate == pytest.approx(27_252 / 6_211_223)
    named = bars(draft)
    added = next(name for name in named if "Residents by income band, 2010" in name)
    for name in ("Vila Kennedy", "Lapa", "Jabour", "Barra Olímpica", "Ilha de Guaratiba"):
        assert name in added
    assert "Where 4 rain gauges of “Rain gauges of AlertaRio” stand" in named
    assert "Residents by sex or gender" in named
    assert draft.by_area == ()
