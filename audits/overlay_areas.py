"""An overlay area by area: both values, both thirds, and how far they part."""

from dataclasses import dataclass

import numpy as np

from audits.finding import BlindSpot
from audits.frame import CityFrame
from audits.overlay import laid
from audits.overlay_sides import Quantity, residents
from audits.overlay_words import why_no_place
from audits.thirds import Thirds, thirds


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLaid:
    """One area that has a place in the overlay."""

    area: str
    name: str
    cover: float
    need: float
    cover_third: int
    """0 least, 1 middle, 2 most."""
    need_third: int
    parting: float
    """Rank by need minus rank by coverage among people, −1 to 1."""
    people: float
    unseen: float
    """Share of its residents that is not seen, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """One area that has no place in it, and why."""

    area: str
    name: str
    why: str
    people: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Areas:
    """All areas of an overlay, those that part most first."""

    rows: tuple[AreaLaid, ...]
    apart: tuple[Apart, ...]
    """Most people first."""
    cover: Thirds
    need: Thirds
    """Both over the areas that have a place; the others are nowhere."""

    def many(self, cover: int, need: int) -> tuple[int, float]:
        """How many areas, and how many people, lie in a pair of thirds."""
        held = [r.people for r in self.rows if (r.cover_third, r.need_third) == (cover, need)]
        return len(held), sum(held)


def overlay_areas(frame: CityFrame, cover: Quantity, need: Quantity, blind: BlindSpot) -> Areas:
    """The table behind map and scatter; without rows where nothing can be compared."""
    people, place = residents(frame), frame.geography
    found = laid(cover.value, need.value, people)
    use = found.use if found else np.zeros(len(people), dtype=bool)
    of_cover = thirds(np.where(use, cover.value, np.nan), people)
    of_need = thirds(np.where(use, need.value, np.nan), people)
    share = {one.area: one.share for one in blind.areas}
    rows = [
        AreaLaid(
            area=place.area_ids[i],
            name=place.names[i],
            cover=float(cover.value[i]),
            need=float(need.value[i]),
            cover_third=int(of_cover.of[i]),
            need_third=int(of_need.of[i]),
            parting=float(found.parting[i]),
            people=float(people[i]),
            unseen=share.get(place.area_ids[i], 0.0),
        )
        for i in np.flatnonzero(use)
        if found is not None
    ]
    apart = [
        Apart(
            area=place.area_ids[i],
            name=place.names[i],
            why=why_no_place(cover.missing[i], need.missing[i]),
            people=float(people[i]),
        )
        for i in np.flatnonzero(~use)
    ]
    return Areas(
        rows=tuple(sorted(rows, key=lambda row: (-row.parting, row.name))),
        apart=tuple(sorted(apart, key=lambda one: (-one.people, one.name))),
        cover=of_cover,
        need=of_need,
    )
