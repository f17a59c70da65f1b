"""A finding as text for a terminal, a print-out or a table cell: the caveats come along.

These texts are made for whoever reads them now, in the language being spoken.
"""

import re
from textwrap import fill

from audits import words
from audits.finding import Finding, GroupValue
from audits.report import phrases
from audits.report.families import FAMILIES, by_family
from audits.words import say

_WIDTH = 88
_FEW = 6
"""Up to this many findings are told in full."""
_WHITE = re.compile(r"[ \t\r\n]+")
"""Not the thin spaces inside of figures, which hold a number together."""


def one_line(finding: Finding) -> str:
    """Number, interval, whom it does not see, age and gravest caveat, without a line break.

    Table cells cut text off after some fifty characters, so the gravity of the caveats and the
    share of people not seen come right behind the number.
    """
    draft, spot = finding.draft, finding.draft.blind_spot
    unseen = words.share(spot.share)
    what = f"{finding.measure.name}, {words.subject(finding)}"
    if draft.estimate is not None:
        what += f" ({words.interval(draft.interval, finding.measure.unit)})"
    said = [
        say(
            "{value} [{severity}; {share} not seen] {what}",
            value=phrases.estimate(finding),
            severity=say(finding.worst.value),
            share=unseen,
            what=what,
        ),
        say(
            "not seen: {residents} ({share})",
            residents=words.residents_of(spot.people, spot.of_people),
            share=unseen,
        ),
        phrases.age_in_short(finding),
        *([say("{city} is invented", city=finding.city_title)] if finding.invented else []),
        phrases.worst(finding),
    ]
    return _WHITE.sub(" ", str(words.joined("; ", said)))


def plain(finding: Finding) -> str:
    """Everything that must stand beside the number, in lines of at most 88 characters."""
    draft, measure = finding.draft, finding.measure
    title = f"{measure.name} ({measure.code}), {words.subject(finding)}, {finding.city_title}"
    parts = [
        _wrapped(title),
        "=" * min(len(title), _WIDTH),
        *([_wrapped(phrases.invented(finding))] if finding.invented else []),
        _wrapped(measure.question),
        "",
        _wrapped(draft.reading),
        "",
        _fact(say("Value"), words.sentence(phrases.estimate(finding))),
        _fact(say("Interval"), _interval(finding)),
        *[_fact(say("Unsure"), words.sentence(doubt)) for doubt in phrases.doubts(finding)],
        _fact(say("Not seen"), words.unseen(finding)),
        _fact(say("Age"), phrases.age(finding)),
        _fact(say("Rests on"), phrases.footing(draft.footing)),
        _fact(say("Stability"), phrases.stability(finding)),
        *(
            [_fact(say("Settings"), phrases.parameters(draft.parameters))]
            if draft.parameters
            else []
        ),
        "",
        str(say("Before using this number:")),
        *(
            _wrapped(
                f"{say(caveat.severity.value)}: {caveat.text} ({phrases.raised(caveat.raised_by)})"
            )
            for caveat in phrases.by_severity(finding)
        ),
        *_groups(draft.by_group, measure.unit_of_groups),
        "",
        str(
            say(
                "Snapshot {snapshot}, as of {day}.",
                snapshot=finding.snapshot,
                day=words.day(finding.as_of),
            )
        ),
    ]
    return "\n".join(parts)


def plain_list(findings: tuple[Finding, ...]) -> str:
    """Many findings, network by network: headline measures in a paragraph each, then the others.

    Each number keeps whom it does not see, its age and its gravest caveat; few findings are told
    in full instead.
    """
    if len(findings) <= _FEW:
        return "\n\n".join(plain(finding) for finding in findings)
    networks: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.network:
            networks.setdefault(finding.network.title, []).append(finding)
    alone = by_family(tuple(finding for finding in findings if finding.network is None))
    groups = list(networks.items()) + [
        (say("The whole city: {family}", family=words.within(FAMILIES[family].title)), list(held))
        for family, held in alone.items()
    ]
    parts = []
    for title, held in groups:
        ordered = by_family(tuple(held))
        parts += ["", str(title), "=" * min(len(str(title)), _WIDTH)]
        # One network has one blind spot in nearly all of its findings: it is said in whole once.
        once = words.unseen(held[0])
        parts.append(_wrapped(once, 0))
        told = [f for part in ordered.values() for f in part if f.measure.headline]
        parts += [_told(finding, once) + "\n" + _reading(finding) for finding in told]
        for family, part in ordered.items():
            rest = [finding for finding in part if not finding.measure.headline]
            if rest:
                parts.append(f"-- {FAMILIES[family].title.lower()}")
                parts += [_told(finding, once) for finding in rest]
    how = say("Name a measure or a network (--measure, --network) to read all of a number.")
    parts += ["", str(how)]
    return "\n".join(parts).lstrip("\n")


def _told(finding: Finding, once: str) -> str:
    """Number, interval, age and gravest caveat; whom it does not see, unless that was told."""
    draft, unit = finding.draft, finding.measure.unit
    between = f" ({words.interval(draft.interval, unit)})" if draft.estimate is not None else ""
    said = [f"{finding.measure.name}: {phrases.estimate(finding)}{between}"]
    if words.unseen(finding) != once:
        said.append(str(words.unseen(finding)).removesuffix("."))
    said += [phrases.age_in_short(finding), phrases.worst(finding)]
    return _wrapped(f"{finding.measure.code:<4} {words.joined('; ', said)}", 5)


def _reading(finding: Finding) -> str:
    indent = " " * 5
    reading = str(finding.draft.reading)
    return fill(reading, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _interval(finding: Finding) -> str:
    said = words.interval(finding.draft.interval, finding.measure.unit)
    return f"{words.sentence(said)} {words.sentence(finding.draft.interval_meaning)}"


def _groups(groups: tuple[GroupValue, ...], unit: str) -> list[str]:
    """A table with the groups' values, or why they have none."""
    if not groups:
        return []
    widest = max(len(str(group.group)) for group in groups)
    lines, dimension = ["", str(say("By group ({unit}):", unit=unit))], None
    for group in groups:
        if group.dimension != dimension:
            dimension = group.dimension
            lines.append(f"  {dimension}")
        said = words.value_or_reason(group.value, group.state, "", group.reason)
        if group.value is not None:
            value = words.figure(group.value, unit)
            said = f"{value:>9}  {words.interval(group.interval, unit)}"
        lines.append(f"    {group.group:<{widest}}  {said}  ({words.heads(group.people)})")
    return lines


def _fact(name: str, said: str) -> str:
    return _wrapped(f"{f'{name}:':<10} {said}", 11)


def _wrapped(said: str, hanging: int = 2) -> str:
    return fill(str(said), _WIDTH, subsequent_indent=" " * hanging)
