from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from audits.finding import State
from audits.frame import CityFrame
from audits.load import from_tables
from audits.measures.m24_reporting_rate import compute
from audits.opened import OpenedCity
from tests.test_audits.small_frame import dataset, frame

DAY = pd.Timestamp("2026-01-01")
LINKED = dataset("calls", "requests", columns={"incident_id": "about"})


def test_unlinked_reports_are_refused_with_the_reason() -> None:
    nobody_says = ten([2] * 10)
    nobody_says.tables["request"] = nobody_says.tables["request"].assign(incident_id=None)
    for made in (nobody_says, frame(datasets=(dataset("calls", "requests"),))):
        (draft,) = compute(made)
        assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
        assert draft.reason == "reports of one incident are not linked"
        assert "little need or little reporting" in draft.reading


def ten(further: list[int]) -> CityFrame:
    """Ten areas, two a fifth: the further reports of each one's two incidents of four days."""
    names = ("poorest fifth", "second fifth", "middle fifth", "fourth fifth", "richest fifth")
    made = frame(areas=[(1000, i // 2 + 1) for i in range(10)])
    groups = pd.DataFrame(
        {
            "area_id": [f"a{i}" for i in range(10)],
            "dimension": "fifth",
            "grp": [names[i // 2] for i in range(10)],
            "share": 1.0,
        }
    )
    rows = [
        {
            "dataset": "calls",
            "opened_at": DAY + pd.Timedelta(days=4 * report / (again + 1)),
            "closed_at": DAY + pd.Timedelta(days=4),
            "kind": "flood",
            "area_id": f"a{area}",
            "incident_id": f"F{area}-{k}",
        }
        for area, again in enumerate(further)
        for k in range(2)
        for report in range(again + 1)
        if again >= 0
    ]
    rows.append({**rows[-1], "opened_at": DAY + pd.Timedelta(days=9), "incident_id": "late"})

    tables = made.tables | {"request": pd.DataFrame(rows), "area_group": groups}
    return from_tables(
        replace(made.city, datasets=(*made.city.datasets, LINKED)), "0" * 16, made.as_of, tables
    )


def test_the_richest_report_as_many_times_as_fast() -> None:
    (draft,) = compute(ten([1, 1, 2, 2, 2, 2, 3, 3, 4, 4]))
    rates = [v.value for v in draft.by_group if v.dimension == "fifth"]
    assert rates == pytest.approx([0.25, 0.5, 0.5, 0.75, 1.0])
    assert draft.estimate == pytest.approx(4.0)
    assert "4.00 times as fast" in draft.reading
    assert "4.0 days for its first report among the poorest" in draft.reading


def test_everybody_equal_is_one() -> None:
    (draft,) = compute(ten([2] * 10))
    assert draft.estimate == pytest.approx(1.0)
    assert draft.interval is not None
    assert draft.interval.low == pytest.approx(1.0)
    assert draft.interval.high == pytest.approx(1.0)


def test_an_area_where_nobody_reports_is_not_measured_and_unheard() -> None:
    (draft,) = compute(ten([2, 2, 2, -1, 2, 2, 2, 2, 2, 2]))
    values = {v.area: v for v in draft.by_area}
    assert values["a3"].state is State.NOT_MEASURED
    assert values["a0"].state is State.WITHHELD  # two incidents
    assert draft.blind_spot.people == 1000
    assert draft.blind_spot.areas[0].area == "a3"


def test_a_poorest_fifth_that_never_repeats_gives_no_ratio() -> None:
    (draft,) = compute(ten([0, 0, 2, 2, 2, 2, 2, 2, 2, 2]))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)


def test_a_crew_ends_what_people_report() -> None:
    made = ten([4] * 10)
    made.tables["intervention"] = pd.DataFrame(
        {
            "dataset": "crews",
            "started_at": [DAY + pd.Timedelta(days=2)],
            "kind": "flood",
            "area_id": "a0",
            "incident_id": ["F0-0"],
        }
    )
    (draft,) = compute(made)
    without = ten([4] * 10)
    (before,) = compute(without)
    assert draft.footing.reports is not None
    assert before.footing.reports == draft.footing.reports + 2


def test_porto_sombra_waits_longer_where_it_is_poor(porto_sombra: OpenedCity) -> None:
    finding = porto_sombra.finding("M24", "requests")
    assert finding.draft.estimate is not None
    assert finding.draft.estimate > 2
    assert {"same_caller", "never_reported"} <= {c.code for c in finding.caveats}
    zero_inflated = [
        s.estimate
        for s in finding.draft.stability.settings
        if "zero" in str(s.parameters.get("model"))
    ]
    assert len(zero_inflated) == 1
    assert np.isfinite(zero_inflated[0] or np.nan)


@pytest.mark.rio
def test_rio_does_not_link_its_calls(rio: OpenedCity) -> None:
    for name in ("requests_1746", "requests_1746_2011"):
        assert rio.finding("M24", name).draft.state is State.NOT_MEASURED
