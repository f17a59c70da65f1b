from dataclasses import replace

import pandas as pd

from audits.missing import reasons, unplaced
from tests.test_audits.sampled_frame import sampled
from tests.test_audits.small_frame import FIFTHS, dataset, frame


def test_nothing_lacks_where_no_dataset_has_a_number_for_areas() -> None:
    assert reasons(frame()) == ()


def test_a_count_of_zero_is_no_missing_count_but_too_small_a_sample() -> None:
    found = reasons(sampled([0, 200, 200], [40, 10, 10]))
    assert [reason.words for reason in found] == ["too small a sample: residents with"]
    assert found[0].where.tolist() == [True, False, False]


def test_small_areas_that_are_in_no_fifth_are_a_reason_of_their_own() -> None:
    city = frame(areas=[(100, 1), (1000, 2), (1000, 3)])
    assert city.city.dimensions[0].groups == FIFTHS
    least = replace(city.city.dimensions[0], least_people=500)
    changed = replace(city, city=replace(city.city, dimensions=(least, city.city.dimensions[1])))
    (few,) = reasons(changed)
    assert few.where.tolist() == [True, False, False]
    assert "fewer than 500 residents" in few.words


def test_rows_without_an_area_and_rows_refused() -> None:
    requests = pd.DataFrame(
        {
            "dataset": ["calls"] * 4,
            "opened_at": pd.Timestamp("2026-01-01"),
            "kind": "x",
            "area_id": ["a0", None, None, "a1"],
        }
    )
    city = frame(requests=requests, datasets=[dataset("calls", "requests")])
    rows = city.tables["dataset"].copy()
    rows.loc[rows["name"] == "calls", ["rows_read", "rows_quarantined"]] = [5, 1]
    (calls,) = unplaced(replace(city, tables=city.tables | {"dataset": rows}))
    assert (calls.rows, calls.refused, calls.placeless, calls.names) == (5, 1, 2, 0)
