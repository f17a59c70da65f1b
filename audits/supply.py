"""Does a service follow the need for it? Any service against any need, area by area."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audits.corners import (
    Corners,
    corners,
    rank_correlation,
    usual_supply,
    weighted_median,
)
from audits.stats.rank import concentration_index, fractional_ranks

Floats = NDArray[np.float64]
LEAST_AREAS = 3
"""With fewer areas than this a ranking says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SupplyAgainstNeed:
    """What was found; arrays have shape (areas,), NaN where an area has no place in it."""

    supply: Floats
    """Service per resident."""
    need: Floats
    """Need per resident, or the need itself where it is no count."""
    use: NDArray[np.bool_]
    """Areas that have people, and both values."""
    concentration: float
    """Of supply along the ranking of people by need, −1 to 1; above 0: more where need is more."""
    correlation: float
    """Spearman's ρ of need and supply, weighted by people."""
    replicates: Floats
    """`concentration` under each row of draws; empty where none were given."""
    shortfall: Floats
    """Rank by need minus rank by supply among people, −1 to 1; the largest have most need and
    least supply."""
    corners: Corners
    """x is need, y supply, both cut at their people-weighted medians; where half of the people
    live with no supply, at the least there is of it."""
    short: NDArray[np.bool_]
    """Areas of more need than usual and less supply than usual."""


def per_resident(total: Floats, people: Floats) -> Floats:
    """`total / people`; NaN where nobody lives or nobody stated a total."""
    found = np.full(len(people), np.nan)
    np.divide(total, people, out=found, where=people > 0)
    return found


def supply_against_need(
    service: Floats,
    need: Floats,
    people: Floats,
    *,
    service_is_count: bool = True,
    need_is_count: bool = True,
    draws: Floats | None = None,
) -> SupplyAgainstNeed | None:
    """Concentration of a service along the ranking of people by need; shapes (areas,).

    A count is taken per resident. An area without people, service or need (NaN) is left out, never
    filled. `draws` says how often each area is drawn, shape (resamples, areas). None where fewer
    than three areas are left, or where need does not differ between them: nothing can be ranked.
    Source: concentration index after Wagstaff et al. (MEASURES M9), ranked by need instead of
    wealth, as the horizontal equity of health care is measured.
    """
    supply = per_resident(service, people) if service_is_count else service.copy()
    needed = per_resident(need, people) if need_is_count else need.copy()
    use = np.isfinite(supply) & np.isfinite(needed) & (people > 0)
    if use.sum() < LEAST_AREAS or np.ptp(needed[use]) == 0:
        return None
    s, n, w = supply[use], needed[use], people[use]
    replicates = np.zeros(0)
    if draws is not None:
        replicates = concentration_index(s, n, draws[:, use] * w)
    shortfall = np.full(len(people), np.nan)
    shortfall[use] = fractional_ranks(n, w) - fractional_ranks(s, w)
    cut = corners(
        np.where(use, needed, np.nan),
        np.where(use, supply, np.nan),
        weighted_median(n, w),
        usual_supply(s, w),
    )
    return SupplyAgainstNeed(
        supply=np.where(use, supply, np.nan),
        need=np.where(use, needed, np.nan),
        use=use,
        concentration=float(concentration_index(s, n, w)[0]),
        correlation=rank_correlation(n, s, w),
        replicates=replicates,
        shortfall=shortfall,
        corners=cut,
        short=cut.of == 3,  # lower right
    )
