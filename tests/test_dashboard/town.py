"""The small town as something a dashboard can open, with a home of its own for what is said."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from audits.changed import Changes
from audits.finding import Finding
from audits.frame import CityFrame
from audits.geography import Geography
from audits.register import Register
from audits.reviews import Statement, statements
from data.city import City
from data.settings import Settings
from tests.test_audits import examples, small_frame


@dataclass(kw_only=True)
class Town:
    """Stands in for an opened city: ready-made findings, real reviews."""

    settings: Settings
    city: City = field(default_factory=examples.example_city)
    snapshot: str = examples.SNAPSHOT
    before: str | None = None
    as_of: date = examples.AS_OF
    geography: Geography = field(default_factory=examples.example_geography)

    @property
    def reviews(self) -> tuple[Statement, ...]:
        return statements(self.settings, self.city.id)

    def findings(self) -> tuple[Finding, ...]:
        return examples.example_findings()

    def findings_with(self, said: tuple[Statement, ...]) -> tuple[Finding, ...]:
        return self.findings()

    def changes(self) -> Changes | None:
        return None

    @cached_property
    def frame(self) -> CityFrame:
        return small_frame.frame()

    def register(self) -> Register:
        return examples.example_register()

    def targets(self) -> dict[str, tuple[str, ...]]:
        return {"measure": ("M3", "M3-cameras"), "dataset": ("cameras",)}
