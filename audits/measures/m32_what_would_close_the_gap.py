"""M32: which sites would show most of the worst-off group, and which most people on average?"""

from collections.abc import Iterator

from audits.finding import Draft
from audits.frame import CityFrame
from audits.measure import Measure
from audits.siting_answer import Question, What, answer
from audits.siting_draft import draft
from audits.words import say
from data.city import Network

BUDGET = 10
"""Sites that the finding speaks of."""


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network: what is both a service and a burden has both answers."""
    for network in frame.city.networks:
        questions = [Question(sites=BUDGET, what=what) for what in _sides(network)]
        found = (answer(frame, network, question) for question in questions)
        answers = tuple(one for one in found if one is not None)
        yield draft(MEASURE, frame, network, questions[0], answers)


def _sides(network: Network) -> tuple[What, ...]:
    """A service is added to, a burden is taken away."""
    sides: dict[str, tuple[What, ...]] = {"service": ("both",), "burden": ("remove",)}
    return sides.get(network.purpose, ("both", "remove"))


MEASURE = Measure(
    code="M32",
    name=say("What would close the gap"),
    question=say(
        "Where would more sensors, or fewer, do most for the people who are worst off, and is "
        "that where they would do most on average?"
    ),
    asked_by=say(
        "Whoever has a budget: a council that wants to spend it, residents who ask why there."
    ),
    better="lower",
    success=say(
        "For a service: fewer of the worst-off group are left unseen, by a plan to which the "
        "people who live there have agreed. For a burden: fewer of them are left watched."
    ),
    formula=say(
        "Greedy choice: the site that adds most of Σ w_i over the cells i within reach that "
        "nobody sees yet, then the next; w the people of the worst-off group, or all "
        "people. Removal: "
        "the sensor without which most of Σ w_i is watched by nothing. Bound: no n "
        "sites can gain more "
        "than what is gained plus the n largest gains that are left."
    ),
    unit=say("share of the worst-off group left unseen (of a burden: left watched)"),
    group_unit=say("share of people newly seen (of a burden: no longer watched)"),
    area_unit=say("share of people newly seen (of a burden: no longer watched)"),
    inputs=("cell", "area_group", "sensor", "site"),
    parameters={
        say("reach in metres"): say("r, stated by the city for each network"),
        say("sites"): say("how many sensors are added, repaired or removed"),
        say("worst-off group"): say(
            "to add: the poorest fifth (else the group most unseen); to remove: the "
            "group of which the largest share is watched"
        ),
        say("chosen for"): say("whom else the sites were chosen for, where somebody asked"),
        say("compared with"): say(
            "for whom the other sites were chosen, where that is not everyone"
        ),
        say("sensors are"): say("added or repaired alone, where somebody asked"),
        say("places looked at"): say("how many candidates there were, repairs among them"),
        say("where they come from"): say(
            "a dataset of sites, or else a grid over the peopled cells"
        ),
        say("at least this share of the best possible"): say("the bound of the greedy choice"),
    },
    citation="Church and ReVelle 1974; Nemhauser, Wolsey and Fisher 1978; SPINEQ (Alan Turing "
    "Institute), whose aim of nearness `audits.siting.plan` can also take",
    failure_modes=(
        say(
            "A place on the map is not a place one may use: land, power, cost and "
            "consent are unknown."
        ),
        say("People are spread evenly within an area, so the best cell of an area is an estimate."),
        say(
            "Being within reach is counted as being seen, at once and for ever: a new sensor works."
        ),
        say(
            "The worst-off group is an average of areas; the poor among the rich are not aimed at."
        ),
    ),
    family="remedy",
    headline=True,
    compute=compute,
)
