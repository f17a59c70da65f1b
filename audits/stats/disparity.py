"""Whose share of the sensors is larger than their share of the base: places and groups of people.

Shares are 0 to 1. Source: MEASURES M6 and M7, after the technical appendix of the Spatial Equity
Data Tool (Urban Institute, 2021). Its formulas are the default; what its code computes where it
departs from them is beside them and says so.
"""

import numpy as np
from numpy.typing import NDArray

from audits.stats.rank import fractional_ranks
from audits.stats.survey_error import moe_of_proportion, standard_error

Floats = NDArray[np.float64]

Z95 = 1.96


def geographic_score(points: Floats, base: Floats) -> Floats:
    """`G_i = n_i/Σn − B_i/ΣB`; above 0: more points than its share. They add up to 0.

    Raises ZeroDivisionError where there are no points or no base at all.
    """
    if points.sum() == 0 or base.sum() == 0:
        raise ZeroDivisionError("found no points or no base; expected some of both")
    return np.asarray(points / points.sum() - base / base.sum())


def geographic_half_width(
    base: Floats, moe_base: Floats, *, whole_moe: float, as_coded: bool = False
) -> Floats:
    """Half-width of the 95 % interval of each `G_i`: points are certain, the base is sampled.

    Documented: 1.96 standard errors. `as_coded`: 1.96 margins of error, as the tool's code of 2024
    has it, 1.645 times as wide.
    """
    moe = moe_of_proportion(base, base.sum(), moe_base, whole_moe)
    return np.asarray(Z95 * (moe if as_coded else standard_error(moe)))


def moved_share(points: Floats, base: Floats, weights: Floats) -> Floats:
    """`½ Σ |G_i|`: share of the points that stand elsewhere than the base would have them.

    One value per row of `weights` (how often each area is drawn); NaN where a row has no points.
    """
    rows = np.atleast_2d(weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        score = rows * (points / (rows @ points)[:, None] - base / (rows @ base)[:, None])
    return np.asarray(np.abs(score).sum(axis=1) / 2)


def expected_moved_share(points: int, base: Floats, trials: int, seed: int) -> float:
    """Mean of `½ Σ |G_i|` were each point thrown where the base is: it is never 0 by chance."""
    share = base / base.sum()
    thrown = np.random.default_rng(seed).multinomial(points, share, size=trials)
    return float(np.abs(thrown / points - share).sum(axis=1).mean() / 2)


def demographic_score(points: Floats, people: Floats, everybody: Floats) -> Floats:
    """`D_g = Σ s_i p_ig − P_g` per group: below 0, the group lives less where the points are.

    `points` and `everybody` have shape (areas,), `people` (areas, groups of one dimension). An area
    in which nobody is known to belong to any group has no `p_ig`: its points are left out. NaN
    where that leaves no points.
    """
    once = np.ones((1, len(points)))
    of = np.zeros(people.shape[1], dtype=np.int64)
    there = share_at_points(once, points, people, everybody[:, None], of)
    score: Floats = (there - share_of_all(once, people, everybody[:, None], of))[0]
    return score


def share_at_points(
    counts: Floats, points: Floats, people: Floats, everybody: Floats, of: NDArray[np.int64]
) -> Floats:
    """`Σ s_i p_ig` in each draw of areas, shape (draws, groups); NaN where a draw has no points.

    Groups of several dimensions at once: `people` has shape (areas, groups), `everybody` (areas,
    dimensions), and `of` says which dimension each group belongs to.
    """
    use = points > 0
    held, known = points[use, None], everybody[use] > 0
    whole = np.where(known, everybody[use], 1.0)[:, of]
    with np.errstate(invalid="ignore", divide="ignore"):
        top = counts[:, use] @ (held * people[use] / whole)
        return np.asarray(top / (counts[:, use] @ (held * known))[:, of])


def share_of_all(
    counts: Floats, people: Floats, everybody: Floats, of: NDArray[np.int64]
) -> Floats:
    """`P_g` in each draw of areas, shape (draws, groups); shapes as in `share_at_points`."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(counts @ people / (counts @ everybody)[:, of])


def spread_by_chance(points: float, people: Floats, everybody: Floats) -> Floats:
    """Standard deviation of `D_g` were each of so many points thrown where residents live.

    `√(Σ b_i (p_ig − P_g)² / points)`, b_i share of residents in area i; shapes as in
    `demographic_score`. A draw of areas cannot tell it where a group has no point at all.
    """
    use = everybody > 0
    weight = everybody[use] / everybody[use].sum()
    share = people[use] / everybody[use, None]
    return np.asarray(np.sqrt(weight @ np.square(share - weight @ share) / points))


def spread_by_areas(where: Floats, people: Floats, everybody: Floats) -> Floats:
    """Standard deviation of (share of a group − share of everyone) living where a mark lies.

    Were the marks put on as many areas at random: `√(π(1−π) Σ (w_ig/W_g − w_i/W)²)`, π the share of
    areas marked. All have shape (areas, groups); `where` is 1 or 0. NaN for a group of nobody.
    """
    marked = where.mean(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        apart = people / people.sum(axis=0) - everybody / everybody.sum(axis=0)
    return np.asarray(np.sqrt(marked * (1 - marked) * np.square(apart).sum(axis=0)))


def points_standard_error(points: Floats, moe_share: Floats) -> Floats:
    """`SE₁ = √Σ(s_i MOE_ig)² / 1.645` per group; `moe_share` has shape (areas, groups)."""
    parts = (points / points.sum())[:, None] * moe_share
    return np.asarray(standard_error(np.sqrt(np.square(parts).sum(axis=0))))


def z_score(
    score: Floats | float,
    error_points: Floats | float,
    error_city: Floats | float,
    *,
    as_coded: bool = False,
) -> Floats:
    """`|D_g| / √(SE₁² + SE₂²)`, the errors taken as independent although they share their data.

    `as_coded`: the tool's published results have the city's margin of error in the place of its
    standard error, which makes Z smaller. NaN where both errors are 0.
    """
    second = np.asarray(error_city, dtype=float) * (1.645 if as_coded else 1.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        below = np.sqrt(np.square(error_points) + np.square(second))
        return np.asarray(np.where(below > 0, np.abs(score) / below, np.nan))


def erreygers_of_marks(marks: Floats, rank_value: Floats, weights: Floats) -> Floats:
    """Erreygers' index (see `rank.py`) of several 0/1 marks at once, shape (rows, marks).

    `marks` has shape (areas, marks), `weights` (rows, areas): areas are ranked once for each row.
    """
    rows = np.atleast_2d(weights).astype(float)
    ranked = rows * fractional_ranks(rank_value, rows)
    total = rows.sum(axis=1)[:, None]
    middle = ranked.sum(axis=1)[:, None] / total
    index = 8 * (ranked @ marks / total - rows @ marks / total * middle)
    return np.asarray(np.where(np.abs(index) < 1e-12, 0.0, index))


def two_sided(score: float, spread: float, many: float) -> float:
    """Two-sided Student's p of a score that so many points, or marked areas, made.

    1 where it has no spread, and of one point alone, which tells nothing.
    """
    from scipy.special import stdtr  # noqa: PLC0415  (slow to import)

    if not spread > 0 or many < 2:
        return 1.0
    return float(2 * stdtr(many - 1, -abs(score) / spread))
