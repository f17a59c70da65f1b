"""Ours against esda, its guards, and its silence where chance is all there is."""

import warnings
from typing import Any

import numpy as np
import pytest

from audits.stats.moran import (
    LEVEL,
    Floats,
    Ints,
    NoVariationError,
    bivariate_moran,
    least_permutations,
    local_moran,
    moran_replicates,
    neighbours_of,
    standardised,
)

SIDE = 8
AREAS = SIDE * SIDE


def lattice(side: int = SIDE) -> tuple[Ints, Ints]:
    """Queen neighbours on a square of squares."""
    row, column = np.divmod(np.arange(side * side), side)
    near = np.maximum(abs(row[:, None] - row), abs(column[:, None] - column)) == 1
    one, other = np.nonzero(near)
    return one.astype(np.int64), other.astype(np.int64)


def weights(one: Ints, other: Ints, areas: int = AREAS) -> Any:
    from libpysal.weights import W

    near = {i: other[one == i].tolist() for i in range(areas)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # libpysal warns of islands and of parts
        return W(near, silence_warnings=True)


def leaning(seed: int = 1) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    need, thing = rng.normal(size=AREAS), rng.normal(size=AREAS)
    need[:20] += 2
    thing[:20] -= 2
    return need, thing


@pytest.fixture(scope="module")
def esda() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its plotting libraries are old
        import esda as library
    return library


def peer_local(esda: Any, need: Floats, thing: Floats, w: Any, permutations: int) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it divides by zero in silence only where told to
        return esda.Moran_Local_BV(need, thing, w, permutations=permutations, seed=1)


def test_the_overall_index_is_esdas(esda: Any) -> None:
    need, thing = leaning()
    ours = local_moran(need, thing, *lattice())
    peer = esda.Moran_BV(need, thing, weights(*lattice()), permutations=0)
    assert ours.overall == pytest.approx(float(peer.I), abs=1e-12)
    assert bivariate_moran(need, thing, *lattice()) == pytest.approx(float(peer.I), abs=1e-12)
    assert ours.overall == pytest.approx(float(ours.local.mean()))


def test_local_terms_and_their_p_are_esdas_in_both_tails(esda: Any) -> None:
    need, thing = leaning()
    ours = local_moran(need, thing, *lattice())
    peer = peer_local(esda, need, thing, weights(*lattice()), 9999)
    # The library divides by n − 1 where its own overall index does not.
    assert ours.local == pytest.approx(peer.Is * AREAS / (AREAS - 1), abs=1e-9)
    assert ours.p == pytest.approx(np.minimum(1, 2 * peer.p_sim), abs=0.05)
    assert np.abs(ours.p - np.minimum(1, 2 * peer.p_sim)).mean() < 0.01


def test_the_conditional_permutation_is_the_slow_one() -> None:
    # By hand for one area: all orders of five areas on a line, the area itself left out.
    from itertools import permutations

    one, other = np.array([0, 1, 1, 2, 2, 3, 3, 4]), np.array([1, 0, 2, 1, 3, 2, 4, 3])
    need, thing = np.arange(5.0), np.array([0.0, 3.0, 1.0, 7.0, 2.0])
    orders = np.array(list(permutations(range(5))))
    ours = local_moran(need, thing, one, other, orders)
    z = standardised(thing)
    for i, mine in enumerate([[1], [0, 2], [1, 3], [2, 4], [3]]):
        rest = [k for k in range(5) if k != i]
        sums = np.array([z[[k for k in order if k != i][: len(mine)]].sum() for order in orders])
        assert len(sums) == len(orders)
        assert set(rest) == set(range(5)) - {i}
        seen = z[mine].sum()
        tail = min((sums >= seen - 1e-9).sum(), (sums <= seen + 1e-9).sum())
        assert ours.p[i] == pytest.approx(min(1.0, 2 * (tail + 1) / (len(orders) + 1)))


def test_p_is_even_between_0_and_1_where_chance_is_all_there_is() -> None:
    rng = np.random.default_rng(3)
    p = np.concatenate(
        [
            local_moran(rng.normal(size=AREAS), rng.normal(size=AREAS), *lattice()).p
            for _ in range(30)
        ]
    )
    assert np.mean(p <= 0.05) == pytest.approx(0.05, abs=0.015)
    assert np.mean(p <= 0.5) == pytest.approx(0.5, abs=0.05)


def test_without_anything_to_find_almost_nothing_is_found() -> None:
    rng = np.random.default_rng(4)
    found = [
        (
            local_moran(rng.normal(size=AREAS), rng.normal(size=AREAS), *lattice()).p_controlled
            <= LEVEL
        )
        for _ in range(40)
    ]
    assert np.mean([any_of.any() for any_of in found]) <= 0.15


def test_a_planted_cluster_is_found() -> None:
    need, thing = leaning()
    ours = local_moran(need, thing, *lattice())
    low = (ours.p_controlled <= LEVEL) & (ours.around < 0) & (ours.need > 0)
    assert low[:20].sum() >= 5
    assert not low[32:].any()


def test_permutations_suffice_for_the_strictest_cut_off() -> None:
    for areas in (64, 166, 214):
        assert 2 / (least_permutations(areas) + 1) <= LEVEL / areas
    need, thing = leaning()
    assert local_moran(need, thing, *lattice()).permutations >= AREAS / LEVEL


def test_a_value_that_is_not_finite_is_refused() -> None:
    need, thing = leaning()
    need[5] = np.nan
    with pytest.raises(ValueError, match="1 values that are not finite"):
        local_moran(need, thing, *lattice())


@pytest.mark.parametrize("constant", [0.0, 3.0, 0.1])
def test_a_constant_is_refused(constant: float) -> None:
    need, _ = leaning()
    with pytest.raises(NoVariationError):
        local_moran(need, np.full(AREAS, constant), *lattice())


def test_an_island_is_taken_out_and_marked() -> None:
    need, thing = leaning()
    one, other = lattice()
    cut = (one != 0) & (other != 0)
    ours = local_moran(need, thing, one[cut], other[cut])
    without = local_moran(need[1:], thing[1:], *neighbours_of(np.arange(AREAS) > 0, one, other))
    assert ours.alone.tolist() == [True] + [False] * (AREAS - 1)
    assert np.isnan([ours.p[0], ours.p_controlled[0], ours.local[0], ours.around[0]]).all()
    assert ours.overall == pytest.approx(without.overall)
    assert ours.p[1:] == pytest.approx(without.p)


def test_nobody_has_a_neighbour() -> None:
    nothing = np.array([], dtype=np.int64)
    with pytest.raises(ValueError, match="no two neighbouring"):
        local_moran(np.arange(4.0), np.arange(4.0), nothing, nothing)


def test_units_do_not_matter() -> None:
    need, thing = leaning()
    ours, other = (
        local_moran(need, thing, *lattice()),
        local_moran(need * 60, thing - 7, *lattice()),
    )
    assert other.overall == pytest.approx(ours.overall)
    assert other.p == pytest.approx(ours.p)


def test_replicates_agree_with_the_index_where_every_area_is_drawn_once() -> None:
    need, thing = leaning()
    found = local_moran(need, thing, *lattice())
    once = np.vstack([np.ones(AREAS), np.eye(AREAS)[0] * AREAS])
    drawn = moran_replicates(found, once)
    assert drawn[0] == pytest.approx(found.overall)
    assert np.isnan(drawn[1])  # one area drawn again and again does not vary


# What esda does without our guards; when an upgrade mends one of these, we want to know.


def test_esda_takes_one_missing_value_for_a_certain_cluster_everywhere(esda: Any) -> None:
    need, thing = leaning()
    thing[5] = np.nan
    peer = peer_local(esda, need, thing, weights(*lattice()), 999)
    assert np.unique(peer.p_sim).tolist() == [0.001]


def test_esda_takes_a_constant_for_certain(esda: Any) -> None:
    need, _ = leaning()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer = esda.Moran_BV(need, np.full(AREAS, 3.0), weights(*lattice()), permutations=999)
    assert np.isnan(peer.I)
    assert peer.p_sim == 0.001


def test_esda_takes_an_island_for_certain(esda: Any) -> None:
    need, thing = leaning()
    one, other = lattice()
    cut = (one != 0) & (other != 0)
    peer = peer_local(esda, need, thing, weights(one[cut], other[cut]), 999)
    assert peer.p_sim[0] == 0.001


def test_esda_takes_ties_for_certain_where_most_areas_have_none(esda: Any) -> None:
    need, thing = leaning()[0], np.zeros(AREAS)
    thing[:2] = 1
    peer = peer_local(esda, need, thing, weights(*lattice()), 999)
    assert (peer.p_sim <= 0.001).mean() > 0.3
    assert not (local_moran(need, thing, *lattice()).p_controlled <= LEVEL).any()
