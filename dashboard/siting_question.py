"""From an address to a siting question: what is missing or wrong there has its default."""

from collections.abc import Mapping
from dataclasses import dataclass

from audits import words
from audits.frame import CityFrame
from audits.siting_answer import MOST_SITES, Question, What, may, reaches
from audits.siting_whom import ALL, WORST_OFF, offered, whom
from data.city import Network
from data.said import say

WHAT: dict[What, str] = {
    "both": say("add or repair"),
    "new": say("add only"),
    "repair": say("repair only"),
    "remove": say("remove"),
}
_SHOWN = 40
"""Characters of a wrong value that are said again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that can be answered, and what in the address could not be taken."""

    network: Network
    question: Question
    notes: tuple[str, ...]

    @property
    def query(self) -> dict[str, str]:
        """The question as an address says it, whole."""
        held = self.question
        return {
            "network": self.network.id,
            "sites": str(held.sites),
            "what": held.what,
            "reach": f"{held.reach_m or self.network.reach_m:g}",
            "aim": held.aim,
            "against": held.against,
        }


def asked(frame: CityFrame, query: Mapping[str, str]) -> Asked | None:
    """What this query asks of the city; None where it has no network.

    Without values: the first network, ten sites, all that can be done, the network's own reach,
    the worst-off group beside everyone.
    """
    networks = {network.id: network for network in frame.city.networks}
    if not networks:
        return None
    notes: list[str] = []

    def one_of(name: str, what: str, options: Mapping[str, str], default: str) -> str:
        value = query.get(name)
        if value is None or value in options:
            return value or default
        expected = words.listed(options.values(), most=6)
        notes.append(_note(value, what, expected, options[default]))
        return default

    names = {key: network.title for key, network in networks.items()}
    network = networks[one_of("network", say("the network"), names, next(iter(networks)))]
    able = {str(what): what for what in may(network)}
    said = {name: WHAT[what] for name, what in able.items()}
    what = able[one_of("what", say("what to do"), said, next(iter(able)))]
    far = {f"{reach:g}": f"{reach:g} m" for reach in reaches(network)}
    reach = float(one_of("reach", say("the reach"), far, f"{network.reach_m:g}"))
    people = {key: aim_words(frame, key) for key in (WORST_OFF, ALL, *offered(frame))}
    aim = one_of("aim", say("whom to choose for"), people, WORST_OFF)
    against = one_of("against", say("whom to compare with"), people, _other(aim))
    question = Question(
        sites=_sites(query.get("sites"), notes), what=what, aim=aim, against=against, reach_m=reach
    )
    if _same(frame, network, question, against):
        if "against" in query:
            notes.append(say("Both aims are the same people, so another one is compared with."))
        other = ALL if not _same(frame, network, question, ALL) else WORST_OFF
        question = Question(sites=question.sites, what=what, aim=aim, against=other, reach_m=reach)
    return Asked(network=network, question=question, notes=tuple(notes))


def aim_words(frame: CityFrame, key: str) -> str:
    """An aim as a form names it."""
    if key == WORST_OFF:
        return say("the worst-off group")
    return say(ALL) if key == ALL else offered(frame)[key].name


def _other(aim: str) -> str:
    return WORST_OFF if aim == ALL else ALL


def _same(frame: CityFrame, network: Network, question: Question, key: str) -> bool:
    first = whom(frame, network, question.do, question.aim)
    second = whom(frame, network, question.do, key)
    return first is not None and second is not None and first.group is second.group


def _sites(value: str | None, notes: list[str]) -> int:
    default = Question().sites
    if value is None:
        return default
    if value.isascii() and value.isdigit() and len(value) < 5 and 1 <= int(value) <= MOST_SITES:
        return int(value)
    expected = say("a whole number from 1 to {most}", most=MOST_SITES)
    notes.append(_note(value, say("the number of sites"), expected, str(default)))
    return default


def _note(value: str, what: str, expected: str, default: str) -> str:
    shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]} …"
    return say(
        "Found “{shown}” for {what}, expected {expected}; this is for {default}.",
        shown=shown,
        what=what,
        expected=expected,
        default=default,
    )
