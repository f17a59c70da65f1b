import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.report.map_classes import classify

FINITE = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)


def test_shares_are_cut_at_every_fifth_so_that_maps_compare() -> None:
    classes = classify([0.05, 0.3, 0.5, 0.7, 0.95], "share of people")
    assert classes.limits == (0.2, 0.4, 0.6, 0.8)
    assert classes.labels[0] == "up to 20 %"
    assert classes.token(0.2) == "map-1"
    assert classes.token(0.2001) == "map-2"
    assert classes.token(0.95) == "map-5"


def test_other_units_are_cut_into_fifths_of_the_areas() -> None:
    classes = classify([float(n) for n in range(1, 101)], "sensors")
    assert len(classes.tokens) == 5
    sizes = [
        sum(classes.token(float(n)) == token for n in range(1, 101)) for token in classes.tokens
    ]
    assert all(15 <= size <= 25 for size in sizes)


def test_one_value_is_one_step() -> None:
    classes = classify([3.0, 3.0], "sensors")
    assert classes.labels == ("3",)
    assert classes.token(3.0) == "map-3"


def test_only_zeros_are_one_step_called_zero() -> None:
    classes = classify([0.0, 0.0], "sensors")
    assert classes.labels == ("0",)
    assert classes.token(0.0) == "map-0"


@pytest.mark.parametrize("unit", ["sensors", "share of people", "index from −1 to 1"])
@given(values=st.lists(FINITE, min_size=1, max_size=40))
def test_every_value_has_a_step_with_words_and_more_is_never_lighter(
    unit: str, values: list[float]
) -> None:
    classes = classify(values, unit)
    assert len(classes.labels) == len(classes.tokens) == len(classes.limits) + 1
    assert len(set(classes.tokens)) == len(classes.tokens)
    steps = [classes.token(value) for value in sorted(values)]
    assert steps == sorted(steps)
