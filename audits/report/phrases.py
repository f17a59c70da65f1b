"""Sentences about a finding that the report, the notebook card and the terminal share."""

from datetime import date
from itertools import groupby

from audits import words
from audits.caveat import Caveat, Severity
from audits.finding import BlindSpot, Finding, Footing
from audits.measure import Better
from audits.register import NetworkRecord
from audits.words import say
from data.said import again

_NEUTRAL = {"nearer to zero": 0.0, "nearer to one": 1.0}
_RAISED = {
    "machine": say("raised by the audit itself"),
    "publisher": say("raised by the publisher"),
    "review": say("raised in a review session"),
}
_PURPOSE = {
    "service": say("a service"),
    "burden": say("a burden"),
    "both": say("both a service and a burden"),
}
_VERDICT = {True: say("holds"), False: say("does not hold"), None: say("no verdict")}
_BETTER: dict[Better, str] = {
    "higher": say("higher"),
    "lower": say("lower"),
    "nearer to zero": say("nearer to zero"),
    "nearer to one": say("nearer to one"),
    "neither": say("neither"),
}
_WORK = {
    "read": say("read"),
    "kept": say("kept"),
    "quarantined": say("quarantined"),
    "repaired": say("repaired"),
    "noted": say("noted"),
    "derived": say("derived"),
}
_TARGET = {
    "measure": say("on the measure {target}"),
    "dataset": say("on the dataset {target}"),
}


@again
def capitalised(text: str) -> str:
    """The text with a capital at its start and no full stop at its end."""
    return str(words.sentence(str(text)))[:-1]


def by_severity(finding: Finding) -> tuple[Caveat, ...]:
    """Its caveats, gravest first; alike ones in the order in which they were raised."""
    return tuple(sorted(finding.caveats, key=lambda caveat: -caveat.severity.rank))


def grade(of: Severity) -> str:
    """The word of a severity as it begins a sentence."""
    return capitalised(say(of.value))


def invented(finding: Finding) -> str:
    """That its city is not a real one."""
    return say("{city} is an invented city.", city=finding.city_title)


def raised(by: str) -> str:
    """Who raised a caveat."""
    return _RAISED[by]


def purpose(of: str) -> str:
    """What being watched by a network is."""
    return _PURPOSE[of]


def verdict(holds: bool | None) -> str:
    """What a setting says of the verdict."""
    return _VERDICT[holds]


def better(of: Better) -> str:
    """In which direction a measure gets better."""
    return _BETTER[of]


def work(action: str) -> str:
    """What a step of the ledger did with rows."""
    return _WORK.get(action, action)


def target(kind: str, name: str) -> str:
    """Of what a review session speaks: `on the measure M3-cameras`."""
    return say(_TARGET[kind], target=name)


def quoted(text: str) -> str:
    """The text in the quotation marks of the language."""
    return say("“{quoted}”", quoted=text)


def age(finding: Finding) -> str:
    """How old its data is: datasets of one age together, of unknown age first, then the oldest."""
    ordered = sorted(
        finding.datasets,
        key=lambda item: (item.observed_until or date.min, item.title),
    )
    said = []
    for until, held in groupby(ordered, key=lambda item: item.observed_until):
        items = list(held)
        titles = words.listed(quoted(item.title) for item in items)
        old = words.age(items[0].age_days)
        if until:
            said.append(
                say("{datasets} until {day}, {age}", datasets=titles, day=words.day(until), age=old)
            )
        else:
            said.append(words.joined(" ", (titles, old)))
    return words.sentence(words.joined("; ", said))


def age_in_short(finding: Finding) -> str:
    """The age of the oldest data it rests on; unknown where any of it is."""
    known = finding.observed_until
    if any(item.observed_until is None for item in finding.datasets):
        if not known:
            return say("age of some of its data unknown")
        return say(
            "age of some of its data unknown, the rest until {day} or later", day=words.day(known)
        )
    oldest = max(item.age_days for item in finding.datasets if item.age_days is not None)
    return say("data until {day}, {age}", day=words.day(known), age=words.age(oldest))


def footing(of: Footing) -> str:
    """What a number rests on, in counts."""
    counts = [
        words.heads(of.people),
        words.count(of.areas, "area"),
        words.count(of.sensors, "sensor"),
    ]
    if of.readings is not None:
        counts.append(words.count(of.readings, "reading"))
    if of.reports is not None:
        counts.append(words.count(of.reports, "report"))
    if of.incidents is not None:
        counts.append(words.count(of.incidents, "incident"))
    said = [words.sentence(words.listed(counts))]
    if of.survey_error:
        said.append(say("Survey error: {error}", error=words.sentence(of.survey_error)))
    if of.withheld:
        said.append(say("Withheld: {what}", what=words.sentence(of.withheld)))
    return words.joined(" ", said)


def estimate(finding: Finding) -> str:
    """The number with its unit, or which kind of nothing it is and why."""
    draft = finding.draft
    return words.value_or_reason(draft.estimate, draft.state, finding.measure.unit, draft.reason)


