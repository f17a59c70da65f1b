"""What a siting plan says, in words that a council member can read."""

from audits.frame import CityFrame, Floats
from audits.siting_answer import Answer, What
from audits.words import bare, count, joined, noun, number, people, say, several, share
from data.city import Network

DONE: dict[What, str] = {
    "both": say("added or repaired"),
    "new": say("added"),
    "repair": say("repaired"),
    "remove": say("removed"),
}


def reading(frame: CityFrame, answer: Answer) -> str:
    """Both aims side by side, what choosing the first costs, and how sure the choice is."""
    plan, whom = answer.plans[0], answer.whom
    if plan.left_at(whom.people, 0) <= 0:
        return _nobody(answer)
    if not plan.among:
        if plan.do == "remove":
            sensor = plan.network.sensor
            return say("No {sensor} is working, so there is none to remove.", sensor=sensor)
        return _none_dead(plan.network)
    if not plan.sites:
        return _no_place(answer)
    text = (_effect(answer), _price(answer), *_in_all(frame, answer), *_repairs(answer))
    return joined(" ", (*text, sure(answer)))


def sure(answer: Answer) -> str:
    """How far from the best possible the choice can be at most."""
    plan, sites = answer.plans[0], answer.question.sites
    if plan.exact or plan.sure(sites) > 1 - 1e-9:
        return say("No other choice among {places} does more for them.", places=_places(answer))
    return say(
        "Of {places} looked at, as many others might do better, but this choice gets at least "
        "{share} of the best possible.",
        places=_places(answer),
        share=share(plan.sure(sites)),
    )


def _nobody(answer: Answer) -> str:
    whom, sensor = answer.whom, answer.network.sensor
    if answer.question.do == "remove":
        if not whom.group:
            return say("Nobody is watched now, so no {sensor} would change that.", sensor=sensor)
        return say(
            "Nobody {of} is watched now, so no {sensor} would change that.",
            of=whom.of,
            sensor=sensor,
        )
    if not whom.group:
        return say("Nobody is unseen now, so no {sensor} would change that.", sensor=sensor)
    return say(
        "Nobody {of} is unseen now, so no {sensor} would change that.", of=whom.of, sensor=sensor
    )


def _none_dead(network: Network) -> str:
    return say(
        "No {sensor} is known to be dead, so there is none to repair.", sensor=network.sensor
    )


def _no_place(answer: Answer) -> str:
    whom, places = answer.whom, _places(answer)
    if answer.question.do == "remove":
        if not whom.group:
            return say("None of the {places} would change who is watched.", places=places)
        return say(
            "None of the {places} would change who {of} is watched.", places=places, of=whom.of
        )
    if not whom.group:
        return say("None of the {places} would change who is seen.", places=places)
    return say("None of the {places} would change who {of} is seen.", places=places, of=whom.of)


def _places(answer: Answer) -> str:
    plan, sensor = answer.plans[0], answer.network.sensor
    if plan.do == "remove":
        return count(plan.among, sensor)
    if answer.question.what == "repair":
        return say(
            "{n} dead {sensors}",
            n=number(plan.among, 0),
            sensors=noun(plan.among, sensor, sensor + "s"),
        )
    return count(plan.among, "place")


def _effect(answer: Answer) -> str:
    (plan, other), whom, sites = answer.plans, answer.whom, answer.question.sites
    now, then, beside = (
        one.left_at(whom.people, n) for one, n in ((plan, 0), (plan, sites), (other, sites))
    )
    told = {
        "done": _done(answer),
        "each": whom.each,
        "of_whole": whom.of_whole,
        "then_share": share(then / whom.total),
        "then": people(then),
        "now_share": share(now / whom.total),
        "now": people(now),
        "alike": answer.against.alike,
        "beside_share": share(beside / whom.total),
        "beside": people(beside),
    }
    if plan.do == "remove":
        return say(
            "{done} where they free most {each} would leave {then_share} {of_whole} watched, "
            "within {reach} m of one ({then}), instead of {now_share} now ({now}); as many chosen "
            "for {alike} would leave {beside_share} ({beside}).",
            reach=bare(plan.reach_m),
            **told,
        )
    return say(
        "{done} where they reach most {each} would leave {then_share} {of_whole} unseen ({then}), "
        "instead of {now_share} now ({now}); as many chosen for {alike} would leave "
        "{beside_share} ({beside}).",
        **told,
    )


