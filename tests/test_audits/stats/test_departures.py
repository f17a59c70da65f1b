import numpy as np
import pytest

from audits.stats.bootstrap import ratios
from audits.stats.departures import (
    Departures,
    draw_departures,
    expectations,
    freedom,
    sharing,
    wilson_by,
)

SIDE, REACH = 14, 400.0
X, Y = (1000.0 * part.ravel().astype(float) for part in np.meshgrid(range(SIDE), range(SIDE)))
GROUND = np.full(SIDE**2, 1e6)
STRATA = np.repeat(np.arange(4), SIDE**2 // 4)
PEOPLE = np.random.default_rng(1).uniform(2000, 9000, SIDE**2)
SETTLED = np.random.default_rng(2).uniform(0, 0.4, SIDE**2)


def drawn(reach: float = REACH, people: np.ndarray = PEOPLE) -> Departures:
    return draw_departures(
        expectations(people, STRATA, GROUND, SETTLED),
        people,
        alike=sharing(X, Y, GROUND, reach),
        near=sharing(X, Y, GROUND, np.sqrt(2) * reach),
        reach_m=reach,
    )


def test_people_of_a_stratum_stay_as_many_in_every_draw() -> None:
    counts = drawn().counts
    for stratum in range(4):
        own = stratum == STRATA
        assert counts[:, own] @ PEOPLE[own] == pytest.approx(PEOPLE[own].sum())


def test_what_density_and_settlements_explain_is_no_chance() -> None:
    explained = PEOPLE * (0.3 + 0.2 * STRATA + 0.5 * SETTLED)
    interval = drawn().interval(ratios(drawn().counts, explained[:, None], PEOPLE[:, None])[:, 0])
    assert interval is not None
    assert interval.high - interval.low < 1e-9


def test_weights_stay_positive_and_the_same() -> None:
    counts = drawn().counts
    assert counts.min() > 0
    assert (counts == drawn().counts).all()
    assert counts.mean(axis=0) == pytest.approx(np.ones(SIDE**2))


def test_neighbours_that_share_sensors_vary_alike() -> None:
    far, near = drawn(REACH).counts, drawn(3000.0).counts
    assert np.corrcoef(near[:, 0], near[:, 1])[0, 1] > 0.5
    assert abs(np.corrcoef(far[:, 0], far[:, 5])[0, 1]) < 0.2
    assert drawn(3000.0).units < drawn(REACH).units


def test_intervals_hold_a_known_share_about_as_often_as_they_say() -> None:
    # 300 cities in which areas depart from their stratum's share, each for itself.
    rng, draws, held = np.random.default_rng(4), drawn(), 0
    for _ in range(300):
        share = 0.2 + 0.1 * STRATA + rng.normal(0, 0.08, SIDE**2)
        truth = float((0.2 + 0.1 * STRATA) @ PEOPLE / PEOPLE.sum())
        interval = draws.interval(
            ratios(draws.counts, (share * PEOPLE)[:, None], PEOPLE[:, None])[:, 0]
        )
        assert interval is not None
        held += interval.low <= truth <= interval.high
    assert 273 <= held <= 297


def test_everybody_within_reach_is_not_sure_to_stay_so() -> None:
    draws = drawn(3000.0)
    still = np.ones(len(draws.counts))
    interval = draws.share_interval(1.0, still, PEOPLE)
    assert interval is not None
    assert interval.high == 1.0
    assert 0.6 < interval.low < 0.99
    leaning = PEOPLE / PEOPLE.sum() * np.where(STRATA == 0, -1, STRATA == 3)
    gradient = draws.interval(np.zeros(len(draws.counts)), leaning, 1.0)
    assert gradient is not None
    assert gradient.low < 0 < gradient.high
    # Without being told what the value adds up, nothing is known to vary.
    plain = draws.interval(np.zeros(len(draws.counts)))
    assert plain is not None
    assert plain.low == plain.high == 0


def test_few_areas_leave_nothing_to_draw_from() -> None:
    people = np.full(5, 1000.0)
    x, nil, ground = np.linspace(0.0, 4000.0, 5), np.zeros(5), np.full(5, 1e6)
    few = draw_departures(
        expectations(people, np.arange(5), ground, nil),
        people,
        alike=sharing(x, nil, ground, 500.0),
        near=sharing(x, nil, ground, 700.0),
        reach_m=500.0,
    )
    assert few.interval(np.linspace(0, 1, len(few.counts))) is None
    assert few.share_interval(0.5, np.linspace(0, 1, len(few.counts)), people) is None


def test_areas_without_people_or_settlements_do_no_harm() -> None:
    people = np.where(np.arange(SIDE**2) % 9 == 0, 0.0, PEOPLE)
    assert np.isfinite(drawn(people=people).counts).all()


def test_sharing_falls_with_distance_and_with_the_size_of_areas() -> None:
    shared = sharing(X, Y, GROUND, 1000.0)
    assert shared[0, 0] > shared[0, 1] > shared[0, 2] > 0
    assert (np.linalg.eigvalsh(shared) > -1e-9).all()
    assert sharing(X, Y, 4 * GROUND, 1000.0)[0, 0] < shared[0, 0] < 1


def test_independent_areas_of_equal_people_are_as_free_as_they_are_many() -> None:
    assert freedom(np.eye(30), np.ones(30)) == pytest.approx(30)
    assert freedom(np.ones((30, 30)), np.ones(30)) == pytest.approx(1)


def test_wilsons_interval_is_statsmodels() -> None:
    from statsmodels.stats.proportion import proportion_confint

    found = wilson_by(0.3, 40, 1.959963984540054)
    assert (found.low, found.high) == pytest.approx(proportion_confint(12, 40, method="wilson"))


def test_the_interval_says_what_it_is_an_interval_of() -> None:
    assert "placed and kept its sensors by this process again" in drawn().meaning
    assert "400 m" in drawn().meaning
