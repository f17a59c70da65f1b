"""The people a plan is for, with the words for them, and who may be asked for by name."""

from dataclasses import dataclass

from audits.compare import without_value
from audits.frame import CityFrame, Floats, Group
from audits.per_frame import per_frame
from audits.siting_aim import EVERYONE, Aim, Do, aim_at, worst_off
from audits.words import say
from data.city import Network

WORST_OFF = "worst-off"
ALL = "everyone"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Whom:
    """Everyone, or one group of people."""

    aim: Aim
    group: Group | None
    """None: everyone."""
    people: Floats
    """Per cell."""
    words: str
    """`the poorest fifth`, `everyone`."""
    of: str
    """`of the poorest fifth`, `of all residents`: languages join the two words."""

    @property
    def total(self) -> float:
        """How many they are."""
        return float(self.people.sum())

    @property
    def each(self) -> str:
        """`people of the poorest fifth`, `residents`: after a head count."""
        return say("people {of}", of=self.of) if self.group else say("residents")

    @property
    def of_whole(self) -> str:
        """`of that group`, `of all residents`: after a share, where they have just been named."""
        return say("of that group") if self.group else self.of

    @property
    def alike(self) -> str:
        """`everyone alike`: as one aim beside another."""
        return self.words if self.group else say("everyone alike")


def everyone(frame: CityFrame) -> Whom:
    """All residents alike."""
    return Whom(
        aim=EVERYONE,
        group=None,
        people=frame.cell_people,
        words=EVERYONE.name,
        of=say("of all residents"),
    )


def of_group(frame: CityFrame, group: Group) -> Whom:
    """One group and nobody else: `the poorest fifth`, or of another kind its name in quotes."""
    if group.dimension == frame.city.wealth:
        words = say("the {group}", group=group.name)
        of = say("of the {group}", group=group.name)
    else:
        words = say("“{group}”", group=group.name)
        of = say("of “{group}”", group=group.name)
    return Whom(aim=aim_at([group]), group=group, people=group.people, words=words, of=of)


@per_frame
def offered(frame: CityFrame) -> dict[str, Group]:
    """Groups that sites may be chosen for, by the key under which they are asked for.

    Those of which no value may be shown are not among them: a plan for them would show where they
    live.
    """
    areas = (frame.group_residents > 0).sum(axis=0)
    return {
        f"{group.dimension}:{group.name}": group
        for group, many in zip(frame.groups, areas, strict=True)
        if without_value(frame, group, int(many)) is None
    }


def whom(frame: CityFrame, network: Network, do: Do, key: str) -> Whom | None:
    """Who is meant by `worst-off`, `everyone` or the key of a group; None where nobody is."""
    if key == ALL:
        return everyone(frame)
    group = worst_off(frame, network, do) if key == WORST_OFF else offered(frame).get(key)
    return of_group(frame, group) if group else None
