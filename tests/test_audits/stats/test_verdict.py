import numpy as np
import pytest

from audits.stats.verdict import bought_at, changes, less, standing

NAN = float("nan")
METRES = np.array([100.0, 200.0, 400.0, 800.0])


def test_less_passes_over_what_is_not_known() -> None:
    assert less(np.array([0.5, 1.0, 1.2])).tolist() == [1, 0, 0]
    assert np.isnan(less(np.array([NAN]))).all()
    assert less(np.array([1 - 1e-12])).tolist() == [0]  # rounding is no verdict


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ([[1, 1, 1], [1, NAN, 1]], "stable"),
        ([[0, 0, 0]], "stable"),
        ([[1, 1, 0], [1, 1, 1]], "decided by the parameter"),
        ([[1, 1, 1], [0, 0, 0]], "decided by the parameter"),
        ([[1, 0, 1]], "unstable"),
        ([[NAN, NAN]], None),
        ([], None),
    ],
)
def test_standing(series: list[list[float]], expected: str | None) -> None:
    assert standing([np.array(s, dtype=float) for s in series]) == expected


@pytest.mark.parametrize(
    ("holds", "at"),
    [
        ([1, 1, 0, 0], 400.0),
        ([1, NAN, 0, 0], 400.0),
        ([1, 1, 1, 1], None),
        ([0, 0, 0, 0], None),
        ([1, 0, 1, 0], None),
        ([0, 0, 1, 1], None),
        ([NAN, NAN, NAN, NAN], None),
    ],
)
def test_bought_at(holds: list[float], at: float | None) -> None:
    assert bought_at(METRES, np.array(holds)) == at


def test_changes() -> None:
    assert changes(np.array([1, 1, 0, NAN, 0, 1])) == 2
