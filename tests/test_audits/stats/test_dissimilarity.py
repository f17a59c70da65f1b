import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.stats.dissimilarity import dissimilarity

PLACES = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=2, max_size=10)


@settings(deadline=None)  # the library takes seconds to import
@given(PLACES)
def test_it_is_that_of_the_kept_library(places: list[tuple[int, int]]) -> None:
    members = np.array([float(x) for x, _ in places])
    everybody = np.array([float(x + more) for x, more in places])
    if members.sum() == 0:
        assert np.isnan(dissimilarity(members, everybody)[0])
        return
    with warnings.catch_warnings():
        # segregation imports libraries that numpy and others have deprecated parts of.
        warnings.simplefilter("ignore")
        from segregation.singlegroup import Dissim

        table = pd.DataFrame({"x": members, "t": everybody})
        peer = Dissim(table, "x", "t").statistic
    assert dissimilarity(members, everybody)[0] == pytest.approx(peer, abs=1e-9)


def test_the_same_mix_everywhere_is_zero_and_none_together_is_one() -> None:
    assert dissimilarity(np.array([1.0, 2.0]), np.array([10.0, 20.0]))[0] == pytest.approx(0)
    assert dissimilarity(np.array([10.0, 0.0]), np.array([10.0, 20.0]))[0] == 1


def test_a_place_counted_twice_is_two_places() -> None:
    members, everybody = np.array([1.0, 5.0, 3.0]), np.array([9.0, 6.0, 3.0])
    twice = dissimilarity(members, everybody, np.array([[1.0, 2.0, 0.0]]))
    assert twice == pytest.approx(
        dissimilarity(np.array([1.0, 5.0, 5.0]), np.array([9.0, 6.0, 6.0]))
    )


def test_when_all_are_members_there_are_no_two_kinds() -> None:
    assert np.isnan(dissimilarity(np.array([4.0, 2.0]), np.array([4.0, 2.0 + 1e-12]))[0])


def test_more_members_than_people_are_refused() -> None:
    with pytest.raises(ValueError, match="above everybody"):
        dissimilarity(np.array([4.0]), np.array([3.0]))
    with pytest.raises(ValueError, match="missing"):
        dissimilarity(np.array([np.nan]), np.array([3.0]))
