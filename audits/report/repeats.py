"""What several findings say alike, so that a report says it once."""

from dataclasses import dataclass

from audits.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What the intervals of several findings hold."""

    id: str
    text: str
    codes: tuple[str, ...]
    """Measures whose intervals are made like this."""


def meanings(subject: str, findings: tuple[Finding, ...]) -> tuple[Meaning, ...]:
    """Meanings that more than one of these findings gives its interval."""
    codes: dict[str, list[str]] = {}
    for finding in findings:
        codes.setdefault(finding.draft.interval_meaning, []).append(finding.measure.code)
    told = [(text, tuple(dict.fromkeys(held))) for text, held in codes.items() if len(held) > 1]
    return tuple(
        Meaning(id=f"interval-{subject}-{index}", text=text, codes=held)
        for index, (text, held) in enumerate(told, 1)
    )


def told_by(finding: Finding, findings: tuple[Finding, ...]) -> Finding | None:
    """The earlier of these findings that gives the same values by group; None where none does."""
    draft, unit = finding.draft, finding.measure.unit_of_groups
    for earlier in findings:
        if earlier is finding or not draft.by_group:
            return None
        if earlier.draft.by_group == draft.by_group and earlier.measure.unit_of_groups == unit:
            return earlier
    return None
