"""The figures of a siting plan, as data: its curve, its places, and who gains."""

from audits.compare import without_value
from audits.exhibit import Bar, Bars, Exhibit, Line, Lines, Sites
from audits.frame import CityFrame, Group
from audits.siting import Plan
from audits.siting_answer import Answer, Pair, What
from audits.siting_whom import Whom, everyone
from audits.words import count, say

_AXIS: dict[What, str] = {
    "both": say("sensors added or repaired"),
    "new": say("sensors added"),
    "repair": say("sensors repaired"),
    "remove": say("sensors removed"),
}
_FIRST: dict[What, str] = {
    "both": say("Where to add or repair first"),
    "new": say("Where to add first"),
    "repair": say("What to repair first"),
    "remove": say("What to remove first"),
}


def figures(frame: CityFrame, answer: Answer) -> tuple[Exhibit, ...]:
    """The curves, then the places under either aim, then who gains under either."""
    sites = answer.question.sites
    first, second = answer.plans
    whole = everyone(frame)
    told = {one.words: one for one in (answer.whom, answer.against, whole)}
    return (
        *(curve(answer.plans, one, sites, answer.question.what) for one in told.values()),
        chosen(first, sites, answer.question.what),
        chosen(second, sites, answer.question.what),
        gains(frame, first, sites, answer.whom.group or answer.against.group),
        gains(frame, second, sites, answer.whom.group or answer.against.group),
    )


def curve(plans: Pair, who: Whom, mark: int, what: What) -> Lines:
    """How many of these people 0, 1, … sites change, under both aims."""
    first = plans[0]
    title = say("People {of}", of=who.of) if who.group else say("Residents in all")
    left = [plan.left_within(who.people, first.budget) for plan in plans]
    return Lines(
        title=say("{people} {change}, by number of sites", people=title, change=change(first)),
        x_title=_AXIS[what],
        x_unit=say("sensors"),
        y_title=change(first),
        y_unit=say("people"),
        x=tuple(float(n) for n in range(first.budget + 1)),
        lines=tuple(
            Line(
                name=say("chosen for {aim}", aim=plan.aim.name),
                y=tuple(max(0.0, after[0] - one) for one in after),
            )
            for plan, after in zip(plans, left, strict=True)
        ),
        mark_x=float(mark),
    )


def chosen(plan: Plan, most: int, what: What) -> Sites:
    """The places, in the order of choosing."""
    title = say("{where}, chosen for {aim}", where=_FIRST[what], aim=plan.aim.name)
    return Sites(title=title, sites=plan.sites[:most])


def gains(frame: CityFrame, plan: Plan, sites: int, weighty: Group | None) -> Bars:
    """The share of each group that the first so many sites change; withheld as everywhere."""
    changed = plan.changed(sites)
    dimensions = {frame.city.wealth, weighty.dimension if weighty else frame.city.wealth}
    bars = []
    areas = (frame.group_residents > 0).sum(axis=0)
    for group, many in zip(frame.groups, areas, strict=True):
        if group.dimension not in dimensions:
            continue
        nothing = without_value(frame, group, int(many))
        bars.append(
            Bar(
                name=group.name,
                value=None if nothing else min(1.0, float(group.people @ changed) / group.total),
                reason=nothing.reason if nothing else None,
                weighty=weighty is not None
                and (group.dimension, group.name) == (weighty.dimension, weighty.name),
            )
        )
    return Bars(
        title=say(
            "Share {change} by the {sites} chosen for {aim}",
            change=change(plan),
            sites=count(min(sites, len(plan.sites)), "site"),
            aim=plan.aim.name,
        ),
        unit=say("share of the group"),
        bars=tuple(bars),
        no_difference=min(1.0, float(frame.cell_people @ changed) / frame.people),
    )


def state(plan: Plan) -> str:
    """What people are whom the plan leaves as they are."""
    return say("watched") if plan.do == "remove" else say("unseen")


def change(plan: Plan) -> str:
    """What the plan makes of the people whom it changes."""
    return say("no longer watched") if plan.do == "remove" else say("newly seen")
