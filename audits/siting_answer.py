"""A question about where to put, mend or take away sensors, and the two plans that answer it."""

import threading
from dataclasses import dataclass, replace
from typing import Literal

from cachetools import LRUCache

from audits.frame import CityFrame
from audits.per_frame import per_frame
from audits.siting import Plan, plans
from audits.siting_aim import Do
from audits.siting_places import candidates
from audits.siting_whom import ALL, WORST_OFF, Whom, whom
from data.city import Network
from data.languages import ENGLISH
from data.said import speaking

What = Literal["both", "new", "repair", "remove"]
"""Add new ones and repair dead ones, only one of these, or take away."""
Pair = tuple[Plan, Plan]
"""The plan for whom is asked, and the one it is compared with, of the same budget."""

BUDGETS = (1, 5, 10, 20)
"""Numbers of sites over which the verdict is varied."""
MOST_SITES = 50
"""No question asks for more sites."""
_MOST_KEPT = 32
"""Pairs of plans kept for one city: each holds two numbers per cell."""
_lock = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What one wants to know of a network; hashable."""

    sites: int = 10
    what: What = "both"
    aim: str = WORST_OFF
    """`worst-off`, `everyone`, or a key of `siting_whom.offered`."""
    against: str = ALL
    reach_m: float | None = None
    """None: as the city states it."""

    @property
    def do(self) -> Do:
        """Whether sensors come or go."""
        return "remove" if self.what == "remove" else "add"

    @property
    def ends(self) -> int:
        """How many sites are worked out: the curve goes on beyond those that are asked for."""
        return BUDGETS[-1] if self.sites <= BUDGETS[-2] else MOST_SITES


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """Two plans for one question: for whom it asks, and for whom it compares with."""

    question: Question
    network: Network
    """At the reach that was asked for."""
    whom: Whom
    against: Whom
    plans: Pair


def may(network: Network) -> tuple[What, ...]:
    """What can be asked of a network: a service is added to, a burden is taken away."""
    if network.purpose == "burden":
        return ("remove",)
    added: tuple[What, ...] = ("both", "new", "repair")
    return added if network.purpose == "service" else (*added, "remove")


def reaches(network: Network) -> tuple[float, ...]:
    """The reaches that the city states for a network, its own among them."""
    return tuple(sorted({network.reach_m, *network.reach_grid_m}))


def answer(frame: CityFrame, network: Network, question: Question) -> Answer | None:
    """Both plans; None where nobody is known whom the question could be about."""
    own = _at(network, question.reach_m)
    found = whom(frame, own, question.do, question.aim)
    against = whom(frame, own, question.do, question.against)
    if found is None or against is None:
        return None
    return Answer(
        question=question,
        network=own,
        whom=found,
        against=against,
        plans=pair(frame, own, question, (found, against), own.reach_m),
    )


def pair(
    frame: CityFrame, network: Network, question: Question, both: tuple[Whom, Whom], reach_m: float
) -> Pair:
    """The plans for these two, at another reach; kept, for a number of sites is soon changed."""
    first, second = both[0].aim, both[1].aim
    key = (network.id, question.what, question.ends, first, second, reach_m)
    with _lock:
        held = _kept(frame).get(key)
    if held is None:
        places = None
        with speaking(ENGLISH):  # what is kept must speak no language of one reader
            if question.what in ("new", "repair"):
                places = candidates(frame, network, "add", reach_m).only(question.what)
            one, other = plans(
                frame,
                network,
                question.ends,
                (first, second),
                places,
                do=question.do,
                reach_m=reach_m,
            )
        held = (one, other)
        with _lock:
            _kept(frame)[key] = held
    return held


@per_frame
def _kept(_frame: CityFrame) -> LRUCache[tuple[object, ...], Pair]:
    return LRUCache(maxsize=_MOST_KEPT)


def _at(network: Network, reach_m: float | None) -> Network:
    """The network as if it reached so far; its own reach then stands among the others."""
    if reach_m is None or reach_m == network.reach_m:
        return network
    return replace(network, reach_m=reach_m, reach_grid_m=reaches(network))
