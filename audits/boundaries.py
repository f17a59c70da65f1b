"""Other ways of drawing areas, and what the wealth gradient would be on each of them.

People and sensors stay where they are; only the zones over which shares and wealth are averaged
change. Made once per frame for all networks, since the zones are the same for each.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from audits.frame import CityFrame, Floats
from audits.neighbours import contiguity
from audits.per_frame import per_frame
from audits.stats.rank import erreygers
from audits.words import bare, joined, number, say
from data.city import Network

Ints = NDArray[np.int64]

GRIDS_M = (2000.0, 4000.0)
MERGES = 39
"""Of 40 draws alike, the 40th falls between the ends of the other 39 in 38: 95 of 100."""
PARTS = 3
"""Neighbouring areas are merged into a third as many zones."""
SEED = 20160711
LEAST_ZONES = 5
"""With fewer zones there is no gradient to speak of."""
OWN = say("the city's own areas")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Zoning:
    """One way of drawing zones: the zone of each cell, numbered from 0; −1 in none."""

    name: str
    random: bool
    zone: Ints
    zones: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gradients:
    """Erreygers index of every network (columns) on every zoning (rows); NaN where undefined."""

    zonings: tuple[Zoning, ...]
    index: Floats
    shares: Floats
    """Share within reach shown for each area under the random merges: (merges, areas, networks)."""

    def of(self, frame: CityFrame, network: Network) -> Floats:
        """The index of one network on every zoning; the first is the city's own areas."""
        at = [n.id for n in frame.city.networks].index(network.id)
        column: Floats = self.index[:, at]
        return column


def random_merge(one: Ints, other: Ints, areas: int, parts: int, seed: int) -> Ints:
    """Neighbouring areas joined into about `parts` connected zones: the zone of each, from 0.

    As many areas as parts are drawn as seeds; every other area joins the seed to which the sum of
    random border lengths is least. An area that no seed can be reached from is its own zone.
    """
    rng = np.random.default_rng(seed)
    length = rng.random((areas, areas))
    border = csr_array((np.maximum(length, length.T)[one, other], (one, other)), (areas, areas))
    seeds = rng.choice(areas, size=max(1, parts), replace=False)
    _, _, nearest = dijkstra(
        border, directed=False, indices=seeds, min_only=True, return_predecessors=True
    )
    own = np.where(nearest < 0, np.arange(areas), nearest)
    return np.unique(own, return_inverse=True)[1].astype(np.int64).ravel()


def square_zones(x: Floats, y: Floats, side_m: float) -> Ints:
    """Which square of a grid each point lies in, numbered from 0 without gaps."""
    across, along = np.floor(x / side_m).astype(np.int64), np.floor(y / side_m).astype(np.int64)
    square = (across - across.min()) * (along.max() - along.min() + 1) + along - along.min()
    return np.unique(square, return_inverse=True)[1].astype(np.int64).ravel()