def parameters(of: dict[str, str | float]) -> str:
    """`reach in metres: 500; sensors counted: all placed`."""
    return words.joined(
        "; ",
        (
            words.joined(": ", (name, value if isinstance(value, str) else words.number(value)))
            for name, value in of.items()
        ),
    )


def doubts(finding: Finding) -> tuple[str, ...]:
    """Each reason not to lean on the estimate, as a clause; empty where none was found.

    A verdict that holds under no setting at all is as sure as one that holds under all.
    """
    draft = finding.draft
    if draft.estimate is None:
        return ()
    found = []
    neutral, between = _NEUTRAL.get(finding.measure.better), draft.interval
    if between is None:
        found.append(say("no interval could be given"))
    elif neutral is not None and between.low <= neutral <= between.high:
        found.append(say("the interval includes {n}, no difference", n=words.number(neutral)))
    held = draft.stability.share_holding
    if held is not None and 0 < held < 1:
        decided = [s for s in draft.stability.settings if s.holds is not None]
        kept = sum(s.holds is True for s in decided)
        found.append(
            say(
                "the verdict holds in {n} of {settings}",
                n=kept,
                settings=words.count(len(decided), "setting"),
            )
        )
    return tuple(found)


def stability(finding: Finding) -> str:
    """Whether the verdict survives other choices, over which range, and over which boundaries."""
    boundaries = words.sentence(finding.draft.stability.boundaries)
    return say(
        "{settings} Boundaries: {boundaries}",
        settings=stability_in_short(finding),
        boundaries=boundaries,
    )


def stability_in_short(finding: Finding) -> str:
    """Whether the verdict survives other choices, and over which range."""
    of, unit = finding.draft.stability, finding.measure.unit
    said = [_decided(finding)]
    if of.low is not None and of.high is not None and len(of.settings) > 1:
        said.append(
            say(
                "Over all settings the number runs from {low} to {high}.",
                low=words.figure(of.low, unit),
                high=words.figure(of.high, unit),
            )
        )
    return words.joined(" ", said)


def _decided(finding: Finding) -> str:
    """In how many settings the verdict holds."""
    of = finding.draft.stability
    decided = [setting.holds for setting in of.settings if setting.holds is not None]
    if of.verdict is None:
        return say("The measure makes no statement that could be tested under other settings.")
    claim = quoted(capitalised(of.verdict))
    if not decided:
        return say("{claim} could be decided under no setting.", claim=claim)
    held, tried = sum(decided), words.count(len(decided), "setting")
    if held == len(decided):
        return say("{claim} holds in all of {settings}.", claim=claim, settings=tried)
    if not held:
        return say("{claim} holds in none of {settings}.", claim=claim, settings=tried)
    return say(
        "{claim} holds in {n} of {settings}.", claim=claim, n=words.number(held, 0), settings=tried
    )


def why_unseen(finding: Finding) -> str:
    """Each reason with the people it accounts for."""
    spot = finding.draft.blind_spot
    if not spot.reasons:
        return say("No reason is known.") if spot.people else say("Nobody is unseen.")
    return words.sentence(
        words.joined(
            "; ",
            (
                say("{reason} ({people})", reason=reason, people=words.residents(people))
                for reason, people in spot.reasons
            ),
        )
    )


def poorest_to_richest(spot: BlindSpot) -> str:
    """How likely the poorest fifth is to be unseen, compared with the richest."""
    ratio = spot.ratio
    if ratio is None and spot.richest == 0:
        return say("Nobody of the richest fifth is unseen.")
    if ratio is None:
        return say("How the poorest fifth compares with the richest is not known.")
    said = words.times(ratio)
    if said == words.times(1):
        return say("The poorest fifth is as likely to be unseen as the richest.")
    return say("The poorest fifth is {times} as likely to be unseen as the richest.", times=said)


def condition(record: NetworkRecord) -> str:
    """How many sensors there are and how many of them work, as far as anybody knows."""
    said = say(
        "{sensors} on the map: {working} working, {broken} not working,"
        " {unknown} of unknown state.",
        sensors=words.count(record.sensors, record.network.sensor),
        working=words.number(record.working, 0),
        broken=words.number(record.not_working, 0),
        unknown=words.number(record.unknown, 0),
    )
    if not record.unplaced:
        return said
    more = say("{n} more could not be placed.", n=words.number(record.unplaced, 0))
    return words.joined(" ", (said, more))


def worst(finding: Finding) -> str:
    """The gravest caveat and how many others there are."""
    first, *others = by_severity(finding)
    said = words.joined(": ", (grade(first.severity), first.text))
    if not others:
        return said
    more = say("And {caveats}.", caveats=words.count(len(others), "more caveat"))
    return words.joined(" ", (said, more))


def unseen_in_short(finding: Finding) -> str:
    """Who is not seen, in figures alone: for a number that stands below the whole sentence."""
    spot = finding.draft.blind_spot
    return say(
        "Not seen: {residents} ({share}).",
        residents=words.residents_of(spot.people, spot.of_people),
        share=words.share(spot.share),
    )
