"""The seven principles of data feminism, each as the question a review session asks of a metric.

After D'Ignazio and Klein, *Data Feminism* (MIT Press, 2020); the questions are in our own words.
"""

from dataclasses import dataclass

from data.errors import ReviewError
from data.said import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """One principle: `id` is stable and stands in links, files and the database."""

    id: str
    name: str
    question: str


PRINCIPLES: tuple[Principle, ...] = (
    Principle(
        id="examine-power",
        name=say("Examine power"),
        question=say(
            "Who decided that this should be measured, who is measured, who gains from the number "
            "and who bears what is done with it?"
        ),
    ),
    Principle(
        id="challenge-power",
        name=say("Challenge power"),
        question=say(
            "If this number shows that some are served worse, who can be made to answer for it, "
            "and what could the people concerned do with it?"
        ),
    ),
    Principle(
        id="elevate-emotion-and-embodiment",
        name=say("Elevate emotion and embodiment"),
        question=say(
            "What do people who live with this know in their bodies and feel, such as fear, "
            "tiredness or belonging, that the number leaves out?"
        ),
    ),
    Principle(
        id="rethink-binaries-and-hierarchies",
        name=say("Rethink binaries and hierarchies"),
        question=say(
            "Which groups and ranks does it count by, who fits none of them, and who is always "
            "placed at the bottom by the way it sorts?"
        ),
    ),
    Principle(
        id="embrace-pluralism",
        name=say("Embrace pluralism"),
        question=say(
            "Whose knowledge made this number, who was never asked, and where would residents "
            "tell it differently?"
        ),
    ),
    Principle(
        id="consider-context",
        name=say("Consider context"),
        question=say(
            "What was going on where and when these data arose, and what would a reader who does "
            "not know the place take from them wrongly?"
        ),
    ),
    Principle(
        id="make-labour-visible",
        name=say("Make labour visible"),
        question=say(
            "Whose work collected, mended, cleaned and maintained what stands behind this number, "
            "and are they named, paid and heard?"
        ),
    ),
)


def principle(principle_id: str) -> Principle:
    """The principle of this id. Raises ReviewError listing the seven."""
    for known in PRINCIPLES:
        if known.id == principle_id:
            return known
    listed = ", ".join(known.id for known in PRINCIPLES)
    raise ReviewError(
        f"Found no principle `{principle_id}`; expected one of {listed}. "
        f"Name the one that it falls under."
    )
