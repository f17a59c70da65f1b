import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inequality.atkinson import Atkinson
from inequality.gini import Gini
from inequality.theil import TheilD

from audits.stats.inequality import atkinson, gini, theil, theil_split

PLACES = st.lists(
    st.tuples(st.floats(0.01, 1), st.integers(1, 30), st.integers(0, 3)), min_size=2, max_size=12
)


def arrays(places: list[tuple[float, int, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    thing, people, part = zip(*places, strict=True)
    groups = np.unique(part, return_inverse=True)[1]
    return np.array(thing), np.array(people), groups


@settings(deadline=None)
@given(PLACES)
def test_all_are_those_of_the_kept_library_on_replicated_people(
    places: list[tuple[float, int, int]],
) -> None:
    thing, people, part = arrays(places)
    each, groups, weights = np.repeat(thing, people), np.repeat(part, people), people.astype(float)
    assert gini(thing, weights)[0] == pytest.approx(Gini(each).g, abs=1e-9)
    with warnings.catch_warnings():
        # inequality multiplies arrays of one element in ways that numpy deprecates.
        warnings.simplefilter("ignore", DeprecationWarning)
        peer = TheilD(each, groups)
    whole, between, inside = theil_split(thing, weights, part)
    assert whole[0] == pytest.approx(float(peer.T), abs=1e-9)
    assert between[0] == pytest.approx(float(np.ravel(peer.bg)[0]), abs=1e-9)
    assert inside[0] == pytest.approx(float(np.ravel(peer.wg)[0]), abs=1e-9)
    for aversion in (0.25, 0.5, 0.75, 1.0):
        assert atkinson(thing, weights, aversion)[0] == pytest.approx(
            Atkinson(each, aversion).A, abs=1e-9
        )


@settings(deadline=None)
@given(PLACES)
def test_gini_is_its_formula_over_all_pairs(places: list[tuple[float, int, int]]) -> None:
    thing, people, _ = arrays(places)
    apart = np.abs(thing[:, None] - thing[None, :]) * people[:, None] * people[None, :]
    mean = (thing * people).sum() / people.sum()
    assert gini(thing, people.astype(float))[0] == pytest.approx(
        apart.sum() / (2 * people.sum() ** 2 * mean), abs=1e-9
    )


@settings(deadline=None)
@given(PLACES)
def test_the_parts_of_theil_add_up_and_none_is_below_zero(
    places: list[tuple[float, int, int]],
) -> None:
    thing, people, part = arrays(places)
    whole, between, inside = theil_split(thing, people.astype(float), part)
    assert whole[0] == pytest.approx(between[0] + inside[0], abs=1e-12)
    assert between[0] >= -1e-12
    assert inside[0] >= -1e-12
    # Within, from its own formula: what each part has of all, times its own index.
    own = [
        theil(thing[part == k], people[part == k].astype(float))[0]
        * (thing * people)[part == k].sum()
        / (thing * people).sum()
        for k in range(part.max() + 1)
    ]
    assert inside[0] == pytest.approx(sum(own), abs=1e-9)


def test_everybody_equal_is_exactly_zero() -> None:
    thing, people = np.full(3, 0.3), np.array([1.0, 5.0, 7.0])
    assert gini(thing, people)[0] == 0
    assert theil(thing, people)[0] == 0
    assert atkinson(thing, people, 0.5)[0] == 0
    assert theil_split(thing, people, np.array([0, 0, 1]))[1][0] == 0


def test_where_nobody_has_any_nothing_is_defined() -> None:
    thing, people = np.zeros(3), np.ones(3)
    assert np.isnan(gini(thing, people)[0])
    assert np.isnan(theil(thing, people)[0])
    assert np.isnan(atkinson(thing, people, 1.0)[0])
    assert np.isnan(np.array(theil_split(thing, people, np.array([0, 0, 1])))).all()


def test_a_place_with_nobody_changes_nothing() -> None:
    thing, people = np.array([0.1, 0.9, 0.0]), np.array([3.0, 1.0, 0.0])
    assert gini(thing, people) == pytest.approx(gini(thing[:2], people[:2]))
    assert atkinson(thing, people, 1.0) == pytest.approx(atkinson(thing[:2], people[:2], 1.0))
    assert theil(thing, people) == pytest.approx(theil(thing[:2], people[:2]))


def test_rows_of_weights_are_each_their_own() -> None:
    thing = np.array([0.1, 0.4, 0.8])
    rows = np.array([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]])
    for index in (gini, theil, lambda t, w: atkinson(t, w, 0.5)):
        assert index(thing, rows) == pytest.approx([index(thing, row)[0] for row in rows])


def test_missing_and_negative_amounts_are_refused() -> None:
    for bad in (np.nan, -0.1):
        thing, people = np.array([0.2, bad]), np.ones(2)
        for index in (gini, theil, lambda t, w: atkinson(t, w, 0.5)):
            with pytest.raises(ValueError, match="missing or below 0"):
                index(thing, people)


@pytest.mark.parametrize("aversion", [0.0, -1.0, 1.5])
def test_an_aversion_out_of_bounds_is_refused(aversion: float) -> None:
    with pytest.raises(ValueError, match="aversion"):
        atkinson(np.array([0.1, 0.2]), np.ones(2), aversion)
