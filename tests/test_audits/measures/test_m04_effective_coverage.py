from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.finding import State
from audits.measures.m04_effective_coverage import compute, expected_best
from tests.test_audits.small_frame import frame

GOLDEN = (np.array([[0.8, 0.5, 0.2]]), np.array([[0.5, 0.9, 1.0]]))


def test_golden_value() -> None:
    assert expected_best(*GOLDEN)[0] == pytest.approx(0.635)


def by_brute_force(kernel: list[float], up: list[float]) -> float:
    """The best working sensor's nearness, averaged over every pattern of failures."""
    total = 0.0
    for pattern in product([0, 1], repeat=len(up)):
        chance = float(np.prod([u if on else 1 - u for u, on in zip(up, pattern, strict=True)]))
        total += chance * max([k for k, on in zip(kernel, pattern, strict=True) if on], default=0)
    return total


sensors = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=7)


@given(sensors)
def test_agrees_with_every_pattern_of_failures(pairs: list[tuple[float, float]]) -> None:
    ordered = sorted(pairs, reverse=True)
    kernel, up = [k for k, _ in ordered], [u for _, u in ordered]
    got = expected_best(np.array([kernel]), np.array([up]))[0]
    assert got == pytest.approx(by_brute_force(kernel, up), abs=1e-9)


@given(sensors, st.integers(0, 6), st.floats(0, 1))
def test_a_failing_sensor_never_raises_it(
    pairs: list[tuple[float, float]], which: int, factor: float
) -> None:
    ordered = sorted(pairs, reverse=True)
    kernel = np.array([[k for k, _ in ordered]])
    up = np.array([[u for _, u in ordered]])
    worse = up.copy()
    worse[0, which % len(ordered)] *= factor
    assert expected_best(kernel, worse)[0] <= expected_best(kernel, up)[0] + 1e-12


def test_all_working_is_proximity() -> None:
    (draft,) = compute(frame(sensors=[(i, "working") for i in range(5)]))
    assert draft.estimate == pytest.approx(1.0)


def test_dead_sensors_give_nothing() -> None:
    (draft,) = compute(frame(sensors=[(0, "not working")]))
    assert draft.estimate == 0.0


def test_unknown_state_is_not_a_number() -> None:
    (draft,) = compute(frame(sensors=[(0, "unknown"), (1, "unknown")]))
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert "nobody states" in str(draft.reason)
    assert all(v.value is None for v in draft.by_area)


def test_unknown_sensors_are_tried_both_ways() -> None:
    (draft,) = compute(frame(sensors=[(0, "working"), (4, "unknown")]))
    words = {s.parameters["sensors of unknown state"]: s.estimate for s in draft.stability.settings}
    low, high = words["not working"], words["working"]
    assert low is not None
    assert high is not None
    assert low < high
