"""Everything a report says, gathered before a line of it is set."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from audits import words
from audits.caveat import Severity
from audits.finding import Finding
from audits.geography import Geography
from audits.register import NetworkRecord, Register
from audits.report.area_table import AreaTable, area_table, values_by_area
from audits.report.families import FAMILIES, Heading, by_family
from audits.report.method_decisions import Decision, decisions
from audits.report.repeats import Meaning, meanings
from data.city import City, Network

if TYPE_CHECKING:
    from audits.opened import OpenedCity
    from audits.reviews import Statement


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Report:
    """One city at one snapshot."""

    city: City
    snapshot: str
    as_of: date
    findings: tuple[Finding, ...]
    geography: Geography
    register: Register
    statements: "tuple[Statement, ...]"
    decisions: tuple[Decision, ...]

    @property
    def networks(self) -> "tuple[NetworkSection, ...]":
        """A section per network in the manifest's order; networks are never pooled."""
        records = {record.network.id: record for record in self.register.networks}
        return tuple(
            NetworkSection(
                network=network,
                record=records.get(network.id),
                findings=found,
                areas=area_table(_mapped(found), self.geography),
            )
            for network in self.city.networks
            if (found := self._of(network))
        )

    @property
    def others(self) -> "tuple[FamilySection, ...]":
        """Findings that speak of no network, family by family."""
        alone = tuple(finding for finding in self.findings if finding.network is None)
        return tuple(
            FamilySection(id=family, heading=FAMILIES[family], findings=held)
            for family, held in by_family(alone).items()
        )

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What intervals of several findings hold, to be said once."""
        return meanings("of", self.findings)

    @property
    def measured(self) -> tuple[Finding, ...]:
        """One finding per measure, by code: what the methods are read from."""
        by_code: dict[str, Finding] = {}
        for finding in self.findings:
            by_code.setdefault(finding.measure.code, finding)
        return tuple(sorted(by_code.values(), key=lambda finding: _order(finding.measure.code)))

    def _of(self, network: Network) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.network and f.network.id == network.id)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FamilySection:
    """What is asked of the whole city under one family."""

    id: str
    heading: Heading
    findings: tuple[Finding, ...]

    @property
    def headline(self) -> tuple[Finding, ...]:
        """Those told in full."""
        return tuple(finding for finding in self.findings if finding.measure.headline)

    @property
    def rest(self) -> tuple[Finding, ...]:
        """Those told in short."""
        return tuple(finding for finding in self.findings if not finding.measure.headline)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NetworkSection:
    """One network: its findings, and the one of them that its map shows."""

    network: Network
    record: NetworkRecord | None
    findings: tuple[Finding, ...]
    areas: AreaTable | None

    @property
    def first(self) -> Finding:
        """The finding whose blind spot stands for the network; all of them carry the same."""
        return self.findings[0]

    @property
    def headline(self) -> tuple[Finding, ...]:
        """Those told in full."""
        return tuple(finding for finding in self.findings if finding.measure.headline)

    @property
    def rest(self) -> tuple[tuple[Heading, tuple[Finding, ...]], ...]:
        """Those told in short, under the headings of their families."""
        others = tuple(finding for finding in self.findings if not finding.measure.headline)
        return tuple((FAMILIES[family], held) for family, held in by_family(others).items())

    @property
    def worst(self) -> Severity:
        """The gravest caveat of any of its findings."""
        return max((finding.worst for finding in self.findings), key=lambda found: found.rank)

    @property
    def mapped(self) -> Finding | None:
        """The finding that its map shows; None where none has areas.

        One that gives shares, so that maps of two networks can be compared; then the one with the
        most areas measured; then the earliest.
        """
        return next(iter(_mapped(self.findings)), None)


def _mapped(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The one that a network's map and its table of areas show, or none."""
    drawn = [finding for finding in _headline(findings) if values_by_area(finding)]
    drawn.sort(
        key=lambda finding: (
            not words.is_share(finding.measure.unit),
            -sum(area.value is not None for area in finding.draft.by_area),
        )
    )
    return tuple(drawn[:1])


def _headline(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those of headline measures; all of them where none is."""
    held = tuple(finding for finding in findings if finding.measure.headline)
    return held or findings


def report_of(opened: "OpenedCity") -> Report:
    """The report of an opened city, at the snapshot and the reviews it holds now."""
    return Report(
        city=opened.city,
        snapshot=opened.snapshot,
        as_of=opened.as_of,
        findings=opened.findings(),
        geography=opened.geography,
        register=opened.register(),
        statements=opened.reviews,
        decisions=decisions(),
    )


def _order(code: str) -> tuple[int, str]:
    """M9 before M22."""
    digits = "".join(letter for letter in code if letter.isdigit())
    return int(digits or 0), code
