from dataclasses import replace

import pandas as pd
import pytest

from audits.exhibit import Bars, Classed
from audits.finding import Draft, State
from audits.frame import CityFrame
from audits.measures.m23_missingness import compute
from audits.opened import OpenedCity
from data.city import Variable
from tests.test_audits.sampled_frame import sampled
from tests.test_audits.small_frame import dataset, frame


def with_index(city: CityFrame, known: set[str]) -> CityFrame:
    """The city with one more dataset, which holds these areas alone."""
    index = replace(
        dataset("index", "traits"),
        variables=(Variable(name="index", field="index", title="Index", unit="points"),),
    )
    rows = pd.DataFrame({"area_id": sorted(known), "variable": "index", "value": 1.0})
    tables = city.tables | {
        "area_variable": pd.concat([city.tables["area_variable"], rows], ignore_index=True)
    }
    return replace(
        city,
        city=replace(city.city, datasets=(*city.city.datasets, index)),
        tables=tables,
    )


def of(city: CityFrame) -> Draft:
    """The one draft of a city."""
    (draft,) = compute(city)
    return draft


def test_people_of_areas_that_a_dataset_does_not_hold() -> None:
    draft = of(with_index(frame(), {"a0", "a1", "a2"}))
    assert draft.estimate == pytest.approx(2 / 5)
    assert [v.value for v in draft.by_area] == [0, 0, 0, 1, 1]
    assert "not in “index” (2 areas, 2" in draft.reading
    assert draft.blind_spot.people == 2000
    assert draft.blind_spot.reasons == (("not in “index”", 2000.0),)


def test_missing_twice_is_listed_by_name() -> None:
    income = Variable(name="income", field="income", title="Income", unit="R$")
    city = frame(areas=[(1000, 1), (1000, None), (1000, 3), (1000, 4)])
    datasets = tuple(
        replace(d, variables=(income,)) if d.name == "income" else d for d in city.city.datasets
    )
    city = replace(city, city=replace(city.city, datasets=datasets))
    draft = of(with_index(city, {"a0", "a2"}))
    assert [v.value for v in draft.by_area] == [0, 2, 0, 1]
    assert "Missing twice or more: A1" in draft.reading
    classed = next(e for e in draft.exhibits if isinstance(e, Classed))
    assert dict(classed.areas)["a1"] == "two things lack, or more"
    # Each person counts once in the blind spot, under the first reason.
    assert sum(people for _, people in draft.blind_spot.reasons) == draft.blind_spot.people == 2000


def test_everybody_known() -> None:
    draft = of(with_index(frame(), {f"a{i}" for i in range(5)}))
    assert draft.estimate == 0
    assert "all that is asked is known" in draft.reading


def test_an_area_with_nobody_is_no_missing_people() -> None:
    draft = of(with_index(frame(areas=[(0, 1), (1000, 2), (1000, 3)]), {"a1", "a2"}))
    assert draft.estimate == 0
    assert draft.by_area[0].state is State.NOT_MEASURED
    assert "1 area on the map without residents" in draft.reading


def test_a_sample_that_is_too_small_is_missing_too() -> None:
    draft = of(sampled([100, 100, 100, 0], [20, 20, 90, 20]))
    assert [v.value for v in draft.by_area] == [0, 0, 1, 1]
    assert "too small a sample: residents with" in draft.reading


def test_a_planted_lack_is_found_among_the_poor_and_not_where_it_is_random() -> None:
    def weighty(missing: set[int]) -> set[str]:
        counts = [900.0] * 20 + [100.0] * 20
        city = with_index(
            sampled(counts, [0] * 40), {f"a{i}" for i in range(40) if i not in missing}
        )
        bars = [e for e in of(city).exhibits if isinstance(e, Bars)]
        return {b.name for e in bars for b in e.bars if b.weighty}

    assert any(name.startswith("with, not in") for name in weighty(set(range(15))))
    assert weighty({0, 10, 20, 30, 5, 35}) == set()


def test_rows_that_name_no_area_are_counted_beside() -> None:
    city = frame()
    ledger = pd.DataFrame(
        [
            {
                "step": 9,
                "dataset": "sensors",
                "rule": "unmatched_name",
                "action": "noted",
                "n_rows": 475,
                "reason": "name no area",
            }
        ]
    )
    draft = of(replace(city, tables=city.tables | {"ledger": ledger}))
    assert "Rows that name no area of the city: 475" in draft.reading


def test_porto_sombra(porto_sombra: OpenedCity) -> None:
    draft = of(porto_sombra.frame)
    assert draft.estimate is not None
    assert draft.interval is not None
    assert "not in “Schools and clinics”" in draft.reading
    assert "Rows that name no area of the city: 6" in draft.reading


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    draft = of(rio.frame)
    assert "not in “Social development index, 2010” (24 areas" in draft.reading
    assert "Missing twice or more: Barra Olímpica" in draft.reading
    assert "Rows that name no area of the city: 475" in draft.reading
