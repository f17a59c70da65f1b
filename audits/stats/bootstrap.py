"""Intervals that respect areas: whole areas are drawn again, never people or cells alone.

Residents of one area share their sensors, so drawing people as if they were independent would make
every interval far too narrow. Where a sensor reaches across several areas, these share it too, and
whole blocks of neighbouring areas are drawn (decision 0006).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audits.finding import Interval

RESAMPLES = 2000
SEED = 20160711
LEAST_UNITS = 8
"""With fewer areas or blocks than this an interval would only look like one."""
_MEANING = (
    "95 of 100 such intervals hold the value, if the same city had placed and kept its sensors by "
    "this process again; {units} drawn again {resamples} times"
)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draws:
    """How often each area is drawn, shape (resamples, areas), and what that stands for."""

    counts: Floats
    meaning: str
    """What intervals made of these draws are intervals of."""
    units: int
    """How many areas or blocks were there to draw from."""

    def interval(self, replicates: "Floats") -> Interval | None:
        """The middle 95 of 100 replicates; None where there was too little to draw from."""
        return percentile_interval(replicates) if self.units >= LEAST_UNITS else None


def draw_areas(strata: NDArray[np.int64], resamples: int = RESAMPLES) -> Draws:
    """Areas drawn within strata, each of which keeps its number of areas.

    The same strata give the same draws, so that two figures of a city can be compared.
    """
    return Draws(
        counts=_multinomial(strata, resamples),
        meaning=_words("areas, within income fifths,", resamples),
        units=len(strata),
    )


def draw_blocks(blocks: NDArray[np.int64], side_m: float, resamples: int = RESAMPLES) -> Draws:
    """Blocks of neighbouring areas drawn whole; `blocks` numbers them from 0, per area."""
    counts = _multinomial(np.zeros(int(blocks.max()) + 1, dtype=np.int64), resamples)
    return Draws(
        counts=counts[:, blocks],
        units=counts.shape[1],
        meaning=_words(f"blocks of neighbouring areas, {side_m / 1000:g} km wide,", resamples),
    )


def square_blocks(x: Floats, y: Floats, side_m: float) -> NDArray[np.int64]:
    """Which square of a grid each point (metres) lies in, numbered from 0 without gaps."""
    squares = np.column_stack([np.floor(x / side_m), np.floor(y / side_m)])
    blocks = np.unique(squares, axis=0, return_inverse=True)[1]
    return np.asarray(blocks, dtype=np.int64).ravel()


def _words(units: str, resamples: int) -> str:
    return _MEANING.format(units=units, resamples=f"{resamples:,}".replace(",", " "))


def _multinomial(strata: NDArray[np.int64], resamples: int) -> Floats:
    rng = np.random.default_rng(SEED)
    counts = np.zeros((resamples, len(strata)))
    for stratum in np.unique(strata):
        members = np.flatnonzero(strata == stratum)
        even = np.full(len(members), 1 / len(members))
        counts[:, members] = rng.multinomial(len(members), even, size=resamples)
    return counts


def percentile_interval(replicates: Floats, level: float = 0.95) -> Interval | None:
    """The middle `level` of the replicates; None when fewer than nine in ten are defined."""
    defined = replicates[np.isfinite(replicates)]
    if len(defined) < 0.9 * len(replicates) or len(defined) == 0:
        return None
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    return Interval(low=float(low), high=float(high), level=level)


def ratios(counts: Floats, top: Floats, bottom: Floats) -> Floats:
    """Σ top / Σ bottom in each draw, shape (resamples, groups); NaN where nobody was drawn.

    `top` and `bottom` have shape (areas, groups).
    """
    below = counts @ bottom
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below > 0, counts @ top / below, np.nan)
