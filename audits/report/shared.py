"""Which caveats are said once for many numbers, and what is left to say beside each of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from audits import words
from audits.caveat import Caveat, Severity
from audits.finding import Finding
from audits.together import Held, Same, common, merged, same, split

EVERYWHERE, MANY = "holds-everywhere", "holds-for-many"
"""Ids of the lists that stand near the top of a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Caveats said once, under an id to which the findings that they concern refer."""

    id: str
    whose: str
    """For which numbers they hold, as it stands within a sentence."""
    held: tuple[Held, ...]
    whole: bool = True
    """Whether all of them hold for whoever refers to them; otherwise by their numbers."""

    @property
    def worst(self) -> Severity:
        """The gravest of them."""
        return self.held[0].caveat.severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a finding has in one of the lists."""

    to: Listed
    numbers: tuple[int, ...]
    """Which of the list's caveats, counted from 1."""
    worst: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The lists of a report; each caveat stands in one of them at most."""

    everywhere: Listed | None
    many: Listed | None
    """Held by numbers of several networks or feeds, not by all."""
    networks: dict[str, Listed]

    def lists_for(self, finding: Finding) -> tuple[Listed, ...]:
        """The lists that may hold caveats of a finding."""
        own = self.networks.get(finding.network.id) if finding.network else None
        return tuple(one for one in (self.everywhere, self.many, own) if one)

    def own(self, finding: Finding) -> tuple[Held, ...]:
        """What must stand in full beside this finding, gravest first."""
        listed = {same(one.caveat) for held in self.lists_for(finding) for one in held.held}
        held = merged((finding,))
        return tuple(
            one for one in held if same(one.caveat) not in listed or always_in_full(one.caveat)
        )

    def references(self, finding: Finding) -> tuple[Reference, ...]:
        """What else holds for it, and where that stands."""
        mine = {same(caveat) for caveat in finding.caveats}
        found = []
        for listed in self.lists_for(finding):
            here = [(i, h) for i, h in enumerate(listed.held, 1) if same(h.caveat) in mine]
            if here:
                worst = max((h.caveat.severity for _, h in here), key=lambda s: s.rank)
                numbers = tuple(i for i, _ in here)
                found.append(Reference(to=listed, numbers=numbers, worst=worst))
        return tuple(found)


def always_in_full(caveat: Caveat) -> bool:
    """What people said of a number, and what stops its use, stands beside it wherever it stands."""
    return caveat.severity is Severity.BLOCKED or caveat.raised_by == "review"


def aloud(findings: Iterable[Finding]) -> tuple[Held, ...]:
    """Those of several findings' caveats that must stand in full beside a table or a map, too."""
    return tuple(one for one in merged(findings) if always_in_full(one.caveat))


def shared(findings: tuple[Finding, ...]) -> Shared:
    """The lists for these findings."""
    by_subject: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_subject[finding.network.id if finding.network else finding.draft.subject].append(finding)
    every = common((finding,) for finding in findings)
    many = _of_several(by_subject) - every
    everything = merged(findings)
    return Shared(
        everywhere=_listed(EVERYWHERE, words.say("every number of this report"), everything, every),
        many=_listed(MANY, words.say("many numbers of this report"), everything, many, whole=False),
        networks={
            network.id: listed
            for found in by_subject.values()
            if (network := found[0].network)
            and (
                listed := _listed(
                    f"holds-for-{network.id}",
                    words.say("every number of the {network}", network=words.within(network.title)),
                    merged(found),
                    common((finding,) for finding in found) - every - many,
                )
            )
        },
    )


def _of_several(by_subject: dict[str, list[Finding]]) -> frozenset[Same]:
    """Held by numbers of more than one network or feed."""
    holders: dict[Same, set[str]] = defaultdict(set)
    for subject, found in by_subject.items():
        for one in merged(found):
            holders[same(one.caveat)].add(subject)
    return frozenset(key for key, subjects in holders.items() if len(subjects) > 1)


def _listed(
    name: str, whose: str, held: tuple[Held, ...], of: frozenset[Same], *, whole: bool = True
) -> Listed | None:
    _, shared_here = split(held, of)
    # For which numbers each holds is said beside the numbers.
    said = tuple(replace(one, codes=()) for one in shared_here)
    return Listed(id=name, whose=whose, held=said, whole=whole) if said else None
