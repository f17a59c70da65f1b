"""What is other than in the snapshot before: numbers that moved, what to beware of, newer data.

No number stands here: a number needs its caveats beside it, and these are on its own page.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from audits.finding import DatasetAge, Finding, Interval
from audits.together import Held, merged
from audits.words import figure, people, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One finding that says something else than before."""

    finding: Finding
    sentence: str
    grave: bool
    """More people unseen, out of the interval it had, or measured no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that is other, and how many findings say what they said."""

    before: str
    """Id of the snapshot before."""
    moved: tuple[Moved, ...]
    """The grave ones first."""
    raised: tuple[Held, ...]
    """Caveats that nothing raised before."""
    lifted: tuple[Held, ...]
    newer: tuple[DatasetAge, ...]
    unchanged: int

    @property
    def any(self) -> bool:
        """Whether anything is other at all."""
        return bool(self.moved or self.raised or self.lifted or self.newer)


def changes(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> Changes:
    """What `after` says that `before` did not, and the other way round."""
    old = {finding.key: finding for finding in before}
    moved = [one for finding in after if (one := _moved(old.get(finding.key), finding))]
    held = {finding.key for finding in after}
    gone = [_gone(finding) for finding in before if finding.key not in held]
    return Changes(
        before=before[0].snapshot if before else "",
        moved=tuple(sorted([*moved, *gone], key=lambda one: not one.grave)),
        raised=_only(after, before),
        lifted=_only(before, after),
        newer=_newer(before, after),
        unchanged=len(after) - len(moved),
    )


def _moved(before: Finding | None, after: Finding) -> Moved | None:
    if before is None:
        return Moved(finding=after, sentence=say("is asked for the first time"), grave=False)
    was, now = before.draft, after.draft
    if was.estimate is not None and now.estimate is None:
        why = now.reason or say(str(now.state))
        return Moved(
            finding=after,
            sentence=say("could be said before and cannot be said now: {why}", why=why),
            grave=True,
        )
    said, grave = [], False
    if was.estimate is None and now.estimate is not None:
        said.append(say("can be said now"))
    elif was.estimate is not None and now.estimate is not None:
        unit = after.measure.unit
        # What a reader could not tell apart has not moved.
        if figure(was.estimate, unit) != figure(now.estimate, unit):
            out = _out_of(was.interval, now.estimate)
            said.append(_way(now.estimate > was.estimate, out=out))
            grave = bool(out)
    if people(was.blind_spot.people) != people(now.blind_spot.people):
        more = now.blind_spot.people > was.blind_spot.people
        said.append(
            say("more people are unseen than before")
            if more
            else say("fewer people are unseen than before")
        )
        grave = grave or more
    if not said:
        return None
    sentence = said[0] if len(said) == 1 else say("{first}; {then}", first=said[0], then=said[1])
    return Moved(finding=after, sentence=sentence, grave=grave)


def _out_of(interval: Interval | None, value: float) -> bool | None:
    """None where there is no interval to lie in."""
    return None if interval is None else not interval.low <= value <= interval.high


def _way(higher: bool, *, out: bool | None) -> str:
    if higher:
        if out is None:
            return say("higher than before; it had no interval")
        if out:
            return say("higher than before, above the interval it had")
        return say("higher than before, within the interval it had")
    if out is None:
        return say("lower than before; it had no interval")
    if out:
        return say("lower than before, below the interval it had")
    return say("lower than before, within the interval it had")


def _gone(finding: Finding) -> Moved:
    return Moved(finding=finding, sentence=say("is not asked any more"), grave=True)


def _only(these: Iterable[Finding], others: Iterable[Finding]) -> tuple[Held, ...]:
    """Caveats of these, by code and by what they speak of, that the others do not have."""
    known = {(c.code, c.about) for finding in others for c in finding.caveats}
    once: dict[tuple[str, str], Held] = {}
    for held in merged(these):
        key = held.caveat.code, held.caveat.about
        if key not in known:
            once.setdefault(key, held)
    return tuple(once.values())


def _newer(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[DatasetAge, ...]:
    old = {one.name: one.observed_until for finding in before for one in finding.datasets}
    now = {one.name: one for finding in after for one in finding.datasets}
    return tuple(
        one
        for name, one in now.items()
        if one.observed_until is not None
        and ((was := old.get(name)) is None or one.observed_until > was)
    )
