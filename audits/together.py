"""Caveats of several findings said together, so that what they share is said once."""

from collections.abc import Iterable
from dataclasses import dataclass

from audits.caveat import Caveat
from audits.finding import Finding

Same = tuple[str, str, str]
"""What makes two caveats one: code, severity and text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A caveat, and the codes of the measures it holds for; empty means all that stand there."""

    caveat: Caveat
    codes: tuple[str, ...] = ()


def same(caveat: Caveat) -> Same:
    """Equal for caveats that a reader could not tell apart."""
    return caveat.code, str(caveat.severity), caveat.text


def merged(findings: Iterable[Finding]) -> tuple[Held, ...]:
    """Each caveat of these findings once, gravest first."""
    codes: dict[Same, list[str]] = {}
    first: dict[Same, Caveat] = {}
    every: list[str] = []
    for finding in findings:
        if finding.measure.code not in every:
            every.append(finding.measure.code)
        for caveat in finding.caveats:
            key = same(caveat)
            first.setdefault(key, caveat)
            held = codes.setdefault(key, [])
            if finding.measure.code not in held:
                held.append(finding.measure.code)
    listed = [
        Held(caveat=caveat, codes=() if codes[key] == every else tuple(codes[key]))
        for key, caveat in first.items()
    ]
    return tuple(sorted(listed, key=lambda held: -held.caveat.severity.rank))


def common(cards: Iterable[Iterable[Finding]]) -> frozenset[Same]:
    """Caveats that stand in every one of several cards; none where there is but one card."""
    sets = [{same(caveat) for f in card for caveat in f.caveats} for card in cards]
    return frozenset(set.intersection(*sets)) if len(sets) > 1 else frozenset()


def split(held: tuple[Held, ...], shared: frozenset[Same]) -> tuple[tuple[Held, ...], ...]:
    """The caveats that are said here in full, and those that are said once for the page."""
    own = tuple(one for one in held if same(one.caveat) not in shared)
    return own, tuple(one for one in held if same(one.caveat) in shared)
