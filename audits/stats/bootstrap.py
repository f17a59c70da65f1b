"""Intervals that respect areas: whole areas vary together, never people or cells alone.

Residents of one area share their sensors, so drawing people as if they were independent would make
every interval far too narrow. For what an area has on its own, areas are drawn again. Where a
sensor reaches across several areas, these share it too; see `departures.py` (decision 0009).
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from audits.finding import Interval
from audits.words import bare
from data.languages import ENGLISH
from data.said import again, language, say

RESAMPLES = 2000
SEED = 20160711
LEAST_UNITS = 8
"""With fewer areas, blocks or departures than this an interval would only look like one."""
MOST_DEFINED = 0.9
"""Share of the replicates that must be numbers; where fewer are, there is no interval."""
AREAS = say("areas, within income fifths,")
"""What is drawn again where each area goes alone."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draws:
    """How often each area is drawn, shape (resamples, areas), and what that stands for."""

    counts: Floats
    meaning: str
    """What intervals made of these draws are intervals of."""
    units: int
    """How many areas, blocks or independent departures were there to draw from."""

    @property
    def spread(self) -> float:
        """How far values spread over these draws, for 1 that they would if placed again."""
        return 1.0

    def interval(
        self,
        replicates: Floats,
        weights: Floats | None = None,  # noqa: ARG002  (used by `departures.py`)
        share: float | None = None,  # noqa: ARG002
    ) -> Interval | None:
        """The middle 95 of 100 replicates; None where there was too little to draw from."""
        return percentile_interval(replicates) if self.units >= LEAST_UNITS else None

    def intervals(self, replicates: Floats) -> tuple[Interval | None, ...]:
        """The same for each column of the replicates, shape (resamples, any), all at once."""
        return percentile_intervals(replicates, self.units)

    def share_intervals(
        self,
        shares: Floats,  # noqa: ARG002  (used by `departures.py`)
        replicates: Floats,
        weights: Floats,  # noqa: ARG002
    ) -> tuple[Interval | None, ...]:
        """Of shares of people, 0 to 1: replicates (resamples, any), weights (areas, any)."""
        return tuple(map(with_width, self.intervals(replicates)))

    def ratio_interval(self, replicates: Floats) -> Interval | None:
        """Of a ratio of two things above 0: told by its logarithm, so it stays above 0 itself."""
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = self.interval(np.log(replicates))
        if logs is None:
            return None
        return replace(logs, low=float(np.exp(logs.low)), high=float(np.exp(logs.high)))

    def share_interval(self, share: float, replicates: Floats, weights: Floats) -> Interval | None:
        """Of the share of people, 0 to 1, whose areas have these weights."""
        (only,) = self.share_intervals(np.array([share]), replicates[:, None], weights[:, None])
        return only


def draw_areas(strata: NDArray[np.int64], resamples: int = RESAMPLES) -> Draws:
    """Areas drawn within strata, each of which keeps its number of areas.

    The same strata give the same draws, so that two figures of a city can be compared.
    """
    return Draws(
        counts=_multinomial(strata, resamples),
        meaning=words(AREAS, resamples),
        units=len(strata),
    )


def draw_blocks(blocks: NDArray[np.int64], side_m: float, resamples: int = RESAMPLES) -> Draws:
    """Blocks of neighbouring areas drawn whole; `blocks` numbers them from 0, per area."""
    counts = _multinomial(np.zeros(int(blocks.max()) + 1, dtype=np.int64), resamples)
    return Draws(
        counts=counts[:, blocks],
        units=counts.shape[1],
        meaning=words(blocks_of(side_m), resamples),
    )


def square_blocks(x: Floats, y: Floats, side_m: float) -> NDArray[np.int64]:
    """Which square of a grid each point (metres) lies in, numbered from 0 without gaps."""
    squares = np.column_stack([np.floor(x / side_m), np.floor(y / side_m)])
    blocks = np.unique(squares, axis=0, return_inverse=True)[1]
    return np.asarray(blocks, dtype=np.int64).ravel()


