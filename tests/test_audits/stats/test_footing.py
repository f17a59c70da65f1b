import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from audits.stats.footing import LEAST_PEOPLE, band, too_few


@pytest.mark.parametrize(
    ("rests_on", "word"),
    [
        (0, "withheld"),
        (1, "withheld"),
        (2, "strong care"),
        (9, "strong care"),
        (10, "care"),
        (29, "care"),
        (30, "firm"),
    ],
)
def test_bands_as_ejam_has_them(rests_on: int, word: str) -> None:
    assert band(rests_on) == word


def test_nothing_small_hides_nothing() -> None:
    assert not too_few(np.array([10.0, 500.0, 0.0])).any()


def test_a_small_cell_takes_the_next_smallest_along() -> None:
    assert too_few(np.array([4.0, 300.0, 20.0, 0.0])).tolist() == [True, False, True, False]


def test_two_small_cells_that_are_few_together_take_a_third() -> None:
    assert too_few(np.array([2.0, 3.0, 40.0, 90.0])).tolist() == [True, True, True, False]


def test_a_lone_cell_cannot_be_hidden_better() -> None:
    assert too_few(np.array([4.0])).tolist() == [True]


def test_both_totals_of_a_table_keep_the_cell() -> None:
    table = np.array([[4.0, 50.0, 60.0], [70.0, 80.0, 90.0], [30.0, 40.0, 20.0]])
    hidden = too_few(table)
    assert hidden[0, 0]
    assert (hidden.sum(axis=0) != 1).all()
    assert (hidden.sum(axis=1) != 1).all()


@given(arrays(float, st.tuples(st.integers(2, 4), st.integers(2, 4)), elements=st.integers(0, 60)))
def test_no_total_reveals_a_cell_that_is_hidden(table: "np.typing.NDArray[np.float64]") -> None:
    hidden = too_few(table)
    assert hidden[(table > 0) & (table < LEAST_PEOPLE)].all()
    assert not hidden[table == 0].any()
    for lines, words in ((table, hidden), (table.T, hidden.T)):
        for own, who in zip(lines, words, strict=True):
            left = (own > 0) & ~who
            assert not who.any() or not left.any() or (who.sum() > 1 and own[who].sum() >= 10)
