"""The figures of a siting plan, as data: its curve, its places, and who gains."""

from audits.compare import without_value
from audits.exhibit import Bar, Bars, Exhibit, Line, Lines, Sites
from audits.frame import CityFrame, Group
from audits.siting import Plan
from audits.siting_answer import Answer, Pair, What
from audits.siting_whom import Whom, everyone
from audits.words import count

_AXIS: dict[What, str] = {
    "both": "sensors added or repaired",
    "new": "sensors added",
    "repair": "sensors repaired",
    "remove": "sensors removed",
}
_FIRST: dict[What, str] = {
    "both": "Where to add or repair first",
    "new": "Where to add first",
    "repair": "What to repair first",
    "remove": "What to remove first",
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
    title = f"People of {who.words}" if who.group else "Residents in all"
    left = [plan.left_within(who.people, first.budget) for plan in plans]
    return Lines(
        title=f"{title} {change(first)}, by number of sites",
        x_title=_AXIS[what],
        x_unit="sensors",
        y_title=change(first),
        y_unit="people",
        x=tuple(float(n) for n in range(first.budget + 1)),
        lines=tuple(
            Line(
                name=f"chosen for {plan.aim.name}",
                y=tuple(max(0.0, after[0] - one) for one in after),
            )
            for plan, after in zip(plans, left, strict=True)
        ),
        mark_x=float(mark),
    )


def chosen(plan: Plan, most: int, what: What) -> Sites:
    """The places, in the order of choosing."""
    return Sites(title=f"{_FIRST[what]}, chosen for {plan.aim.name}", sites=plan.sites[:most])


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
        title=f"Share {change(plan)} by the {count(min(sites, len(plan.sites)), 'site')} chosen "
        f"for {plan.aim.name}",
        unit="share of the group",
        bars=tuple(bars),
        no_difference=min(1.0, float(frame.cell_people @ changed) / frame.people),
    )


def state(plan: Plan) -> str:
    """What people are whom the plan leaves as they are."""
    return "watched" if plan.do == "remove" else "unseen"


def change(plan: Plan) -> str:
    """What the plan makes of the people whom it changes."""
    return "no longer watched" if plan.do == "remove" else "newly seen"
