"""Is one of two ways of being treated more frequent, within strata that are otherwise alike?"""

import warnings

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def pooled_ratio(
    acted_seen: Floats, need_seen: Floats, acted_unseen: Floats, need_unseen: Floats
) -> Floats:
    """Mantel-Haenszel ratio of action per need where it is seen to where it is not.

    `Σ_k a_k N0_k/N_k ÷ Σ_k c_k N1_k/N_k` with a, c what was acted on where seen and where not, N1,
    N0 the need there, N their sum. With needs counted in cases it is the pooled risk ratio, with
    another measure of need the pooled rate ratio. Arrays have the strata on the last axis; the
    result lacks it. NaN where no stratum holds both seen and unseen need, or where nothing unseen
    was acted on. Source: MEASURES M1; Rothman, Greenland and Lash, Modern Epidemiology, ch. 15.
    """
    whole = need_seen + need_unseen
    weight = np.divide(1.0, whole, out=np.zeros_like(whole, dtype=float), where=whole > 0)
    top = (acted_seen * need_unseen * weight).sum(axis=-1)
    bottom = (acted_unseen * need_seen * weight).sum(axis=-1)
    ratio: Floats = np.full(np.shape(top), np.nan)
    np.divide(top, bottom, out=ratio, where=bottom > 0)
    return ratio


def stratum_ratios(
    acted_seen: Floats, need_seen: Floats, acted_unseen: Floats, need_unseen: Floats
) -> Floats:
    """The same ratio within each stratum, NaN where one of its parts is missing or is nought."""
    top, bottom = acted_seen * need_unseen, acted_unseen * need_seen
    ratio: Floats = np.full(np.shape(top), np.nan)
    np.divide(top, bottom, out=ratio, where=bottom > 0)
    return ratio


def poisson_ratio(
    acted: Floats, need: Floats, coverage: Floats, strata: NDArray[np.int64]
) -> float | None:
    """Ratio of action per need at coverage 1 to that at coverage 0, from a Poisson model.

    `log E[acted] = log need + β coverage + stratum`, one row per area; rows without need say
    nothing. None where coverage does not vary or the model does not settle.
    """
    use = (need > 0) & np.isfinite(coverage) & (strata >= 0)
    held = np.unique(strata[use])
    # A stratum in which nobody acted has no finite effect of its own.
    held = held[[acted[use & (strata == k)].sum() > 0 for k in held]]
    use &= np.isin(strata, held)
    if use.sum() <= len(held) + 1 or np.ptp(coverage[use]) == 0:
        return None
    import statsmodels.api as sm  # noqa: PLC0415  (slow to import)
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning  # noqa: PLC0415

    design = np.column_stack(
        [coverage[use], *(np.asarray(strata[use] == k, dtype=float) for k in held)]
    )
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return None
    with warnings.catch_warnings():
        # Counts that the model fits exactly are no separation: its effects are finite.
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        model = sm.GLM(
            acted[use], design, family=sm.families.Poisson(), offset=np.log(need[use])
        ).fit(maxiter=100)
    ratio = float(np.exp(model.params[0]))
    return ratio if model.converged and np.isfinite(ratio) else None
