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
                areas=area_table(found, self.geography),
            )
            for network in self.city.networks
            if (found := self._of(network))
        )

    @property
    def others(self) -> tuple[Finding, ...]:
        """Findings that speak of no network."""
        return tuple(finding for finding in self.findings if finding.network is None)

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
    def meanings(self) -> tuple[Meaning, ...]:
        """What intervals of several of its findings hold, to be said once."""
        return meanings(self.network.id, self.findings)

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
        drawn = [finding for finding in self.findings if values_by_area(finding)]
        return max(
            drawn,
            key=lambda finding: (
                words.is_share(finding.measure.unit),
                sum(area.value is not None for area in finding.draft.by_area),
            ),
            default=None,
        )


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