def _done(answer: Answer) -> str:
    """`10 cameras added or repaired`: what is done, at the start of a sentence."""
    plan, what, sites = answer.plans[0], answer.question.what, answer.question.sites
    sensor = plan.network.sensor
    many = count(min(sites, len(plan.sites)), sensor)
    if what == "remove":
        return say("Taking away {sensors}", sensors=many)
    enough = ""
    if len(plan.sites) < sites:
        enough = (
            say(" (more would change nobody else of them)")
            if answer.whom.group
            else say(" (more would change nobody else)")
        )
    if what == "both":
        return say("{sensors}{enough} added or repaired", sensors=many, enough=enough)
    if what == "new":
        return say("{sensors}{enough} added", sensors=many, enough=enough)
    return say("{sensors}{enough} repaired", sensors=many, enough=enough)


def _price(answer: Answer) -> str:
    whom, against = answer.whom, answer.against
    of_them, of_others = (_changed(answer, one.people) for one in (whom, against))
    told = {
        "lost": people(max(0.0, of_others[1] - of_others[0])),
        "each": against.each,
        "one": people(of_others[0]),
        "other": people(of_others[1]),
    }
    return say(
        "Choosing for {whom} means {gain}, and {cost}.",
        whom=whom.words,
        gain=_gain(answer, people(max(0.0, of_them[0] - of_them[1]))),
        cost=say("{lost} fewer {each} ({one} instead of {other})", **told)
        if against.group
        else say("{lost} fewer {each} in all ({one} instead of {other})", **told),
    )


def _gain(answer: Answer, gained: str) -> str:
    if answer.question.do == "remove":
        if answer.whom.group:
            return say("{people} more of its people no longer watched", people=gained)
        return say("{people} more residents no longer watched", people=gained)
    if answer.whom.group:
        return say("{people} more of its people newly seen", people=gained)
    return say("{people} more residents newly seen", people=gained)


def _in_all(frame: CityFrame, answer: Answer) -> tuple[str, ...]:
    """What both mean for everyone, where neither of them is."""
    if not answer.whom.group or not answer.against.group:
        return ()
    one, other = _changed(answer, frame.cell_people)
    return (
        say(
            "Of all residents it is {one} instead of {other}.",
            one=people(one),
            other=people(other),
        ),
    )


def _changed(answer: Answer, held: Floats) -> tuple[float, float]:
    """How many of these people either plan changes."""
    first, second = (
        plan.left_at(held, 0) - plan.left_at(held, answer.question.sites) for plan in answer.plans
    )
    return first, second


def _repairs(answer: Answer) -> tuple[str, ...]:
    plan, what, sites = answer.plans[0], answer.question.what, answer.question.sites
    sensor = plan.network.sensor
    if what == "new":
        return (
            say("Whether a dead {sensor} could be repaired instead was not asked.", sensor=sensor),
        )
    if what != "both":
        return ()
    if not plan.mendable:
        return (_none_dead(plan.network),)
    mended = sum(site.kind == "repair" for site in plan.sites[:sites])
    of = min(sites, len(plan.sites))
    if not mended:
        return (
            say(
                "Dead {sensors} were looked at too; none of the {n} is a repair.",
                sensors=several(sensor),
                n=of,
            ),
        )
    if mended == 1:
        return (say("1 of the {n} is the repair of a dead {sensor}.", n=of, sensor=sensor),)
    return (
        say(
            "{mended} of the {n} are the repair of a dead {sensor}.",
            mended=mended,
            n=of,
            sensor=sensor,
        ),
    )