@per_frame
def zonings(frame: CityFrame) -> tuple[Zoning, ...]:
    """The city's own areas first, then squares, its regions and random merges."""
    areas = len(frame.geography.area_ids)
    one, other = contiguity(frame)
    found = [(OWN, False, frame.cell_area)]
    for side in GRIDS_M:
        squares = square_zones(frame.cell_x, frame.cell_y, side)
        found.append((say("squares of {side} km", side=bare(side / 1000)), False, squares))
    regions = frame.geography.regions
    names = sorted({region for region in regions if region is not None})
    if names:
        number_of = {name: i for i, name in enumerate(names)}
        of_area = np.array([-1 if r is None else number_of[r] for r in regions], dtype=np.int64)
        found.append((say("administrative regions"), False, of_area[frame.cell_area]))
    for merge in range(MERGES):
        merged = random_merge(one, other, areas, areas // PARTS, SEED + merge)
        found.append((say("random merge {n}", n=merge + 1), True, merged[frame.cell_area]))
    return tuple(
        Zoning(name=name, random=random, zone=zone, zones=int(zone.max(initial=-1)) + 1)
        for name, random, zone in found
    )


def rankable(frame: CityFrame) -> NDArray[np.bool_]:
    """Areas that can be ranked: wealth known, somebody lives there, large enough to be trusted."""
    least = max(frame.city.dimension(frame.city.wealth).least_people, 1)
    return np.isfinite(frame.wealth) & (frame.by_area(frame.cell_people) >= least)


@per_frame
def gradients(frame: CityFrame) -> Gradients:
    """The wealth gradient of every network on every zoning, people carried cell by cell."""
    use = rankable(frame)[frame.cell_area]
    people = np.where(use, frame.cell_people, 0.0)
    # Cells of an area that cannot be ranked carry no weight, so their wealth need not be known.
    wealth = np.where(use, frame.wealth[frame.cell_area], 0.0)
    networks = frame.city.networks
    within = [people * (frame.distance_any(n) <= n.reach_m) for n in networks]
    tried = zonings(frame)
    index = np.full((len(tried), len(networks)), np.nan)
    shares = []
    for row, zoning in enumerate(tried):
        placed = zoning.zone >= 0
        sums = [
            _sums(zoning.zone[placed], per_cell[placed], zoning.zones)
            for per_cell in (people, people * wealth, *within)
        ]
        lived_in = sums[0] > 0
        if lived_in.sum() < (2 if row == 0 else LEAST_ZONES):
            continue
        weights = sums[0][lived_in]
        # Rounded, so that zones with the same mean stay tied whatever their people add up to.
        ranked_by = np.round(sums[1][lived_in] / weights, _digits(frame.wealth))
        held = [part[lived_in] / weights for part in sums[2:]]
        index[row] = [float(erreygers(share, ranked_by, weights)[0]) for share in held]
        if zoning.random:
            shares.append(_shown(frame, zoning, sums))
    return Gradients(zonings=tried, index=index, shares=np.array(shares))


def _sums(zone: Ints, per_cell: Floats, zones: int) -> Floats:
    return np.bincount(zone, weights=per_cell, minlength=zones).astype(float)


def _digits(wealth: Floats) -> int:
    """Decimals that keep nine figures of the largest value."""
    return 8 - int(np.floor(np.log10(np.nanmax(np.abs(wealth), initial=1e-9))))


def _shown(frame: CityFrame, zoning: Zoning, sums: list[Floats]) -> Floats:
    """The share within reach that each area would be given, shape (areas, networks)."""
    zone_of = np.full(len(frame.geography.area_ids), -1, dtype=np.int64)
    zone_of[frame.cell_area] = zoning.zone
    shown = np.full((len(zone_of), len(sums) - 2), np.nan)
    for column, part in enumerate(sums[2:]):
        share = np.full(zoning.zones, np.nan)
        np.divide(part, sums[0], out=share, where=sums[0] > 0)
        shown[:, column] = np.where(zone_of >= 0, share[zone_of], np.nan)
    return shown


def boundaries_sentence(frame: CityFrame, network: Network) -> str:
    """Whether the lean of this network's reach survives other boundaries, for any measure of it."""
    values = gradients(frame).of(frame, network)
    own, others = values[0], values[1:][np.isfinite(values[1:])]
    if not np.isfinite(own) or len(others) == 0:
        return say("other boundary sets could not be tried: too few zones can be ranked by wealth")
    agree = int((np.sign(others) == np.sign(own)).sum())
    lean = say("the better-off") if own > 0 else say("the poorer") if own < 0 else say("nobody")
    random = sum(zoning.random for zoning in gradients(frame).zonings)
    kinds = [z.name for z in gradients(frame).zonings[1:] if not z.random]
    return say(
        "on {kinds} and {random} random merges of neighbouring areas the wealth gradient lies "
        "between {low} and {high} ({own} on {areas}); it leans to {lean}, as there, on {agree} of "
        "the {many}",
        kinds=joined(", ", kinds),
        random=random,
        low=number(float(others.min()), 3),
        high=number(float(others.max()), 3),
        own=number(float(own), 3),
        areas=OWN,
        lean=lean,
        agree=agree,
        many=len(others),
    )
