"""The silence board as an operations room may read it: a feed that is silent now calms nobody.

The board judges readings on whole days or weeks. Where all of a network has fallen silent since,
what was calm then is not known to be calm now, and is cut off.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from audits.frame import CityFrame
from audits.heard import Silence
from audits.room_pulse import NetworkHealth, Pulse
from audits.silence import AreaSilence, Board, FeedSilence

SILENT = (Pulse.NO_DATA, Pulse.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardShare:
    """Whom a feed hears: residents of the areas that are calm, as a share of all residents."""

    feed: str
    share: float
    poorest: float | None
    richest: float | None

    @property
    def gap(self) -> float | None:
        """By how much the richest fifth is heard more than the poorest."""
        if self.poorest is None or self.richest is None:
            return None
        return self.richest - self.poorest


def heard_now(board: Board, health: tuple[NetworkHealth, ...]) -> Board:
    """The board in which no area of a network that is silent at this moment is calm."""
    silent = {one.network.id for one in health if one.pulse in SILENT}
    return replace(
        board,
        feeds=tuple(_cut(feed) if feed.feed in silent else feed for feed in board.feeds),
    )


def _cut(feed: FeedSilence) -> FeedSilence:
    return replace(feed, areas=tuple(_cut_area(area) for area in feed.areas))


def _cut_area(area: AreaSilence) -> AreaSilence:
    return replace(area, state=Silence.CUT_OFF) if area.state is Silence.CALM else area


def heard_share(frame: CityFrame, feed: FeedSilence) -> HeardShare:
    """Of all residents and of the two ends of the fifths by wealth."""
    calm: NDArray[np.float64] = np.array(
        [area.state is Silence.CALM for area in feed.areas], dtype=float
    )
    cells = calm[frame.cell_area]
    ends: list[float | None] = [None, None]
    fifths = frame.wealth_groups()
    for at, group in enumerate((fifths[0], fifths[-1]) if len(fifths) > 1 else ()):
        if group.total and (group.dimension, group.name) not in frame.too_few:
            ends[at] = float(group.people @ cells) / group.total
    return HeardShare(
        feed=feed.feed,
        share=float(frame.cell_people @ cells) / frame.people,
        poorest=ends[0],
        richest=ends[1],
    )
