from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from audits.exhibit import Bars, Lines
from audits.finding import Draft, State
from audits.measures.m30_loud_reporters import compute
from audits.opened import OpenedCity
from data.cities.porto_sombra.planted import PLANTED
from tests.test_audits.small_frame import dataset, frame

CALLS = dataset("calls", "requests")
COLUMNS = ["dataset", "area_id", "n_reports", "n_named", "n_reporters", "sum_squares", "n_loudest"]


def draft_of(
    voices: list[tuple[str | None, int, int, int, int]],
    days: list[tuple[str, int]] | None = None,
    areas: Any = ((1000, 1), (0, 2), (1000, 3), (1000, 4), (1000, 5)),
) -> Draft:
    """Voices of (area, reports, with a key, reporters, Σ n²); days of (area, day)."""
    table = pd.DataFrame([("calls", *row, 0) for row in voices], columns=COLUMNS).assign(
        n_incidents=0, n_linked=0, n_same_caller=0
    )
    rows = days if days is not None else [(a, 0) for a, n, *_ in voices for _ in range(n) if a]
    requests = pd.DataFrame(
        {
            "dataset": "calls",
            "opened_at": [pd.Timestamp("2026-01-01") + pd.Timedelta(days=d) for _, d in rows],
            "kind": "noise",
            "area_id": [area for area, _ in rows],
        }
    )
    made = frame(areas=areas, datasets=(CALLS,), requests=requests)
    (draft,) = compute(replace(made, tables=made.tables | {"report_voice": table}))
    return draft


def bars(draft: Draft) -> tuple[Bars, Bars]:
    lorenz, loudest, behind = draft.exhibits
    assert isinstance(lorenz, Lines)
    assert lorenz.equal
    assert isinstance(loudest, Bars)
    assert isinstance(behind, Bars)
    return loudest, behind


def test_everybody_equal_and_an_area_with_nobody() -> None:
    draft = draft_of([(f"a{i}", 10, 10, 10, 10) for i in (0, 2, 3, 4)])
    assert draft.estimate == pytest.approx(0, abs=1e-12)
    values = {v.area: v for v in draft.by_area}
    assert values["a1"].state is State.NOT_MEASURED
    assert values["a0"].value == pytest.approx(10)
    assert draft.blind_spot.people == 0


def test_all_reports_from_one_area_of_four() -> None:
    draft = draft_of([("a4", 40, 0, 0, 0)])
    assert draft.estimate == pytest.approx(0.75)
    assert draft.blind_spot.people == 3000
    assert "who reported is not in the data" in draft.reading
    _, behind = bars(draft)
    assert [bar.value for bar in behind.bars] == [None]


def test_few_voices_behind_a_count_are_named_by_their_area() -> None:
    # 40 reports: one sends 31, nine send one each: 1600 / (961 + 9) = 1.6 effective reporters.
    draft = draft_of([("a0", 40, 40, 10, 970), ("a2", 40, 40, 40, 40), (None, 3, 3, 1, 9)])
    assert "Behind 40 reports from A0 stand 10 reporters" in draft.reading
    assert "1.6 equally loud ones" in draft.reading
    assert "3 reports more name no area" in draft.reading
    _, behind = bars(draft)
    assert [(bar.name, round(bar.value or 0, 1)) for bar in behind.bars] == [
        ("A0", 4.1),
        ("A2", 100.0),
    ]


def test_a_day_on_which_one_area_shouts_is_told() -> None:
    days = [(f"a{a}", d) for a in (0, 2, 3, 4) for d in range(60)] + [("a3", 30)] * 12
    draft = draft_of([("a0", 60, 0, 0, 0), ("a2", 60, 0, 0, 0), ("a3", 72, 0, 0, 0),
                      ("a4", 60, 0, 0, 0)], days)  # fmt: skip
    assert "A3 on 31 January 2026, 13" in draft.reading
    cut = {s.parameters["reports counted"]: s.estimate for s in draft.stability.settings}
    assert cut["bursts cut to what was expected"] == pytest.approx(0, abs=0.01)
    assert (cut["all"] or 0) > 0.03


def test_without_reports_nothing_is_measured() -> None:
    draft = draft_of([])
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert draft.blind_spot.people == 4000


def test_porto_sombra_s_loud_few_are_found(porto_sombra: OpenedCity) -> None:
    finding = porto_sombra.finding("M30", "requests")
    geography = porto_sombra.geography
    name = dict(zip(geography.area_ids, geography.names, strict=True))[PLANTED.loud_area]
    _, behind = bars(finding.draft)
    assert behind.bars[0].name == name
    # Two who send a share s of n reports, the others one each: about 1/(s²/2 + (1 − s)/n).
    assert (behind.bars[0].value or 100) < 12
    assert (behind.bars[1].value or 0) > 40
    assert name in finding.draft.reading
    assert "reporter" not in porto_sombra.frame.tables["request"]


@pytest.mark.rio
def test_rio_does_not_know_its_callers(rio: OpenedCity) -> None:
    finding = rio.finding("M30", "requests_1746")
    assert "is not measured" in finding.draft.reading
    assert "no_reporter_key" in {c.code for c in finding.caveats}
    richest = next(v for v in finding.draft.by_group if v.group == "richest fifth").value
    poorest = next(v for v in finding.draft.by_group if v.group == "poorest fifth").value
    assert richest is not None
    assert poorest is not None
    assert richest > 10 * poorest