def words(units: str, resamples: int) -> str:
    """What an interval is of, with what is drawn again."""
    return say(
        "95 of 100 such intervals hold the value, if the same city had placed and kept its sensors "
        "by this process again; {units} drawn again {resamples} times",
        units=units,
        resamples=_spaced(resamples),
    )


def words_of_services(units: str = AREAS, resamples: int = RESAMPLES) -> str:
    """The same where what a city places are services."""
    return say(
        "95 of 100 such intervals hold the value, if the same city had placed and kept its "
        "services by this process again; {units} drawn again {resamples} times",
        units=units,
        resamples=_spaced(resamples),
    )


def words_of_reports(units: str = AREAS, resamples: int = RESAMPLES) -> str:
    """The same of what people report."""
    return say(
        "95 of 100 such intervals hold the value, if areas like these had reported by this process "
        "again; {units} drawn again {resamples} times",
        units=units,
        resamples=_spaced(resamples),
    )


def words_of_areas(units: str = AREAS, resamples: int = RESAMPLES) -> str:
    """The same of what areas have by themselves, whoever placed what."""
    return say(
        "95 of 100 such intervals hold the value, if the city's areas were drawn again from areas "
        "like them; {units} drawn again {resamples} times",
        units=units,
        resamples=_spaced(resamples),
    )


def blocks_of(side_m: float) -> str:
    """What is drawn again where neighbouring areas go together."""
    return say("blocks of neighbouring areas, {side} km wide,", side=bare(side_m / 1000))


@again
def _spaced(many: int) -> str:
    spoken = language()
    return f"{many:,}".replace(",", " " if spoken is ENGLISH else spoken.group)


def _multinomial(strata: NDArray[np.int64], resamples: int) -> Floats:
    rng = np.random.default_rng(SEED)
    counts = np.zeros((resamples, len(strata)))
    for stratum in np.unique(strata):
        members = np.flatnonzero(strata == stratum)
        even = np.full(len(members), 1 / len(members))
        counts[:, members] = rng.multinomial(len(members), even, size=resamples)
    return counts


def defined(replicates: Floats) -> Floats | None:
    """The replicates that are numbers; None when fewer than nine in ten are."""
    known = replicates[np.isfinite(replicates)]
    return None if len(known) < MOST_DEFINED * len(replicates) or len(known) == 0 else known


def percentile_interval(replicates: Floats, level: float = 0.95) -> Interval | None:
    """The middle `level` of the replicates; None when fewer than nine in ten are defined."""
    known = defined(replicates)
    if known is None:
        return None
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return Interval(low=float(low), high=float(high), level=level)


def percentile_intervals(replicates: Floats, units: int) -> tuple[Interval | None, ...]:
    """Of each column; those that are defined throughout are sorted together, which is quicker."""
    if units < LEAST_UNITS:
        return tuple(None for _ in range(replicates.shape[1]))
    whole: NDArray[np.bool_] = np.asarray(np.isfinite(replicates).all(axis=0))
    low, high = np.quantile(replicates[:, whole], [0.025, 0.975], axis=0)
    ends = zip(low.tolist(), high.tolist(), strict=True)
    easy = iter([Interval(low=one, high=other) for one, other in ends])
    return tuple(
        next(easy) if known else percentile_interval(column)
        for known, column in zip(whole, replicates.T, strict=True)
    )


def with_width(interval: Interval | None) -> Interval | None:
    """The interval, unless it has no width.

    Where a thing is in no area, or in all of them, drawing these again cannot tell how often it
    would have been otherwise: an interval from 0 to 0 would only look sure.
    """
    if interval is None or interval.high - interval.low <= 1e-9 * abs(interval.high):
        return None
    return interval


def ratios(counts: Floats, top: Floats, bottom: Floats) -> Floats:
    """Σ top / Σ bottom in each draw, shape (resamples, groups); NaN where nobody was drawn.

    `top` and `bottom` have shape (areas, groups).
    """
    below = counts @ bottom
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below > 0, counts @ top / below, np.nan)
