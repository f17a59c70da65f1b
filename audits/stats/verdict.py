"""Does a verdict hold over a grid of parameters, and is a larger distance all that it takes?"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Standing = Literal["stable", "decided by the parameter", "unstable"]


def less(ratio: Floats) -> Floats:
    """1 where a ratio is below 1, 0 where it is not, NaN where there is none."""
    return np.where(np.isnan(ratio), np.nan, (ratio < 1 - 1e-9).astype(float))


def changes(holds: Floats) -> int:
    """How often a verdict (1, 0 or NaN) changes along a parameter; NaN is passed over."""
    known = holds[np.isfinite(holds)]
    return int((known[1:] != known[:-1]).sum())


def standing(series: list[Floats]) -> Standing | None:
    """What a grid says of a verdict: one series along the parameter for each other choice.

    Stable: the same on the whole grid. Decided by the parameter: along it each series changes once
    at most, and somewhere the answer differs. Unstable: some series changes back and forth. None
    where no verdict is known. Source: MEASURES M20.
    """
    known = np.concatenate([s[np.isfinite(s)] for s in series]) if series else np.array([])
    if len(known) == 0:
        return None
    if (known == known[0]).all():
        return "stable"
    return "unstable" if max(changes(s) for s in series) > 1 else "decided by the parameter"


def bought_at(parameter: Floats, holds: Floats) -> float | None:
    """The smallest parameter from which a verdict no longer holds, where it held at all below it.

    None where it never held, holds to the end, or comes back. `parameter` rises.
    """
    known = np.isfinite(holds)
    at, held = parameter[known], holds[known]
    if len(held) == 0 or held[0] != 1 or held[-1] != 0 or changes(held) != 1:
        return None
    return float(at[np.argmin(held)])
