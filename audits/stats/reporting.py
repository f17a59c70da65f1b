"""How fast do people report what stands before them? Told by the reports after the first.

Once an incident has been reported, further reports of it are a Poisson process at the rate at which
it would have been reported in the first place; nothing needs to be known of incidents that nobody
reports. Source: MEASURES M24, after Liu, Bhandaram and Garg 2024.
"""

import warnings

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def further_reports(
    incident: NDArray[np.int64], opened: Floats, end: Floats
) -> tuple[Floats, Floats, Floats]:
    """Per incident: when it was first reported, further reports until its end, and days between.

    `incident` numbers each report's incident from 0 without gaps, `opened` is its day; `end` is per
    incident. Days are nought where an incident ended before it was reported.
    """
    count = len(end)
    first = np.full(count, np.inf)
    np.minimum.at(first, incident, opened)
    heard = np.bincount(incident, weights=opened <= end[incident], minlength=count)
    days = np.maximum(end - first, 0.0)
    # The first report itself is no further one.
    return first, np.where(days > 0, np.maximum(heard - 1, 0), 0.0), days


def poisson_rates(further: Floats, days: Floats, design: Floats) -> Floats | None:
    """Coefficients β of `log E[further] = log days + x β`; None where the model does not settle.

    One row per incident with days above nought; `design` has shape (incidents, coefficients).
    """
    if len(further) <= design.shape[1] or np.linalg.matrix_rank(design) < design.shape[1]:
        return None
    import statsmodels.api as sm  # noqa: PLC0415  (slow to import)
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning  # noqa: PLC0415

    with warnings.catch_warnings():
        # Counts that the model fits exactly are no separation: its effects are finite.
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        fitted = sm.GLM(further, design, family=sm.families.Poisson(), offset=np.log(days)).fit()
    found = np.asarray(fitted.params, dtype=float)
    return found if fitted.converged and np.isfinite(found).all() else None


def zero_inflated_rates(further: Floats, days: Floats, design: Floats) -> Floats | None:
    """The same where a share of incidents, alike everywhere, is never reported again at all.

    None where the model does not settle: with no excess of noughts that share has no bottom.
    """
    start = poisson_rates(further, days, design)
    if start is None:
        return None
    from statsmodels.discrete.count_model import ZeroInflatedPoisson  # noqa: PLC0415

    with warnings.catch_warnings():
        # It warns, and does not raise, where the share of noughts runs to its bottom.
        warnings.simplefilter("ignore")
        fitted = ZeroInflatedPoisson(further, design, offset=np.log(days)).fit(
            start_params=np.append(-2.0, start), method="bfgs", maxiter=60, disp=False
        )
    found = np.asarray(fitted.params, dtype=float)[1:]
    converged = bool(fitted.mle_retvals["converged"])
    return found if converged and np.isfinite(found).all() else None
