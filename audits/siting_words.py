"""What a siting plan says, in words that a council member can read."""

from audits.frame import CityFrame
from audits.siting import Plan
from audits.siting_answer import Answer, What
from audits.siting_figures import change, state
from audits.words import count, people, share

DONE: dict[What, str] = {
    "both": "added or repaired",
    "new": "added",
    "repair": "repaired",
    "remove": "removed",
}


def reading(frame: CityFrame, answer: Answer) -> str:
    """Both aims side by side, what choosing the first costs, and how sure the choice is."""
    plan, whom = answer.plans[0], answer.whom
    sensor = plan.network.sensor
    if plan.left_at(whom.people, 0) <= 0:
        nobody = f"Nobody of {whom.words}" if whom.group else "Nobody"
        return f"{nobody} is {state(plan)} now, so no {sensor} would change that."
    if not plan.among:
        known = "known to be dead, so there is none to repair"
        none = "working, so there is none to remove" if plan.do == "remove" else known
        return f"No {sensor} is {none}."
    if not plan.sites:
        of = f"of {whom.words} " if whom.group else ""
        return f"None of the {_places(answer)} would change who {of}is {_is(plan)}."
    return " ".join((_effect(answer), _price(frame, answer), *_repairs(answer), sure(answer)))


def sure(answer: Answer) -> str:
    """How far from the best possible the choice can be at most."""
    plan, sites = answer.plans[0], answer.question.sites
    if plan.exact or plan.sure(sites) > 1 - 1e-9:
        return f"No other choice among {_places(answer)} does more for them."
    return (
        f"Of {_places(answer)} looked at, as many others might do better, but this choice gets at "
        f"least {share(plan.sure(sites))} of the best possible."
    )


def _is(plan: Plan) -> str:
    return "watched" if plan.do == "remove" else "seen"


def _places(answer: Answer) -> str:
    plan, sensor = answer.plans[0], answer.network.sensor
    dead = answer.question.what == "repair"
    return count(
        plan.among, sensor if plan.do == "remove" else f"dead {sensor}" if dead else "place"
    )


def _effect(answer: Answer) -> str:
    (plan, other), whom, sites = answer.plans, answer.whom, answer.question.sites
    now, then, beside = (
        one.left_at(whom.people, n) for one, n in ((plan, 0), (plan, sites), (other, sites))
    )
    many = count(min(sites, len(plan.sites)), plan.network.sensor)
    rest = "nobody else of them" if whom.group else "nobody else"
    enough = "" if len(plan.sites) >= sites else f" (more would change {rest})"
    removing = plan.do == "remove"
    done = f"Taking away {many}" if removing else f"{many}{enough} {DONE[answer.question.what]}"
    within = f"watched, within {plan.reach_m:g} m of one" if removing else "unseen"
    return (
        f"{done} where they {'free' if removing else 'reach'} most {whom.each} would leave "
        f"{share(then / whom.total)} of {whom.whole} {within} ({people(then)}), instead of "
        f"{share(now / whom.total)} now ({people(now)}); as many chosen for "
        f"{answer.against.alike} would leave {share(beside / whom.total)} ({people(beside)})."
    )


def _price(frame: CityFrame, answer: Answer) -> str:
    whom, against, sites = answer.whom, answer.against, answer.question.sites
    of_them, of_others, in_all = (
        tuple(plan.left_at(held, 0) - plan.left_at(held, sites) for plan in answer.plans)
        for held in (whom.people, against.people, frame.cell_people)
    )
    gained = people(max(0.0, of_them[0] - of_them[1]))
    lost = people(max(0.0, of_others[1] - of_others[0]))
    both = f"{people(of_others[0])} instead of {people(of_others[1])}"
    cost = f"{lost} fewer {against.each}{'' if against.group else ' in all'} ({both})"
    in_sum = (
        f" Of all residents it is {people(in_all[0])} instead of {people(in_all[1])}."
        if whom.group and against.group
        else ""
    )
    return (
        f"Choosing for {whom.words} means {gained} more {whom.them} "
        f"{change(answer.plans[0])}, and {cost}.{in_sum}"
    )


def _repairs(answer: Answer) -> tuple[str, ...]:
    plan, what, sites = answer.plans[0], answer.question.what, answer.question.sites
    sensor = plan.network.sensor
    if what == "new":
        return (f"Whether a dead {sensor} could be repaired instead was not asked.",)
    if what != "both":
        return ()
    mended = sum(site.kind == "repair" for site in plan.sites[:sites])
    of = min(sites, len(plan.sites))
    if not plan.mendable:
        return (f"No {sensor} is known to be dead, so there is none to repair.",)
    if not mended:
        return (f"Dead {sensor}s were looked at too; none of the {of} is a repair.",)
    return (
        f"{mended} of the {of} {'is' if mended == 1 else 'are'} the repair of a dead {sensor}.",
    )
