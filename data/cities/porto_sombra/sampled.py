"""One count of Porto Sombra comes from a sample, with its margin of error: disability."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_Z90 = 1.645


def sample_counts(
    true: NDArray[np.int64], people: NDArray[np.int64], fraction: float, rng: np.random.Generator
) -> tuple[NDArray[np.int64], Floats]:
    """Estimated counts and their 90 % margins, when a `fraction` of each area's people is asked.

    People are drawn without going back, so the margin shrinks to 0 as everybody is asked. It is
    made of a share moved a little towards one half (Agresti and Coull), as offices do in one way or
    another, so that a sample without a single case still has a margin.
    """
    asked = np.minimum(people, np.ceil(fraction * people)).astype(np.int64)
    found = rng.hypergeometric(true, people - true, asked)
    estimate = np.zeros(len(people))
    np.divide(found * people, asked, out=estimate, where=asked > 0)
    share = (found + _Z90**2 / 2) / (asked + _Z90**2)
    left_out = np.zeros(len(people))
    np.divide(people - asked, np.maximum(people - 1, 1), out=left_out, where=people > 0)
    error = people * np.sqrt(left_out * share * (1 - share) / (asked + _Z90**2))
    return np.round(estimate).astype(np.int64), np.round(_Z90 * error, 1)
