"""What the measures say of one area; measures that say the very same there are named together."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import get_args

from audits.finding import AreaValue, Finding, State
from audits.measure import Family
from audits.place_events import FEW_REPORTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One value, or one kind of nothing, and every finding of one subject that says so here."""

    value: AreaValue
    unit: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardHere:
    """What is said here of one network, or of the whole city under one question."""

    family: Family | None
    """None where it speaks of a network."""
    told: tuple[Told, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, in their order."""
        return tuple(finding for one in self.told for finding in one.findings)


def measures_here(
    findings: tuple[Finding, ...], area: str, few: Collection[str] = ()
) -> tuple[CardHere, ...]:
    """Findings that speak of this area: a card per network, then one per question to the city.

    Headline measures come first. `few` names the datasets whose reports from this area are too few
    to be counted aloud: a rate of them would tell the count, so it is withheld too.
    """
    cards: dict[tuple[str | None, Family | None], dict[object, list[tuple[Finding, AreaValue]]]]
    cards = {(n.id, None): {} for f in findings if (n := f.network)}
    cards |= {(None, family): {} for family in get_args(Family)}
    for finding in sorted(findings, key=lambda one: not one.measure.headline):
        value = next((v for v in finding.draft.by_area if v.area == area), None)
        if value is None:
            continue
        if finding.draft.subject in few and finding.measure.unit_of_areas.startswith("reports"):
            value = AreaValue(area=area, value=None, state=State.WITHHELD, reason=FEW_REPORTS)
        same = (
            finding.draft.subject,
            finding.measure.unit_of_areas,
            None if value.value is None else float(f"{value.value:.9g}"),
            value.state,
            value.reason,
        )
        network = finding.network
        card = (network.id, None) if network else (None, finding.measure.family)
        cards[card].setdefault(same, []).append((finding, value))
    return tuple(
        CardHere(
            family=family,
            told=tuple(
                Told(
                    value=pairs[0][1],
                    unit=pairs[0][0].measure.unit_of_areas,
                    findings=tuple(finding for finding, _ in pairs),
                )
                for pairs in groups.values()
            ),
        )
        for (_, family), groups in cards.items()
        if groups
    )
