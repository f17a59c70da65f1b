"""The overlays of a city: what can be chosen, and the finding of a pair, kept for the snapshot."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from cachetools import LRUCache

from audits.finding import Finding
from audits.frame import CityFrame
from audits.overlay import draft
from audits.overlay_sides import Quantity, covers, needs_and_traits
from audits.per_frame import per_frame
from audits.reviews import Statement
from audits.run import complete, contested
from data.languages import ENGLISH
from data.said import speaking

_MOST_KEPT = 64
"""Pairs kept of one snapshot: a reader goes back and forth between a few."""
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Choices:
    """What a city offers on both sides."""

    covers: tuple[Quantity, ...]
    needs: tuple[Quantity, ...]

    @property
    def pairs(self) -> int:
        """How many overlays can be asked for."""
        return len(self.covers) * len(self.needs)


def choices(frame: CityFrame, findings: Iterable[Finding] = ()) -> Choices:
    """Both lists; silence stands among them where these findings hold it."""
    return Choices(covers=covers(frame), needs=needs_and_traits(frame, findings))


def overlay(
    frame: CityFrame,
    cover: Quantity,
    need: Quantity,
    pairs: int,
    statements: tuple[Statement, ...] = (),
) -> Finding:
    """The finding of a pair, with what reviews say of overlays and of its datasets."""
    kept, key = _kept(frame), (cover.name, need.name, pairs)
    with _LOCK:
        found = kept.get(key)
    if found is None:
        with speaking(ENGLISH):  # what is kept must speak no language of one reader
            found = complete(frame, draft(frame, cover, need, pairs))
        with _LOCK:
            kept[key] = found
    return contested(found, statements)


@per_frame
def _kept(_frame: CityFrame) -> "LRUCache[tuple[str, str, int], Finding]":
    """They go with the frame, and so with the snapshot."""
    return LRUCache(maxsize=_MOST_KEPT)
