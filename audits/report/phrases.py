"""Sentences about a finding that the report, the notebook card and the terminal share."""

from datetime import date
from itertools import groupby

from audits import words
from audits.caveat import Caveat
from audits.finding import Finding, Footing
from audits.register import NetworkRecord

_NEUTRAL = {"nearer to zero": 0.0, "nearer to one": 1.0}
_RAISED = {
    "machine": "raised by the audit itself",
    "publisher": "raised by the publisher",
    "review": "raised in a review session",
}
_PURPOSE = {"service": "a service", "burden": "a burden", "both": "both a service and a burden"}
_VERDICT = {True: "holds", False: "does not hold", None: "no verdict"}


def by_severity(finding: Finding) -> tuple[Caveat, ...]:
    """Its caveats, gravest first; alike ones in the order in which they were raised."""
    return tuple(sorted(finding.caveats, key=lambda caveat: -caveat.severity.rank))


def raised(by: str) -> str:
    """Who raised a caveat."""
    return _RAISED[by]


def purpose(of: str) -> str:
    """What being watched by a network is."""
    return _PURPOSE[of]


def verdict(holds: bool | None) -> str:
    """What a setting says of the verdict."""
    return _VERDICT[holds]


def age(finding: Finding) -> str:
    """How old its data is: datasets of one age together, of unknown age first, then the oldest."""
    ordered = sorted(
        finding.datasets,
        key=lambda item: (item.observed_until or date.min, item.title),
    )
    said = []
    for until, held in groupby(ordered, key=lambda item: item.observed_until):
        items = list(held)
        titles = words.listed(f"“{item.title}”" for item in items)
        old = words.age(items[0].age_days)
        said.append(f"{titles} until {words.day(until)}, {old}" if until else f"{titles} {old}")
    return words.sentence("; ".join(said))


def age_in_short(finding: Finding) -> str:
    """The age of the oldest data it rests on; unknown where any of it is."""
    if any(item.observed_until is None for item in finding.datasets):
        known = finding.observed_until
        rest = f", the rest until {words.day(known)} or later" if known else ""
        return f"age of some of its data unknown{rest}"
    oldest = max(item.age_days for item in finding.datasets if item.age_days is not None)
    return f"data until {words.day(finding.observed_until)}, {words.age(oldest)}"


def footing(of: Footing) -> str:
    """What a number rests on, in counts."""
    counts = [
        f"{words.people(of.people)} people",
        words.count(of.areas, "area"),
        words.count(of.sensors, "sensor"),
    ]
    if of.readings is not None:
        counts.append(words.count(of.readings, "reading"))
    if of.incidents is not None:
        counts.append(words.count(of.incidents, "incident"))
    said = words.sentence(words.listed(counts))
    if of.survey_error:
        said += f" Survey error: {words.sentence(of.survey_error)}"
    if of.withheld:
        said += f" Withheld: {words.sentence(of.withheld)}"
    return said


def estimate(finding: Finding) -> str:
    """The number with its unit, or which kind of nothing it is and why."""
    draft = finding.draft
    return words.value_or_reason(draft.estimate, draft.state, finding.measure.unit, draft.reason)


def parameters(of: dict[str, str | float]) -> str:
    """`reach in metres: 500; sensors counted: all placed`."""
    return "; ".join(
        f"{name}: {value if isinstance(value, str) else words.number(value)}"
        for name, value in of.items()
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
        found.append("no interval could be given")
    elif neutral is not None and between.low <= neutral <= between.high:
        found.append(f"the interval includes {words.number(neutral)}, no difference")
    held = draft.stability.share_holding
    if held is not None and 0 < held < 1:
        decided = [s for s in draft.stability.settings if s.holds is not None]
        kept = sum(s.holds is True for s in decided)
        found.append(f"the verdict holds in {kept} of {words.count(len(decided), 'setting')}")
    return tuple(found)


def stability(finding: Finding) -> str:
    """Whether the verdict survives other choices, over which range, and over which boundaries."""
    boundaries = words.sentence(finding.draft.stability.boundaries)
    return f"{stability_in_short(finding)} Boundaries: {boundaries}"


def stability_in_short(finding: Finding) -> str:
    """Whether the verdict survives other choices, and over which range."""
    of, unit = finding.draft.stability, finding.measure.unit
    said = []
    decided = [setting.holds for setting in of.settings if setting.holds is not None]
    if of.verdict is None:
        said.append("The measure makes no statement that could be tested under other settings.")
    elif not decided:
        said.append(f"“{words.sentence(of.verdict)[:-1]}” could be decided under no setting.")
    else:
        held, tried = sum(decided), words.count(len(decided), "setting")
        how = "all" if held == len(decided) else "none" if not held else words.number(held, 0)
        said.append(f"“{words.sentence(of.verdict)[:-1]}” holds in {how} of {tried}.")
    if of.low is not None and of.high is not None and len(of.settings) > 1:
        low, high = words.figure(of.low, unit), words.figure(of.high, unit)
        said.append(f"Over all settings the number runs from {low} to {high}.")
    return " ".join(said)


def why_unseen(finding: Finding) -> str:
    """Each reason with the people it accounts for."""
    reasons = finding.draft.blind_spot.reasons
    if not reasons:
        return "No reason is known." if finding.draft.blind_spot.people else "Nobody is unseen."
    return words.sentence(
        "; ".join(f"{why} ({words.people(people)} residents)" for why, people in reasons)
    )


def condition(record: NetworkRecord) -> str:
    """How many sensors there are and how many of them work, as far as anybody knows."""
    said = (
        f"{words.count(record.sensors, record.network.sensor)} on the map:"
        f" {words.number(record.working, 0)} working,"
        f" {words.number(record.not_working, 0)} not working,"
        f" {words.number(record.unknown, 0)} of unknown state."
    )
    if record.unplaced:
        said += f" {words.number(record.unplaced, 0)} more could not be placed."
    return said


def worst(finding: Finding) -> str:
    """The gravest caveat and how many others there are."""
    first, *others = by_severity(finding)
    more = f" And {words.count(len(others), 'more caveat')}." if others else ""
    return f"{words.sentence(first.severity.value)[:-1]}: {first.text}{more}"


def unseen_in_short(finding: Finding) -> str:
    """Who is not seen, in figures alone: for a number that stands below the whole sentence."""
    spot = finding.draft.blind_spot
    return (
        f"Not seen: {words.people_of(spot.people, spot.of_people)} residents"
        f" ({words.share(spot.share)})."
    )
