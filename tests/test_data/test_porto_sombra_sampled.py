"""The one sampled count of Porto Sombra: its margins hold the truth as often as they say."""

import numpy as np
import pytest

from data.cities.porto_sombra import truth
from data.cities.porto_sombra.generate import tables
from data.cities.porto_sombra.ground import draw_ground
from data.cities.porto_sombra.planted import DISABILITY_ASKED
from data.cities.porto_sombra.sampled import sample_counts

GROUND = draw_ground(1)
PEOPLE = GROUND.people.counts["people"].to_numpy()


def test_ninety_per_cent_margins_hold_the_true_count_about_ninety_per_cent_of_the_time() -> None:
    true, held, many = GROUND.people.with_disability, 0, 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        estimate, moe = sample_counts(true, PEOPLE, DISABILITY_ASKED, rng)
        lived_in = PEOPLE > 0
        held += int((np.abs(estimate - true) <= moe)[lived_in].sum())
        many += int(lived_in.sum())
    assert held / many == pytest.approx(0.90, abs=0.02)


def test_the_file_holds_one_such_sample_and_not_the_truth() -> None:
    people = tables(1, readings=False, defects=False)["people"].set_index("area_id")
    true = truth.with_disability()
    off = people["with_disability"] - true
    assert (off != 0).mean() > 0.9
    assert abs(off.sum()) < 3 * np.sqrt((people["with_disability_moe"] ** 2).sum())
    inside = (off.abs() <= people["with_disability_moe"]).mean()
    assert 0.83 < inside < 0.97  # 214 areas: three standard errors around nine in ten


def test_whoever_asks_everybody_is_certain() -> None:
    true, people = np.array([3, 0, 50]), np.array([10, 20, 50])
    estimate, moe = sample_counts(true, people, 1.0, np.random.default_rng(1))
    assert estimate.tolist() == true.tolist()
    assert moe.tolist() == [0, 0, 0]


def test_a_sample_without_a_single_case_still_has_a_margin() -> None:
    estimate, moe = sample_counts(np.array([0]), np.array([1000]), 0.05, np.random.default_rng(1))
    assert estimate[0] == 0
    assert moe[0] > 0


def test_an_area_with_nobody_has_neither_count_nor_margin() -> None:
    estimate, moe = sample_counts(np.array([0]), np.array([0]), 0.05, np.random.default_rng(1))
    assert (estimate[0], moe[0]) == (0, 0)


def test_larger_samples_are_surer() -> None:
    true, people = np.array([700]), np.array([10_000])
    margins = [
        sample_counts(true, people, fraction, np.random.default_rng(2))[1][0]
        for fraction in (0.01, 0.1, 0.5)
    ]
    assert margins[0] > margins[1] > margins[2] > 0
