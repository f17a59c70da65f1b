import pytest

from audits.exhibit import Lines
from audits.finding import State
from audits.measures.m13_dissimilarity import compute
from audits.opened import OpenedCity
from tests.test_audits.one_finding import draft_of
from tests.test_audits.small_frame import frame, network


def test_whole_areas_in_or_out_of_reach_live_apart() -> None:
    (draft,) = compute(frame(sensors=[(0, "working")]))
    assert draft.estimate == 1


def test_where_each_area_is_within_reach_in_the_same_part() -> None:
    made = frame(areas=[(1000, 1), (3000, 2)], sensors=[(0, "working"), (1, "working")])
    # Half of each area's people move out of reach, to a cell of their own.
    cell = made.tables["cell"]
    away = cell.assign(y=9000.0)
    halves = [cell.assign(people=cell["people"] / 2), away.assign(people=away["people"] / 2)]
    import pandas as pd

    from audits.load import from_tables

    tables = made.tables | {"cell": pd.concat(halves, ignore_index=True)}
    (draft,) = compute(from_tables(made.city, made.snapshot, made.as_of, tables))
    assert draft.estimate == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("sensors", "who"), [([], "nobody"), (range(5), "everybody")])
def test_with_one_kind_of_people_there_is_nothing_to_compare(sensors: range, who: str) -> None:
    (draft,) = compute(frame(sensors=[(i, "working") for i in sensors]))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert str(draft.reason).startswith(who)


def test_an_area_with_nobody() -> None:
    (draft,) = compute(
        frame(areas=[(1000, 1), (0, 2), (1000, 3)], sensors=[(0, "working"), (1, "working")])
    )
    assert draft.estimate == 1
    assert draft.footing.areas == 2


def test_where_it_is_not_defined_the_figure_has_a_gap() -> None:
    (draft,) = compute(frame(sensors=[(0, "working")], net=network(reach_grid_m=(9000.0,))))
    (lines,) = draft.exhibits
    assert isinstance(lines, Lines)
    assert lines.x == (100.0, 9000.0)
    assert [line.y for line in lines.lines] == [(1.0, None), (1.0, None)]


def test_porto_sombra(porto_sombra: OpenedCity) -> None:
    draft = draft_of(porto_sombra, compute, "cameras")
    assert draft.interval is not None
    assert draft.interval.low < float(draft.estimate or 0) < draft.interval.high


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    assert draft_of(rio, compute, "cameras").estimate == pytest.approx(0.482, abs=0.001)
