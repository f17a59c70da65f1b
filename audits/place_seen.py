"""What each sensor network sees of one area: who is within reach, what stands there, how old."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely

from audits.finding import DatasetAge
from audits.frame import CityFrame, Floats
from audits.heard import Silence
from audits.per_frame import per_frame
from audits.place_ages import ages_of
from audits.silence import Board, silence
from audits.stats.nearest import nearest_m
from data.city import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkHere:
    """One network in one area."""

    network: Network
    sensors: int
    """Standing in the area, in any state."""
    working: int
    not_working: int
    unknown: int
    residents: float
    within_reach: float | None
    """Share of residents with a sensor within reach that is not known to be dead; None: nobody."""
    unseen: float
    """Residents out of its reach."""
    typical_m: float | None
    """Metres to the nearest such sensor: half of the residents (or the area's middle, where nobody
    lives) have it nearer. None where the network has none."""
    farthest_m: float | None
    """The same for whoever lives farthest from it."""
    evidence: tuple[DatasetAge, ...]
    """The datasets that say where sensors stand and whether they work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceHere:
    """What the silence of one feed means in one area now."""

    feed: str
    title: str
    kind: str
    state: Silence | None
    """None where nobody lives."""
    reason: str | None
    """Why nobody could hear it fall silent, if so."""
    cut_off_since: date | None
    """Where the whole feed is silent: since when."""


def networks_here(frame: CityFrame, index: int) -> tuple[NetworkHere, ...]:
    """Every network of the city, also those with no sensor here."""
    return tuple(_network(frame, network, index) for network in frame.city.networks)


def _network(frame: CityFrame, network: Network, index: int) -> NetworkHere:
    points = frame.sensors(network)
    working = points.working[points.area == index]
    mine = frame.cell_area == index
    people, metres = frame.cell_people[mine], frame.distance_alive(network)[mine]
    residents = float(people.sum())
    unseen = float(people[metres > network.reach_m].sum())
    if residents > 0:
        lived = people > 0
        typical, farthest = _middle(metres[lived], people[lived]), float(metres[lived].max())
    else:
        typical = farthest = _from_the_middle(frame, network, index)
    return NetworkHere(
        network=network,
        sensors=len(working),
        working=int((working == 1).sum()),
        not_working=int((working == 0).sum()),
        unknown=int(np.isnan(working).sum()),
        residents=residents,
        within_reach=1 - min(1.0, unseen / residents) if residents > 0 else None,
        unseen=unseen,
        typical_m=typical if np.isfinite(typical) else None,
        farthest_m=farthest if np.isfinite(farthest) else None,
        evidence=ages_of(frame, frame.evidence_of(network)),
    )


def _middle(values: Floats, weights: Floats) -> float:
    """The value that half of the weight does not exceed."""
    order = np.argsort(values, kind="stable")
    sums = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(sums, sums[-1] / 2)])


def _from_the_middle(frame: CityFrame, network: Network, index: int) -> float:
    points = frame.sensors(network)
    alive = points.working != 0
    middle = shapely.point_on_surface(frame.geography.polygons[index])
    x, y = np.array([shapely.get_x(middle)]), np.array([shapely.get_y(middle)])
    return float(nearest_m(x, y, points.x[alive], points.y[alive])[0])


@per_frame
def _board(frame: CityFrame) -> Board:
    return silence(frame)


def silence_here(frame: CityFrame, index: int) -> tuple[SilenceHere, ...]:
    """Every feed on the silence board, as it stands on the day of asking."""
    return tuple(
        SilenceHere(
            feed=feed.feed,
            title=feed.title,
            kind=feed.kind,
            state=feed.areas[index].state,
            reason=feed.reason,
            cut_off_since=feed.cut_off_since,
        )
        for feed in _board(frame).feeds
    )
