from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest

from audits.exhibit import Bars, Quadrants
from audits.finding import State
from audits.frame import CityFrame
from audits.load import from_tables
from audits.measures.m29_supply_against_need import compute
from audits.opened import OpenedCity
from data.city import Pair, Variable
from data.languages import PORTUGUESE
from data.said import speaking
from tests.test_audits.small_frame import AS_OF, dataset, frame

PAIR = Pair(service="clinics", need="old", why="The old need clinics.")


def city(
    clinics: Sequence[float | None],
    old: Sequence[float | None],
    people: Sequence[float] | None = None,
    pair: Pair = PAIR,
) -> CityFrame:
    """A strip with a count of clinics and of old people in each area."""
    residents = people or [1000.0] * len(clinics)
    tables = dataset(
        "tables",
        "service",
        variables=tuple(
            Variable(name=name, field=name, title=name.capitalize(), unit=name, extensive=True)
            for name in ("clinics", "old", "ill")
        ),
    )
    made = frame(areas=[(p, i + 1) for i, p in enumerate(residents)], datasets=[tables])
    more = pd.DataFrame(
        [
            {"area_id": f"a{i}", "variable": name, "value": value}
            for name, column in (("clinics", clinics), ("old", old), ("ill", old))
            for i, value in enumerate(column)
            if value is not None
        ]
    )
    both = pd.concat([made.tables["area_variable"], more], ignore_index=True)
    return from_tables(
        replace(made.city, pairs=(pair,)), "0" * 16, AS_OF, made.tables | {"area_variable": both}
    )


def test_more_where_need_is_greater() -> None:
    (draft,) = compute(city(range(1, 11), range(10, 110, 10)))
    assert draft.subject == "clinics-against-old"
    assert draft.estimate is not None
    assert draft.estimate > 0
    assert draft.interval is not None
    assert draft.interval.low > 0
    assert "there is more of the service" in draft.reading
    assert len(draft.exhibits) == 1  # nobody is short, so nobody is named
    with speaking(PORTUGUESE):
        assert "mantido seus serviços" in str(draft.interval_meaning)


def test_less_where_need_is_greater_names_the_widest_gaps_first() -> None:
    (draft,) = compute(city(range(10, 0, -1), range(10, 110, 10)))
    assert draft.estimate is not None
    assert draft.estimate < 0
    quadrants, bars = draft.exhibits
    assert isinstance(quadrants, Quadrants)
    assert isinstance(bars, Bars)
    assert [bar.name for bar in bars.bars] == ["A9", "A8", "A7", "A6"]
    assert "the two part most in A9, A8 and A7" in draft.reading


def test_everybody_equal() -> None:
    (draft,) = compute(city([2] * 10, range(10, 110, 10)))
    assert draft.estimate == pytest.approx(0, abs=1e-12)


def test_what_nobody_states_stays_missing_and_is_listed() -> None:
    clinics = [1, None, *range(3, 11)]
    (draft,) = compute(city(clinics, range(10, 110, 10), [1000.0] * 9 + [0.0]))
    quadrants = draft.exhibits[0]
    assert isinstance(quadrants, Quadrants)
    assert quadrants.nothing == (
        ("A1", "nobody states its service or its need"),
        ("A9", "no residents in the statistics"),
    )
    assert draft.by_area[1].state is State.NOT_MEASURED
    assert draft.blind_spot.people == 1000
    assert draft.footing.areas == 8


def test_where_nobody_has_any_we_do_not_know() -> None:
    (draft,) = compute(city([0] * 10, range(10, 110, 10)))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    (draft,) = compute(city(range(10), [50] * 10))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)


def test_a_need_may_be_a_sum() -> None:
    summed = Pair(service="clinics", need="old+ill", why="Both.")
    (draft,) = compute(city(range(1, 11), range(10, 110, 10), pair=summed))
    (plain,) = compute(city(range(1, 11), range(10, 110, 10)))
    assert draft.estimate == pytest.approx(plain.estimate)
    assert draft.parameters["need"] == "old and ill"
    assert draft.subject == "clinics-against-old_ill"


def test_both_cities_have_findings(porto_sombra: OpenedCity) -> None:
    drafts = list(compute(porto_sombra.frame))
    assert len({draft.subject for draft in drafts}) == len(porto_sombra.city.pairs) == 3
    assert all(draft.estimate is not None for draft in drafts)
    nothing = drafts[0].exhibits[0]
    assert isinstance(nothing, Quadrants)
    assert len(nothing.nothing) == 3  # two refused rows and one area without residents


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    drafts = {draft.subject: draft for draft in compute(rio.frame)}
    schools = drafts["schools_health-against-age_0_to_14"]
    fifths = [v.value for v in schools.by_group if v.dimension == "income_fifth"]
    # Per 10,000 residents, computed independently in SOURCES.md.
    assert fifths == pytest.approx([3.39, 3.62, 2.70, 3.10, 1.44], abs=0.005)
    assert schools.interval is not None
    assert schools.interval.low > 0
